"""The shared hour of a group: what was done in it, event by event, and the board that follows.

The phases are R2C2's (Sargeant and others, 2015) with a close; coaching opens only once the
facilitator has said that reactions were heard. Nothing on the board says who it came from, unless
somebody put their own name to a commitment.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import Any, Literal, TypeVar, get_args

from afreflect.domain import event_fields

T = TypeVar("T")
Phase = Literal["relationship", "reaction", "content", "coaching", "close"]
RELATIONSHIP: Phase = "relationship"
REACTION: Phase = "reaction"
CONTENT: Phase = "content"
COACHING: Phase = "coaching"
CLOSE: Phase = "close"
PHASES: tuple[Phase, ...] = get_args(Phase)
By = Literal["facilitator", "member"]
Level = Literal["me", "clinic", "system"]
LEVELS: tuple[Level, ...] = get_args(Level)
NOT_HEARD_YET = "What to try opens once you have marked that reactions were heard."
MOST_CONFIDENCE = 10


class NotNow(ValueError):
    """Something can't be done at this point of the hour; its text says what to do."""


@dataclass(frozen=True)
class PhaseSet:
    """The hour goes on to a phase, or back to one."""

    phase: Phase
    by: By = "facilitator"
    id: str = field(default_factory=event_fields.new_id)
    at: datetime = field(default_factory=event_fields.now)


@dataclass(frozen=True)
class ElementShown:
    """The one thing that the audience screen shows from now on."""

    element: str
    by: By = "facilitator"
    id: str = field(default_factory=event_fields.new_id)
    at: datetime = field(default_factory=event_fields.now)


@dataclass(frozen=True)
class ReactionsHeard:
    """The facilitator says that reactions were heard: coaching may begin."""

    by: By = "facilitator"
    id: str = field(default_factory=event_fields.new_id)
    at: datetime = field(default_factory=event_fields.now)


@dataclass(frozen=True)
class TimerSet:
    """A timer of some seconds that runs since a moment; 0 seconds takes it away."""

    seconds: int
    started_at: datetime = field(default_factory=event_fields.now)
    by: By = "facilitator"
    id: str = field(default_factory=event_fields.new_id)
    at: datetime = field(default_factory=event_fields.now)


@dataclass(frozen=True)
class Hidden:
    """The audience screen is blank, or shows again what it showed."""

    on: bool
    by: By = "facilitator"
    id: str = field(default_factory=event_fields.new_id)
    at: datetime = field(default_factory=event_fields.now)


@dataclass(frozen=True)
class Parked:
    """Something to come back to later."""

    words: str
    by: By = "facilitator"
    id: str = field(default_factory=event_fields.new_id)
    at: datetime = field(default_factory=event_fields.now)


@dataclass(frozen=True)
class Objected:
    """What might explain the picture otherwise, or is wrong with the data."""

    words: str
    by: By = "facilitator"
    id: str = field(default_factory=event_fields.new_id)
    at: datetime = field(default_factory=event_fields.now)


@dataclass(frozen=True)
class CueNoted:
    """A change cue: somebody's own words that tip the talk towards a plan; no name."""

    words: str
    by: By = "facilitator"
    id: str = field(default_factory=event_fields.new_id)
    at: datetime = field(default_factory=event_fields.now)


@dataclass(frozen=True)
class OptionAdded:
    """Something that could be done, in one's own hands, in the clinic, or above it."""

    words: str
    level: Level
    by: By = "facilitator"
    id: str = field(default_factory=event_fields.new_id)
    at: datetime = field(default_factory=event_fields.now)


@dataclass(frozen=True)
class Committed:
    """What somebody will try, in the first person.

    `confidence` goes from 0 to 10. `short`, `mid` and `long` are for two weeks, three months and
    twelve. `name` is empty unless its owner opted in.
    """

    words: str
    start: date
    how_known: str = ""
    who_may_ask: str = ""
    confidence: int = 5
    short: str = ""
    mid: str = ""
    long: str = ""
    patients: str = ""
    name: str = ""
    by: By = "facilitator"
    id: str = field(default_factory=event_fields.new_id)
    at: datetime = field(default_factory=event_fields.now)


@dataclass(frozen=True)
class AskedOfLeaders:
    """What leaders are asked to mend, who of them owns it, and by which day."""

    words: str
    owner: str
    due: date
    by: By = "facilitator"
    id: str = field(default_factory=event_fields.new_id)
    at: datetime = field(default_factory=event_fields.now)


@dataclass(frozen=True)
class CheckIn:
    """The day on which the group looks again; the later one holds."""

    on: date
    by: By = "facilitator"
    id: str = field(default_factory=event_fields.new_id)
    at: datetime = field(default_factory=event_fields.now)


@dataclass(frozen=True)
class OneThingLearned:
    """One thing that somebody takes along."""

    words: str
    by: By = "facilitator"
    id: str = field(default_factory=event_fields.new_id)
    at: datetime = field(default_factory=event_fields.now)


@dataclass(frozen=True)
class LeadersDid:
    """An item of the leaders' checklist that is done."""

    item: str
    by: By = "facilitator"
    id: str = field(default_factory=event_fields.new_id)
    at: datetime = field(default_factory=event_fields.now)


@dataclass(frozen=True)
class TakenOff:
    """An earlier event that stands on the board no more."""

    event_id: str
    by: By = "facilitator"
    id: str = field(default_factory=event_fields.new_id)
    at: datetime = field(default_factory=event_fields.now)


Event = (
    PhaseSet
    | ElementShown
    | ReactionsHeard
    | TimerSet
    | Hidden
    | Parked
    | Objected
    | CueNoted
    | OptionAdded
    | Committed
    | AskedOfLeaders
    | CheckIn
    | OneThingLearned
    | LeadersDid
    | TakenOff
)
MEMBERS_MAY = (Parked, Objected, CueNoted, OptionAdded, Committed, OneThingLearned, TakenOff)
"""What a member may put on the board, and take off again."""
_KINDS: dict[str, type[Any]] = {kind.__name__: kind for kind in get_args(Event)}
_FREE_TEXT = ("words", "how_known", "who_may_ask", "short", "mid", "long", "patients", "owner")


@dataclass(frozen=True)
class Board:
    """What holds now in a shared hour; each list in the order in which it was filled.

    `element` is empty where the phase shows what it shows by itself. `timer` is None where none
    runs. What was taken off is in none of the lists.
    """

    phase: Phase = RELATIONSHIP
    element: str = ""
    hidden: bool = False
    heard: bool = False
    timer: TimerSet | None = None
    parked: tuple[Parked, ...] = ()
    objections: tuple[Objected, ...] = ()
    cues: tuple[CueNoted, ...] = ()
    options: Mapping[Level, tuple[OptionAdded, ...]] = field(default_factory=lambda: _by_level(()))
    commitments: tuple[Committed, ...] = ()
    asks: tuple[AskedOfLeaders, ...] = ()
    learned: tuple[OneThingLearned, ...] = ()
    leaders_did: tuple[LeadersDid, ...] = ()
    check_in: date | None = None

    def may_enter(self, phase: Phase) -> bool:
        """Whether the hour may go on to a phase (S1: empathy before change talk)."""
        return phase != COACHING or self.heard


def fold(events: Iterable[Event]) -> Board:
    """The board after these events, in the order in which they were recorded.

    A phase that may not be entered yet is left out, whoever recorded it.
    """
    done = tuple(events)
    gone = {each.event_id for each in done if isinstance(each, TakenOff)}
    standing = tuple(each for each in done if each.id not in gone)
    state = _State()
    for event in done:
        state.take(event)
    return Board(
        phase=state.phase,
        element=state.element,
        hidden=state.hidden,
        heard=state.heard,
        timer=state.timer,
        parked=_of(standing, Parked),
        objections=_of(standing, Objected),
        cues=_of(standing, CueNoted),
        options=_by_level(_of(standing, OptionAdded)),
        commitments=_of(standing, Committed),
        asks=_of(standing, AskedOfLeaders),
        learned=_of(standing, OneThingLearned),
        leaders_did=_of(standing, LeadersDid),
        check_in=next((each.on for each in reversed(_of(standing, CheckIn))), None),
    )


def refuse_what_may_not_be(event: Event, board: Board) -> None:
    """Raises NotNow for what the board does not allow, or what a member may not do."""
    if event.by == "member" and not isinstance(event, MEMBERS_MAY):
        raise NotNow("Only the facilitator can do this.")
    if isinstance(event, PhaseSet) and not board.may_enter(event.phase):
        raise NotNow(NOT_HEARD_YET)
    if isinstance(event, Committed) and not 0 <= event.confidence <= MOST_CONFIDENCE:
        raise NotNow(f"Say how sure you are from 0 to {MOST_CONFIDENCE}.")


def free_text(event: Event) -> dict[str, str]:
    """What of an event somebody wrote in words of their own, by field; what K-08 is scanned for.

    A name that its owner put to a commitment is meant to be read and is not among it. Who owns what
    is asked of leaders is: a role will do, and whoever is named is not in the room to agree.
    """
    named = {each.name: getattr(event, each.name) for each in fields(event)}
    return {name: named[name] for name in _FREE_TEXT if named.get(name)}


def first_person(made: Committed) -> str:
    """What somebody will try, read aloud: "I will try: …" where only the end of it was written."""
    return f"I will try: {made.words}" if made.words[:1].islower() else made.words


def for_leaders(board: Board, has_five: bool) -> tuple[OptionAdded, ...]:
    """The cards for the request to leaders: the clinic's and the system's, from five contributors.

    `has_five` says whether at least five contributed to the room (group.md 5).
    """
    return (*board.options["clinic"], *board.options["system"]) if has_five else ()


def as_value(event: Event) -> dict[str, Any]:
    """An event as JSON values: its kind, and its fields with times as ISO 8601 texts."""
    said = {each.name: getattr(event, each.name) for each in fields(event)}
    return {"event": type(event).__name__} | {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in said.items()
    }


def from_value(value: Mapping[str, Any]) -> Event:
    """The event that `as_value` wrote; raises ValueError for what is none."""
    kind = _KINDS.get(value.get("event", ""))
    if kind is None:
        raise ValueError(f"A shared hour knows no event {value.get('event')!r}.")
    named = {each.name: each.type for each in fields(kind)}
    if set(value) - {"event"} != set(named):
        raise ValueError(f"{kind.__name__} has the fields {', '.join(named)}.")
    return kind(**{name: event_fields.read(value[name], wanted) for name, wanted in named.items()})


@dataclass
class _State:
    """What the later event overrides, while the events are gone through."""

    phase: Phase = RELATIONSHIP
    element: str = ""
    hidden: bool = False
    heard: bool = False
    timer: TimerSet | None = None

    def take(self, event: Event) -> None:
        match event:
            case PhaseSet(phase=phase) if phase != COACHING or self.heard:
                # What one phase shows must not stand on in the next: no numbers while reacting.
                self.phase, self.element = phase, ""
            case ElementShown(element=element):
                self.element = element
            case ReactionsHeard():
                self.heard = True
            case Hidden(on=on):
                self.hidden = on
            case TimerSet(seconds=seconds):
                self.timer = event if seconds > 0 else None


def _of(events: Iterable[Event], kind: type[T]) -> tuple[T, ...]:
    return tuple(event for event in events if isinstance(event, kind))


def _by_level(options: Iterable[OptionAdded]) -> Mapping[Level, tuple[OptionAdded, ...]]:
    known = tuple(options)
    return {level: tuple(each for each in known if each.level == level) for level in LEVELS}
