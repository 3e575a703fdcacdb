"""The occasion in hand: the conversation about one measure, begun from the chart's own figures.

Looking at a page begins nothing. The first thing that is said does.
"""

from afreflect.domain import course, evidence, occasion, run_chart
from afreflect.domain.metric import Metric
from afreflect.domain.occasion import OccasionBegun, OccasionEnded
from afreflect.domain.process import baseline
from afreflect.domain.run_chart import RunChart
from afreflect.storage.practice import Practice
from afreflect.ui import beside, process
from afreflect.ui.session import Session


def in_hand(held: Session, metric: Metric) -> OccasionBegun | None:
    """The conversation about this measure that goes on, if there is one."""
    return occasion.open_for(held.ledger, metric.id)


def begin(held: Session, practice: Practice, metric: Metric) -> OccasionBegun:
    """The conversation in hand; where there is none, a new one from what the chart shows now."""
    begun = in_hand(held, metric)
    if begun is None:
        begun = would_begin(held, practice, metric)
        keep_course(held, chart(held, practice, metric))
        held.record(begun)
    return begun


def keep_course(held: Session, read: RunChart) -> None:
    """Keep what the chart shows now, once, for the day when a newer extract is in hand."""
    made = course.kept(read.result)
    if not course.is_kept(held.ledger, made):
        held.record(made)


def begin_anew(held: Session, practice: Practice, metric: Metric) -> OccasionBegun:
    """End the conversation in hand, and begin another one from what the chart shows now."""
    if before := in_hand(held, metric):
        held.record(OccasionEnded(before.id))
    return begin(held, practice, metric)


def would_begin(held: Session, practice: Practice, metric: Metric) -> OccasionBegun:
    """The evidence that a conversation would begin from now; nothing of it is recorded."""
    target = held.history(metric.id).current
    return evidence.frozen(chart(held, practice, metric), practice.extract, target)


def chart(held: Session, practice: Practice, metric: Metric) -> RunChart:
    """What the chart of a measure shows now, with the clinician's own target."""
    result, standing = beside.measured(held, practice, metric)
    return run_chart.read(
        metric,
        result,
        held.history(metric.id),
        held.guesses.get(metric.id),
        standing,
        rules=process.rules(),
        baseline=baseline(held.ledger, metric.id),
    )
