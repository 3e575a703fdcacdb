"""Reading one measure with a colleague: what was lent to whom, and the order of such a talk.

After R2C2 (relationship, reaction, content, coaching; Sargeant et al. 2015, Academic Medicine 90:
1698): empathy first, and no coaching before the owner says that they were heard.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from afreflect.domain import event_fields
from afreflect.domain.prompt import Phase


@dataclass(frozen=True)
class BundleLent:
    """A measure's bundle that a named colleague may read until a moment."""

    metric_id: str
    bundle_id: str
    reader: str
    until: datetime
    id: str = field(default_factory=event_fields.new_id)
    at: datetime = field(default_factory=event_fields.now)


@dataclass(frozen=True)
class BundleTakenBack:
    """A bundle that its reader can't read any more."""

    bundle_id: str
    id: str = field(default_factory=event_fields.new_id)
    at: datetime = field(default_factory=event_fields.now)


CoachingEvent = BundleLent | BundleTakenBack


@dataclass(frozen=True)
class Card:
    """What the colleague does in one phase: a word on it, and sentences to say or to ask."""

    phase: Phase
    title: str
    say: str
    asks: tuple[str, ...]


def lent(ledger: Iterable[Any], now: datetime) -> tuple[BundleLent, ...]:
    """What a colleague may still read, the oldest first."""
    events = tuple(ledger)
    back = {event.bundle_id for event in events if isinstance(event, BundleTakenBack)}
    return tuple(
        event
        for event in events
        if isinstance(event, BundleLent) and event.bundle_id not in back and event.until > now
    )


def open_phases(heard: bool) -> tuple[Phase, ...]:
    """The phases that can be gone to: coaching only once the owner was heard."""
    return tuple(phase for phase in Phase if heard or phase is not Phase.COACHING)
