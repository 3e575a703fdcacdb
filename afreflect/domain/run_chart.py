"""A run chart: a metric's points in time, their median, the clinician's own target."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from afreflect.domain import figure
from afreflect.domain.metric import Metric, MetricResult, Point
from afreflect.domain.target import Stretch, TargetHistory


@dataclass(frozen=True)
class RunChart:
    """What one chart shows, in words and numbers; charts and tables are drawn from this alone.

    `centre` is the median of the points that carry a rate (Perla 2011), in the metric's unit; None
    below three such points. `targets` is empty on a first look. `cases_only` is True where the
    whole period holds fewer units than the metric needs for a rate.
    """

    metric: Metric
    result: MetricResult
    points: tuple[Point, ...]
    centre: float | None
    targets: tuple[Stretch, ...]
    cases_only: bool
    sentence: str
    guess: float | None = None

    @property
    def alt(self) -> str:
        """What the chart says to somebody who can't see it."""
        shown = [point for point in self.points if point.value is not None]
        return f"{self.metric.title}. {self.sentence} {len(shown)} points, by {self.result.grain}."


def read(
    metric: Metric,
    result: MetricResult,
    history: TargetHistory | None = None,
    guess: float | None = None,
) -> RunChart:
    """A run chart of a result; without a history the chart is neutral, as on a first look."""
    cases_only = result.whole.n < metric.n_show
    shown = tuple(_shown(point, cases_only) for point in result.points)
    return RunChart(
        metric=metric,
        result=result,
        points=shown,
        centre=centre(shown),
        targets=history.stretches() if history else (),
        cases_only=cases_only,
        sentence=sentence(metric, result),
        guess=guess,
    )


def centre(points: Sequence[Point]) -> float | None:
    """The median of the points that carry a rate; None below three of them."""
    values = [point.value for point in points if point.value is not None]
    return median(values) if len(values) >= 3 else None


def sentence(metric: Metric, result: MetricResult) -> str:
    """The whole period in at most 25 words, with the numbers that the chart and table show (FR-10)."""
    whole = result.whole
    when = _when(result)
    if whole.n == 0:
        return f"No {metric.noun}{when} in this extract."
    if whole.n < metric.n_show or whole.value is None:
        met = "" if whole.met is None else f", {figure.count(whole.met)} of them {metric.met_short}"
        return (
            f"{figure.count(whole.n)} {metric.noun}{met}{when}: too few for a rate, "
            f"which needs {metric.n_show}."
        )
    said = figure.say_interval(whole, metric)
    return f"{said}, {_counted(metric, whole, result.summary)}{when}."


def gap(metric: Metric, guess: float, result: MetricResult) -> str:
    """One plain sentence on a guess and the figure it was about, without judging either."""
    if result.whole.value is None or result.whole.n < metric.n_show:
        return f"You expected {figure.say(guess, metric)}; there are too few cases to tell."
    actual = result.whole.value
    difference = figure.say_difference(abs(actual - guess), metric)
    if figure.say(actual, metric) == figure.say(guess, metric):
        return f"You expected {figure.say(guess, metric)}, and that is what the extract shows."
    side = "higher" if actual > guess else "lower"
    return (
        f"You expected {figure.say(guess, metric)}; the extract shows {figure.say(actual, metric)}, "
        f"{difference} {side}."
    )


def _shown(point: Point, cases_only: bool) -> Point:
    """The point as it may be shown: its cases always, its rate only where enough stand behind it."""
    if point.carries_a_rate and not cases_only:
        return point
    return Point(point.start, point.n, point.met, None, None, None)


def _counted(metric: Metric, whole: Point, summary: str) -> str:
    if metric.kind == "proportion" and whole.met is not None:
        return f"{figure.count(whole.met)} of {figure.count(whole.n)} {metric.noun}"
    if summary == "median":
        return f"the middle of {figure.count(whole.n)} {metric.noun}"
    if summary == "p90":
        return f"the time nine in ten of {figure.count(whole.n)} {metric.noun} stayed within"
    return f"over {figure.count(whole.n)} {metric.noun}"


def _when(result: MetricResult) -> str:
    dated = [point.start for point in result.points if point.start is not None]
    if not dated or result.grain == "all":
        return ""
    first = figure.say_start(min(dated), result.grain)
    last = figure.say_start(max(dated), result.grain)
    return f", {first}" if first == last else f", {first} to {last}"
