"""A consistent, sealed copy of everything that is kept, and back from it.

A backup is one SQLite file, whichever database it comes from, so that it can be restored into
either. It is read in one transaction while the app goes on. Sessions stay out: a restored copy must
not let a browser in that has signed out since. So do contributions and taps: a copy must not hold
one by one what a freeze or a withdrawal has taken away, nor the key that opens it. What is
remembered of releases goes along, or an older copy would let a group be asked again with one member
less.
"""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import DatabaseError

import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError as StatementFailed

from afreflect.storage.database import Database, DatabaseProblem, migrate, open_file
from afreflect.storage.journal_tables import (
    ACCESS_LOG,
    ACCOUNTS,
    DRAFTS,
    ENTRIES,
    EXTRACT_PARTS,
    NAME_KEY,
    VAULTS,
)  # fmt: skip
from afreflect.storage.room_tables import EVENTS, OPENING, PARTS, RELEASE_KEY, RELEASES, ROOMS

# Not invitations: one that was used since would be good again.
COPIED = (
    *(VAULTS, ENTRIES, DRAFTS, EXTRACT_PARTS, ACCESS_LOG, NAME_KEY, ACCOUNTS),
    *(ROOMS, PARTS, EVENTS, RELEASE_KEY, RELEASES),
)
_AT_A_TIME = 100
_MAGIC = b"SQLite format 3\x00"
_NO_BACKUP = "This file is not a backup of the app, or it is damaged: choose another."


def back_up(database: Database, path: Path) -> int:
    """Writes a backup; how many private files it holds.

    The file appears whole or not at all. Raises DatabaseProblem where a file is in the way.
    """
    if path.exists():
        raise DatabaseProblem(f"There is a file {path} already: choose another name.")
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with _opened(part) as copy, database.reading() as source, copy.writing() as target:
            copied = {table.name: _copy(source, target, table) for table in COPIED}
        _flush(part)
        part.replace(path)
        _flush(path.parent)
    except OSError as fault:
        raise DatabaseProblem(f"{path} can't be written: choose another place.") from fault
    finally:
        _remove(part)
    return copied[VAULTS.name]


def restore(path: Path, database: Database) -> int:
    """Puts everything of a backup into an empty database, whole or not at all; how many files.

    Raises DatabaseProblem for what is no backup, and where something is kept already.
    """
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with path.open("rb") as file:
            if file.read(len(_MAGIC)) != _MAGIC:
                raise DatabaseProblem(_NO_BACKUP)
        # An older backup is brought to today's tables in a copy: the backup itself stays as it is.
        shutil.copyfile(path, part)
        with _opened(part) as copy, copy.reading() as source, database.writing() as target:
            if source.exec_driver_sql("pragma integrity_check").scalar() != "ok":
                raise DatabaseProblem(_NO_BACKUP)
            _refuse_unless_empty(target)
            copied = {table.name: _copy(source, target, table) for table in COPIED}
    except OSError as fault:
        raise DatabaseProblem(f"{path} can't be opened: check its name.") from fault
    except (DatabaseError, StatementFailed) as fault:
        raise DatabaseProblem(_NO_BACKUP) from fault
    finally:
        _remove(part)
    return copied[VAULTS.name]


@contextmanager
def _opened(path: Path) -> Iterator[Database]:
    """A file as a database with today's tables, and nothing beside the file afterwards."""
    database = open_file(path)
    try:
        migrate(database)
        yield database
        with database.outside() as connection:
            if connection.exec_driver_sql("pragma journal_mode = delete").scalar() != "delete":
                raise OSError
    finally:
        database.close()


def _copy(source: sa.Connection, target: sa.Connection, table: sa.Table) -> int:
    query = sa.select(table)
    if table is PARTS:
        query = query.where(PARTS.c.part != OPENING)
    rows = source.execution_options(yield_per=_AT_A_TIME).execute(query)
    copied = 0
    for some in rows.mappings().partitions():
        target.execute(sa.insert(table), [dict(row) for row in some])
        copied += len(some)
    return copied


def _refuse_unless_empty(target: sa.Connection) -> None:
    for table in (VAULTS, ACCOUNTS, ROOMS, RELEASES):
        if target.execute(sa.select(table).limit(1)).first() is not None:
            raise DatabaseProblem(
                "Something is kept here already: restore into an empty folder or database."
            )
    # Made anew at the first start; what the backup holds is found by the backup's own.
    for table in (NAME_KEY, RELEASE_KEY):
        target.execute(sa.delete(table))


def _flush(path: Path) -> None:
    """Wait until a file, or a folder's list of files, stands on the disk."""
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _remove(part: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        part.with_name(part.name + ending).unlink(missing_ok=True)
