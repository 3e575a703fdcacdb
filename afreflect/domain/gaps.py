"""Rare events: the cases or the days between them, in place of months with none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import log
from statistics import median
from typing import Literal

import numpy as np

from afreflect.domain import figure, spc
from afreflect.domain.metric import Metric, Unit
from afreflect.domain.process import (
    Baseline,
    Process,
    Signal,
    lines_of,
    resting_on,
    signals_of,
    wanted_direction,
)
from afreflect.domain.run_chart import LONGEST_SENTENCE, RunChart
from afreflect.domain.spc.chart import TRIAL_BELOW

Between = Literal["cases", "days"]
BETWEEN: tuple[Between, ...] = ("cases", "days")
FEWEST = 5
"""Events below which there is no course of gaps to see: the cases alone are shown."""
SAME_DAY = 0.5
"""Days between two events of one day: the day is all that is known of them."""
MONTHS = {"month": 1, "quarter": 3, "year": 12}
_KINDS: dict[Between, spc.Kind] = {"cases": "g", "days": "t"}
_FLIPPED: dict[spc.Better, spc.Better] = {
    "higher": "lower",
    "lower": "higher",
    "neither": "neither",
}
_WHY: dict[Between, str] = {
    "cases": (
        "Events are rare, so each point counts the cases before an event. Such gaps are skewed, "
        "and the limits are those of chance for them: a g chart with exact limits (Benneyan 2001)."
    ),
    "days": (
        "Events are rare, so each point counts the days since the event before. Such gaps are "
        "skewed, and the limits are made for them: a t chart (Nelson 1994)."
    ),
}
_SAME_DAY = "Events of the same day stand half a day apart: only their day is known."
_SAME_DAY_CASES = "Cases of the same day stand in the order of their ids: only their day is known."


@dataclass(frozen=True)
class Gap:
    """What lies before one event: cases without one, or days since the event before."""

    ended: date
    length: float


@dataclass(frozen=True)
class Gaps:
    """What one chart of gaps shows; chart, sentence and table are made from this alone.

    `events` of `n` dated cases are met. `open_length` is what has passed since the last event, up
    to `until`. `cases_only` is True below `FEWEST` events: then there are no `gaps`. `undated`
    cases are left out. `better` is the wanted direction of a gap: a longer one is fewer events.
    """

    metric: Metric
    between: Between
    gaps: tuple[Gap, ...]
    events: tuple[Unit, ...]
    n: int
    undated: int
    open_length: float
    until: date | None
    process: Process
    better: spc.Better
    sentence: str
    beside: tuple[str, ...] = ()
    neutral: bool = True

    @property
    def cases_only(self) -> bool:
        """Whether there are so few events that only they are shown."""
        return len(self.events) < FEWEST

    @property
    def signals(self) -> tuple[Signal | None, ...]:
        """What each gap is named for; nothing on a first look."""
        return (None,) * len(self.gaps) if self.neutral else self.process.signals

    @property
    def limits_shown(self) -> bool:
        """Whether limits are drawn: not on a first look, and not below ten gaps."""
        return not self.neutral and self.process.kind != "run"

    @property
    def noun(self) -> str:
        """What a gap is counted in."""
        return "days" if self.between == "days" else self.metric.noun

    @property
    def since_the_last(self) -> str:
        """What has passed since the last event, and whether chance still explains it."""
        if not self.events or self.until is None:
            return ""
        said = f"Since the last one: {say_length(self.open_length)} {self.noun}"
        if self.between == "days":
            said += f", to {figure.say_day(self.until)}"
        upper = (
            self.process.lines[-1].upper if self.limits_shown and self.process.lines[-1] else None
        )
        if upper is not None and self.open_length > upper:
            return f"{said}; that is already longer than chance would have it."
        return f"{said}."

    @property
    def alt(self) -> str:
        """What the chart says to somebody who can't see it."""
        said = [f"{self.metric.title}: {self.noun} between events. {self.sentence}"]
        if not self.cases_only:
            said.append(f"{len(self.gaps)} gaps. {MEANS}")
            said += [] if self.neutral else [self.process.sentence]
        return " ".join(part for part in (*said, self.since_the_last, *self.beside) if part)


MEANS = "A longer gap is fewer events."


def offered(chart: RunChart) -> bool:
    """Whether events are so rare that the gaps between them say more than the points do.

    By the points as they stand, or where a quarter of months would hold none by chance: then it
    stays on offer when a wider grain is looked at.
    """
    dated = [point for point in chart.points if point.start is not None and point.met is not None]
    if chart.metric.kind != "proportion" or chart.cases_only or not dated:
        return False
    if spc.rare([point.met or 0 for point in dated]):
        return True
    met = sum(point.met or 0 for point in dated)
    months = len(dated) * MONTHS.get(chart.result.grain, 12)
    return 0 < met / months <= -log(spc.RARE)


def offered_alone(chart: RunChart, units: Sequence[Unit]) -> bool:
    """The same where no month, quarter or year holds enough cases for a figure of its own.

    Then gaps are all there is to see in time: enough events have to be there, on days known.
    """
    if chart.metric.kind != "proportion" or chart.cases_only:
        return False
    return sum(bool(unit.met) and unit.occurred_on is not None for unit in units) >= FEWEST


def read(
    chart: RunChart,
    units: Sequence[Unit],
    between: Between,
    baseline: Baseline | None = None,
) -> Gaps:
    """The gaps between the events of a chart's dated units, in their order in time.

    Cases count from the first of the extract, days from the first event. Rules, target and what
    stands beside the figure are the chart's; so is being neutral. Raises ValueError for a metric
    that has no events.
    """
    metric = chart.metric
    if metric.kind != "proportion":
        raise ValueError(f"{metric.title} has no events, so that nothing lies between them.")
    dated = [unit for unit in units if unit.occurred_on is not None]
    events = tuple(unit for unit in dated if unit.met)
    gaps = _gaps(dated, between) if len(events) >= FEWEST else ()
    target = chart.targets[-1].target if chart.targets else None
    better = _FLIPPED[wanted_direction(metric, target)]
    until = dated[-1].occurred_on if dated else None
    return Gaps(
        metric=metric,
        between=between,
        gaps=gaps,
        events=events,
        n=len(dated),
        undated=len(units) - len(dated),
        open_length=_open(dated, between),
        until=until,
        process=_process(gaps, between, chart.process.rules, baseline or Baseline(), better),
        better=better,
        sentence=_sentence(metric, between, gaps, len(events), len(dated)),
        beside=chart.beside,
        neutral=chart.neutral,
    )


def say_length(length: float) -> str:
    """A gap's length: "34", "1,204", "12.5"."""
    return f"{length:,.0f}" if length == int(length) else f"{length:,.1f}"


def words(gaps: Gaps, at: int) -> str:
    """One gap as the tooltip says it."""
    gap, signal = gaps.gaps[at], gaps.signals[at]
    day = figure.say_day(gap.ended)
    before = "days since the one before" if gaps.between == "days" else f"{gaps.noun} before it"
    said = f"{day}: {say_length(gap.length)} {before}"
    return f"{said}. {signal.rule.capitalize()}: {signal.words}" if signal else said


def _gaps(dated: Sequence[Unit], between: Between) -> tuple[Gap, ...]:
    days = [unit.occurred_on for unit in dated if unit.met and unit.occurred_on]
    if between == "cases":
        lengths = spc.cases_between([bool(unit.met) for unit in dated])
    else:
        lengths = np.maximum(spc.time_between(np.array(days, dtype="datetime64[D]")), SAME_DAY)
        days = days[1:]
    return tuple(Gap(day, float(each)) for day, each in zip(days, lengths, strict=True))


def _open(dated: Sequence[Unit], between: Between) -> float:
    last = max((at for at, unit in enumerate(dated) if unit.met), default=None)
    if last is None:
        return 0.0
    if between == "cases":
        return float(len(dated) - 1 - last)
    began, ended = dated[last].occurred_on, dated[-1].occurred_on
    return float((ended - began).days) if began and ended else 0.0


def _process(
    gaps: Sequence[Gap], between: Between, rules: str, baseline: Baseline, better: spc.Better
) -> Process:
    ruled = len(gaps) >= spc.RULES_FROM
    drawn = spc.chart(
        _KINDS[between] if ruled else "run",
        [gap.length for gap in gaps],
        **resting_on([gap.ended for gap in gaps], baseline),
        exact=True,
        rules=rules,
        better=better,
    )
    few = (
        f"With {len(gaps)} gaps, fewer than {spc.RULES_FROM}, a line and its median are shown and "
        "no rule is applied."
    )
    trial = ruled and bool(drawn.trial[-1])
    return Process(
        kind=drawn.kind,
        reason=_WHY[between] if ruled else few,
        rules=rules,
        ruled=ruled,
        lines=lines_of(drawn),
        signals=signals_of(drawn) if ruled else (None,) * len(gaps),
        stretches=tuple(drawn.stretch.tolist()),
        trial=trial,
        assurance="",
        warnings=_warnings(gaps, between, trial),
    )


def _warnings(gaps: Sequence[Gap], between: Between, trial: bool) -> tuple[str, ...]:
    said = []
    if between == "days" and any(gap.length == SAME_DAY for gap in gaps):
        said.append(_SAME_DAY)
    days = [gap.ended for gap in gaps]
    if between == "cases" and len(set(days)) < len(days):
        said.append(_SAME_DAY_CASES)
    if trial:
        said.append(
            f"These are trial limits: they rest on fewer than {TRIAL_BELOW} gaps, and each further "
            "one moves them."
        )
    return tuple(said)


def _sentence(metric: Metric, between: Between, gaps: Sequence[Gap], events: int, n: int) -> str:
    """What the gaps say, in at most 25 words; words that don't fit go first, numbers never."""
    counted, noun = figure.count(events), metric.noun
    if not gaps:
        few = "too few to draw the gaps between them."
        sayings = (
            f"{counted} of your {figure.count(n)} {noun} {metric.met_short}: {few}",
            f"{counted} of your {figure.count(n)} {noun}: {few}",
        )
    else:
        unit = "days" if between == "days" else noun
        middle = f"{say_length(median(gap.length for gap in gaps))} {unit}"
        sayings = (
            f"{counted} of your {figure.count(n)} {noun} {metric.met_short}. Half of the gaps "
            f"between them are {middle} or longer.",
            f"{counted} of {figure.count(n)} {noun} {metric.met_short}; middle gap: {middle}.",
            f"{counted} of {figure.count(n)} {noun}; middle gap: {middle}.",
        )
    return next((said for said in sayings if len(said.split()) <= LONGEST_SENTENCE), sayings[-1])
