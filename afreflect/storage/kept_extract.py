"""The sealed extracts of one clinician: each as it was brought in, and all of them merged.

The merged practice is what is opened; the single imports are there so that a corrected one can take
the place of itself, and a wrong one can be taken away again.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import sqlalchemy as sa

from afreflect.storage import sealed_rows, written
from afreflect.storage.database import Database
from afreflect.storage.job import UNWATCHED, Watching
from afreflect.storage.kept_tables import parquet, practice_from
from afreflect.storage.merging import Import, Merged, import_of, merged
from afreflect.storage.practice import Practice
from afreflect.storage.sealed_rows import moment
from afreflect.storage.vault import Vault

MERGED = "merged"
_FACTS = "facts"


@dataclass(frozen=True)
class Kept:
    """One import that is kept: its id, the fingerprint of its files, their names and when."""

    id: str
    sha256: str
    files: tuple[str, ...]
    kept_at: str


def opened(database: Database, vault: Vault) -> Practice | None:
    """The merged practice, in memory; None where nothing is kept."""
    with database.reading() as connection:
        parts = sealed_rows.extract_parts(connection, vault, [MERGED]).get(MERGED)
    if parts is None:
        return None
    facts = written.unsealed(parts.pop(_FACTS))
    return practice_from(parts, written.extract_from(facts["extract"]))


def imports(database: Database, vault: Vault) -> tuple[Kept, ...]:
    """The imports that are kept, the oldest first."""
    with database.reading() as connection:
        return _imports(connection, vault)


def keep(
    database: Database, vault: Vault, practice: Practice, instead: bool, watch: Watching = UNWATCHED
) -> Merged:
    """Keep a further import, or this one `instead` of all others; whole, or not at all.

    An import of the very same files takes its own place.
    """
    new = import_of(practice)
    while True:
        watch.step("Opening what is there", 0.1)
        before, there = _there(database, vault)
        same = [kept.id for kept in before if instead or kept.sha256 == practice.extract.sha256]
        stay = [kept for kept in before if kept.id not in same]
        added = Kept(
            secrets.token_hex(8), practice.extract.sha256, practice.extract.files, moment()
        )
        watch.step("Putting it together with what is there", 0.3)
        result = merged([*(there[kept.id] for kept in stay), new], watch)
        watch.step("Sealing it", 0.6)
        rows = _rows(vault, added.id, new, None)
        rows += _rows(vault, MERGED, import_as_it_is(result.practice), [*stay, added])
        watch.step("Keeping it", 0.9)
        if _put(database, vault, before, [*same, MERGED], rows, watch):
            return result


def take_away(database: Database, vault: Vault, import_id: str) -> Practice | None:
    """Take one import away and merge the others anew; None where none is left."""
    while True:
        before, there = _there(database, vault)
        stay = [kept for kept in before if kept.id != import_id]
        practice = merged([there[kept.id] for kept in stay]).practice if stay else None
        rows = _rows(vault, MERGED, import_as_it_is(practice), stay) if practice else []
        if _put(database, vault, before, [import_id, MERGED], rows, UNWATCHED):
            return practice


def everything(database: Database, vault: Vault) -> list[tuple[Kept, Import]]:
    """Every import that is kept, the oldest first."""
    found, there = _there(database, vault)
    return [(kept, there[kept.id]) for kept in found]


def put_everything(
    connection: sa.Connection, vault: Vault, kept: Iterable[tuple[str, Import]]
) -> None:
    """Keep these imports, each with when it was first kept, and all of them merged.

    For a vault that holds none yet.
    """
    entries = [
        (Kept(secrets.token_hex(8), entry.extract.sha256, entry.extract.files, kept_at), entry)
        for kept_at, entry in kept
    ]
    practice = merged([entry for _, entry in entries]).practice
    rows = [row for at, entry in entries for row in _rows(vault, at.id, entry, None)]
    rows += _rows(vault, MERGED, import_as_it_is(practice), [at for at, _ in entries])
    sealed_rows.replace_extracts(connection, vault.owner, (), rows)


def import_as_it_is(practice: Practice) -> Import:
    """A practice with its extract, ids and all."""
    return Import(practice.extract, practice.tables())


def _there(database: Database, vault: Vault) -> tuple[tuple[Kept, ...], dict[str, Import]]:
    with database.reading() as connection:
        found = _imports(connection, vault)
        parts = sealed_rows.extract_parts(connection, vault, [kept.id for kept in found])
    return found, {kept.id: _import(parts[kept.id]) for kept in found}


def _imports(connection: sa.Connection, vault: Vault) -> tuple[Kept, ...]:
    facts = sealed_rows.extract_part(connection, vault, MERGED, _FACTS)
    if facts is None:
        return ()
    return tuple(
        Kept(entry["id"], entry["sha256"], tuple(entry["files"]), entry["kept_at"])
        for entry in written.unsealed(facts)["imports"]
    )


def _import(parts: dict[str, bytes]) -> Import:
    facts = written.unsealed(parts.pop(_FACTS))
    tables = {name: pq.read_table(pa.BufferReader(parts[name])) for name in parts}
    return Import(written.extract_from(facts["extract"]), tables)


def _rows(
    vault: Vault, extract_id: str, entry: Import, made_of: Iterable[Kept] | None
) -> list[dict[str, Any]]:
    facts: dict[str, Any] = {"extract": written.extract_value(entry.extract)}
    if made_of is not None:
        facts["imports"] = [vars(kept) for kept in made_of]
    tables = {name: parquet(table) for name, table in entry.tables.items()}
    parts = {_FACTS: written.sealable(facts), **tables}
    return sealed_rows.sealed_parts(vault, extract_id, parts)


def _put(
    database: Database,
    vault: Vault,
    before: tuple[Kept, ...],
    gone: Iterable[str],
    rows: list[dict[str, Any]],
    watch: Watching,
) -> bool:
    """One transaction; False when another window has kept something since `before` was read."""
    with database.writing() as connection:
        sealed_rows.hold(connection, vault.owner)
        if _imports(connection, vault) != before:
            return False
        sealed_rows.replace_extracts(connection, vault.owner, gone, rows)
        watch.last_call()
    return True
