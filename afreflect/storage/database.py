"""The database of the journal: SQLite in the app's folder, or PostgreSQL by its address.

SQLite runs with a write-ahead log, is flushed to the disk at every commit, and every writing
transaction takes the write lock at its start: a transaction that takes it half-way is refused with
"database is locked" where several write at once.
"""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, OperationalError

from afreflect.storage.home import home_folder, private_folder
from afreflect.storage.sql import SQL, statement

FILE_NAME = "journal.sqlite"
MIGRATIONS = SQL / "journal"
SECONDS_TO_WAIT = 30
_READS = "reads_only"
_ONE_AT_A_TIME = 7_131_984
"""An advisory lock of ours in PostgreSQL, so that two processes never migrate at once."""
_PRAGMAS = (
    "pragma journal_mode = wal",
    "pragma synchronous = full",
    "pragma foreign_keys = on",
    "pragma secure_delete = on",
    "pragma temp_store = memory",
)


class DatabaseProblem(ValueError):
    """The journal's database can't be used; its text is one sentence that says what to do."""


class Database:
    """The engine, and its two kinds of transaction."""

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine

    @property
    def is_sqlite(self) -> bool:
        """Whether this is a file of our own rather than a server."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """One consistent view of the database, which blocks nobody; raises DatabaseProblem."""
        with _said_plainly(), self.engine.connect() as connection:
            isolation = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"}
            with connection.execution_options(**{_READS: True}, **isolation).begin():
                yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """One transaction: all of it is kept, or nothing; raises DatabaseProblem."""
        with _said_plainly(), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def outside(self) -> Iterator[sa.Connection]:
        """A connection in no transaction, for what can't be in one."""
        with self.engine.connect() as connection:
            yield connection.execution_options(isolation_level="AUTOCOMMIT")

    def close(self) -> None:
        """Give every connection back."""
        self.engine.dispose()


def open_database(home: Path | None = None, url: str | None = None) -> Database:
    """The database, brought to the newest version.

    `url` (or AFREFLECT_DATABASE_URL) names a PostgreSQL database; without one it is a file in
    `home` (or the app's own folder). Raises DatabaseProblem.
    """
    address = url or ("" if home else os.environ.get("AFREFLECT_DATABASE_URL", ""))
    with _said_plainly(OSError):
        if address:
            database = open_server(address)
        else:
            database = open_file(private_folder(home or home_folder()) / FILE_NAME)
        migrate(database)
    return database


def open_file(path: Path) -> Database:
    """A database in a file that only its owner can read."""
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
    engine = sa.create_engine(
        sa.URL.create("sqlite", database=str(path)),
        connect_args={"isolation_level": None, "timeout": SECONDS_TO_WAIT},
        hide_parameters=True,
        pool_size=8,
        max_overflow=56,
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return Database(engine)


def open_server(address: str) -> Database:
    """A database on a PostgreSQL server; raises DatabaseProblem for another kind of address."""
    try:
        url = make_url(address)
    except ArgumentError as fault:
        raise DatabaseProblem(
            "AFREFLECT_DATABASE_URL is not an address: write it as postgresql://user@host/database."
        ) from fault
    if url.get_backend_name() not in ("postgresql", "postgres"):
        raise DatabaseProblem(
            "Only PostgreSQL is known beside the app's own file: write the address as "
            "postgresql://user@host/database."
        )
    engine = sa.create_engine(
        url.set(drivername="postgresql+psycopg"),
        hide_parameters=True,
        pool_pre_ping=True,
        pool_size=8,
        max_overflow=24,
    )
    return Database(engine)


def migrate(database: Database, to: int | None = None) -> None:
    """Run the migrations that are still missing, each in its number's place.

    Raises DatabaseProblem when a newer version of the app has written the database.
    """
    known = migrations()
    with database.writing() as connection:
        if not database.is_sqlite:
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_ONE_AT_A_TIME)))
        _run(connection, statement("journal/migrations"))
        done = set(connection.execute(sa.select(_MIGRATIONS.c.number)).scalars())
        if done - set(known):
            raise DatabaseProblem(
                "Your private file was written by a newer version of the app: update the app."
            )
        for number, name in known.items():
            if number not in done and (to is None or number <= to):
                _run(connection, statement(f"journal/{name}"))
                connection.execute(sa.insert(_MIGRATIONS).values(number=number, name=name))


def put_if_missing(connection: sa.Connection, table: sa.Table, **values: object) -> None:
    """Insert a row unless there is one with the same key, however many try at once."""
    kind = sqlite if connection.dialect.name == "sqlite" else postgresql
    connection.execute(kind.insert(table).values(**values).on_conflict_do_nothing())


def migrations() -> dict[int, str]:
    """The numbered migrations in their order."""
    found = sorted(path.stem for path in MIGRATIONS.glob("[0-9]*_*.sql"))
    return {int(name.split("_")[0]): name for name in found}


_MIGRATIONS = sa.table("migrations", sa.column("number"), sa.column("name"))


@contextmanager
def _said_plainly(*further: type[Exception]) -> Iterator[None]:
    """A database that is gone, full or not ours, as one sentence."""
    try:
        yield
    except (OperationalError, *further) as fault:
        raise DatabaseProblem(
            "The journal's database can't be used, and nothing was changed: check that its folder "
            "or server is there, that it has room, and that you may write to it."
        ) from fault


def _run(connection: sa.Connection, script: str) -> None:
    """Each statement of one of our own files; none of them holds a semicolon in a text."""
    bare = re.sub(r"--[^\n]*", "", script)
    for part in bare.split(";"):
        if part.strip():
            connection.exec_driver_sql(part)


def _prepare(connection: Any, _record: object) -> None:
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def _begin(connection: sa.Connection) -> None:
    options = connection.get_execution_options()
    if options.get("isolation_level") != "AUTOCOMMIT":
        connection.exec_driver_sql("begin" if options.get(_READS) else "begin immediate")
