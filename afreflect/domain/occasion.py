"""An occasion: one conversation about one measure on one day, event by event.

What was asked, answered, tapped and decided is only ever added; skipping adds nothing. Whatever
holds now is read from the events, the later ones last.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from afreflect.domain import event_fields

PlacedHow = Literal["self", "kept", "moved", "unplaced"]


@dataclass(frozen=True)
class OccasionBegun:
    """A conversation that starts from frozen evidence: the figures as they were seen.

    `since` and `until` bound the extract, None where its rows have no dates; `value`, `low` and
    `high` are the figure with its 95 % interval, None where there were too few cases. `sentence`,
    `target` and `signal` are the words that stood beside it. The hashes tell extract and definition
    apart, so that a later redefinition never rewrites what was reflected on.
    """

    metric_id: str
    metric_title: str
    metric_version: str
    definition_sha256: str
    extract_sha256: str
    since: date | None
    until: date | None
    n: int
    value: float | None
    low: float | None
    high: float | None
    sentence: str
    target: str = ""
    signal: str = ""
    id: str = field(default_factory=event_fields.new_id)
    at: datetime = field(default_factory=event_fields.now)


@dataclass(frozen=True)
class Answered:
    """What was written to one prompt; the last one holds, and empty words take it back."""

    occasion_id: str
    prompt_id: str
    words: str
    id: str = field(default_factory=event_fields.new_id)
    at: datetime = field(default_factory=event_fields.now)


@dataclass(frozen=True)
class Tapped:
    """One tap on a scale; None takes it back.

    `item_id` is "landing", "acceptance" or "agency" (1 to 6), an item of mindset ("M1") or of felt
    data quality ("F1", both 1 to 6), or one of support ("S1", 0 to 2).
    """

    occasion_id: str
    item_id: str
    value: int | None
    id: str = field(default_factory=event_fields.new_id)
    at: datetime = field(default_factory=event_fields.now)


@dataclass(frozen=True)
class Settled:
    """A choice among named ones, such as "decision": "keep"; the last one holds."""

    occasion_id: str
    question: str
    answer: str
    id: str = field(default_factory=event_fields.new_id)
    at: datetime = field(default_factory=event_fields.now)


@dataclass(frozen=True)
class Placed:
    """Where the clinician puts themselves for this measure today, and what was computed beside it.

    `mindset` and `data_quality` are 0 to 100, None where they stay unplaced. "self" is the place
    chosen on the empty grid; the last of the others is the decision, and counts.
    `computed_zones` names the computed zones, the likeliest first, with commas between them;
    `version` that of the arithmetic.
    """

    occasion_id: str
    mindset: float | None
    data_quality: float | None
    how: PlacedHow
    computed_mindset: float | None = None
    computed_data_quality: float | None = None
    computed_zones: str = ""
    words: str = ""
    version: str = ""
    id: str = field(default_factory=event_fields.new_id)
    at: datetime = field(default_factory=event_fields.now)


@dataclass(frozen=True)
class OccasionParked:
    """A conversation left for another day; `until` is the day to come back, if one was chosen."""

    occasion_id: str
    until: date | None = None
    id: str = field(default_factory=event_fields.new_id)
    at: datetime = field(default_factory=event_fields.now)


@dataclass(frozen=True)
class OccasionEnded:
    """A conversation that the clinician closed."""

    occasion_id: str
    id: str = field(default_factory=event_fields.new_id)
    at: datetime = field(default_factory=event_fields.now)


OccasionEvent = (
    OccasionBegun | Answered | Tapped | Settled | Placed | OccasionParked | OccasionEnded
)


def occasions(ledger: Iterable[Any], metric_id: str = "") -> tuple[OccasionBegun, ...]:
    """Every conversation, or those about one measure, the oldest first."""
    return tuple(
        event
        for event in ledger
        if isinstance(event, OccasionBegun) and metric_id in ("", event.metric_id)
    )


def open_for(ledger: Iterable[Any], metric_id: str) -> OccasionBegun | None:
    """The conversation about a measure that is not ended, the youngest where there are several."""
    events = tuple(ledger)
    ended = {event.occasion_id for event in events if isinstance(event, OccasionEnded)}
    going_on = [each for each in occasions(events, metric_id) if each.id not in ended]
    return going_on[-1] if going_on else None


def answers(ledger: Iterable[Any], occasion_id: str) -> dict[str, str]:
    """What stands written in a conversation, by its prompts, in the order first written."""
    found: dict[str, str] = {}
    for event in ledger:
        if isinstance(event, Answered) and event.occasion_id == occasion_id:
            found[event.prompt_id] = event.words
    return {prompt: words for prompt, words in found.items() if words.strip()}


def taps(ledger: Iterable[Any], occasion_id: str) -> dict[str, int]:
    """What stands tapped in a conversation, by its items."""
    found = {
        event.item_id: event.value
        for event in ledger
        if isinstance(event, Tapped) and event.occasion_id == occasion_id
    }
    return {item: value for item, value in found.items() if value is not None}


def settled(ledger: Iterable[Any], occasion_id: str) -> dict[str, str]:
    """What was chosen in a conversation, by its questions."""
    return {
        event.question: event.answer
        for event in ledger
        if isinstance(event, Settled) and event.occasion_id == occasion_id
    }


def placed(ledger: Iterable[Any], occasion_id: str) -> tuple[Placed, ...]:
    """Every place chosen in a conversation, in the order in which they were."""
    return tuple(
        event for event in ledger if isinstance(event, Placed) and event.occasion_id == occasion_id
    )
