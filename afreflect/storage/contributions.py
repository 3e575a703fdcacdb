"""The files of a group session without a server: the room's, and each member's contribution.

Both are JSON in the clear around what nobody else may read. A contribution holds a figure, its
cases and a digest of who gave it, sealed to the room's public key. It is bound to the room and to
what was asked there: it opens nowhere else, and under no other definition or period.
"""

import base64
import binascii
import hashlib
import json
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from afreflect.domain import disclosure
from afreflect.domain.commitment import counting_sha256
from afreflect.domain.disclosure import Asked, Contribution, Snapshot
from afreflect.domain.disclosure.written import asked_from
from afreflect.domain.extract import Upload
from afreflect.domain.metric import Metric
from afreflect.domain.unnamed import MARK
from afreflect.storage.rooms import seal_to_room
from afreflect.storage.vault import Tampered

VERSION = 1
LARGEST = 64 * 1024
"""Bytes of the largest file that is looked at; a real one has one or two thousand."""
LONGEST_TEXT = 2000
_ROOM, _CONTRIBUTION, _PICTURE = "group session", "group contribution", "group picture"
_KEY_BYTES = 32
_DIGEST = 64

NOT_OURS = "This is not a file of a group session: choose another one."
NEWER = "This file was made by a newer version of the app: bring yours up to date first."
FOREIGN = "This was made for another session: ask for one that is made with this session's file."
OTHER_QUESTION = (
    "This was made for another measure, definition or period: ask for one that is made with this "
    "session's file."
)
CHANGED = "This file was changed on its way: ask for it once more."
DOUBLED = "There is a file of the same person already: keep one of the two."
LATE = "The picture is frozen already, so nothing can be added to it."

Opening = Callable[[bytes, str], bytes]
"""Opens what was sealed to the room as what it is; raises Tampered."""


class NotTaken(ValueError):
    """A file that can't be used; its text is one sentence that says what to do."""


@dataclass(frozen=True)
class Invitation:
    """What a room's file says: which room, to whose key to seal, and what is asked there.

    `definition` tells the query that counts, so that everyone counts alike.
    """

    room: str
    public_key: bytes
    asked: Asked
    definition: str

    @property
    def fingerprint(self) -> str:
        """What tells this question from any other: definition, period, and what will be shown."""
        said = [disclosure.as_value(self.asked), self.definition, disclosure.RULES_VERSION]
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()

    @property
    def what(self) -> str:
        """What a contribution is sealed as; it opens as nothing else."""
        return f"contribution {self.fingerprint}"


@dataclass(frozen=True)
class Collected:
    """What came of the files that were handed over: each is taken whole, or refused with why."""

    taken: tuple[Contribution, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()


def definition(metric: Metric) -> str:
    """What tells how a metric counts: its version and its query, not the words around it."""
    return f"{metric.version} {counting_sha256(metric)}"


def room_file(invitation: Invitation) -> bytes:
    """The file that members are sent; nothing of anybody is in it."""
    return _written(
        _ROOM,
        room=invitation.room,
        public_key=_text(invitation.public_key),
        definition=invitation.definition,
        asked=disclosure.as_value(invitation.asked),
    )


def invited(file: bytes) -> Invitation:
    """The invitation that a room's file holds; raises NotTaken."""
    said = _read(file, _ROOM, {"room", "public_key", "definition", "asked"})
    try:
        key = _bytes(said["public_key"])
        asked = asked_from(said["asked"])
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise NotTaken(CHANGED) from fault
    texts = said["room"], said["definition"]
    if len(key) != _KEY_BYTES or not all(map(_is_text, texts)) or not _is_whole(asked):
        raise NotTaken(CHANGED)
    return Invitation(said["room"], key, asked, said["definition"])


def contribution_file(invitation: Invitation, given: Contribution) -> bytes:
    """A member's file: nothing in the clear but the room and a digest of what was asked."""
    plain = json.dumps([given.contributor, given.n, given.figure]).encode()
    # Filled up, so that its length tells nothing of the figure.
    sealed = seal_to_room(invitation.room, invitation.public_key, invitation.what, plain.ljust(256))
    return _written(
        _CONTRIBUTION, room=invitation.room, asked=invitation.fingerprint, sealed=_text(sealed)
    )


def opened(file: bytes, invitation: Invitation, opening: Opening) -> Contribution:
    """What a member's file holds, for whoever has the room's private key; raises NotTaken."""
    said = _read(file, _CONTRIBUTION, {"room", "asked", "sealed"})
    if said["room"] != invitation.room:
        raise NotTaken(FOREIGN)
    if said["asked"] != invitation.fingerprint:
        raise NotTaken(OTHER_QUESTION)
    try:
        found = json.loads(opening(_bytes(said["sealed"]), invitation.what))
        return _sensible(*found, unit=invitation.asked.unit)
    except (Tampered, ValueError, TypeError, RecursionError) as fault:
        raise NotTaken(CHANGED) from fault


def collected(
    files: Iterable[Upload], invitation: Invitation, opening: Opening, *, frozen: bool
) -> Collected:
    """Every file taken or refused, in the order in which they were handed over."""
    taken: dict[str, Contribution] = {}
    refused: list[tuple[str, str]] = []
    for file in files:
        try:
            if frozen:
                raise NotTaken(LATE)
            given = opened(file.bytes, invitation, opening)
            if given.contributor in taken:
                raise NotTaken(DOUBLED)
            taken[given.contributor] = given
        except NotTaken as fault:
            refused.append((file.name, str(fault)))
    return Collected(tuple(taken.values()), tuple(refused))


def picture_file(snapshot: Snapshot) -> bytes:
    """The frozen picture as a file, for members who look at their own figure beside it."""
    return _written(_PICTURE, snapshot=disclosure.as_value(snapshot))


def picture(file: bytes) -> Snapshot:
    """The frozen picture that a file holds; raises NotTaken."""
    said = _read(file, _PICTURE, {"snapshot"})
    try:
        found = disclosure.from_value(said["snapshot"])
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise NotTaken(CHANGED) from fault
    band = found.band
    edges = (band.low, band.middle, band.high) if band else ()
    said_texts = (found.id, found.rules_version, found.how_many, *found.sentences)
    texts = (*said_texts, *(edge.words for edge in edges))
    numbers = [edge.value for edge in edges if edge.value is not None]
    if not all(map(_is_text, texts)) or not all(map(_is_number, numbers)):
        raise NotTaken(CHANGED)
    if not _is_whole(found.asked):
        raise NotTaken(CHANGED)
    return found


def _written(kind: str, **fields: object) -> bytes:
    return json.dumps({"afreflect": kind, "version": VERSION, **fields}, indent=1).encode()


def _read(file: bytes, kind: str, fields: set[str]) -> dict[str, Any]:
    """The envelope of a file, if it is of this kind and has these fields and no other."""
    if len(file) > LARGEST:
        raise NotTaken(NOT_OURS)
    try:
        said = json.loads(file)
    except (ValueError, RecursionError) as fault:
        raise NotTaken(NOT_OURS) from fault
    if not isinstance(said, dict) or said.get("afreflect") != kind:
        raise NotTaken(_of_another_kind(said))
    version = said.get("version")
    if type(version) is int and version > VERSION:
        raise NotTaken(NEWER)
    if version != VERSION or said.keys() != {"afreflect", "version", *fields}:
        raise NotTaken(CHANGED)
    return said


def _of_another_kind(said: object) -> str:
    """Which of a session's files somebody took for another one."""
    found = said.get("afreflect") if isinstance(said, dict) else None
    mistaken = {
        _ROOM: "This is the session's own file, with which members make theirs.",
        _CONTRIBUTION: "This is a member's file: whoever runs the session takes it.",
        _PICTURE: "This is the frozen picture: a member opens it beside their own figure.",
    }
    return mistaken.get(found, NOT_OURS) if isinstance(found, str) else NOT_OURS


def _sensible(contributor: object, n: object, figure: object, unit: str) -> Contribution:
    """Raises ValueError for what no app of ours would have sealed."""
    if not isinstance(contributor, str) or len(contributor) != _DIGEST:
        raise ValueError("no digest")
    int(contributor.removeprefix(MARK), 16)
    if type(n) is not int or n < 0:
        raise ValueError("no number of cases")
    if not isinstance(figure, int | float) or not _is_number(figure):
        raise ValueError("no figure")
    if figure < 0 or (unit == "%" and figure > 1):
        raise ValueError("no figure")
    return Contribution(contributor, n, float(figure))


def _is_whole(asked: Asked) -> bool:
    """Whether everything in it is of the kind that it should be."""
    scale = asked.scale
    texts = (asked.metric_id, asked.title, asked.question, asked.definition, asked.kind)
    numbers = (scale.step, scale.low, scale.high)
    return (
        all(map(_is_text, (*texts, asked.unit, asked.better)))
        and isinstance(asked.standard, str)
        and all(map(_is_number, numbers))
        and scale.step > 0
        and asked.since < asked.until
    )


def _is_text(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= LONGEST_TEXT


def _is_number(value: object) -> bool:
    return type(value) in (int, float) and math.isfinite(value)  # pyright: ignore[reportArgumentType]


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode()


def _bytes(value: object) -> bytes:
    if not isinstance(value, str):
        raise ValueError("no text")
    try:
        return base64.b64decode(value, validate=True)
    except binascii.Error as fault:
        raise ValueError("no bytes") from fault
