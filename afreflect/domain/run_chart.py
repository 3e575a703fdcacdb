"""A run chart: a metric's points in time, their median, the clinician's own target."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from statistics import median

from afreflect.domain import figure, needed, process, questions
from afreflect.domain.comparator import Comparator
from afreflect.domain.expectation import Expectation
from afreflect.domain.metric import Metric, MetricResult, Point
from afreflect.domain.process import DEFAULT_RULES, Baseline, Process, Signal
from afreflect.domain.questions import NOTHING_BESIDE, Standing
from afreflect.domain.target import Stretch, TargetHistory

LONGEST_SENTENCE = 25
"""Words in a chart's sentence, at most (FR-14)."""
CENTRE_NEEDS = 3
"""Points below which a median of them says nothing."""


@dataclass(frozen=True)
class Row:
    """One point in words, as the table beside the chart and the chart's tooltip say it."""

    when: str
    n: str
    met: str
    figure: str
    interval: str
    signal: str = ""
    exposure: str = ""


@dataclass(frozen=True)
class RunChart:
    """What one chart shows, in words and numbers; charts and tables are drawn from this alone.

    `points` and `whole` carry a rate only where enough units stand behind it. `centre` is the
    median of the points that do (Perla 2011), in the metric's unit; None below three of them.
    `targets` is empty on a first look. `cases_only` is True where the whole period holds fewer
    units than the metric needs for a rate. `guess` is what the clinician expected, if they said.
    `standing` is what was questioned and set aside, and stands beside the figure everywhere.
    `process` holds the kind of chart that the points call for, with limits and signals; a `neutral`
    chart, as on a first look, shows neither.
    `comparators` are what the figures are held against besides the target, none on a first look.
    """

    metric: Metric
    result: MetricResult
    points: tuple[Point, ...]
    whole: Point
    centre: float | None
    targets: tuple[Stretch, ...]
    cases_only: bool
    sentence: str
    process: Process
    guess: Expectation | None = None
    standing: Standing = NOTHING_BESIDE
    neutral: bool = True
    comparators: tuple[Comparator, ...] = ()

    @property
    def signals(self) -> dict[date, Signal]:
        """Each point that is unlike chance, by its start; none on a first look."""
        if self.neutral:
            return {}
        pairs = zip(self.points, self.process.signals, strict=True)
        return {point.start: found for point, found in pairs if found and point.start}

    @property
    def limits_shown(self) -> bool:
        """Whether limits are drawn: not on a first look, and not on a plain run chart."""
        return not self.neutral and self.process.kind != "run"

    @property
    def beside(self) -> tuple[str, ...]:
        """What stands beside the figure, each as a sentence: cases set aside, provisional until."""
        return questions.said(self.standing, self.metric, self.whole.n)

    @property
    def has_series(self) -> bool:
        """Whether there is a course in time to draw: at least one dated point with a rate."""
        return any(point.start and point.value is not None for point in self.points)

    @property
    def needed(self) -> str:
        """How many more cases would tell the smallest change that matters; '' without a target."""
        if not self.targets:
            return ""
        change = self.targets[-1].target.smallest_change
        return needed.sentence(self.metric, self.result.whole, change)

    def beside_levels(self, comparators: Sequence[Comparator]) -> "RunChart":
        """The same chart held against these as well."""
        return replace(self, comparators=tuple(comparators))

    @property
    def alt(self) -> str:
        """What the chart says to somebody who can't see it."""
        shown = sum(point.value is not None for point in self.points)
        points = "1 point" if shown == 1 else f"{shown} points"
        by = "" if self.result.grain == "all" else f", by {self.result.grain}"
        said = [f"{self.metric.title}. {self.sentence} {points} with a figure{by}."]
        if not self.neutral and self.has_series:
            said.append(self.process.sentence)
        if self.centre is not None and not self.limits_shown:
            middle = figure.say(self.centre, self.metric)
            said.append(f"The median {self.result.grain} is {middle}.")
        if self.targets:
            said.append(f"Your target: {figure.say_target(self.targets[-1].target, self.metric)}.")
        said.extend(f"{_before(stretch, self.metric)}." for stretch in self.targets[:-1])
        said.extend(each.said for each in self.comparators)
        said.extend(self.beside)
        return " ".join(said)


def read(
    metric: Metric,
    result: MetricResult,
    history: TargetHistory | None = None,
    guess: Expectation | None = None,
    standing: Standing = NOTHING_BESIDE,
    *,
    rules: str = DEFAULT_RULES,
    baseline: Baseline | None = None,
) -> RunChart:
    """A run chart of a result; without a history the chart is neutral, as on a first look.

    `rules` names one of spc.RULE_SETS, `baseline` what limits are taken from.
    """
    cases_only = result.whole.n < metric.n_show
    shown = tuple(_shown(point, cases_only) for point in result.points)
    return RunChart(
        metric=metric,
        result=result,
        points=shown,
        whole=_bare(result.whole) if cases_only else result.whole,
        centre=centre(shown),
        targets=history.stretches() if history else (),
        cases_only=cases_only,
        sentence=sentence(metric, result),
        process=process.read(
            metric,
            result,
            shown,
            target=history.current if history else None,
            rules=rules,
            baseline=baseline,
        ),
        guess=guess,
        standing=standing,
        neutral=history is None,
    )


def centre(points: Sequence[Point]) -> float | None:
    """The median of the points that carry a rate; None below three of them."""
    values = [point.value for point in points if point.value is not None]
    return median(values) if len(values) >= CENTRE_NEEDS else None


def rows(chart: RunChart) -> tuple[Row, ...]:
    """The chart as a table: every point, and the whole period last."""
    dated = tuple(point for point in chart.points if point.start is not None)
    said = tuple(row(chart, point) for point in dated)
    return (*said, row(chart, chart.whole))


def held_against(chart: RunChart) -> tuple[Row, ...]:
    """What the figures are held against, as further rows: each target, then the rest."""
    metric = chart.metric
    now = [
        Row("Your target", "", "", figure.say_target(stretch.target, metric), "")
        for stretch in chart.targets[-1:]
    ]
    earlier = [
        Row(
            f"Your target until {figure.say_day(stretch.until)}",
            "", "", figure.say_target(stretch.target, metric), "",
        )
        for stretch in chart.targets[:-1]
        if stretch.until is not None
    ]  # fmt: skip
    return (*earlier, *now, *(_compared(each, chart) for each in chart.comparators))


def _compared(each: Comparator, chart: RunChart) -> Row:
    name = each.name[0].upper() + each.name[1:]
    if each.point is None:
        return Row(name, "", "", figure.say(each.value, chart.metric), "")
    when = f"{name}, {each.when}" if each.when else name
    return replace(row(chart, each.point), when=when)


def _before(stretch: Stretch, metric: Metric) -> str:
    """An earlier target with the day until which it held."""
    until = f" until {figure.say_day(stretch.until)}" if stretch.until else ""
    return f"Your target{until}: {figure.say_target(stretch.target, metric)}"


def row(chart: RunChart, point: Point) -> Row:
    """One point in words; a figure that isn't shown says so, and a missing interval too."""
    metric = chart.metric
    grain = chart.result.grain if point.start else "all"
    return Row(
        when=figure.say_start(point.start, grain),
        n=figure.count(point.n),
        met="" if point.met is None else figure.count(point.met),
        figure="too few" if point.value is None else figure.say(point.value, metric),
        interval=_interval(point, metric),
        signal=signal_words(chart, point),
        exposure="" if point.exposure is None else figure.exposure(point.exposure, metric),
    )


def words(chart: RunChart, point: Point) -> str:
    """One point as a sentence without a verb: "Mar 2025: 6.1 % (4.2 to 8.9), 41 of 672 visits"."""
    metric = chart.metric
    when = figure.say_start(point.start, chart.result.grain if point.start else "all")
    cases = figure.cases(point, metric)
    if point.value is None:
        return f"{when}: {cases}, too few for a figure"
    said = f"{when}: {figure.say_interval(point, metric)}, {cases}"
    rule = signal_words(chart, point)
    return f"{said}. {rule}" if rule else said


def signal_words(chart: RunChart, point: Point) -> str:
    """Why a point is unlike chance, the rule's name first: "Shift. Seven points in a row …"."""
    found = chart.signals.get(point.start) if point.start else None
    return f"{found.rule.capitalize()}: {found.words}" if found else ""


def sentence(metric: Metric, result: MetricResult) -> str:
    """The whole period in at most 25 words, with the numbers of table and chart (FR-10, FR-14).

    Words that don't fit are left out, the numbers never.
    """
    return next(said for said in _sayings(metric, result) if _fits(said))


def _shown(point: Point, cases_only: bool) -> Point:
    """The point as it may be shown: its cases always, its rate where enough stand behind it."""
    return point if point.carries_a_rate and not cases_only else _bare(point)


def _bare(point: Point) -> Point:
    """The point with its cases alone."""
    return replace(point, value=None, low=None, high=None)


def _interval(point: Point, metric: Metric) -> str:
    if point.value is None:
        return ""
    if point.low is None or point.high is None:
        return "too few to say"
    return figure.say_range(point.low, point.high, metric)


def _fits(said: str) -> bool:
    return len(said.split()) <= LONGEST_SENTENCE


def _sayings(metric: Metric, result: MetricResult) -> tuple[str, ...]:
    """The sentence at several lengths, the fullest first; the last one always fits."""
    if result.whole.n == 0:
        return f"No {metric.noun} in this extract.", "Nothing to count in this extract."
    if result.whole.n < metric.n_show or result.whole.value is None:
        return _too_few(metric, result)
    if metric.kind == "proportion" and result.whole.met is not None:
        return _share(metric, result)
    if metric.kind == "rate":
        return _rate(metric, result)
    return _level(metric, result)


def _too_few(metric: Metric, result: MetricResult) -> tuple[str, ...]:
    n, when = figure.count(result.whole.n), _when(result)
    noun = figure.noun_for(result.whole.n, metric.noun)
    if metric.kind == "rate":
        said = f"{n} {noun}, {figure.cases(result.whole, metric)}{when}"
        return (
            f"{said}: too few for a figure, which needs {metric.n_show} {metric.noun}.",
            f"{n} {noun}{when}: too few for a figure, which needs {metric.n_show}.",
        )
    met = "" if result.whole.met is None else f"{figure.count(result.whole.met)} of "
    did = f" {metric.met_short}" if met else ""
    needs = f"too few for a figure, which needs {metric.n_show}."
    return (
        f"{met}{n} {noun}{did}{when}: {needs}",
        f"{met}{n} {noun}{when}: {needs}",
        f"{met}{n}{when}: {needs}",
    )


def _share(metric: Metric, result: MetricResult) -> tuple[str, ...]:
    whole, when = result.whole, _when(result)
    said = figure.say_interval(whole, metric)
    counted = f"{figure.count(whole.met or 0)} of {figure.count(whole.n)}"
    return (
        f"{said} of your {metric.noun} {metric.met_short}: {counted}{when}.",
        f"{said}: {counted} {metric.noun} {metric.met_short}{when}.",
        f"{said}: {counted} {metric.noun}{when}.",
        f"{said}: {counted}{when}.",
    )


def _rate(metric: Metric, result: MetricResult) -> tuple[str, ...]:
    said, when = figure.say_interval(result.whole, metric), _when(result)
    cases, n = figure.cases(result.whole, metric), figure.count(result.whole.n)
    return (
        f"{said} over {n} {metric.noun}: {cases}{when}.",
        f"{said}: {cases}{when}.",
        f"{said}{when}.",
    )


def _level(metric: Metric, result: MetricResult) -> tuple[str, ...]:
    whole, when = result.whole, _when(result)
    said, n = figure.say_interval(whole, metric), figure.count(whole.n)
    if result.summary == "mean":
        full = f"{said} on average, over {n} {metric.noun}{when}."
    else:
        part = "nine in ten" if result.summary == "p90" else "half"
        full = f"For {part} of your {n} {metric.noun}: {said} or less{when}."
    return full, f"{said}, n = {n}{when}."


def _when(result: MetricResult) -> str:
    dated = [point.start for point in result.points if point.start is not None]
    if not dated or result.grain == "all":
        return ""
    first = figure.say_start(min(dated), result.grain)
    last = figure.say_start(max(dated), result.grain)
    return f", {first}" if first == last else f", {first} to {last}"
