"""The chart behind a log entry: as it was seen, or why there is none, in a sentence.

A chart is drawn of the figures that the entry is about and of no others: a newer extract, or a
measure that is counted in another way by now, gives none.
"""

from collections.abc import Iterable
from typing import Any

from afreflect.domain import course, figure, run_chart
from afreflect.domain.cpd_log import LogEntryWritten
from afreflect.domain.metric import Metric
from afreflect.domain.process import DEFAULT_RULES, Baseline
from afreflect.domain.run_chart import RunChart
from afreflect.domain.target import TargetHistory

GONE = (
    "There is no chart: the extract that these figures are from is no longer at hand, and their "
    "course over time was not kept."
)
REDEFINED = "There is no chart: this measure is counted in another way by now."
NO_COURSE = "There is no chart: no month, quarter or year of it holds enough cases for a figure."
NO_MEASURE = "There is no chart: this measure is not among those known here."


def seen(
    ledger: Iterable[Any],
    entry: LogEntryWritten,
    metric: Metric | None,
    history: TargetHistory,
    live: RunChart | None,
    *,
    rules: str = DEFAULT_RULES,
    baseline: Baseline | None = None,
) -> RunChart | str:
    """The chart as it was seen when the entry's figures were, or a sentence on why there is none.

    `live` is the chart of the extract at hand, where that is the entry's own. Of the `history`
    only targets count that were set by the day the entry was written.
    """
    if metric is None:
        return NO_MEASURE
    kept = course.found(ledger, metric, entry.extract_sha256, entry.n)
    if kept is None and live is None:
        return REDEFINED if entry.metric_version != metric.version else GONE
    then = TargetHistory(tuple(each for each in history.targets if each.since <= entry.at.date()))
    read = live
    if kept is not None:
        standing = live.standing if live is not None and live.result.whole == kept.whole else None
        more = {} if standing is None else {"standing": standing}
        read = run_chart.read(metric, kept, then, None, rules=rules, baseline=baseline, **more)
    if read is None or not read.has_series:
        return NO_COURSE
    return read


def caption(read: RunChart) -> str:
    """What stands over the chart: the measure, and the stretch of time."""
    starts = [point.start for point in read.points if point.start is not None]
    ends = [figure.say_start(day, read.result.grain) for day in (min(starts), max(starts))]
    return f"{read.metric.title}, {' to '.join(dict.fromkeys(ends))}"
