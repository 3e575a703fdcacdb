"""Bundles that one clinician lends to another: sealed to the reader's key, for a limited time."""

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import uuid4

import sqlalchemy as sa

from afreflect.domain import bundle as bundles
from afreflect.domain.bundle import Bundle
from afreflect.storage import sealed_rows, vault, written
from afreflect.storage.journal import Journal
from afreflect.storage.journal_tables import BUNDLES, VAULTS
from afreflect.storage.vault import Place, Tampered

DAYS = (1, 7, 28)
"""For how many days a bundle may be lent."""
_DAY = 24 * 3600


class NoReader(ValueError):
    """There is nobody to lend to; its text is one sentence that says what to do."""


@dataclass(frozen=True)
class Lent:
    """A bundle that may be read until a moment; `heard` once its owner said that they were."""

    bundle_id: str
    until: datetime
    heard: bool
    bundle: Bundle


def lend(journal: Journal, reader: str, bundle: Bundle, days: int) -> tuple[str, datetime]:
    """Seal a bundle to a reader's key for some days: its id, and when it ends.

    Raises NoReader where the reader is the owner or has no private file.
    """
    if days not in DAYS:
        raise ValueError(f"A bundle is lent for {', '.join(map(str, DAYS))} days.")
    ends_at = int(time.time()) + days * _DAY
    bundle_id = uuid4().hex
    with journal.database.writing() as connection:
        sealed_rows.hold(connection, journal.owner)
        key = connection.execute(
            sa.select(VAULTS.c.public_key).where(VAULTS.c.owner == reader)
        ).scalar()
        if key is None or reader == journal.owner:
            raise NoReader(
                "No colleague of this name has a private file here: ask them for their name."
            )
        plain = written.sealable(bundles.as_value(bundle))
        connection.execute(
            sa.insert(BUNDLES).values(
                bundle_id=bundle_id,
                owner=journal.owner,
                reader=reader,
                ends_at=ends_at,
                heard=0,
                sealed=vault.seal_to(bytes(key), plain, _place(reader, bundle_id)),
            )
        )
        sealed_rows.log_event(connection, journal.owner, "a measure was shared with a colleague")
    return bundle_id, datetime.fromtimestamp(ends_at, UTC)


def to_read(journal: Journal) -> tuple[Lent, ...]:
    """What was lent to this clinician and has not ended; what has ended is taken out for good."""
    now = int(time.time())
    with journal.database.writing() as connection:
        connection.execute(sa.delete(BUNDLES).where(BUNDLES.c.ends_at <= now))
        rows = connection.execute(
            sa.select(BUNDLES)
            .where(BUNDLES.c.reader == journal.owner)
            .order_by(BUNDLES.c.ends_at, BUNDLES.c.bundle_id)
        ).all()
    return tuple(lent for row in rows if (lent := _opened(journal, row)) is not None)


def is_there(journal: Journal, bundle_id: str) -> bool:
    """Whether a bundle of this owner can still be read by somebody."""
    now = int(time.time())
    with journal.database.reading() as connection:
        found = sa.select(BUNDLES.c.bundle_id).where(*_own(journal, bundle_id))
        return connection.execute(found.where(BUNDLES.c.ends_at > now)).scalar() is not None


def say_heard(journal: Journal, bundle_id: str) -> None:
    """The owner was heard: the reader's coaching step opens. For nobody else to say."""
    with journal.database.writing() as connection:
        connection.execute(sa.update(BUNDLES).where(*_own(journal, bundle_id)).values(heard=1))


def take_back(journal: Journal, bundle_id: str) -> None:
    """Take a bundle away from its reader, for good."""
    with journal.database.writing() as connection:
        sealed_rows.hold(connection, journal.owner)
        connection.execute(sa.delete(BUNDLES).where(*_own(journal, bundle_id)))
        sealed_rows.log_event(connection, journal.owner, "a shared measure was taken back")


def _own(journal: Journal, bundle_id: str) -> tuple[sa.ColumnElement[bool], ...]:
    return BUNDLES.c.bundle_id == bundle_id, BUNDLES.c.owner == journal.owner


def _opened(journal: Journal, row: sa.Row[tuple[object, ...]]) -> Lent | None:
    """A row as its reader sees it; None for one that was tampered with."""
    try:
        plain = journal.vault.open_from_others(
            bytes(row.sealed), _place(journal.owner, row.bundle_id)
        )
        bundle = bundles.from_value(written.unsealed(plain))
    except (Tampered, ValueError, KeyError, TypeError):
        return None
    until = datetime.fromtimestamp(row.ends_at, UTC)
    return Lent(row.bundle_id, until, bool(row.heard), bundle)


def _place(reader: str, bundle_id: str) -> Place:
    return Place(reader, "bundles", bundle_id, "sealed")
