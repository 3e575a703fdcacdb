"""Who contributed, said by keyed digests alone: the same person is the same in every room.

The digest is an HMAC under a key of this server, of a SHA-256 that a member's own app can work out:
so one person is known again whichever way they contributed, and is told by no file of theirs.
"""

import hashlib
import hmac
import secrets
from datetime import date
from typing import Any
from uuid import uuid4

import sqlalchemy as sa

from afreflect.domain.disclosure import Release
from afreflect.domain.unnamed import MARK
from afreflect.storage.clinician_ids import identity
from afreflect.storage.database import Database, put_if_missing
from afreflect.storage.room_tables import RELEASE_KEY, RELEASES
from afreflect.storage.vault import Place, Vault
from afreflect.storage.written import sealable, unsealed

_RELEASES = "releases"


def identity_of(clinician_id: str) -> str:
    """What stands for a clinician in a contribution file: a digest of the id as it is spelt alike.

    A random one where no id is known.
    """
    spelt = identity(clinician_id)
    if not spelt:
        return secrets.token_hex(32)
    return hashlib.sha256(f"afreflect contributor 1\n{spelt}".encode()).hexdigest()


def unnamed(known_by: str) -> str:
    """What stands for somebody whom no file names: a digest of what tells them from others here."""
    return f"{MARK}{hashlib.sha256(known_by.encode()).hexdigest()[:-1]}"


def contributor(database: Database, stands_for: str) -> str:
    """The contributor that an `identity_of` is on this server."""
    with database.writing() as connection:
        key = release_key(connection)
    digest = hmac.digest(key, stands_for.encode(), "sha256").hex()
    return f"{MARK}{digest}" if stands_for.startswith(MARK) else digest


def owner_digest(connection: sa.Connection, room_id: str, owner: str) -> str:
    """By which erasing an account finds what it gave to one room; empty where none is known."""
    if not owner:
        return ""
    return hmac.digest(release_key(connection), f"{room_id}\n{owner}".encode(), "sha256").hex()


def releases(database: Database) -> tuple[Release, ...]:
    """What is remembered of every release made here."""
    with database.writing() as connection:
        return known_releases(connection)


def known_releases(connection: sa.Connection) -> tuple[Release, ...]:
    """The same within a transaction, in which no other release can be made until it ends."""
    sealing = _sealing(connection)
    # SQLite has one writer at a time anyway.
    connection.execute(sa.select(RELEASE_KEY.c.number).with_for_update()).all()
    rows = connection.execute(sa.select(RELEASES).order_by(RELEASES.c.release_id)).all()
    return tuple(
        _release(unsealed(sealing.open(row.sealed, _place(row.release_id)))) for row in rows
    )


def remember(connection: sa.Connection, release: Release) -> None:
    """Keep for good of whom a release was made or refused, so that none too like it can follow."""
    release_id = uuid4().hex
    said = {
        "metric_id": release.metric_id,
        "since": release.since.isoformat(),
        "until": release.until.isoformat(),
        "members": sorted(release.members),
        "shown": release.shown,
    }
    sealed = _sealing(connection).seal(sealable(said), _place(release_id))
    connection.execute(sa.insert(RELEASES).values(release_id=release_id, sealed=sealed))


def release_key(connection: sa.Connection) -> bytes:
    """The server's key, drawn once."""
    put_if_missing(connection, RELEASE_KEY, number=1, secret=secrets.token_bytes(32))
    return bytes(connection.execute(sa.select(RELEASE_KEY.c.secret)).scalar_one())


def _sealing(connection: sa.Connection) -> Vault:
    return Vault(_RELEASES, release_key(connection), b"")


def _place(release_id: str) -> Place:
    return Place(_RELEASES, _RELEASES, release_id, "sealed")


def _release(value: dict[str, Any]) -> Release:
    return Release(
        metric_id=value["metric_id"],
        since=date.fromisoformat(value["since"]),
        until=date.fromisoformat(value["until"]),
        members=frozenset(value["members"]),
        shown=value["shown"],
    )
