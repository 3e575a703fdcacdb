"""What the tests of rooms begin with: something asked of a group, and a group that answers."""

import secrets
from datetime import date

import sqlalchemy as sa

from afreflect.domain.disclosure import Asked, Contribution, Scale
from afreflect.storage import rooms
from afreflect.storage.accounts import LiveSession
from afreflect.storage.database import Database
from afreflect.storage.rooms import OpenRoom

SINCE, UNTIL = date(2026, 1, 1), date(2026, 7, 1)


def asked(since: date = SINCE, until: date = UNTIL, metric_id: str = "ct_use") -> Asked:
    return Asked(
        metric_id=metric_id,
        title="Scans of all visits",
        question="How often do I ask for a scan?",
        definition="Every visit. A scan was done.",
        unit="%",
        kind="proportion",
        better="neither",
        scale=Scale(0.05, 0.0, 1.0),
        since=since,
        until=until,
    )


def member(database: Database, number: int) -> str:
    return rooms.contributor(database, rooms.identity_of(f"DR-{number}"))


def gives(database: Database, number: int) -> Contribution:
    return Contribution(member(database, number), 50, 0.15 + number / 40)


def filled(database: Database, room: OpenRoom, count: int = 9) -> OpenRoom:
    """A room to which so many have contributed."""
    for number in range(count):
        given = gives(database, number)
        room.contribute(given.contributor, given)
    return room


def browser() -> LiveSession:
    return LiveSession(secrets.token_hex(16), "personal", None, secrets.token_bytes(32), 2**40)


def rows(database: Database, table: sa.Table) -> int:
    with database.reading() as connection:
        return connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
