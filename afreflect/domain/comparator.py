"""What a figure may be held against, two at most: own target, own past, a standard, a benchmark.

A group's figure is none of them (FR-09, FR-33).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from afreflect.domain import benchmark, figure
from afreflect.domain.benchmark import Benchmark
from afreflect.domain.metric import Metric, Point
from afreflect.domain.target import TargetHistory

MOST = 2
"""Comparators on one chart, at most (FR-31)."""
TARGET = "target"
PAST = "past"
STANDARD = "standard"
BENCHMARK = "benchmark"
NAMES = {
    TARGET: "My target",
    PAST: "My own past",
    STANDARD: "A published standard",
    BENCHMARK: "An achievable benchmark",
}
YEAR = 12
LEAST_MONTHS = 3
"""Months that an own past spans, at least."""
WHAT_IT_IS_NOT = (
    "It is no average, and it does not say where you stand: it says what is within reach in the "
    "department that the file came from, for the patients who came there."
)


@dataclass(frozen=True)
class Comparator:
    """One level that a figure is held against, beside the target: its `id` says which.

    `value` is in the metric's unit; `name` and `short` stand at the end of its line, `said` is the
    whole of it in words. Own past has its `point` with n and interval, and the days it holds for:
    `since` the first, `until` the first that no longer counts, `when` both as they are said.
    """

    id: str
    name: str
    short: str
    value: float
    said: str
    source: str = ""
    point: Point | None = None
    since: date | None = None
    until: date | None = None
    when: str = ""


def stretches(points: Sequence[Point]) -> tuple[tuple[date, date], tuple[date, date]] | None:
    """The days of an own past and of the time since, from points by month.

    Of two years or more: the twelve months before the last twelve, so that the same seasons meet;
    of less: the earlier half against the later. None below three months each.
    """
    starts = [point.start for point in points if point.start is not None]
    if not starts:
        return None
    end = _later(max(starts), 1)
    months = (end.year - min(starts).year) * 12 + end.month - min(starts).month
    span = YEAR if months >= 2 * YEAR else months // 2
    if span < LEAST_MONTHS:
        return None
    middle = _later(end, -span)
    return (_later(end, -2 * span), middle), (middle, end)


def past(metric: Metric, before: Point, since_then: Point, days: tuple[date, date]) -> Comparator:
    """Own past over these days, with what came after it, each with n and interval."""
    if before.value is None:
        raise ValueError("An own past has a figure.")
    when = _months(days)
    now = f"; since then {_with_n(since_then, metric)}" if since_then.value is not None else ""
    return Comparator(
        id=PAST,
        name="your past",
        short="past",
        value=before.value,
        said=f"Your past, {when}: {_with_n(before, metric)}{now}.",
        point=before,
        since=days[0],
        until=days[1],
        when=when,
    )


def standard(metric: Metric) -> Comparator | None:
    """The published standard of a metric, the first it names; None where it names none."""
    for each in metric.standards[:1]:
        level = figure.say(each.value, metric)
        return Comparator(
            STANDARD, "standard", "standard", each.value, f"{each.text}: {level}.", each.source
        )
    return None


def achievable(metric: Metric, found: Iterable[Benchmark]) -> Comparator | None:
    """The benchmark that was kept for a metric as it is defined now, if there is one."""
    kept = benchmark.of_metric(found, metric)
    if kept is None:
        return None
    said = (
        f"What the best of {kept.contributors} clinicians reach: {figure.say(kept.value, metric)} "
        f"of their {metric.noun}, over {_period(kept)}."
    )
    return Comparator(BENCHMARK, "achievable", "achievable", kept.value, said, kept.definition)


def ids(history: TargetHistory, found: Sequence[Comparator]) -> tuple[str, ...]:
    """The ids of all that a figure can be held against here, the clinician's own target first."""
    target = (TARGET,) if history.current else ()
    return (*target, *(each.id for each in found))


def usual(available: Sequence[str]) -> tuple[str, ...]:
    """What stands on a chart unless something else is wished: own target and own past (FR-09).

    Where there is no target, a standard takes its place; a benchmark is only ever shown on request.
    """
    usual_aim = TARGET if TARGET in available else STANDARD
    return tuple(each for each in NAMES if each in available and each in (usual_aim, PAST))


def shown(available: Sequence[str], wished: Sequence[str] | None = None) -> tuple[str, ...]:
    """What stands on the chart of what is wished, in one order, two at most (FR-31).

    Never a trend without a target or a standard where there is one (FR-32): the one that the
    clinician set comes in then, or else the published one, in the place of the last wished.
    """
    if wished is None:
        return usual(available)
    kept = [each for each in dict.fromkeys(wished) if each in available][:MOST]
    aims = [each for each in (TARGET, STANDARD) if each in available]
    if aims and not set(aims) & set(kept):
        kept = [aims[0], *kept[: MOST - 1]]
    return tuple(each for each in NAMES if each in kept)


def _with_n(point: Point, metric: Metric) -> str:
    return f"{figure.say_interval(point, metric)}, {figure.cases(point, metric)}"


def _period(kept: Benchmark) -> str:
    if kept.since is None or kept.until is None:
        return "the whole file"
    return f"{figure.say_start(kept.since, 'month')} to {figure.say_start(kept.until, 'month')}"


def _months(days: tuple[date, date]) -> str:
    first, last = days[0], _later(days[1], -1)
    return f"{figure.say_start(first, 'month')} to {figure.say_start(last, 'month')}"


def _later(month: date, months: int) -> date:
    """The first day of a month so many months on."""
    ahead = month.year * 12 + month.month - 1 + months
    return date(ahead // 12, ahead % 12 + 1, 1)
