"""The door's memory: invitations, sessions that end, and delays that lock nobody out."""

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from afreflect.domain.expectation import Expectation
from afreflect.storage import accounts as rules
from afreflect.storage.accounts import DAY, HOUR, MINUTE, Accounts, NotInvited, Timeouts
from afreflect.storage.database import Database
from afreflect.storage.journal import JournalKeeper
from afreflect.storage.journal_tables import METADATA, SESSIONS
from tests.storage.journal.conftest import PASSPHRASE


class Clock:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def accounts(database: Database, clock: Clock) -> Accounts:
    return Accounts(database, Timeouts(idle=30 * MINUTE, absolute=12 * HOUR), clock)


def test_an_invitation_makes_one_account(accounts: Accounts):
    code = accounts.create_invitation()
    made = accounts.accept(code, "Ann", "hash")
    assert accounts.account(" ann ") == made
    with pytest.raises(NotInvited, match="ask for another"):
        accounts.accept(code, "bea", "hash")
    assert accounts.account("bea") is None


def test_an_invitation_runs_out(accounts: Accounts, clock: Clock):
    code = accounts.create_invitation(lasts=DAY)
    clock.now += DAY
    with pytest.raises(NotInvited):
        accounts.accept(code, "ann", "hash")


def test_a_name_that_is_taken_uses_no_invitation_up(accounts: Accounts):
    accounts.accept(accounts.create_invitation(), "ann", "hash")
    code = accounts.create_invitation()
    with pytest.raises(NotInvited, match="taken"):
        accounts.accept(code, "ANN", "another hash")
    accounts.accept(code, "bea", "hash")
    kept = accounts.account("ann")
    assert kept is not None
    assert kept.password_hash == "hash"


def test_whom_another_system_signs_in_is_the_same_owner_each_time(accounts: Accounts):
    owner = accounts.owner_for_identity("https://id.example", "42")
    assert accounts.owner_for_identity("https://id.example", "42") == owner
    assert accounts.owner_for_identity("https://other.example", "42") != owner
    assert accounts.account("42") is None


def test_a_cookie_opens_its_session_and_no_other_value_does(accounts: Accounts):
    session_id, cookie = accounts.start_session("ann")
    found = accounts.session(cookie)
    assert found is not None
    assert (found.session_id, found.owner) == (session_id, "ann")
    _, other = accounts.start_session("ann")
    forged = [
        "", ".", session_id, f"{session_id}.", f"{session_id}.{'0' * 64}", cookie[:-1],
        cookie + "0", cookie.upper() + " ", f"{session_id}.{other.partition('.')[2]}",
        f"{session_id}.é", f"{session_id}.%",
    ]  # fmt: skip
    assert [accounts.session(value) for value in forged] == [None] * len(forged)


@given(st.text(max_size=120))
def test_no_text_at_all_opens_a_session_by_chance(database_free: Accounts, text: str):
    assert database_free.session(text) is None


@pytest.fixture(scope="module")
def database_free(tmp_path_factory: pytest.TempPathFactory):
    keeper = JournalKeeper.at(tmp_path_factory.mktemp("home"))
    found = Accounts(keeper.database)
    found.start_session("ann")
    yield found
    keeper.close()


def test_the_key_of_a_session_opens_with_its_cookie_alone(
    keeper: JournalKeeper, accounts: Accounts, database: Database
):
    journal, _ = keeper.create("ann", PASSPHRASE)
    journal.keep_guess("admission", Expectation(1.0))
    _, cookie = accounts.start_session("ann")
    locked = accounts.session(cookie)
    assert locked is not None
    assert locked.vault() is None
    accounts.keep_unlocked(locked, journal.vault)
    unlocked = accounts.session(cookie)
    assert unlocked is not None
    vault = unlocked.vault()
    assert vault is not None
    assert keeper.journal(vault).guesses() == {"admission": Expectation(1.0)}
    accounts.lock(unlocked.session_id)
    again = accounts.session(cookie)
    assert again is not None
    assert again.vault() is None


def test_another_session_cannot_use_the_key_of_this_one(
    keeper: JournalKeeper, accounts: Accounts, database: Database
):
    journal, _ = keeper.create("ann", PASSPHRASE)
    first, _ = accounts.start_session("ann", journal.vault)
    second, cookie = accounts.start_session("ann")
    with database.writing() as connection:
        key = sa.select(SESSIONS.c.wrapped_key).where(SESSIONS.c.session_id == first)
        connection.execute(
            sa.update(SESSIONS)
            .where(SESSIONS.c.session_id == second)
            .values(wrapped_key=key.scalar_subquery())
        )
    found = accounts.session(cookie)
    assert found is not None
    assert found.vault() is None


def test_a_key_goes_into_the_session_of_its_owner_only(keeper: JournalKeeper, accounts: Accounts):
    ann, _ = keeper.create("ann", PASSPHRASE)
    _, cookie = accounts.start_session("bea")
    session = accounts.session(cookie)
    assert session is not None
    with pytest.raises(ValueError, match="somebody else's"):
        accounts.keep_unlocked(session, ann.vault)


def test_a_session_that_is_used_goes_on_and_an_idle_one_ends(accounts: Accounts, clock: Clock):
    _, cookie = accounts.start_session("ann")
    for _ in range(5):
        clock.now += 29 * MINUTE
        assert accounts.session(cookie) is not None
    clock.now += 30 * MINUTE
    assert accounts.session(cookie) is None
    clock.now -= 30 * MINUTE
    assert accounts.session(cookie) is None


def test_a_poll_that_nobody_asked_for_is_no_use(accounts: Accounts, clock: Clock):
    _, cookie = accounts.start_session("ann")
    for _ in range(29):
        clock.now += MINUTE
        assert accounts.session(cookie, touch=False) is not None
    clock.now += MINUTE
    assert accounts.session(cookie, touch=False) is None


def test_a_session_ends_at_the_latest_after_half_a_day(accounts: Accounts, clock: Clock):
    _, cookie = accounts.start_session("ann")
    for _ in range(47):
        clock.now += 15 * MINUTE
        assert accounts.session(cookie) is not None
    clock.now += 15 * MINUTE
    assert accounts.session(cookie) is None


def test_signing_out_everywhere_ends_every_session_of_one_owner(accounts: Accounts):
    cookies = [accounts.start_session("ann")[1] for _ in range(3)]
    _, of_bea = accounts.start_session("bea")
    assert accounts.sessions_of("ann") == 3
    accounts.revoke_all("ann")
    assert [accounts.session(cookie) for cookie in cookies] == [None] * 3
    assert accounts.session(of_bea) is not None


def test_all_sessions_but_this_one_can_be_ended(accounts: Accounts):
    here, cookie = accounts.start_session("ann")
    _, elsewhere = accounts.start_session("ann")
    accounts.revoke_all("ann", but=here)
    assert accounts.session(cookie) is not None
    assert accounts.session(elsewhere) is None


def test_what_has_run_out_is_swept_away(accounts: Accounts, clock: Clock, database: Database):
    accounts.create_invitation(lasts=HOUR)
    accounts.start_session("ann")
    accounts.note_failure("ann")
    clock.now += 2 * DAY
    _, alive = accounts.start_session("ann")
    accounts.sweep()
    assert accounts.session(alive) is not None
    with database.reading() as connection:
        left = {
            name: connection.execute(sa.select(sa.func.count()).select_from(table)).scalar()
            for name, table in METADATA.tables.items()
        }
    assert (left["sessions"], left["invitations"], left["failures"]) == (1, 0, 0)


def test_a_name_waits_longer_after_each_failure_and_never_for_good(
    accounts: Accounts, clock: Clock
):
    waits = [accounts.note_failure("ann") for _ in range(16)]
    assert waits[:6] == [0, 0, 0, 2, 4, 8]
    assert waits == sorted(waits)
    assert max(waits) == 15 * MINUTE
    assert accounts.seconds_to_wait("ann") == 15 * MINUTE
    clock.now += 15 * MINUTE
    assert accounts.seconds_to_wait("ann") == 0


def test_a_name_without_an_account_waits_alike(accounts: Accounts):
    accounts.accept(accounts.create_invitation(), "ann", "hash")
    of_ann = [accounts.note_failure("ann") for _ in range(6)]
    assert [accounts.note_failure("nobody") for _ in range(6)] == of_ann


def test_a_success_or_a_day_forgets_the_failures(accounts: Accounts, clock: Clock):
    for _ in range(8):
        accounts.note_failure("ann")
        accounts.note_failure("bea")
    accounts.note_success("ann")
    assert accounts.seconds_to_wait("ann") == 0
    clock.now += DAY
    assert accounts.note_failure("bea") == 0


def test_no_name_secret_or_code_stands_in_the_database(
    accounts: Accounts, database: Database, keeper: JournalKeeper
):
    journal, recovery = keeper.create("owner-1", PASSPHRASE)
    code = accounts.create_invitation()
    used = accounts.create_invitation()
    accounts.accept(used, "ann.smith", "a bcrypt hash")
    _, cookie = accounts.start_session("owner-1", journal.vault)
    accounts.note_failure("ann.smith")
    with database.reading() as connection:
        stored = repr(
            [
                [bytes(cell) if isinstance(cell, memoryview) else cell for cell in row]
                for table in METADATA.tables.values()
                for row in connection.execute(sa.select(table))
            ]
        )
    secrets = ["ann.smith", "smith", code, used, cookie.partition(".")[2], recovery, PASSPHRASE]
    assert not [secret for secret in secrets if secret in stored]
    assert "a bcrypt hash" in stored


def test_time_outs_can_be_set(monkeypatch: pytest.MonkeyPatch):
    assert Timeouts.stated() == Timeouts(30 * MINUTE, 12 * HOUR)
    monkeypatch.setenv("AFREFLECT_IDLE_MINUTES", "0.1")
    monkeypatch.setenv("AFREFLECT_SESSION_HOURS", "1")
    assert Timeouts.stated() == Timeouts(6, HOUR)


def test_two_processes_find_accounts_by_the_same_key(keeper: JournalKeeper, open_keeper):
    first = Accounts(keeper.database)
    second = Accounts(open_keeper().database)
    made = first.accept(first.create_invitation(), "ann", "hash")
    assert second.account("ann") == made
    assert rules.FREE_ATTEMPTS == 3
