"""The database: the same on SQLite and PostgreSQL, durable, migrated forward only."""

import stat
import threading
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError, IntegrityError

from afreflect.storage import database as databases
from afreflect.storage.database import Database, DatabaseProblem, migrate, migrations, open_file
from afreflect.storage.journal import JournalKeeper
from afreflect.storage.journal_tables import ENTRIES, METADATA, VAULTS
from tests.storage.journal.conftest import OpenKeeper

LOCKS = {
    "by_passphrase": b"1", "by_recovery_code": b"2", "public_key": b"3", "private_key": b"4",
}  # fmt: skip


def test_the_tables_are_as_the_code_speaks_of_them(database: Database):
    found = sa.inspect(database.engine)
    assert set(found.get_table_names()) == {*METADATA.tables, "migrations"}
    for name, table in METADATA.tables.items():
        columns = {column["name"]: column["nullable"] for column in found.get_columns(name)}
        assert columns.keys() == set(table.columns.keys())
        keys = found.get_pk_constraint(name)["constrained_columns"]
        assert keys == [column.name for column in table.primary_key]


@pytest.mark.parametrize("earlier", list(migrations())[:-1])
def test_an_earlier_version_is_brought_to_the_newest_with_all_it_holds(
    earlier: int, empty_database: Database
):
    migrate(empty_database, to=earlier)
    entry = {"owner": "ann", "shelf": "guesses", "row_id": "1", "revision": 1, "sealed": b"x"}
    with empty_database.writing() as connection:
        connection.execute(sa.insert(VAULTS).values(owner="ann", **LOCKS))
        connection.execute(sa.insert(ENTRIES).values(**entry))
    migrate(empty_database)
    migrate(empty_database)
    assert set(METADATA.tables) <= set(sa.inspect(empty_database.engine).get_table_names())
    with empty_database.reading() as connection:
        assert connection.execute(sa.select(ENTRIES)).mappings().all() == [entry]


def test_migrations_are_numbered_without_a_gap():
    assert list(migrations()) == list(range(1, len(migrations()) + 1))


def test_a_migration_that_fails_leaves_nothing(
    open_keeper: OpenKeeper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    database = open_keeper().database
    broken = "-- one row per mistake\ncreate table half_done (n integer);\ncreate tabel oops;"
    known = {**migrations(), 9: "0009_broken"}
    monkeypatch.setattr(databases, "migrations", lambda: known)
    real = databases.statement
    monkeypatch.setattr(
        databases, "statement", lambda name: broken if name.endswith("broken") else real(name)
    )
    with pytest.raises((DBAPIError, DatabaseProblem)):
        migrate(database)
    assert "half_done" not in sa.inspect(database.engine).get_table_names()


def test_a_database_of_a_newer_app_is_left_alone(open_keeper: OpenKeeper):
    database = open_keeper().database
    newer = sa.table("migrations", sa.column("number"), sa.column("name"))
    with database.writing() as connection:
        connection.execute(sa.insert(newer).values(number=999, name="0999_later"))
    with pytest.raises(DatabaseProblem, match="update the app"):
        open_keeper()


def test_sqlite_is_flushed_at_every_commit_and_overwrites_what_is_deleted(tmp_path: Path):
    keeper = JournalKeeper.at(tmp_path)
    with keeper.database.reading() as connection:
        settings = {
            name: connection.exec_driver_sql(f"pragma {name}").scalar()
            for name in ("journal_mode", "synchronous", "secure_delete", "foreign_keys")
        }
    keeper.close()
    assert settings == {
        "journal_mode": "wal", "synchronous": 2, "secure_delete": 1, "foreign_keys": 1,
    }  # fmt: skip


def test_only_its_owner_can_read_the_file(tmp_path: Path):
    keeper = JournalKeeper.at(tmp_path / "home")
    keeper.has_vault("ann")
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "home").iterdir()}
    keeper.close()
    assert stat.S_IMODE((tmp_path / "home").stat().st_mode) == 0o700
    assert set(modes.values()) == {0o600}


def test_many_writers_wait_for_each_other_and_none_is_refused(database: Database):
    with database.writing() as connection:
        connection.execute(sa.insert(VAULTS).values(owner="ann", **LOCKS))
    faults: list[Exception] = []

    def write(writer: int) -> None:
        try:
            for number in range(25):
                with database.writing() as connection:
                    last = sa.select(sa.func.count()).select_from(ENTRIES)
                    connection.execute(last).scalar()
                    row = {"owner": "ann", "shelf": str(writer), "row_id": str(number)}
                    connection.execute(sa.insert(ENTRIES).values(**row, revision=1, sealed=b"x"))
        except Exception as fault:
            faults.append(fault)

    threads = [threading.Thread(target=write, args=(writer,)) for writer in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults
    with database.reading() as connection:
        count = sa.select(sa.func.count()).select_from(ENTRIES)
        assert connection.execute(count).scalar() == 200


def test_an_error_of_the_database_shows_no_value(database: Database):
    row = {"owner": "nobody-at-all", "shelf": "s", "row_id": "1", "revision": 1}
    with pytest.raises(IntegrityError) as raised, database.writing() as connection:
        connection.execute(sa.insert(ENTRIES).values(**row, sealed=b"a private thought"))
    assert "private thought" not in str(raised.value)


def test_a_full_disk_is_said_and_leaves_what_was_there(tmp_path: Path):
    database = open_file(tmp_path / "small.sqlite")
    migrate(database)
    with database.writing() as connection:
        connection.execute(sa.insert(VAULTS).values(owner="ann", **LOCKS))

    def no_room(connection: Any, _record: object, _proxy: object) -> None:
        connection.execute("pragma max_page_count = 1")

    event.listen(database.engine, "checkout", no_room)
    row = {"owner": "ann", "shelf": "s", "row_id": "1", "revision": 1, "sealed": b"x" * 100_000}
    with pytest.raises(DatabaseProblem, match="has room"), database.writing() as connection:
        connection.execute(sa.insert(ENTRIES).values(**row))
    with database.reading() as connection:
        assert connection.execute(sa.select(VAULTS.c.owner)).scalars().all() == ["ann"]
        assert connection.execute(sa.select(ENTRIES)).all() == []
    database.close()


@pytest.mark.parametrize("address", ["mysql://host/db", "not an address", "sqlite:///x.db"])
def test_another_kind_of_address_is_refused_in_a_sentence(address: str, tmp_path: Path):
    with pytest.raises(DatabaseProblem, match="postgresql://user@host/database"):
        JournalKeeper.at(url=address)


def test_a_server_that_is_not_there_is_said_without_its_password(tmp_path: Path):
    with pytest.raises(DatabaseProblem) as raised:
        JournalKeeper.at(url="postgresql://ann:hunter2@127.0.0.1:9/none")
    assert "hunter2" not in f"{raised.value}"


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path):
    (tmp_path / "home").write_text("in the way")
    with pytest.raises(DatabaseProblem, match="check that its folder or server is there"):
        JournalKeeper.at(tmp_path / "home")


def test_the_address_is_read_from_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("AFREFLECT_HOME", str(tmp_path / "home"))
    JournalKeeper.at().close()
    assert (tmp_path / "home" / "journal.sqlite").exists()
    monkeypatch.setenv("AFREFLECT_DATABASE_URL", "mysql://host/db")
    with pytest.raises(DatabaseProblem):
        JournalKeeper.at()
