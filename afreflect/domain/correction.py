"""Corrections: fields of visits that a clinician put right, with whoever owns the data (FR-39).

They are read from the ledger; the extract stays as it was imported. The newest correction of a
field that was not undone is in force, and undoing it lets the one before it hold again.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from afreflect.domain import correctable
from afreflect.domain.correctable import FIELDS, Refused, Texts, Value
from afreflect.domain.ledger import Corrected, CorrectionUndone, Event

Place = tuple[str, str]
"""A visit's id and one of its columns."""


@dataclass(frozen=True)
class Logged:
    """One line of the log: a correction, and when it was undone, if it was."""

    correction: Corrected
    undone_at: datetime | None


@dataclass(frozen=True)
class Conflict:
    """A correction whose visit came again with a value that nobody has looked at yet."""

    correction: Corrected
    extract_says: Value


@dataclass(frozen=True)
class Checked:
    """The changes of one visit that can be kept, and a sentence for each that can't."""

    kept: Mapping[str, Value]
    refused: tuple[str, ...]


def log(ledger: Iterable[Event]) -> tuple[Logged, ...]:
    """Every correction ever made, the newest first; also of visits that are gone."""
    events = tuple(ledger)
    undone = _undone(events)
    corrections = (event for event in events if isinstance(event, Corrected))
    newest_first = sorted(corrections, key=_when, reverse=True)
    return tuple(Logged(each, undone.get(each.id)) for each in newest_first)


def in_force(ledger: Iterable[Event]) -> tuple[Corrected, ...]:
    """The corrections that hold, one for each visit and column, in the order of both.

    What can't be a value of its column, as a file from elsewhere may claim, holds nowhere.
    """
    holding: dict[Place, Corrected] = {}
    for correction in _standing(ledger):
        holding[_place(correction)] = correction
    return tuple(holding[place] for place in sorted(holding))


def conflicts(ledger: Iterable[Event], extract: Mapping[Place, Value]) -> tuple[Conflict, ...]:
    """Where a new extract says something that was neither corrected away nor corrected to.

    `extract` holds what the extract as imported says in each corrected place that it still has.
    """
    events = tuple(ledger)
    known: dict[Place, set[Value]] = {}
    for correction in _standing(events):
        known.setdefault(_place(correction), set()).add(correction.before)
    return tuple(
        Conflict(correction, extract[place])
        for correction in in_force(events)
        if (place := _place(correction)) in extract
        and extract[place] != correction.after
        and extract[place] not in known[place]
    )


def kept_again(conflict: Conflict, who: str, why: str) -> Corrected:
    """The clinician's value once more, now knowing what the new extract says."""
    correction = conflict.correction
    return Corrected(
        correction.encounter_id,
        correction.column,
        conflict.extract_says,
        correction.after,
        who,
        why,
    )


def taken_back(ledger: Iterable[Event], correction: Corrected) -> tuple[CorrectionUndone, ...]:
    """What lets the extract's own value hold in the place of a correction: all of them undone."""
    return tuple(
        CorrectionUndone(each.id)
        for each in _standing(ledger)
        if _place(each) == _place(correction)
    )


def checked(visit: Texts, typed: Mapping[str, str]) -> Checked:
    """What of one visit's typed changes can be kept; a wrong one is refused, the rest stays.

    `visit` holds the values as they count now. What changes nothing is neither.
    """
    kept: dict[str, Value] = {}
    refused = []
    for column, text in typed.items():
        try:
            value = correctable.read(column, text, visit)
        except Refused as fault:
            refused.append(str(fault))
            continue
        if value != visit.get(column):
            kept[column] = value
    for column, sentence in correctable.out_of_order(visit, kept):
        del kept[column]
        refused.append(sentence)
    return Checked(kept, tuple(refused))


def fingerprint(corrections: Iterable[Corrected]) -> str:
    """The SHA-256 of what corrections make of which fields; empty where there are none.

    Who, why and when don't count: the same values give the same figures.
    """
    said = sorted((each.encounter_id, each.column, each.after) for each in corrections)
    return hashlib.sha256(json.dumps(said).encode()).hexdigest() if said else ""


def said(corrections: Iterable[Corrected]) -> str:
    """How many fields were corrected, and by whom: "12 fields corrected by you and the registry".

    Empty where none is.
    """
    each = tuple(corrections)
    if not each:
        return ""
    others = sorted({correction.who for correction in each} - {ME})
    return f"{counted(len(each))} corrected by {' and '.join(['you', *others])}"


def counted(fields: int) -> str:
    """A number of fields: "1 field", "12 fields"."""
    return "1 field" if fields == 1 else f"{fields:,} fields"


ME = "me"
"""Who corrected, where the clinician sat alone."""


def _standing(ledger: Iterable[Event]) -> list[Corrected]:
    """The corrections that were not undone and make sense, the oldest first."""
    events = tuple(ledger)
    undone = _undone(events)
    return sorted(
        (
            event
            for event in events
            if isinstance(event, Corrected) and event.id not in undone and _makes_sense(event)
        ),
        key=_when,
    )


def _undone(events: Iterable[Event]) -> dict[str, datetime]:
    found: dict[str, datetime] = {}
    for event in events:
        if isinstance(event, CorrectionUndone):
            known = found.get(event.correction_id, event.at)
            found[event.correction_id] = min(known, event.at)
    return found


def _makes_sense(correction: Corrected) -> bool:
    if correction.column not in FIELDS:
        return False
    try:
        return correctable.read(correction.column, correction.after or "", {}) == correction.after
    except Refused:
        return False


def _place(correction: Corrected) -> Place:
    return correction.encounter_id, correction.column


def _when(event: Corrected) -> tuple[datetime, str]:
    # Two windows may write in the same microsecond: the id makes their order the same everywhere.
    return event.at, event.id
