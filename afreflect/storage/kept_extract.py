"""The sealed extracts of one clinician: each as it was brought in, and all of them merged.

The merged practice is what is opened; the single imports are there so that a corrected one can take
the place of itself, and a wrong one can be taken away again. Patients stand in all of it under ids
that only this vault can make (`patient_ids.py`); what was kept before that is brought to it when it
is opened.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import sqlalchemy as sa

from afreflect.domain.extract import Completeness
from afreflect.storage import sealed_rows, written
from afreflect.storage.database import Database
from afreflect.storage.job import UNWATCHED, Watching
from afreflect.storage.kept_tables import parquet, practice_from
from afreflect.storage.merging import Import, Merged, import_of, merged
from afreflect.storage.patient_ids import with_keyed_ids
from afreflect.storage.practice import Practice
from afreflect.storage.sealed_rows import moment
from afreflect.storage.vault import Vault

MERGED = "merged"
_FACTS = "facts"
_PATIENT_KEY = "patient_key"


@dataclass(frozen=True)
class Kept:
    """One import that is kept: its id, the fingerprint of its files, their names and when."""

    id: str
    sha256: str
    files: tuple[str, ...]
    kept_at: str


@dataclass(frozen=True)
class _MadeOf:
    """What the merged practice was made of: the key of its patients' ids, and the imports."""

    patient_key: bytes
    imports: tuple[Kept, ...]


def opened(database: Database, vault: Vault) -> Practice | None:
    """The merged practice, in memory; None where nothing is kept."""
    _with_keyed_ids(database, vault)
    with database.reading() as connection:
        parts = sealed_rows.extract_parts(connection, vault, [MERGED]).get(MERGED)
    if parts is None:
        return None
    facts = written.unsealed(parts.pop(_FACTS))
    return practice_from(parts, written.extract_from(facts["extract"]))


def patient_key(database: Database, vault: Vault) -> bytes:
    """The key of the patients' ids: this vault's, or the one that came with a take-out."""
    with database.reading() as connection:
        return _patient_key(connection, vault)


def imports(database: Database, vault: Vault) -> tuple[Kept, ...]:
    """The imports that are kept, the oldest first."""
    with database.reading() as connection:
        return _imports(connection, vault)


def completeness(
    database: Database, vault: Vault
) -> tuple[tuple[Kept, tuple[Completeness, ...]], ...]:
    """The imports that are kept, the oldest first, each with how complete its fields were."""
    with database.reading() as connection:
        return tuple(
            (kept, written.extract_from(written.unsealed(facts)["extract"]).completeness)
            for kept in _imports(connection, vault)
            if (facts := sealed_rows.extract_part(connection, vault, kept.id, _FACTS)) is not None
        )


def keep(
    database: Database, vault: Vault, practice: Practice, instead: bool, watch: Watching = UNWATCHED
) -> Merged:
    """Keep a further import, or this one `instead` of all others; whole, or not at all.

    An import of the very same files takes its own place.
    """
    _with_keyed_ids(database, vault)
    while True:
        watch.step("Opening what is there", 0.1)
        before, there = _there(database, vault)
        key = patient_key(database, vault)
        new = _keyed(import_of(practice), key)
        same = [kept.id for kept in before if instead or kept.sha256 == practice.extract.sha256]
        stay = [kept for kept in before if kept.id not in same]
        added = Kept(
            secrets.token_hex(8), practice.extract.sha256, practice.extract.files, moment()
        )
        watch.step("Putting it together with what is there", 0.3)
        result = merged([*(there[kept.id] for kept in stay), new], watch)
        watch.step("Sealing it", 0.6)
        made_of = _MadeOf(key, (*stay, added))
        rows = _rows(vault, added.id, new, None)
        rows += _rows(vault, MERGED, import_as_it_is(result.practice), made_of)
        watch.step("Keeping it", 0.9)
        if _put(database, vault, before, [*same, MERGED], rows, watch):
            return result


def take_away(database: Database, vault: Vault, import_id: str) -> Practice | None:
    """Take one import away and merge the others anew; None where none is left."""
    _with_keyed_ids(database, vault)
    while True:
        before, there = _there(database, vault)
        stay = [kept for kept in before if kept.id != import_id]
        practice = merged([there[kept.id] for kept in stay]).practice if stay else None
        made_of = _MadeOf(patient_key(database, vault), tuple(stay))
        rows = _rows(vault, MERGED, import_as_it_is(practice), made_of) if practice else []
        if _put(database, vault, before, [import_id, MERGED], rows, UNWATCHED):
            return practice


def everything(database: Database, vault: Vault) -> list[tuple[Kept, Import]]:
    """Every import that is kept, the oldest first."""
    _with_keyed_ids(database, vault)
    found, there = _there(database, vault)
    return [(kept, there[kept.id]) for kept in found]


def put_everything(
    connection: sa.Connection, vault: Vault, kept: Iterable[tuple[str, Import]], key: bytes | None
) -> None:
    """Keep these imports, each with when it was first kept, and all of them merged.

    For a vault that holds none yet. `key` is what their patients' ids were made with, if it came
    along: patients of later extracts then get the same ones.
    """
    key = key or vault.patient_key
    entries = [
        (
            Kept(secrets.token_hex(8), entry.extract.sha256, entry.extract.files, kept_at),
            _keyed(entry, key),
        )
        for kept_at, entry in kept
    ]
    practice = merged([entry for _, entry in entries]).practice
    rows = [row for at, entry in entries for row in _rows(vault, at.id, entry, None)]
    made_of = _MadeOf(key, tuple(at for at, _ in entries))
    rows += _rows(vault, MERGED, import_as_it_is(practice), made_of)
    sealed_rows.replace_extracts(connection, vault.owner, (), rows)


def import_as_it_is(practice: Practice) -> Import:
    """A practice with its extract, ids and all."""
    return Import(practice.extract, practice.tables())


def _with_keyed_ids(database: Database, vault: Vault) -> None:
    """Keep anew what a vault holds from before patients had ids of their own."""
    while True:
        with database.reading() as connection:
            facts = sealed_rows.extract_part(connection, vault, MERGED, _FACTS)
        if facts is None or _PATIENT_KEY in written.unsealed(facts):
            return
        before, there = _there(database, vault)
        key = vault.patient_key
        entries = {kept.id: _keyed(there[kept.id], key) for kept in before}
        practice = merged(list(entries.values())).practice
        rows = [row for at, entry in entries.items() for row in _rows(vault, at, entry, None)]
        rows += _rows(vault, MERGED, import_as_it_is(practice), _MadeOf(key, before))
        if _put(database, vault, before, [*entries, MERGED], rows, UNWATCHED):
            return


def _keyed(entry: Import, key: bytes) -> Import:
    return Import(entry.extract, with_keyed_ids(entry.tables, key))


def _patient_key(connection: sa.Connection, vault: Vault) -> bytes:
    facts = sealed_rows.extract_part(connection, vault, MERGED, _FACTS)
    known = written.unsealed(facts).get(_PATIENT_KEY) if facts else None
    return bytes.fromhex(known) if known else vault.patient_key


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
    vault: Vault, extract_id: str, entry: Import, made_of: _MadeOf | None
) -> list[dict[str, Any]]:
    facts: dict[str, Any] = {"extract": written.extract_value(entry.extract)}
    if made_of is not None:
        facts["imports"] = [vars(kept) for kept in made_of.imports]
        facts[_PATIENT_KEY] = made_of.patient_key.hex()
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
