"""The journal: what is kept comes back to its owner, to nobody else, and is never lost."""

from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from afreflect.domain.choice import Choice
from afreflect.domain.expectation import Expectation
from afreflect.domain.target import Target, TargetHistory
from afreflect.storage import lending
from afreflect.storage.database import Database
from afreflect.storage.erasing import NotErased
from afreflect.storage.journal import PERSONAL, Conflict, Draft, Journal, JournalKeeper
from afreflect.storage.journal_tables import (
    ACCESS_LOG,
    DRAFTS,
    ENTRIES,
    EXTRACT_PARTS,
    OF_ONE_VAULT,
    VAULTS,
)  # fmt: skip
from afreflect.storage.lock import WrongKey
from afreflect.storage.sealed_rows import NoVault
from afreflect.storage.vault import Tampered
from tests.domain.test_bundle import bundle
from tests.storage.journal.conftest import PASSPHRASE, OpenKeeper
from tests.storage.journal.extracts import practice

SAFE = Choice("return_72h_unplanned", "I want people to stay well")
SIX = Target(None, 6.0, 0.5, date(2027, 6, 1), "two came back in one week", date(2026, 11, 1))
FIVE = Target(None, 5.0, 0.5, date(2027, 9, 1), "six was easy", date(2027, 2, 1))


def test_nothing_is_kept_at_first(journal: Journal):
    assert journal.choices() == ()
    assert journal.guesses() == {}
    assert journal.targets() == {}
    assert journal.history("imaging_use") == TargetHistory()
    assert journal.extract() is None
    assert journal.imports() == ()
    assert journal.draft("a place") == Draft("", 0)


def test_what_is_kept_comes_back_after_a_restart(open_keeper: OpenKeeper):
    journal, _ = open_keeper().create(PERSONAL, PASSPHRASE)
    journal.keep_choices([SAFE])
    journal.keep_guess("return_72h_unplanned", Expectation(4.5))
    journal.keep_guess("imaging_use", None)
    journal.add_target("return_72h_unplanned", SIX)
    again = open_keeper().unlock(PERSONAL, PASSPHRASE)
    assert again.choices() == (SAFE,)
    assert again.guesses() == {"return_72h_unplanned": Expectation(4.5), "imaging_use": None}
    assert again.targets() == {"return_72h_unplanned": TargetHistory((SIX,))}


def test_a_changed_target_keeps_the_earlier_ones_in_their_order(journal: Journal):
    """FR-34: changes of targets are kept with their dates."""
    for target in (SIX, FIVE, SIX):
        journal.add_target("return_72h_unplanned", target)
    assert journal.history("return_72h_unplanned").targets == (SIX, FIVE, SIX)
    assert journal.history("imaging_use").targets == ()


def test_a_change_adds_a_version_and_takes_none_away(journal: Journal, database: Database):
    journal.keep_choices([SAFE])
    journal.keep_choices([])
    journal.keep_guess("imaging_use", Expectation(30.0))
    journal.keep_guess("imaging_use", Expectation(25.0))
    with database.reading() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(ENTRIES)).scalar() == 4
    assert journal.choices() == ()
    assert journal.guesses() == {"imaging_use": Expectation(25.0)}


def test_a_draft_is_saved_as_it_grows(journal: Journal):
    first = journal.save_draft("reflect/1", "I was", 0)
    assert first == 1
    assert journal.save_draft("reflect/1", "I was tired", 1) == 2
    draft = journal.draft("reflect/1")
    assert (draft.text, draft.revision) == ("I was tired", 2)
    assert journal.draft("reflect/2") == Draft("", 0)


def test_the_later_of_two_windows_never_overwrites_the_earlier(journal: Journal):
    journal.save_draft("reflect/1", "begun", 0)
    assert journal.save_draft("reflect/1", "from one window", 1) == 2
    answer = journal.save_draft("reflect/1", "from another", 1)
    assert isinstance(answer, Conflict)
    assert (answer.theirs.text, answer.theirs.revision) == ("from one window", 2)
    assert journal.draft("reflect/1").text == "from one window"
    assert journal.save_draft("reflect/1", "both", answer.theirs.revision) == 3


def test_two_windows_that_begin_at_once_do_not_lose_either(journal: Journal):
    assert journal.save_draft("reflect/1", "mine", 0) == 1
    assert isinstance(journal.save_draft("reflect/1", "also mine", 0), Conflict)


def test_saving_the_same_text_again_is_no_conflict(journal: Journal):
    """An answer that was lost on its way back is asked for again."""
    journal.save_draft("reflect/1", "mine", 0)
    assert journal.save_draft("reflect/1", "mine", 0) == 1


def test_a_second_private_file_is_refused(keeper: JournalKeeper, journal: Journal):
    journal.keep_guess("imaging_use", Expectation(1.0))
    with pytest.raises(ValueError, match="already"):
        keeper.create(PERSONAL, "a set of other words")
    assert keeper.unlock(PERSONAL, PASSPHRASE).guesses() == {"imaging_use": Expectation(1.0)}


def test_without_a_private_file_there_is_nothing_to_unlock(keeper: JournalKeeper):
    assert not keeper.has_vault(PERSONAL)
    with pytest.raises(NoVault):
        keeper.unlock(PERSONAL, PASSPHRASE)


def test_the_recovery_code_opens_and_a_new_passphrase_can_be_chosen(keeper: JournalKeeper):
    journal, code = keeper.create(PERSONAL, PASSPHRASE)
    journal.keep_choices([SAFE])
    again = keeper.unlock_by_recovery_code(PERSONAL, code.lower())
    again.choose_passphrase("words I will remember")
    assert keeper.unlock(PERSONAL, "words I will remember").choices() == (SAFE,)
    with pytest.raises(WrongKey):
        keeper.unlock(PERSONAL, PASSPHRASE)


def test_the_passphrase_changes_only_for_whoever_knows_it(keeper: JournalKeeper, journal: Journal):
    with pytest.raises(WrongKey):
        journal.change_passphrase("not the one at all", "words I will remember")
    with pytest.raises(ValueError, match="at least 12"):
        journal.change_passphrase(PASSPHRASE, "short")
    keeper.unlock(PERSONAL, PASSPHRASE)
    journal.change_passphrase(PASSPHRASE, "words I will remember")
    keeper.unlock(PERSONAL, "words I will remember")


def test_a_new_recovery_code_ends_the_old_one(keeper: JournalKeeper):
    journal, code = keeper.create(PERSONAL, PASSPHRASE)
    new = journal.new_recovery_code()
    keeper.unlock_by_recovery_code(PERSONAL, new)
    with pytest.raises(WrongKey):
        keeper.unlock_by_recovery_code(PERSONAL, code)


def test_the_access_log_says_who_opened_and_who_tried(keeper: JournalKeeper, journal: Journal):
    with pytest.raises(WrongKey):
        keeper.unlock(PERSONAL, "a stranger's guess")
    keeper.unlock(PERSONAL, PASSPHRASE)
    journal.change_passphrase(PASSPHRASE, "words I will remember")
    assert [access.event for access in journal.access_log()] == [
        "the passphrase was changed",
        "opened with the passphrase",
        "a wrong passphrase was tried",
        "made",
    ]


def test_the_access_log_is_sealed_even_where_nobody_holds_the_key(
    keeper: JournalKeeper, journal: Journal, database: Database
):
    keeper.note(PERSONAL, "a stranger came by")
    with database.reading() as connection:
        rows = connection.execute(sa.select(ACCESS_LOG.c.sealed)).scalars().all()
    assert not any(b"stranger" in row for row in rows)
    assert journal.access_log()[0].event == "a stranger came by"


@pytest.mark.parametrize("shelf", ["guesses", "targets"])
def test_rows_that_were_swapped_are_refused(journal: Journal, database: Database, shelf: str):
    for metric_id, value in (("imaging_use", 1.0), ("admission", 2.0)):
        journal.keep_guess(metric_id, Expectation(value))
        journal.add_target(metric_id, SIX)
    with database.writing() as connection:
        rows = connection.execute(sa.select(ENTRIES).where(ENTRIES.c.shelf == shelf)).all()
        for row, other in zip(rows, reversed(rows), strict=True):
            connection.execute(
                sa.update(ENTRIES)
                .where(ENTRIES.c.shelf == shelf, ENTRIES.c.row_id == row.row_id)
                .values(sealed=other.sealed)
            )
    with pytest.raises(Tampered, match="changed from outside"):
        journal.guesses() if shelf == "guesses" else journal.targets()


def test_an_older_version_put_in_the_place_of_a_newer_is_refused(
    journal: Journal, database: Database
):
    journal.add_target("admission", SIX)
    journal.add_target("admission", FIVE)
    with database.writing() as connection:
        first = sa.select(ENTRIES.c.sealed).where(ENTRIES.c.revision == 1).scalar_subquery()
        connection.execute(sa.update(ENTRIES).where(ENTRIES.c.revision == 2).values(sealed=first))
    with pytest.raises(Tampered):
        journal.history("admission")


def test_another_clinicians_row_is_refused(keeper: JournalKeeper, database: Database):
    ann, _ = keeper.create("ann", PASSPHRASE)
    bea, _ = keeper.create("bea", PASSPHRASE)
    ann.save_draft("reflect/1", "ann's", 0)
    bea.save_draft("reflect/1", "bea's", 0)
    with database.writing() as connection:
        sealed = sa.select(DRAFTS.c.sealed).where(DRAFTS.c.owner == "bea").scalar_subquery()
        connection.execute(sa.update(DRAFTS).where(DRAFTS.c.owner == "ann").values(sealed=sealed))
    with pytest.raises(Tampered):
        ann.draft("reflect/1")
    assert bea.draft("reflect/1").text == "bea's"


def test_a_table_of_the_extract_that_was_swapped_is_refused(journal: Journal, database: Database):
    journal.keep_extract(practice("march", visits=3))
    with database.writing() as connection:
        parts = EXTRACT_PARTS.c.part
        shifts = (
            sa.select(EXTRACT_PARTS.c.sealed)
            .where(parts == "shifts", EXTRACT_PARTS.c.extract_id == "merged")
            .scalar_subquery()
        )
        connection.execute(sa.update(EXTRACT_PARTS).where(parts == "visits").values(sealed=shifts))
    with pytest.raises(Tampered):
        journal.extract()


def test_erasing_takes_everything_of_mine_and_nothing_of_others(
    keeper: JournalKeeper, database: Database
):
    ann, _ = keeper.create("ann", PASSPHRASE)
    bea, _ = keeper.create("bea", PASSPHRASE)
    for journal in (ann, bea):
        journal.keep_choices([SAFE])
        journal.save_draft("reflect/1", "words", 0)
        journal.keep_extract(practice("march", visits=3))
    keeper.create("cato", PASSPHRASE)
    for journal in (ann, bea):
        lending.lend(journal, "cato", bundle(), 7)
    ann.erase()
    assert not keeper.has_vault("ann")
    with pytest.raises(NoVault):
        ann.keep_guess("admission", Expectation(1.0))
    with database.reading() as connection:
        for table in OF_ONE_VAULT:
            owners = set(connection.execute(sa.select(table.c.owner)).scalars())
            assert owners - {"cato"} == {"bea"}
    assert bea.choices() == (SAFE,)
    assert bea.extract() is not None
    ann_again, _ = keeper.create("ann", PASSPHRASE)
    assert ann_again.choices() == ()


def test_erased_bytes_are_gone_from_the_files(tmp_path: Path):
    keeper = JournalKeeper.at(tmp_path)
    journal, _ = keeper.create(PERSONAL, PASSPHRASE)
    journal.keep_choices([SAFE])
    journal.save_draft("reflect/1", "words", 0)
    journal.keep_extract(practice("march", visits=50))
    with keeper.database.reading() as connection:
        sealed = [
            bytes(value)
            for table in OF_ONE_VAULT
            for row in connection.execute(sa.select(table))
            for value in row
            if isinstance(value, bytes)
        ]
    assert all(_is_in(tmp_path, value) for value in sealed)
    journal.erase()
    assert sealed
    assert not any(_is_in(tmp_path, value) for value in sealed)
    keeper.close()


def test_erasing_says_so_when_somebody_still_reads(tmp_path: Path):
    keeper = JournalKeeper.at(tmp_path)
    journal, _ = keeper.create(PERSONAL, PASSPHRASE)
    with keeper.database.reading() as connection:
        connection.execute(sa.select(VAULTS)).all()
        keeper.database.engine.dispose(close=False)
        with pytest.raises(NotErased, match="close the app"):
            journal.erase()
    assert not keeper.has_vault(PERSONAL)
    keeper.close()


def _is_in(folder: Path, value: bytes) -> bool:
    # A long value is cut into pages: its start is enough to know it by.
    return any(value[:64] in path.read_bytes() for path in folder.iterdir())
