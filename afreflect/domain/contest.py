"""An objection that is run: a measure with and without what it leaves out, and what follows."""

from dataclasses import dataclass
from typing import Literal

from afreflect.domain import difference, figure
from afreflect.domain.interval import Interval
from afreflect.domain.metric import Metric, MetricResult, Point
from afreflect.domain.target import Target

Conclusion = Literal["stays", "changes", "too few"]
Stand = Literal["there", "not there", "open"]
SHARES = {"median": 0.5, "p90": 0.9}
STANDS: dict[Stand, str] = {
    "there": "the whole range lies where you want it",
    "not there": "the whole range lies where you do not want it",
    "open": "the range reaches both sides of your target's edge",
}


@dataclass(frozen=True)
class Run:
    """A measure with everything and with what stays; single values where the kind has them.

    `noun` and `noun_one` name what was left out.
    """

    metric: Metric
    everything: MetricResult
    kept: MetricResult
    stay: tuple[float, ...]
    go: tuple[float, ...]
    noun: str
    noun_one: str


@dataclass(frozen=True)
class WithAndWithout:
    """What leaving some units out does to a figure.

    `change` is without minus with, in the metric's unit, and `low` to `high` its 95 % interval; all
    None where a figure is missing. `why` says in a sentence how the conclusion was come to.
    """

    metric: Metric
    summary: str
    noun: str
    noun_one: str
    everything: Point
    kept: Point
    change: float | None
    low: float | None
    high: float | None
    conclusion: Conclusion
    why: str
    sentence: str
    target: Target | None

    @property
    def left_out(self) -> int:
        """How many eligible units were left out."""
        return self.everything.n - self.kept.n

    @property
    def has_figures(self) -> bool:
        """Whether enough units stay for two figures to be set side by side."""
        return _enough(self.everything, self.metric) and _enough(self.kept, self.metric)

    @property
    def direction(self) -> Literal["wanted", "against", "none"]:
        """Whether the figure without lies further where it is wanted than the figure with.

        By the clinician's own target where there is one, else by what the metric's evidence says.
        """
        if not self.change or not self.has_figures:
            return "none"
        before, after = self.everything.value or 0.0, self.kept.value or 0.0
        if self.target is not None:
            closer = self.target.away(before) - self.target.away(after)
            return "none" if closer == 0 else "wanted" if closer > 0 else "against"
        if self.metric.better not in ("higher", "lower"):
            return "none"
        return "wanted" if (self.change > 0) == (self.metric.better == "higher") else "against"

    @property
    def alt(self) -> str:
        """What the picture says to somebody who can't see it."""
        said = [self.sentence]
        if self.has_figures:
            said.append(f"With them: {figure.say_interval(self.everything, self.metric)}.")
            said.append(f"Without them: {figure.say_interval(self.kept, self.metric)}.")
        if self.target is not None:
            said.append(f"Your target: {figure.say_target(self.target, self.metric)}.")
        return " ".join(said)


def compare(run: Run, target: Target | None = None) -> WithAndWithout:
    """With and without side by side, against the clinician's own target where there is one."""
    everything, kept = run.everything.whole, run.kept.whole
    change, interval = None, None
    if everything.value is not None and kept.value is not None:
        change = kept.value - everything.value
        interval = _interval(run)
    low, high = interval or (None, None)
    conclusion, why = _conclude(run.metric, everything, kept, interval, target)
    return WithAndWithout(
        metric=run.metric,
        summary=run.everything.summary,
        noun=run.noun,
        noun_one=run.noun_one,
        everything=everything,
        kept=kept,
        change=change,
        low=low,
        high=high,
        conclusion=conclusion,
        why=why,
        sentence=_sentence(run, everything, kept, conclusion),
        target=target,
    )


def shift_in_words(seen: WithAndWithout) -> str:
    """The move alone, as far as the two figures are said to be apart, with its side."""
    metric = seen.metric
    after = figure.rounded(seen.kept.value or 0, metric)
    apart = after - figure.rounded(seen.everything.value or 0, metric)
    return figure.say_side(figure.say_difference(abs(apart), metric), apart, metric)


def difference_in_words(seen: WithAndWithout) -> str:
    """The move and its interval: "2.2 percentage points lower (1.1 to 3.4 lower)"."""
    if seen.change is None or not seen.has_figures:
        return "too few to say"
    said = shift_in_words(seen)
    if seen.low is None or seen.high is None:
        return said
    return f"{said} ({figure.say_move(seen.low, seen.high, seen.metric)})"


def rows(seen: WithAndWithout) -> tuple[tuple[str, str, str, str, str], ...]:
    """The picture as a table: what, n, met, figure, interval."""
    return (
        _row("With them", seen.everything, seen),
        _row("Without them", seen.kept, seen),
    )


def _row(name: str, point: Point, seen: WithAndWithout) -> tuple[str, str, str, str, str]:
    metric = seen.metric
    met = figure.met(point, metric)
    if not _enough(point, metric) or point.value is None:
        return name, figure.count(point.n), met, "too few", ""
    between = ""
    if point.low is not None and point.high is not None:
        between = figure.say_range(point.low, point.high, metric)
    return name, figure.count(point.n), met, figure.say(point.value, metric), between


def _interval(run: Run) -> Interval | None:
    everything, kept = run.everything.whole, run.kept.whole
    if run.metric.kind == "proportion":
        met, met_kept = everything.met or 0, kept.met or 0
        return difference.of_shares(met_kept, kept.n, met - met_kept, everything.n - kept.n)
    if run.metric.kind == "rate":
        events, events_kept = everything.met or 0, kept.met or 0
        exposure, exposure_kept = everything.exposure or 0.0, kept.exposure or 0.0
        return difference.of_rates(
            events_kept, exposure_kept, events - events_kept, exposure - exposure_kept
        )
    if run.everything.summary in SHARES:
        return difference.of_quantiles(run.stay, run.go, SHARES[run.everything.summary])
    return difference.of_means(run.stay, run.go)


def _enough(point: Point, metric: Metric) -> bool:
    return point.value is not None and point.n >= metric.n_show


def _conclude(
    metric: Metric, everything: Point, kept: Point, moved: Interval | None, target: Target | None
) -> tuple[Conclusion, str]:
    """The rule in docs/decisions.md: by the own target, or by what chance allowed."""
    if everything.n == kept.n:
        return "stays", "There is nothing to leave out."
    if not (_enough(everything, metric) and _enough(kept, metric)):
        return "too few", f"A figure needs {metric.n_show} {metric.noun}, with and without."
    ends = (everything.low, everything.high, kept.low, kept.high)
    if any(end is None for end in ends):
        return "too few", "There are too few for a range around both figures."
    if target is not None:
        before, after = _stand(everything, target), _stand(kept, target)
        said = f"With them {STANDS[before]}; without them {STANDS[after]}."
        if before == after:
            said = f"With and without them {STANDS[before]}."
        return ("stays" if before == after else "changes"), said
    low, high, value = everything.low or 0.0, everything.high or 0.0, kept.value or 0.0
    if low <= value <= high:
        return "stays", "The figure without them lies in the range that chance left open with them."
    if moved is not None and not moved[0] <= 0 <= moved[1]:
        return (
            "changes",
            "The figure without them lies outside the range that chance left open with them, and "
            "by more than chance would move it.",
        )
    return (
        "too few",
        "The figure without them lies outside the range with them, but chance may have moved it.",
    )


def _stand(point: Point, target: Target) -> Stand:
    low, high = point.low or 0.0, point.high or 0.0
    least = float("-inf") if target.low is None else target.low
    most = float("inf") if target.high is None else target.high
    if least <= low and high <= most:
        return "there"
    return "not there" if high < least or low > most else "open"


def _sentence(run: Run, everything: Point, kept: Point, conclusion: Conclusion) -> str:
    """The one sentence, in at most 25 words (FR-14)."""
    metric, gone = run.metric, everything.n - kept.n
    if not everything.n:
        return f"There are no {metric.noun} to leave anything out of."
    if not gone:
        return f"No {run.noun} among your {figure.say_cases(everything.n, metric.noun)}."
    what = f"{figure.count(gone)} {run.noun_one if gone == 1 else run.noun}"
    if not kept.n:
        return f"Leaving out {what} leaves nothing to measure."
    if not (_enough(everything, metric) and _enough(kept, metric)):
        return (
            f"Leaving out {what} leaves {figure.say_cases(kept.n, metric.noun)}: too few for a "
            f"figure, which needs {metric.n_show}."
        )
    before, after = figure.say(everything.value or 0, metric), figure.say(kept.value or 0, metric)
    ends = {
        "stays": "Your conclusion stays.",
        "changes": "Your conclusion changes.",
        "too few": "Too few to tell whether your conclusion changes.",
    }
    said = f"{before} stays {after}" if before == after else f"{before} becomes {after}"
    return f"Leaving out {what}: {said}. {ends[conclusion]}"
