"""Rooms: one group's shared hour each, sealed with a key that only its codes open.

A room stands in the journal's database, on one's own computer or where the app is hosted; it needs
nobody's private file. Its random key is wrapped by each of its two codes, and for a browser that
has it open by that browser's cookie.
"""

import os
from uuid import uuid4

import sqlalchemy as sa
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from afreflect.domain import disclosure
from afreflect.domain.disclosure import Asked
from afreflect.storage import room_codes
from afreflect.storage.accounts import LiveSession
from afreflect.storage.database import Database
from afreflect.storage.lock import WrongKey
from afreflect.storage.open_room import (
    GONE,
    Ended,
    OpenRoom,
    Recognisable,
    Way,
    given_place,
    opening_place,
    put_part,
    today,
)
from afreflect.storage.room_codes import Codes
from afreflect.storage.room_contributors import contributor, identity_of, releases, unnamed
from afreflect.storage.room_tables import CONTRIBUTIONS, OPENING, PARTS, ROOM_SESSIONS, ROOMS, TAPS
from afreflect.storage.vault import Vault, seal_to

__all__ = [
    "GONE",
    "Codes",
    "Ended",
    "OpenRoom",
    "Recognisable",
    "Way",
    "begin",
    "by_code",
    "close_in",
    "contributor",
    "identity_of",
    "join",
    "keep_open",
    "opened_in",
    "releases",
    "resume",
    "seal_to_room",
    "sweep",
    "unnamed",
]
_KEY_BYTES = 32
_DAYS_UNUSED = 400
"""A commitment may look twelve months ahead: a room that nobody opened for longer goes."""
_DAYS_OPEN = 2
"""In a browser a room stays open no longer than this after its last change."""
_DAYS_GIVEN = 30
"""What a member gave waits no longer than this for a freeze."""


def begin(database: Database, owner: str, asked: Asked, way: Way) -> tuple[OpenRoom, Codes]:
    """A new room, open for its facilitator, and its two codes, to be shown once."""
    room_id, codes = uuid4().hex, room_codes.new_codes()
    pair = X25519PrivateKey.generate()
    room_key, private_key = os.urandom(_KEY_BYTES), pair.private_bytes_raw()
    vault = Vault(room_id, room_key, private_key)
    given = X25519PrivateKey.generate()
    tap_key = pair.public_key().public_bytes_raw()
    begun = {
        "way": way,
        "asked": disclosure.as_value(asked),
        "public_key": given.public_key().public_bytes_raw().hex(),
        "tap_key": tap_key.hex(),
        "join_code": codes.join,
    }
    opening = seal_to(tap_key, given.private_bytes_raw(), opening_place(room_id))
    with database.writing() as connection:
        connection.execute(
            sa.insert(ROOMS).values(
                room_id=room_id,
                owner=owner,
                found_by_facilitator=room_codes.found_by(codes.facilitator),
                found_by_join=room_codes.found_by(codes.join),
                by_facilitator=room_codes.wrapped(
                    room_key + private_key, codes.facilitator, room_id
                ),
                by_join=room_codes.wrapped(room_key, codes.join, room_id),
                revision=0,
                begun_on=today(),
                used_on=today(),
            )
        )
        put_part(connection, vault, "asked", begun)
        connection.execute(sa.insert(PARTS).values(room_id=room_id, part=OPENING, sealed=opening))
    return OpenRoom(database, vault, is_facilitator=True), codes


def join(database: Database, code: str) -> OpenRoom:
    """The room of a join code, as a member has it; raises WrongKey with a plain sentence."""
    return _by_code(database, code, ROOMS.c.found_by_join, ROOMS.c.by_join)


def resume(database: Database, code: str) -> OpenRoom:
    """The room of a facilitator's code; raises WrongKey with a plain sentence."""
    return _by_code(database, code, ROOMS.c.found_by_facilitator, ROOMS.c.by_facilitator)


def by_code(database: Database, code: str) -> OpenRoom:
    """The room of either code, as whoever has it may have it; raises WrongKey."""
    try:
        return resume(database, code)
    except WrongKey:
        return join(database, code)


def keep_open(live: LiveSession, room: OpenRoom) -> None:
    """Let a room stay open for this browser, in each of its windows: its cookie unwraps the key."""
    wrapped = room.vault.wrapped_by(live.secret)
    with room.database.writing() as connection:
        _close(connection, live.session_id)
        connection.execute(
            sa.insert(ROOM_SESSIONS).values(
                session_id=live.session_id, room_id=room.id, wrapped_key=wrapped
            )
        )


def opened_in(database: Database, live: LiveSession) -> OpenRoom | None:
    """The room that this browser has open; None where it has none, or it has ended."""
    query = sa.select(ROOM_SESSIONS).where(ROOM_SESSIONS.c.session_id == live.session_id)
    with database.reading() as connection:
        row = connection.execute(query).first()
    if row is None:
        return None
    try:
        vault = Vault.unwrapped(row.room_id, bytes(row.wrapped_key), live.secret)
        return _open(database, vault, live.owner)
    except (WrongKey, Ended):
        return None


def close_in(database: Database, live: LiveSession) -> None:
    """Leave the room in this browser; the room itself stays as it is."""
    with database.writing() as connection:
        _close(connection, live.session_id)


def seal_to_room(room_id: str, public_key: bytes, what: str, plain: bytes) -> bytes:
    """Bytes that only the facilitator of a room can open, and only as what they are."""
    return seal_to(public_key, plain, given_place(room_id, what))


def sweep(database: Database) -> None:
    """Drop what has run out: rooms long unused, and what was given and never made a picture."""
    with database.writing() as connection:
        connection.execute(sa.delete(ROOMS).where(ROOMS.c.used_on < today() - _DAYS_UNUSED))
        left = sa.select(ROOMS.c.room_id).where(ROOMS.c.used_on < today() - _DAYS_OPEN)
        connection.execute(sa.delete(ROOM_SESSIONS).where(ROOM_SESSIONS.c.room_id.in_(left)))
        stale = sa.select(ROOMS.c.room_id).where(ROOMS.c.begun_on < today() - _DAYS_GIVEN)
        for table in (CONTRIBUTIONS, TAPS):
            connection.execute(sa.delete(table).where(table.c.room_id.in_(stale)))


def _by_code(
    database: Database, code: str, found_by: sa.Column[str], by: sa.Column[bytes]
) -> OpenRoom:
    query = sa.select(ROOMS.c.room_id, by).where(found_by == room_codes.found_by(code))
    with database.reading() as connection:
        row = connection.execute(query).first()
    if row is None:
        raise WrongKey(room_codes.NO_ROOM)
    keys = room_codes.unwrapped(bytes(row[1]), code, row.room_id)
    return _open(database, Vault(row.room_id, keys[:_KEY_BYTES], keys[_KEY_BYTES:]))


def _open(database: Database, vault: Vault, account: str = "") -> OpenRoom:
    return OpenRoom(database, vault, vault.opens_from_others, account)


def _close(connection: sa.Connection, session_id: str) -> None:
    connection.execute(sa.delete(ROOM_SESSIONS).where(ROOM_SESSIONS.c.session_id == session_id))
