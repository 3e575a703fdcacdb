"""The two places of one occasion: the first, on the empty grid, and the decision, which counts."""

from collections.abc import Iterable
from dataclasses import dataclass

from afreflect.domain import occasion
from afreflect.domain.ledger import Event
from afreflect.domain.mdpie import Zone
from afreflect.domain.occasion import OccasionBegun, Placed

PLACE = "place"
"""The question that settles which words fit the decision."""


@dataclass(frozen=True)
class Stand:
    """Where a clinician stands on one occasion.

    `first` is the place on the empty grid, before anything was computed. `zone` is the one that
    the clinician chose with the decision; None without a decision, and where they stay unplaced.
    """

    begun: OccasionBegun
    first: Placed | None
    decision: Placed | None
    zone: Zone | None


def stand(ledger: Iterable[Event], begun: OccasionBegun) -> Stand:
    """The places of one occasion; a later decision counts instead of an earlier one."""
    events = tuple(ledger)
    first: Placed | None = None
    decision: Placed | None = None
    for event in occasion.placed(events, begun.id):
        if event.how == "self":
            first = event
        else:
            decision = event
    placed = decision is not None and decision.how != "unplaced"
    chosen = occasion.settled(events, begun.id).get(PLACE, "") if placed else ""
    return Stand(begun, first, decision, Zone(chosen) if chosen in set(Zone) else None)
