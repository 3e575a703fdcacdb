"""What leaves in an export only where its owner ticks it: landings, taps, places and the map.

All else of a conversation is the clinician's own writing and goes with them. Of the choices only
those leave that are named here, so that a new kind of choice stays at home until it is thought of.
"""

from dataclasses import replace

from afreflect.domain.ledger import Event, Reacted
from afreflect.domain.occasion import Answered, Placed, Settled, Tapped

MAP_PROMPTS = frozenset(f"P{number}" for number in range(49, 55))
"""The prompts of the map: private, and in draft until the clinician says done."""
LANDING_PROMPTS = frozenset({"P07", "P10"})
"""What is written to how a result landed: the first word, and whether this is the moment."""
STAY = MAP_PROMPTS | LANDING_PROMPTS
CHOICES_THAT_LEAVE = frozenset({"decision", "barrier", "site"})
GRID = "grid"
"""The first part of the place where a reason for a placement is drafted."""


def without(event: Event) -> Event | None:
    """The event as it leaves where nothing was ticked; None where it does not leave at all.

    That a first look was had does leave, and how it landed does not.
    """
    if isinstance(event, Tapped | Placed):
        return None
    if isinstance(event, Settled) and event.question not in CHOICES_THAT_LEAVE:
        return None
    if isinstance(event, Answered) and event.prompt_id in STAY:
        return None
    return replace(event, reaction=None) if isinstance(event, Reacted) else event


def leaves(draft_place: str) -> bool:
    """Whether what is being written at a place leaves where nothing was ticked."""
    parts = draft_place.split("/")
    return parts[0] != GRID and not STAY & set(parts)
