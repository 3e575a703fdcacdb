"""A backup is made while the app runs, is consistent and sealed, and is restored whole."""

import sqlite3
import threading
from pathlib import Path

import pytest
import sqlalchemy as sa

from afreflect.domain.choice import Choice
from afreflect.domain.expectation import Expectation
from afreflect.storage.accounts import Accounts
from afreflect.storage.backup import back_up, restore
from afreflect.storage.database import DatabaseProblem, migrate, open_file
from afreflect.storage.journal import PERSONAL, Journal, JournalKeeper
from afreflect.storage.journal_tables import SESSIONS, VAULTS
from tests.storage.journal.conftest import PASSPHRASE, OpenKeeper
from tests.storage.journal.extracts import practice
from tests.storage.journal.test_database import LOCKS


@pytest.fixture
def new_home(tmp_path: Path):
    keeper = JournalKeeper.at(tmp_path / "another computer")
    yield keeper
    keeper.close()


def test_a_backup_brings_everything_back(
    keeper: JournalKeeper, journal: Journal, new_home: JournalKeeper, tmp_path: Path
):
    journal.keep_choices([Choice("admission", "because")])
    journal.save_draft("reflect/1", "half a sentence", 0)
    journal.keep_extract(practice("march", visits=3))
    assert back_up(keeper.database, tmp_path / "sunday.backup") == 1
    assert restore(tmp_path / "sunday.backup", new_home.database) == 1
    again = new_home.unlock(PERSONAL, PASSPHRASE)
    assert again.choices() == journal.choices()
    assert again.draft("reflect/1") == journal.draft("reflect/1")
    kept = again.extract()
    assert kept is not None
    assert kept.extract.rows_mine == 3
    assert again.access_log()[-1] == journal.access_log()[-1]


def test_a_backup_can_be_restored_into_either_kind_of_database(
    open_keeper: OpenKeeper, new_home: JournalKeeper, tmp_path: Path
):
    journal, _ = new_home.create(PERSONAL, PASSPHRASE)
    journal.keep_choices([Choice("admission", "because")])
    journal.keep_extract(practice("march", visits=3))
    back_up(new_home.database, tmp_path / "laptop.backup")
    department = open_keeper()
    restore(tmp_path / "laptop.backup", department.database)
    assert department.unlock(PERSONAL, PASSPHRASE).choices() == journal.choices()


def test_a_backup_made_while_others_write_is_consistent(
    keeper: JournalKeeper, journal: Journal, new_home: JournalKeeper, tmp_path: Path
):
    """Each extract is kept in one transaction: a backup holds all of one, never some of two."""
    stop = threading.Event()
    sizes = {"march": 5, "april": 9}
    extracts = [practice(name, visits=size) for name, size in sizes.items()]
    journal.keep_extract(extracts[0])

    def keep_on_writing() -> None:
        number = 0
        while not stop.is_set():
            journal.keep_extract(extracts[number % 2])
            journal.save_draft("reflect/1", f"text {number}", number)
            number += 1

    writer = threading.Thread(target=keep_on_writing)
    writer.start()
    try:
        for number in range(5):
            back_up(keeper.database, tmp_path / f"{number}.backup")
    finally:
        stop.set()
        writer.join()
    restore(tmp_path / "4.backup", new_home.database)
    kept = new_home.unlock(PERSONAL, PASSPHRASE).extract()
    assert kept is not None
    assert kept.tables()["visits"].num_rows == kept.extract.rows_mine
    assert kept.extract.rows_mine in sizes.values()


def test_a_backup_is_one_file_and_nothing_is_left_beside_it(
    keeper: JournalKeeper, journal: Journal, tmp_path: Path
):
    folder = tmp_path / "stick"
    folder.mkdir()
    back_up(keeper.database, folder / "sunday.backup")
    assert [path.name for path in folder.iterdir()] == ["sunday.backup"]
    assert (folder / "sunday.backup").stat().st_mode & 0o777 == 0o600


def test_a_session_does_not_outlive_a_restore(
    keeper: JournalKeeper, journal: Journal, new_home: JournalKeeper, tmp_path: Path
):
    accounts = Accounts(keeper.database)
    accounts.accept(accounts.create_invitation(), "ann", "a hash")
    _, cookie = accounts.start_session(PERSONAL, journal.vault)
    back_up(keeper.database, tmp_path / "sunday.backup")
    restore(tmp_path / "sunday.backup", new_home.database)
    restored = Accounts(new_home.database)
    assert restored.session(cookie) is None
    assert restored.account("Ann") is not None
    with new_home.database.reading() as connection:
        assert connection.execute(sa.select(SESSIONS)).first() is None


def test_a_file_in_the_way_is_never_overwritten(keeper: JournalKeeper, tmp_path: Path):
    (tmp_path / "sunday.backup").write_text("holiday pictures")
    with pytest.raises(DatabaseProblem, match="choose another name"):
        back_up(keeper.database, tmp_path / "sunday.backup")
    assert (tmp_path / "sunday.backup").read_text() == "holiday pictures"


def test_a_backup_where_nothing_can_be_written_is_said(keeper: JournalKeeper, tmp_path: Path):
    with pytest.raises(DatabaseProblem, match="choose another place"):
        back_up(keeper.database, tmp_path / "no such folder" / "sunday.backup")


def test_nothing_is_restored_over_a_journal_that_is_there(
    keeper: JournalKeeper, journal: Journal, tmp_path: Path
):
    journal.keep_guess("admission", Expectation(1.0))
    back_up(keeper.database, tmp_path / "sunday.backup")
    journal.keep_guess("admission", Expectation(2.0))
    with pytest.raises(DatabaseProblem, match="kept here already"):
        restore(tmp_path / "sunday.backup", keeper.database)
    assert journal.guesses() == {"admission": Expectation(2.0)}


def test_an_older_backup_is_restored_and_stays_as_it_is(new_home: JournalKeeper, tmp_path: Path):
    older = open_file(tmp_path / "older.backup")
    migrate(older, to=1)
    with older.writing() as connection:
        connection.execute(sa.insert(VAULTS).values(owner="ann", **LOCKS))
    with older.outside() as connection:
        connection.exec_driver_sql("pragma journal_mode = delete")
    older.close()
    before = (tmp_path / "older.backup").read_bytes()
    assert restore(tmp_path / "older.backup", new_home.database) == 1
    assert new_home.has_vault("ann")
    assert (tmp_path / "older.backup").read_bytes() == before


def _damaged(path: Path) -> None:
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 4096] = bytes(4096)
    path.write_bytes(content)


def _foreign(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as other:
        other.execute("create table migrations (number integer)")
        other.execute("insert into migrations values (77)")
    other.close()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"SQLite format 3\x00 and then nothing"),
        lambda path: path.write_bytes(path.read_bytes()[:9000]),
        lambda path: path.unlink(),
        _damaged,
        _foreign,
    ],
    ids=["empty", "header alone", "cut short", "gone", "overwritten", "another program's"],
)
def test_what_is_no_backup_is_refused_whole(
    keeper: JournalKeeper, journal: Journal, new_home: JournalKeeper, tmp_path: Path, spoil
):
    journal.keep_extract(practice("march", visits=500))
    path = tmp_path / "stick" / "sunday.backup"
    path.parent.mkdir()
    back_up(keeper.database, path)
    spoil(path)
    with pytest.raises(DatabaseProblem):
        restore(path, new_home.database)
    assert not new_home.has_vault(PERSONAL)
    assert [left.name for left in path.parent.iterdir()] in ([], ["sunday.backup"])
