"""What members give to a room stands there until the freeze, and nowhere afterwards."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from afreflect.domain import disclosure
from afreflect.domain.disclosure import Contribution, Refused
from afreflect.domain.hour import NotNow
from afreflect.storage import room_given, rooms
from afreflect.storage.backup import back_up, restore
from afreflect.storage.database import Database, open_database
from afreflect.storage.journal import JournalKeeper
from afreflect.storage.room_tables import CONTRIBUTIONS, OPENING, PARTS, RELEASES, ROOMS, TAPS
from afreflect.storage.rooms import OpenRoom
from afreflect.storage.vault import Place, Tampered
from tests.storage.journal.conftest import PASSPHRASE
from tests.storage.journal.in_a_room import (
    SINCE,
    UNTIL,
    asked,
    browser,
    filled,
    gives,
    member,
    rows,
)

NEXT_YEAR = date(2027, 1, 1)


@pytest.fixture
def room(database: Database) -> OpenRoom:
    return rooms.begin(database, "personal", asked(), "hosted")[0]


def at_once(*doing: Callable[[], object]) -> None:
    """Each in a thread of its own, all let go at the same moment; raises what one of them does."""
    together = threading.Barrier(len(doing))

    def one(do: Callable[[], object]) -> None:
        together.wait(60)
        do()

    with ThreadPoolExecutor(len(doing)) as pool:
        for done in [pool.submit(one, do) for do in doing]:
            done.result(60)


def test_the_freeze_makes_one_picture_and_leaves_no_row_of_anybody(
    database: Database, room: OpenRoom
):
    """K-06, K-11: one snapshot per session, and no per-person table once it is frozen."""
    filled(database, room)
    assert (room.how_many(), room.snapshot) == ("8 or more", None)
    made = room.freeze()
    assert room.snapshot == made
    assert made.band is not None
    assert rows(database, CONTRIBUTIONS) == 0
    assert not room.contributed(member(database, 1))
    (kept,) = rooms.releases(database)
    assert kept.members == {member(database, number) for number in range(9)}
    assert (kept.metric_id, kept.since, kept.until) == ("ct_use", SINCE, UNTIL)
    assert room.freeze() == made
    assert rows(database, RELEASES) == 1


def test_nothing_is_given_or_taken_back_after_the_freeze(database: Database, room: OpenRoom):
    """K-10: consent can be withdrawn until the freeze, and the words say so."""
    filled(database, room).freeze()
    late = gives(database, 20)
    with pytest.raises(NotNow, match="picture is made"):
        room.contribute(late.contributor, late)
    with pytest.raises(NotNow, match="picture is made"):
        room.withdraw(member(database, 1))


def test_who_withdraws_is_in_no_picture_and_who_gives_again_is_in_it_once(
    database: Database, room: OpenRoom
):
    """K-10: a withdrawal leaves nothing behind."""
    filled(database, room)
    again = replace(gives(database, 3), figure=0.9)
    room.contribute(again.contributor, again)
    room.withdraw(member(database, 0))
    room.withdraw(member(database, 0))
    assert rows(database, CONTRIBUTIONS) == 8
    assert [room.contributed(member(database, number)) for number in (0, 3)] == [False, True]
    room.freeze()
    assert member(database, 0) not in rooms.releases(database)[0].members


def test_a_refusal_changes_nothing(database: Database, room: OpenRoom):
    """K-01: too few are refused, and may still be joined by others."""
    filled(database, room, 4)
    with pytest.raises(Refused):
        room.freeze()
    assert (room.snapshot, rows(database, CONTRIBUTIONS), rooms.releases(database)) == (None, 4, ())
    filled(database, room, 8)
    assert room.freeze().band is not None


def test_an_organiser_freezes_what_a_file_held(database: Database):
    room, _ = rooms.begin(database, "personal", asked(), "department")
    made = room.freeze([gives(database, number) for number in range(8)])
    assert made.how_many == "8 or more"
    assert rows(database, CONTRIBUTIONS) == 0


@pytest.mark.parametrize("fewer", [1, 4])
def test_a_group_with_one_member_less_is_refused_in_another_room(
    database: Database, room: OpenRoom, fewer: int
):
    """K-06: whichever way they contributed, the same people are known again."""
    filled(database, room, 12).freeze()
    other, _ = rooms.begin(database, "somebody else", asked(), "department")
    with pytest.raises(Refused):
        other.freeze([gives(database, number) for number in range(12 - fewer)])
    later, _ = rooms.begin(database, "x", asked(UNTIL, NEXT_YEAR), "department")
    assert later.freeze([gives(database, number) for number in range(12)]).band is not None


def test_who_was_in_a_hidden_group_is_not_tried_out_from_a_file(database: Database, room: OpenRoom):
    """K-06, K-10: one click for each colleague left out would else tell who declined."""
    filled(database, room, 11).freeze()
    told: list[int] = []
    for left in range(12):
        trial, _ = rooms.begin(database, "curious", asked(UNTIL, NEXT_YEAR), "department")
        try:
            trial.freeze([gives(database, number) for number in range(12) if number != left])
        except Refused:
            continue
        told.append(left)
    assert told == []
    assert [each.shown for each in rooms.releases(database)].count(False) == 12


def test_of_two_freezes_at_the_same_moment_the_second_knows_of_the_first(database: Database):
    """K-06: groups that differ by one are never both shown, however they race."""
    begun = [rooms.begin(database, f"{number}", asked(), "department")[0] for number in range(4)]
    groups = [[gives(database, number) for number in range(8 + more)] for more in range(4)]
    refused: list[Refused] = []

    def freeze(room: OpenRoom, group: list[Contribution]) -> None:
        try:
            room.freeze(group)
        except Refused as fault:
            refused.append(fault)

    at_once(
        *(
            lambda room=room, group=group: freeze(room, group)
            for room, group in zip(begun, groups, strict=True)
        )
    )
    assert len(refused) == 3
    assert [room.snapshot is not None for room in begun].count(True) == 1


def test_a_withdrawal_that_races_the_freeze_is_in_time_or_is_told_that_it_was_not(
    database: Database,
):
    """K-10: never is somebody told that they are out, and is in."""
    for turn in range(8):
        measure = asked(metric_id=f"measure {turn}")
        room = filled(database, rooms.begin(database, "personal", measure, "hosted")[0], 9)
        was_in_time: list[bool] = []

        def withdraw(room: OpenRoom = room, told: list[bool] = was_in_time) -> None:
            try:
                room.withdraw(member(database, 0))
                told.append(True)
            except NotNow:
                told.append(False)

        at_once(withdraw, room.freeze)
        (made,) = [one for one in rooms.releases(database) if one.metric_id == measure.metric_id]
        assert len(made.members) == 9 - was_in_time[0]
        assert (member(database, 0) in made.members) != was_in_time[0]


def test_only_the_facilitator_can_open_what_was_given(database: Database):
    room, codes = rooms.begin(database, "personal", asked(), "hosted")
    joined = rooms.join(database, codes.join)
    filled(database, joined, 1)
    with database.reading() as connection:
        row = connection.execute(sa.select(CONTRIBUTIONS)).one()
    assert member(database, 0) not in (row.row_id, row.owner_digest)
    assert b"contributor" not in bytes(row.sealed)
    place = Place(room.id, CONTRIBUTIONS.name, row.row_id, "sealed")
    with database.reading() as connection:
        assert room._opening(connection).open_from_others(bytes(row.sealed), place)
        with pytest.raises(ValueError, match="X25519"):
            joined._opening(connection)
    with pytest.raises(Tampered):
        room.vault.open_from_others(bytes(row.sealed), place)


def test_once_frozen_nobody_opens_a_contribution_wherever_a_copy_of_it_lies(
    database: Database, room: OpenRoom
):
    """K-11: the key that opens them goes with the freeze; the facilitator's code opens none."""
    filled(database, room)
    sealed = rooms.seal_to_room(room.id, room.public_key, "contribution", b"in somebody's mail")
    assert room.open_given(sealed, "contribution")
    room.freeze()
    with pytest.raises(NotNow, match="picture is made"):
        room.open_given(sealed, "contribution")
    with database.reading() as connection:
        assert connection.execute(sa.select(PARTS).where(PARTS.c.part == OPENING)).first() is None


def as_account(database: Database, code: str, account: str) -> OpenRoom:
    """A room as the browser of an account has it open."""
    live = replace(browser(), owner=account)
    rooms.keep_open(live, rooms.join(database, code))
    found = rooms.opened_in(database, live)
    assert found is not None
    return found


def test_who_brings_a_colleagues_id_neither_learns_nor_undoes_what_the_colleague_gave(
    database: Database,
):
    """K-10: whether somebody contributed is nobody else's to see or to change."""
    room, codes = rooms.begin(database, "ann", asked(), "hosted")
    colleague = as_account(database, codes.join, "colleague")
    attacker = as_account(database, codes.join, "attacker")
    theirs = gives(database, 3)
    colleague.contribute(theirs.contributor, theirs)
    assert not attacker.contributed(theirs.contributor)
    attacker.withdraw(theirs.contributor)
    attacker.contribute(theirs.contributor, replace(theirs, figure=0.99))
    assert colleague.contributed(theirs.contributor)
    with database.writing() as connection:
        assert room_given.contributions(connection, room._opening(connection)) == (theirs,)


def test_one_account_gives_once_whichever_ids_it_brings(database: Database):
    """K-01: nobody makes a group of themselves and one colleague."""
    _, codes = rooms.begin(database, "ann", asked(), "hosted")
    attacker = as_account(database, codes.join, "attacker")
    for number in range(7):
        given = gives(database, number)
        attacker.contribute(given.contributor, given)
    assert rows(database, CONTRIBUTIONS) == 1


def test_a_contribution_is_its_contributors_own(database: Database, room: OpenRoom):
    with pytest.raises(ValueError, match="own digest"):
        room.contribute(member(database, 1), gives(database, 2))


def test_one_person_is_the_same_however_their_id_is_spelt_and_nobody_else(database: Database):
    """K-06: the same digest in each of the three ways, on this server alone."""
    same = {rooms.identity_of(each) for each in ("Smith, J.", "smith j", "Dr. SMITH  J")}
    assert len(same) == 1
    assert rooms.identity_of("DR3") != rooms.identity_of("DR-03")
    assert rooms.identity_of("") != rooms.identity_of("")
    (one,) = same
    assert rooms.contributor(database, one) == rooms.contributor(database, one) != one


@pytest.mark.parametrize("way, shown", [("files", False), ("hosted", True)])
def test_a_group_that_no_file_names_is_as_near_to_an_earlier_one_as_it_can_be(
    database: Database, room: OpenRoom, way: rooms.Way, shown: bool
):
    """K-06: nobody asks a group again in another way in which its members have other digests.

    In the same way everybody is known again: eight others are eight others.
    """

    def group(first: int) -> list[Contribution]:
        ids = (rooms.unnamed(f"account-{number}") for number in range(first, first + 9))
        return [Contribution(rooms.contributor(database, each), 50, 0.3) for each in ids]

    room.freeze(group(0))
    other, _ = rooms.begin(database, "personal", asked(), way)
    later, _ = rooms.begin(database, "personal", asked(UNTIL, NEXT_YEAR), way)
    if shown:
        assert other.freeze(group(100)).band is not None
    else:
        with pytest.raises(Refused):
            other.freeze(group(100))
    assert later.freeze(group(200)).band is not None


def test_a_backup_holds_no_contribution_and_remembers_releases(database: Database, tmp_path: Path):
    """K-06: a group is not asked again by way of an older copy."""
    filled(database, rooms.begin(database, "ann", asked(), "hosted")[0], 12).freeze()
    open_one, codes = rooms.begin(database, "ann", asked(UNTIL, NEXT_YEAR), "hosted")
    filled(database, open_one, 3)
    open_one.tap(member(database, 0), "fair", True)
    back_up(database, tmp_path / "sunday")
    found = open_database(tmp_path / "new home")
    restore(tmp_path / "sunday", found)
    assert [rows(found, table) for table in (ROOMS, CONTRIBUTIONS, TAPS)] == [2, 0, 0]
    assert rooms.releases(found) == rooms.releases(database)
    assert member(found, 3) == member(database, 3)
    restored = rooms.resume(found, codes.facilitator)
    with pytest.raises(NotNow, match="comes from a backup"):
        restored.freeze()
    again, _ = rooms.begin(found, "ann", asked(), "department")
    with pytest.raises(Refused):
        again.freeze([gives(found, number) for number in range(11)])
    found.close()


def test_erasing_an_account_takes_back_what_it_gave(keeper: JournalKeeper):
    database = keeper.database
    mine, _ = keeper.create("account-1", PASSPHRASE)
    room, _ = rooms.begin(database, "ann", asked(), "hosted")
    for number in (1, 2):
        given = gives(database, number)
        room.contribute(given.contributor, given, f"account-{number}")
    room.tap(member(database, 1), "fair", True, "account-1")
    mine.erase()
    assert not room.contributed(member(database, 1), "account-1")
    assert room.contributed(member(database, 2), "account-2")
    assert rows(database, TAPS) == 0


def test_what_waited_a_month_for_a_freeze_goes(database: Database, room: OpenRoom):
    filled(database, room, 6)
    rooms.sweep(database)
    assert rows(database, CONTRIBUTIONS) == 6
    with database.writing() as connection:
        connection.execute(sa.update(ROOMS).values(begun_on=ROOMS.c.begun_on - 31))
    rooms.sweep(database)
    assert rows(database, CONTRIBUTIONS) == 0


def test_answers_are_counted_once_and_then_gone(database: Database):
    """K-03, K-06: a tally that followed each answer would tell who gave the last one."""
    room, codes = rooms.begin(database, "personal", asked(), "hosted")
    joined = rooms.join(database, codes.join)
    for number in range(9):
        joined.tap(member(database, number), "fair", False)
        joined.tap(member(database, number), "sting", number < 5)
    joined.tap(member(database, 0), "fair", True)
    assert joined.tapped(member(database, 0), "fair")
    assert joined.tallies() == {}
    assert room.count_taps("fair") == "few of us"
    assert joined.tallies() == {"fair": "few of us"}
    assert rows(database, TAPS) == 9
    with pytest.raises(NotNow, match="are counted"):
        joined.tap(member(database, 0), "fair", False)
    assert room.count_taps("fair") == "few of us"
    said = room.count_taps("sting", lambda values: {"answers": len(values) >= 8})
    assert said == joined.tallies()["sting"] == {"answers": True}


def test_too_few_answers_are_not_counted_and_wait_for_more(database: Database, room: OpenRoom):
    for number in range(7):
        room.tap(member(database, number), "fair", True)
    with pytest.raises(Refused):
        room.count_taps("fair")
    assert room.tallies() == {}
    room.tap(member(database, 7), "fair", True)
    assert room.count_taps("fair") == "most of us"


def test_what_is_told_of_how_many_is_three_words(database: Database, room: OpenRoom):
    """K-10: nobody is shown who declined, nor how many."""
    said = []
    for count in (0, 4, 5, 7, 8, 12):
        filled(database, room, count)
        said.append(room.how_many())
    assert said == ["fewer than 5"] * 2 + ["5 to 7"] * 2 + ["8 or more"] * 2
    assert disclosure.room_words(5) == "5 to 7"
