"""A bundle is read by the one it is for, for as long as its owner lets them."""

import pytest
import sqlalchemy as sa

from afreflect.storage import lending
from afreflect.storage.database import Database
from afreflect.storage.journal import Journal, JournalKeeper
from afreflect.storage.journal_tables import BUNDLES
from afreflect.storage.lending import NoReader
from tests.domain.test_bundle import bundle
from tests.storage.journal.conftest import PASSPHRASE


@pytest.fixture
def three(keeper: JournalKeeper) -> tuple[Journal, Journal, Journal]:
    """The owner, their reader, and somebody else."""
    owner, reader, stranger = (
        keeper.create(name, PASSPHRASE)[0] for name in ("owner", "reader", "stranger")
    )
    return owner, reader, stranger


def rows(database: Database) -> int:
    with database.reading() as connection:
        return connection.execute(sa.select(sa.func.count()).select_from(BUNDLES)).scalar_one()


def test_only_the_reader_reads_it(three: tuple[Journal, Journal, Journal]):
    owner, reader, stranger = three
    bundle_id, until = lending.lend(owner, "reader", bundle("P26"), 7)
    (lent,) = lending.to_read(reader)
    assert (lent.bundle_id, lent.until, lent.heard) == (bundle_id, until, False)
    assert lent.bundle == bundle("P26")
    assert lending.to_read(owner) == lending.to_read(stranger) == ()


def test_whoever_holds_the_database_reads_nothing(
    three: tuple[Journal, Journal, Journal], database: Database
):
    lending.lend(three[0], "reader", bundle("P26"), 7)
    with database.reading() as connection:
        sealed = bytes(connection.execute(sa.select(BUNDLES.c.sealed)).scalar_one())
    assert b"Scans of all" not in sealed
    assert b"ct_use" not in sealed


def test_what_was_taken_back_is_gone(three: tuple[Journal, Journal, Journal], database: Database):
    owner, reader, stranger = three
    bundle_id, _ = lending.lend(owner, "reader", bundle(), 7)
    lending.take_back(stranger, bundle_id)
    lending.take_back(reader, bundle_id)
    assert lending.is_there(owner, bundle_id)
    lending.take_back(owner, bundle_id)
    assert not lending.is_there(owner, bundle_id)
    assert lending.to_read(reader) == ()
    assert rows(database) == 0


def test_what_has_ended_is_taken_out_for_good(
    three: tuple[Journal, Journal, Journal], database: Database
):
    owner, reader, _ = three
    bundle_id, _ = lending.lend(owner, "reader", bundle(), 1)
    with database.writing() as connection:
        connection.execute(sa.update(BUNDLES).values(ends_at=1))
    assert not lending.is_there(owner, bundle_id)
    assert lending.to_read(reader) == ()
    assert rows(database) == 0


def test_only_the_owner_says_that_they_were_heard(three: tuple[Journal, Journal, Journal]):
    """FR-52: coaching opens when the owner says so, not the coach."""
    owner, reader, stranger = three
    bundle_id, _ = lending.lend(owner, "reader", bundle(), 7)
    for other in (reader, stranger):
        lending.say_heard(other, bundle_id)
    assert not lending.to_read(reader)[0].heard
    lending.say_heard(owner, bundle_id)
    assert lending.to_read(reader)[0].heard


@pytest.mark.parametrize("name", ["", "nobody", "owner"])
def test_nobody_is_lent_to_who_has_no_private_file_or_is_oneself(
    three: tuple[Journal, Journal, Journal], name: str
):
    with pytest.raises(NoReader, match="No colleague"):
        lending.lend(three[0], name, bundle(), 7)


def test_a_bundle_lasts_as_long_as_may_be_chosen(three: tuple[Journal, Journal, Journal]):
    with pytest.raises(ValueError, match="1, 7, 28"):
        lending.lend(three[0], "reader", bundle(), 365)


@pytest.mark.parametrize("who", [0, 1])
def test_it_goes_with_its_owner_and_with_its_reader(
    three: tuple[Journal, Journal, Journal], database: Database, who: int
):
    lending.lend(three[0], "reader", bundle(), 7)
    three[who].erase()
    assert rows(database) == 0


def test_a_bundle_that_was_swapped_is_not_shown(
    three: tuple[Journal, Journal, Journal], database: Database
):
    owner, reader, _ = three
    lending.lend(owner, "reader", bundle("P06"), 7)
    lending.lend(owner, "reader", bundle("P26"), 28)
    with database.writing() as connection:
        sealed = connection.execute(sa.select(BUNDLES.c.sealed)).scalars().first()
        connection.execute(sa.update(BUNDLES).values(sealed=sealed))
    assert len(lending.to_read(reader)) == 1
