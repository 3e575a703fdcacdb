"""The occasion in hand: the conversation about one measure, begun from the chart's own figures.

Looking at a page begins nothing. The first thing that is said does.
"""

from datetime import date

from afreflect.domain import evidence, occasion, process, run_chart
from afreflect.domain.metric import Metric
from afreflect.domain.occasion import OccasionBegun, OccasionEnded
from afreflect.domain.run_chart import RunChart
from afreflect.storage.practice import Practice
from afreflect.ui import beside
from afreflect.ui.session import Session


def in_hand(held: Session, practice: Practice, metric: Metric) -> OccasionBegun | None:
    """The conversation that goes on about this measure, as this extract and definition show it.

    One that came to a decision on an earlier day is over: another day is another occasion.
    """
    begun = occasion.open_for(held.ledger, metric.id)
    if begun is None or not evidence.is_of(begun, practice.extract.sha256, metric.sha256):
        return None
    return None if _decided_before(held, begun) else begun


def begin(held: Session, practice: Practice, metric: Metric) -> OccasionBegun:
    """The conversation in hand; where there is none, a new one from what the chart shows now."""
    begun = in_hand(held, practice, metric)
    if begun is not None:
        return begun
    before = occasion.open_for(held.ledger, metric.id)
    if before is not None and _decided_before(held, before):
        held.record(OccasionEnded(before.id))
    extract = practice.extract
    begun = evidence.frozen(chart(held, practice, metric), extract.since, extract.until)
    held.record(begun)
    return begun


def chart(held: Session, practice: Practice, metric: Metric) -> RunChart:
    """What the chart of a measure shows now, with the clinician's own target."""
    result, standing = beside.measured(held, practice, metric)
    return run_chart.read(
        metric,
        result,
        held.history(metric.id),
        held.guesses.get(metric.id),
        standing,
        baseline=process.baseline(held.ledger, metric.id),
    )


def _decided_before(held: Session, begun: OccasionBegun) -> bool:
    places = occasion.placed(held.ledger, begun.id)
    decided = [each for each in places if each.how != "self"]
    return bool(decided) and decided[-1].at.astimezone().date() < date.today()
