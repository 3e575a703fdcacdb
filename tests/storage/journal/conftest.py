"""Journals in a real SQLite file and in a real PostgreSQL: each test runs in both."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from afreflect.storage import lock
from afreflect.storage.database import Database, open_file, open_server
from afreflect.storage.journal import PERSONAL, Journal, JournalKeeper
from tests.storage.journal import postgresql

PASSPHRASE = "four plain garden words"
OpenKeeper = Callable[[], JournalKeeper]


@pytest.fixture(autouse=True)
def cheap_locks(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest):
    """Locks that cost little; the cost stands in each lock, and test_vault tests the real one."""
    if not request.node.get_closest_marker("real_locks"):
        monkeypatch.setitem(lock.ARGON2ID, "memory_kib", 1024)
        monkeypatch.setitem(lock.ARGON2ID, "passes", 1)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    programs = postgresql.programs()
    if programs is None:
        pytest.skip("needs PostgreSQL: apt-get install postgresql")
    with postgresql.server(programs) as address:
        yield address


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def kind(request: pytest.FixtureRequest) -> str:
    """In which database the test runs."""
    return request.param


@pytest.fixture
def address(kind: str, request: pytest.FixtureRequest) -> Iterator[str | None]:
    """The address of an empty PostgreSQL database, or None for a file."""
    if kind == "sqlite":
        yield None
    else:
        with postgresql.new_database(request.getfixturevalue("postgresql_server")) as url:
            yield url


@pytest.fixture
def empty_database(address: str | None, tmp_path: Path) -> Iterator[Database]:
    """A database without any table."""
    database = open_server(address) if address else open_file(tmp_path / "empty.sqlite")
    yield database
    database.close()


@pytest.fixture
def open_keeper(address: str | None, tmp_path: Path) -> Iterator[OpenKeeper]:
    """Opens the keeper of one and the same database, each time as a new process would."""
    opened: list[JournalKeeper] = []

    def open_it() -> JournalKeeper:
        opened.append(JournalKeeper.at(tmp_path / "home", address))
        return opened[-1]

    yield open_it
    for keeper in opened:
        keeper.close()


@pytest.fixture
def keeper(open_keeper: OpenKeeper) -> JournalKeeper:
    return open_keeper()


@pytest.fixture
def database(keeper: JournalKeeper) -> Database:
    return keeper.database


@pytest.fixture
def journal(keeper: JournalKeeper) -> Journal:
    return keeper.create(PERSONAL, PASSPHRASE)[0]
