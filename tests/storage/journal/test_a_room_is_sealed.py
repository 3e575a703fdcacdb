"""Whoever holds the disk reads nothing of a room; what a freeze took away is on no page of it."""

from datetime import date
from pathlib import Path

import sqlalchemy as sa

from afreflect.domain import hour
from afreflect.storage import rooms
from afreflect.storage.database import Database, open_database
from afreflect.storage.room_tables import CONTRIBUTIONS, OPENING, PARTS, RELEASES, TAPS
from tests.storage.journal.in_a_room import asked, browser, filled, member

SAID = (
    "Xanthippe sees the frail ones", "hypertrophic zebrafish", "the head of Nightingale ward",
    "I could ring them first", "Scans of all visits", "ct_use", "DR-3", "2026-01-01",
    "runs from about", "few of us", "fair enough", "8 or more", "most of us",
)  # fmt: skip


def bytes_of(home: Path) -> bytes:
    return b"\n".join(path.read_bytes() for path in sorted(home.iterdir()))


def sealed_rows(database: Database, *tables: sa.Table) -> list[bytes]:
    with database.reading() as connection:
        return [
            bytes(row.sealed) for table in tables for row in connection.execute(sa.select(table))
        ]


def opening_of(database: Database) -> bytes:
    """The sealed key that opens contributions."""
    with database.reading() as connection:
        query = sa.select(PARTS.c.sealed).where(PARTS.c.part == OPENING)
        return bytes(connection.execute(query).scalar_one())


def test_nothing_said_shown_or_given_stands_readable_in_any_file(tmp_path: Path):
    database = open_database(tmp_path)
    room, codes = rooms.begin(database, "personal", asked(), "hosted")
    live = browser()
    rooms.keep_open(live, room)
    for event in (
        hour.Parked(SAID[0]), hour.Objected(SAID[1]), hour.CueNoted(SAID[3]),
        hour.AskedOfLeaders("mend it", SAID[2], date(2027, 1, 1)),
    ):  # fmt: skip
        room.record(event)
    filled(database, room)
    for number in range(9):
        room.tap(member(database, number), SAID[10], True)
    waiting = [*sealed_rows(database, CONTRIBUTIONS, TAPS), opening_of(database)]
    assert len(waiting) == 19
    assert all(each in bytes_of(tmp_path) for each in waiting)
    room.freeze()
    room.count_taps(SAID[10])
    found = bytes_of(tmp_path)
    members = [member(database, number) for number in range(9)]
    stand_ins = [rooms.identity_of(f"DR-{number}") for number in range(9)]
    keys = [room.vault._data_key, room.vault._private_key, live.secret]
    texts = [*SAID, codes.facilitator, codes.join, codes.join.replace("-", ""), *members]
    for text in (*texts, *stand_ins, *(key.hex() for key in keys)):
        assert text.encode() not in found, text
    for key in keys:
        assert key not in found
    assert sealed_rows(database, RELEASES)[0] in found
    assert not any(each in found for each in waiting)
    database.close()


def test_what_ended_is_on_no_page_of_the_file(tmp_path: Path):
    database = open_database(tmp_path)
    room, _ = rooms.begin(database, "personal", asked(), "files")
    filled(database, room, 4)
    waiting = sealed_rows(database, CONTRIBUTIONS)
    room.end()
    assert not any(each in bytes_of(tmp_path) for each in waiting)
    database.close()
