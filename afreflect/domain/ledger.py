"""The ledger: what a clinician did about their data and measures, event by event, never rewritten.

State is not kept beside it: whatever holds now is read from the events, the later ones last. An
event that takes another one back names it.
"""

from collections.abc import Iterable
from dataclasses import MISSING, dataclass, field, fields
from datetime import date, datetime
from typing import Any, Literal, get_args

from afreflect.domain import event_fields
from afreflect.domain.coaching import CoachingEvent
from afreflect.domain.course import CourseKept
from afreflect.domain.cpd_log import LogEvent
from afreflect.domain.occasion import OccasionEvent
from afreflect.domain.plan_events import PlanEvent

AsideReason = Literal["not mine", "planned", "wrong time", "other"]
BaselineChange = Literal["recalculated", "fixed"]


@dataclass(frozen=True)
class CaseSetAside:
    """One case that is not to count towards a metric, with the clinician's reason (FR-20)."""

    metric_id: str
    unit_id: str
    reason: AsideReason
    words: str = ""
    id: str = field(default_factory=event_fields.new_id)
    at: datetime = field(default_factory=event_fields.now)


@dataclass(frozen=True)
class CaseBroughtBack:
    """A case that was set aside counts again."""

    metric_id: str
    unit_id: str
    id: str = field(default_factory=event_fields.new_id)
    at: datetime = field(default_factory=event_fields.now)


@dataclass(frozen=True)
class Corrected:
    """One field of one visit that was put right: what it said, what it says now, who and why.

    `before` and `after` are written as the mapping's canonical text; None is an empty field.
    """

    encounter_id: str
    column: str
    before: str | None
    after: str | None
    who: str
    why: str
    id: str = field(default_factory=event_fields.new_id)
    at: datetime = field(default_factory=event_fields.now)


@dataclass(frozen=True)
class CorrectionUndone:
    """A correction that no longer holds."""

    correction_id: str
    id: str = field(default_factory=event_fields.new_id)
    at: datetime = field(default_factory=event_fields.now)


@dataclass(frozen=True)
class Questioned:
    """An objection to a metric: provisional until the date, asked of somebody where it is said.

    `exclusion` names the exclusion that answers it, where the data allow one.
    """

    metric_id: str
    words: str
    exclusion: str
    provisional_until: date
    ask_of: str = ""
    id: str = field(default_factory=event_fields.new_id)
    at: datetime = field(default_factory=event_fields.now)


@dataclass(frozen=True)
class QuestionSettled:
    """An objection that is answered or taken back, with a word on how."""

    question_id: str
    words: str = ""
    id: str = field(default_factory=event_fields.new_id)
    at: datetime = field(default_factory=event_fields.now)


@dataclass(frozen=True)
class Expected:
    """How many cases of a metric another source counted over a period (trust component D3).

    `since` is the first day counted, `until` the first day no longer counted.
    """

    metric_id: str
    count: int
    source: str
    since: date
    until: date
    id: str = field(default_factory=event_fields.new_id)
    at: datetime = field(default_factory=event_fields.now)


@dataclass(frozen=True)
class BaselineMoved:
    """Limits of a metric taken from other points, with the day and its cause.

    "recalculated" begins them anew on that day, "fixed" keeps those of the points up to it.
    """

    metric_id: str
    how: BaselineChange
    on: date
    why: str
    id: str = field(default_factory=event_fields.new_id)
    at: datetime = field(default_factory=event_fields.now)


@dataclass(frozen=True)
class BaselineMovedBack:
    """A moved baseline that no longer holds."""

    move_id: str
    id: str = field(default_factory=event_fields.new_id)
    at: datetime = field(default_factory=event_fields.now)


@dataclass(frozen=True)
class Reacted:
    """How a first look landed, in one tap; None where the clinician went on without saying.

    `extract_sha256` tells which extract was looked at.
    """

    metric_id: str
    reaction: str | None
    extract_sha256: str
    id: str = field(default_factory=event_fields.new_id)
    at: datetime = field(default_factory=event_fields.now)


Event = (
    CaseSetAside
    | CaseBroughtBack
    | Corrected
    | CorrectionUndone
    | Questioned
    | QuestionSettled
    | Expected
    | BaselineMoved
    | BaselineMovedBack
    | Reacted
    | OccasionEvent
    | PlanEvent
    | LogEvent
    | CourseKept
    | CoachingEvent
)
Ledger = tuple[Event, ...]

_KINDS: dict[str, type[Any]] = {kind.__name__: kind for kind in get_args(Event)}


def together(*ledgers: Iterable[Event]) -> Ledger:
    """Several windows' ledgers as one: each event once, in the order of their times."""
    known = {event.id: event for events in ledgers for event in events}
    return tuple(sorted(known.values(), key=lambda event: event.at))


def as_value(event: Event) -> dict[str, Any]:
    """An event as JSON values: its kind, and its fields with times as ISO 8601 texts."""
    said = {each.name: getattr(event, each.name) for each in fields(event)}
    return {"event": type(event).__name__} | {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in said.items()
    }


def from_value(value: dict[str, Any]) -> Event:
    """The event that `as_value` wrote; raises ValueError for what is none.

    The fields are read by their types, so that a take-out from elsewhere can't smuggle others in.
    """
    kind = _KINDS.get(value.get("event", ""))
    if kind is None:
        raise ValueError(f"The ledger knows no event {value.get('event')!r}.")
    named = {each.name: each.type for each in fields(kind)}
    # What was written before a field was added holds what stands in it where nothing is said.
    may_lack = {each.name for each in fields(kind) if each.default is not MISSING}
    if set(value) - {"event"} - set(named) or set(named) - set(value) - may_lack:
        raise ValueError(f"{kind.__name__} has the fields {', '.join(named)}.")
    return kind(
        **{name: event_fields.read(value[name], named[name]) for name in named if name in value}
    )
