"""The months since a day, against limits taken from the months before it alone."""

from collections.abc import Sequence
from datetime import date, timedelta

from afreflect.domain import figure, run_chart
from afreflect.domain.metric import Grain, Metric, MetricResult
from afreflect.domain.missing import period_start
from afreflect.domain.process import DEFAULT_RULES, Baseline, Cause
from afreflect.domain.target import TargetHistory

FEWEST_BEFORE = 10
"""Points before the day below which their limits tell too little of those since."""
THE_START = "a commitment's start"


def sentence(
    metric: Metric,
    course: MetricResult,
    start: date,
    since_from: date,
    history: TargetHistory,
) -> str:
    """How many of the points since are unlike those before, by the rules of My practice.

    Points that lie on both sides of the start, or in its lag, count for neither; '' where the
    course has no points in time.
    """
    grain = course.grain
    if grain == "all":
        return ""
    first_mixed = period_start(start, grain)
    until = Cause(first_mixed - timedelta(days=1), THE_START)
    read = run_chart.read(
        metric, course, history, rules=DEFAULT_RULES, baseline=Baseline(fixed=until)
    )
    shown = [point.start for point in read.points if point.start and point.value is not None]
    since = [day for day in shown if day >= _first_whole(since_from, grain)]
    before = [day for day in shown if day < first_mixed]
    if not read.process.ruled or not since or len(before) < FEWEST_BEFORE:
        return "There are too few points in time to tell a signal from chance."
    return _said_of(since, [day for day in since if day in read.signals], grain)


def _said_of(since: Sequence[date], marked: Sequence[date], grain: Grain) -> str:
    if len(since) == 1:
        told = "is unlike" if marked else "differs no more than chance allows from"
        return f"The one {grain} since {told} the year before."
    if not marked:
        return f"None of the {len(since)} {grain}s since is unlike the year before."
    first = figure.say_start(marked[0], grain)
    if len(marked) == 1:
        return f"Of {len(since)} {grain}s since, 1 is unlike the year before: {first}."
    return (
        f"Of {len(since)} {grain}s since, {len(marked)} are unlike the year before; the first is "
        f"{first}."
    )


def _first_whole(day: date, grain: Grain) -> date:
    """The first period that lies on or after a day with all of its days."""
    start = period_start(day, grain)
    if start == day:
        return start
    ahead = start.month - 1 + {"month": 1, "quarter": 3}.get(grain, 12)
    return date(start.year + ahead // 12, ahead % 12 + 1, 1)
