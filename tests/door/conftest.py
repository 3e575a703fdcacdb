"""Servers behind the door, with people whose private files are there already."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from afreflect.domain.choice import Choice
from afreflect.storage.accounts import Accounts, Timeouts
from afreflect.storage.journal import PERSONAL, Journal, JournalKeeper
from afreflect.ui import authenticator
from tests.browser.servers import Server, serving
from tests.door import visiting

PASSPHRASE = "four words are enough"
PASSWORD = "another four words here"


@dataclass(frozen=True)
class Clinician:
    """Somebody with an account, a private file, and words that only they may see."""

    name: str
    owner: str
    words: str


@dataclass(frozen=True)
class House:
    """A server, and the home folder that this test can reach as well."""

    server: Server
    home: Path
    keeper: JournalKeeper
    accounts: Accounts

    @property
    def url(self) -> str:
        return self.server.url

    def cookie(self, owner: str, *, unlocked: bool) -> str:
        """The cookie of a session that was started as signing in and unlocking would."""
        vault = self.keeper.unlock(owner, PASSPHRASE).vault if unlocked else None
        _, value = self.accounts.start_session(owner, vault)
        return f"{visiting.cookie_name(self.url)}={value}"


Open = Callable[..., House]


@pytest.fixture(scope="session")
def open_house(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Open]:
    """Starts a server in a home of its own: `open_house(hosted=True, env={…})`."""
    with ExitStack() as open_houses:

        def start(hosted: bool = False, env: dict[str, str] | None = None) -> House:
            home = tmp_path_factory.mktemp("house")
            mode = {"AFREFLECT_HOSTED": "1" if hosted else "0"}
            server = open_houses.enter_context(
                serving(root, script=root / "app.py", home=home, env={**mode, **(env or {})})
            )
            keeper = JournalKeeper.at(home)
            open_houses.callback(keeper.close)
            return House(server, home, keeper, Accounts(keeper.database, Timeouts()))

        yield start


def keep_words(journal: Journal, words: str) -> None:
    journal.keep_choices([Choice("return_72h_unplanned", words)])
    journal.note(words)


def joined(house: House, name: str, words: str) -> Clinician:
    """Somebody who has joined, and keeps something."""
    account = house.accounts.accept(
        house.accounts.create_invitation(), name, authenticator.hashed(PASSWORD)
    )
    journal, _ = house.keeper.create(account.owner, PASSPHRASE)
    keep_words(journal, words)
    return Clinician(name, account.owner, words)


def with_private_file(house: House, words: str) -> House:
    """The same house, after its one person kept something."""
    journal, _ = house.keeper.create(PERSONAL, PASSPHRASE)
    keep_words(journal, words)
    return house
