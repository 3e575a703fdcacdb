"""Reading and writing one clinician's sealed rows; every statement names that owner."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from afreflect.storage.journal_tables import ACCESS_LOG, DRAFTS, ENTRIES, EXTRACT_PARTS, VAULTS
from afreflect.storage.vault import Place, Vault, seal_to
from afreflect.storage.written import sealable, unsealed


class NoVault(ValueError):
    """There is no vault (any more); its text is the sentence for the user."""

    def __init__(self) -> None:
        super().__init__("There is no private file here: start a new one, or restore a backup.")


@dataclass(frozen=True)
class Version:
    """One version of a kept thing: what it is about, when it was kept, and its value."""

    about: tuple[str, ...]
    revision: int
    kept_at: str
    value: Any


def moment() -> str:
    """Now, in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def hold(connection: sa.Connection, owner: str) -> None:
    """Keep other writers of the same owner waiting until this transaction ends.

    SQLite has one writer at a time anyway. Raises NoVault where there is none.
    """
    query = sa.select(VAULTS.c.owner).where(VAULTS.c.owner == owner).with_for_update()
    if connection.execute(query).first() is None:
        raise NoVault


def add_entry(
    connection: sa.Connection, vault: Vault, shelf: str, about: Sequence[str], value: Any
) -> int:
    """Keep a further version of what the entry is about; its revision, counted from 1."""
    row_id = vault.name(shelf, *about)
    newest = sa.select(sa.func.max(ENTRIES.c.revision)).where(*_entry(vault, shelf, row_id))
    revision = (connection.execute(newest).scalar() or 0) + 1
    put_entry(connection, vault, shelf, Version(tuple(about), revision, moment(), value))
    return revision


def put_entry(connection: sa.Connection, vault: Vault, shelf: str, version: Version) -> None:
    """Keep one version as it is."""
    row_id = vault.name(shelf, *version.about)
    said = {"about": version.about, "kept_at": version.kept_at, "value": version.value}
    place = _entry_place(vault, shelf, row_id, version.revision)
    row = {"owner": vault.owner, "shelf": shelf, "row_id": row_id, "revision": version.revision}
    connection.execute(sa.insert(ENTRIES).values(**row, sealed=vault.seal(sealable(said), place)))


def versions(connection: sa.Connection, vault: Vault, shelf: str) -> Iterator[Version]:
    """Every version on a shelf, the older before the newer."""
    query = (
        sa.select(ENTRIES.c.row_id, ENTRIES.c.revision, ENTRIES.c.sealed)
        .where(ENTRIES.c.owner == vault.owner, ENTRIES.c.shelf == shelf)
        .order_by(ENTRIES.c.row_id, ENTRIES.c.revision)
    )
    for row in connection.execute(query).all():
        yield _version(vault, shelf, row)


def versions_about(
    connection: sa.Connection, vault: Vault, shelf: str, about: Sequence[str]
) -> list[Version]:
    """Every version of one thing, the oldest first."""
    query = (
        sa.select(ENTRIES.c.row_id, ENTRIES.c.revision, ENTRIES.c.sealed)
        .where(*_entry(vault, shelf, vault.name(shelf, *about)))
        .order_by(ENTRIES.c.revision)
    )
    return [_version(vault, shelf, row) for row in connection.execute(query).all()]


def newest(
    connection: sa.Connection, vault: Vault, shelf: str, about: Sequence[str]
) -> Version | None:
    """The latest version of one thing, if there is any."""
    query = (
        sa.select(ENTRIES.c.row_id, ENTRIES.c.revision, ENTRIES.c.sealed)
        .where(*_entry(vault, shelf, vault.name(shelf, *about)))
        .order_by(ENTRIES.c.revision.desc())
        .limit(1)
    )
    row = connection.execute(query).first()
    return None if row is None else _version(vault, shelf, row)


def draft_row(connection: sa.Connection, vault: Vault, about: str) -> Version | None:
    """The draft at one place, as it was last saved."""
    row_id = vault.name("draft", about)
    query = sa.select(DRAFTS.c.row_id, DRAFTS.c.revision, DRAFTS.c.sealed).where(
        DRAFTS.c.owner == vault.owner, DRAFTS.c.row_id == row_id
    )
    row = connection.execute(query).first()
    return None if row is None else _draft(vault, row)


def draft_rows(connection: sa.Connection, vault: Vault) -> list[Version]:
    """Every draft."""
    query = sa.select(DRAFTS.c.row_id, DRAFTS.c.revision, DRAFTS.c.sealed).where(
        DRAFTS.c.owner == vault.owner
    )
    return [_draft(vault, row) for row in connection.execute(query).all()]


def put_draft(connection: sa.Connection, vault: Vault, version: Version) -> None:
    """Keep this text as the draft at its place, instead of any earlier one."""
    row_id = vault.name("draft", *version.about)
    said = {"about": version.about, "kept_at": version.kept_at, "value": version.value}
    sealed = vault.seal(sealable(said), _draft_place(vault, row_id, version.revision))
    connection.execute(
        sa.delete(DRAFTS).where(DRAFTS.c.owner == vault.owner, DRAFTS.c.row_id == row_id)
    )
    connection.execute(
        sa.insert(DRAFTS).values(
            owner=vault.owner, row_id=row_id, revision=version.revision, sealed=sealed
        )
    )


def extract_part(
    connection: sa.Connection, vault: Vault, extract_id: str, part: str
) -> bytes | None:
    """One part of one extract, opened."""
    query = sa.select(EXTRACT_PARTS.c.sealed).where(
        EXTRACT_PARTS.c.owner == vault.owner,
        EXTRACT_PARTS.c.extract_id == extract_id,
        EXTRACT_PARTS.c.part == part,
    )
    sealed = connection.execute(query).scalar()
    return None if sealed is None else vault.open(sealed, _part_place(vault, extract_id, part))


def extract_parts(
    connection: sa.Connection, vault: Vault, extract_ids: Sequence[str]
) -> dict[str, dict[str, bytes]]:
    """For each of these extracts its parts, opened; extracts that are not there are left out."""
    query = sa.select(EXTRACT_PARTS).where(
        EXTRACT_PARTS.c.owner == vault.owner, EXTRACT_PARTS.c.extract_id.in_(extract_ids)
    )
    found: dict[str, dict[str, bytes]] = {}
    for row in connection.execute(query).all():
        plain = vault.open(row.sealed, _part_place(vault, row.extract_id, row.part))
        found.setdefault(row.extract_id, {})[row.part] = plain
    return found


def sealed_parts(vault: Vault, new_id: str, parts: dict[str, bytes]) -> list[dict[str, Any]]:
    """The rows of an extract's parts, ready to be kept."""
    return [
        {
            "owner": vault.owner,
            "extract_id": new_id,
            "part": part,
            "sealed": vault.seal(plain, _part_place(vault, new_id, part)),
        }
        for part, plain in parts.items()
    ]


def replace_extracts(
    connection: sa.Connection, owner: str, gone: Iterable[str], rows: list[dict[str, Any]]
) -> None:
    """Take the parts of some extracts away and put these rows in."""
    connection.execute(
        sa.delete(EXTRACT_PARTS).where(
            EXTRACT_PARTS.c.owner == owner, EXTRACT_PARTS.c.extract_id.in_(list(gone))
        )
    )
    if rows:
        connection.execute(sa.insert(EXTRACT_PARTS), rows)


def log_event(connection: sa.Connection, owner: str, event: str, at: str | None = None) -> None:
    """Write an event so that only the owner can read it; no key is needed, and none is held."""
    public_key = connection.execute(
        sa.select(VAULTS.c.public_key).where(VAULTS.c.owner == owner)
    ).scalar_one()
    last = sa.select(sa.func.max(ACCESS_LOG.c.number)).where(ACCESS_LOG.c.owner == owner)
    number = (connection.execute(last).scalar() or 0) + 1
    said = sealable({"at": at or moment(), "event": event})
    sealed = seal_to(public_key, said, _event_place(owner, number))
    connection.execute(sa.insert(ACCESS_LOG).values(owner=owner, number=number, sealed=sealed))


def events(connection: sa.Connection, vault: Vault) -> list[dict[str, str]]:
    """The access log, the newest event first."""
    query = (
        sa.select(ACCESS_LOG.c.number, ACCESS_LOG.c.sealed)
        .where(ACCESS_LOG.c.owner == vault.owner)
        .order_by(ACCESS_LOG.c.number.desc())
    )
    return [
        unsealed(vault.open_from_others(row.sealed, _event_place(vault.owner, row.number)))
        for row in connection.execute(query).all()
    ]


def _entry(vault: Vault, shelf: str, row_id: str) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        ENTRIES.c.owner == vault.owner,
        ENTRIES.c.shelf == shelf,
        ENTRIES.c.row_id == row_id,
    )


def _version(vault: Vault, shelf: str, row: Any) -> Version:
    place = _entry_place(vault, shelf, row.row_id, row.revision)
    return _opened(vault, row, place)


def _draft(vault: Vault, row: Any) -> Version:
    return _opened(vault, row, _draft_place(vault, row.row_id, row.revision))


def _opened(vault: Vault, row: Any, place: Place) -> Version:
    said = unsealed(vault.open(row.sealed, place))
    return Version(tuple(said["about"]), row.revision, said["kept_at"], said["value"])


def _entry_place(vault: Vault, shelf: str, row_id: str, revision: int) -> Place:
    return Place(vault.owner, "entries", f"{shelf}/{row_id}/{revision}", "sealed")


def _draft_place(vault: Vault, row_id: str, revision: int) -> Place:
    return Place(vault.owner, "drafts", f"{row_id}/{revision}", "sealed")


def _part_place(vault: Vault, found: str, part: str) -> Place:
    return Place(vault.owner, "extract_parts", f"{found}/{part}", "sealed")


def _event_place(owner: str, number: int) -> Place:
    return Place(owner, "access_log", str(number), "sealed")
