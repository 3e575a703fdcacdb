"""The tables of rooms as SQLAlchemy speaks of them; sql/journal/0004_rooms.sql says what for."""

import sqlalchemy as sa

from afreflect.storage.journal_tables import METADATA

OPENING = "opening"
"""The part of a room that opens its contributions; it goes with the freeze, and into no backup."""


def _text(name: str, key: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, primary_key=key, nullable=False)


def _sealed(name: str = "sealed") -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary, nullable=False)


ROOMS = sa.Table(
    "rooms",
    METADATA,
    _text("room_id", key=True),
    _text("owner"),
    _text("found_by_facilitator"),
    _text("found_by_join"),
    _sealed("by_facilitator"),
    _sealed("by_join"),
    sa.Column("revision", sa.BigInteger, nullable=False),
    sa.Column("begun_on", sa.Integer, nullable=False),
    sa.Column("used_on", sa.Integer, nullable=False),
)
PARTS = sa.Table(
    "room_parts", METADATA, _text("room_id", key=True), _text("part", key=True), _sealed()
)
EVENTS = sa.Table(
    "room_events",
    METADATA,
    _text("room_id", key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    _text("event_id"),
    _sealed(),
)
CONTRIBUTIONS = sa.Table(
    "room_contributions",
    METADATA,
    _text("room_id", key=True),
    _text("row_id", key=True),
    _text("owner_digest"),
    _sealed(),
)
TAPS = sa.Table(
    "room_taps",
    METADATA,
    _text("room_id", key=True),
    _text("question", key=True),
    _text("row_id", key=True),
    _text("owner_digest"),
    _sealed(),
)
ROOM_SESSIONS = sa.Table(
    "room_sessions",
    METADATA,
    _text("session_id", key=True),
    _text("room_id"),
    _sealed("wrapped_key"),
)
RELEASE_KEY = sa.Table(
    "release_key",
    METADATA,
    sa.Column("number", sa.Integer, primary_key=True),
    _sealed("secret"),
)
RELEASES = sa.Table("releases", METADATA, _text("release_id", key=True), _sealed())
