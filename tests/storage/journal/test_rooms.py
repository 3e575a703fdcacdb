"""A room is the same for whoever knows its code, in every window, after a reload and a restart."""

import threading
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from afreflect.domain import hour
from afreflect.domain.hour import NotNow
from afreflect.storage import rooms
from afreflect.storage.accounts import Accounts
from afreflect.storage.backup import back_up, restore
from afreflect.storage.database import Database, open_database
from afreflect.storage.journal import JournalKeeper
from afreflect.storage.lock import WrongKey
from afreflect.storage.room_tables import EVENTS, PARTS, ROOM_SESSIONS, ROOMS
from afreflect.storage.rooms import Ended, Recognisable
from afreflect.storage.vault import Tampered
from tests.storage.journal.conftest import PASSPHRASE, OpenKeeper
from tests.storage.journal.in_a_room import asked, browser, filled, member, rows

NO_CODE = "00000-00000-00000-00000-00000-00000"


def test_each_code_opens_what_it_should(database: Database):
    room, codes = rooms.begin(database, "personal", asked(), "hosted")
    facilitator = rooms.resume(database, codes.facilitator)
    joined = rooms.join(database, codes.join.lower().replace("-", " "))
    assert (room.is_facilitator, facilitator.is_facilitator, joined.is_facilitator) == (
        True,
        True,
        False,
    )
    for each in (facilitator, joined):
        assert (each.id, each.way, each.asked) == (room.id, "hosted", asked())
        assert each.public_key == room.public_key
    assert rooms.by_code(database, codes.facilitator).is_facilitator
    assert not rooms.by_code(database, codes.join).is_facilitator


def test_a_code_opens_nothing_else(database: Database):
    _, codes = rooms.begin(database, "personal", asked(), "hosted")
    for opening, code in (
        (rooms.join, codes.facilitator), (rooms.resume, codes.join), (rooms.join, NO_CODE),
    ):  # fmt: skip
        with pytest.raises(WrongKey, match="No group session opens"):
            opening(database, code)
    for code in ("", "hello", codes.join[:-1] + ("0" if codes.join[-1] != "0" else "1")):
        with pytest.raises(WrongKey, match="30 letters and digits"):
            rooms.join(database, code)


def test_a_room_needs_no_private_file_and_two_stand_side_by_side(database: Database):
    first, codes = rooms.begin(database, "personal", asked(), "department")
    second, others = rooms.begin(database, "personal", asked(metric_id="return_72h"), "files")
    first.record(hour.Parked("the first's"))
    assert second.board() == hour.Board()
    assert rooms.join(database, codes.join).board().parked[0].words == "the first's"
    assert rooms.join(database, others.join).asked.metric_id == "return_72h"


def test_a_member_only_reads_and_gives(database: Database):
    _, codes = rooms.begin(database, "personal", asked(), "hosted")
    joined = rooms.join(database, codes.join)
    steering = (
        joined.freeze, lambda: joined.count_taps("fair"), joined.end,
        lambda: joined.record(hour.ReactionsHeard()),
        lambda: joined.record(hour.Hidden(True, by="member")),
    )  # fmt: skip
    for steer in steering:
        with pytest.raises(NotNow, match="Only the facilitator"):
            steer()
    assert joined.board() == hour.Board()


def test_every_window_of_a_browser_has_its_room_and_no_other_browser(database: Database):
    room, _ = rooms.begin(database, "personal", asked(), "hosted")
    mine, other = browser(), browser()
    rooms.keep_open(mine, room)
    found = rooms.opened_in(database, mine)
    assert found is not None
    assert found.is_facilitator
    assert rooms.opened_in(database, other) is None
    forged = type(mine)(mine.session_id, mine.owner, None, other.secret, mine.ends_at)
    assert rooms.opened_in(database, forged) is None
    rooms.close_in(database, mine)
    assert rooms.opened_in(database, mine) is None


def test_a_browser_has_one_room_at_a_time(database: Database):
    first, _ = rooms.begin(database, "personal", asked(), "hosted")
    second, _ = rooms.begin(database, "personal", asked(), "hosted")
    mine = browser()
    rooms.keep_open(mine, first)
    rooms.keep_open(mine, second)
    found = rooms.opened_in(database, mine)
    assert found is not None
    assert found.id == second.id


def test_signing_out_shuts_the_room_in_that_browser(keeper: JournalKeeper):
    accounts = Accounts(keeper.database)
    session_id, cookie = accounts.start_session("ann")
    live = accounts.session(cookie)
    assert live is not None
    room, _ = rooms.begin(keeper.database, "ann", asked(), "hosted")
    rooms.keep_open(live, room)
    accounts.revoke(session_id)
    assert rows(keeper.database, ROOM_SESSIONS) == 0


def test_a_restart_in_the_middle_loses_nothing(open_keeper: OpenKeeper):
    before = open_keeper()
    room, codes = rooms.begin(before.database, "personal", asked(), "hosted")
    mine = browser()
    rooms.keep_open(mine, room)
    filled(before.database, room, 5)
    for event in (hour.ReactionsHeard(), hour.PhaseSet(hour.COACHING), hour.Parked("later")):
        room.record(event)
    board = room.board()
    before.close()
    after = open_keeper().database
    found = rooms.opened_in(after, mine)
    assert found is not None
    assert found.board() == board
    assert found.how_many() == "5 to 7"
    assert found.contributed(member(after, 3))
    assert rooms.resume(after, codes.facilitator).freeze() == rooms.join(after, codes.join).snapshot


def test_what_many_record_at_once_is_all_there_in_one_order(database: Database):
    _, codes = rooms.begin(database, "personal", asked(), "hosted")
    together = threading.Barrier(6)

    def speak(number: int) -> None:
        joined = rooms.join(database, codes.join)
        together.wait()
        for turn in range(5):
            joined.record(hour.Parked(f"{number} says {turn}", by="member"))

    speakers = [threading.Thread(target=speak, args=(number,)) for number in range(6)]
    for speaker in speakers:
        speaker.start()
    for speaker in speakers:
        speaker.join(60)
    words = [each.words for each in rooms.join(database, codes.join).board().parked]
    assert sorted(words) == sorted(
        f"{number} says {turn}" for number in range(6) for turn in range(5)
    )
    for number in range(6):
        said = [each for each in words if each.startswith(str(number))]
        assert said == sorted(said)


def test_a_second_click_changes_nothing_and_every_change_is_seen(database: Database):
    room, codes = rooms.begin(database, "personal", asked(), "hosted")
    event = hour.Parked("once")
    joined = rooms.join(database, codes.join)
    seen = [joined.revision()]
    room.record(event)
    seen.append(joined.revision())
    room.record(event)
    assert joined.board().parked == (event,)
    filled(database, room)
    seen.append(joined.revision())
    room.freeze()
    seen.append(joined.revision())
    assert seen == sorted(set(seen))


def test_coaching_opens_only_after_reactions_were_heard(database: Database):
    """FR-52: empathy before change talk, in whichever window."""
    room, _ = rooms.begin(database, "personal", asked(), "department")
    with pytest.raises(NotNow, match="reactions were heard"):
        room.record(hour.PhaseSet(hour.COACHING))
    room.record(hour.ReactionsHeard())
    room.record(hour.PhaseSet(hour.COACHING))
    assert room.board().phase == hour.COACHING


def test_a_members_words_reach_the_board_only_once_looked_through(database: Database):
    """K-08: what might name somebody comes back to its writer, who lets it stand or mends it."""
    _, codes = rooms.begin(database, "personal", asked(), "hosted")
    joined = rooms.join(database, codes.join)
    event = hour.OptionAdded("Ask Dr Abernathy on 3 March", "clinic", by="member")
    with pytest.raises(Recognisable) as refused:
        joined.record(event)
    assert {each.kind for each in refused.value.findings} == {"name", "day"}
    assert joined.events() == ()
    one = refused.value.findings[0].key
    with pytest.raises(Recognisable):
        joined.record(event, let_stand=[one])
    joined.record(event, let_stand=[each.key for each in refused.value.findings])
    assert joined.board().options["clinic"] == (event,)


def test_an_ended_room_is_gone_for_everybody(database: Database):
    room, codes = rooms.begin(database, "personal", asked(), "hosted")
    joined, mine = rooms.join(database, codes.join), browser()
    rooms.keep_open(mine, joined)
    joined.record(hour.Parked("gone with it", by="member"))
    room.end()
    assert joined.revision() == rooms.GONE
    assert rooms.opened_in(database, mine) is None
    with pytest.raises(Ended, match="has ended"):
        joined.record(hour.Parked("too late", by="member"))
    with pytest.raises(WrongKey, match="has ended"):
        rooms.join(database, codes.join)
    assert [rows(database, table) for table in (ROOMS, PARTS, EVENTS, ROOM_SESSIONS)] == [0] * 4


def test_what_was_moved_to_another_place_is_not_read(database: Database):
    room, _ = rooms.begin(database, "personal", asked(), "hosted")
    room.record(hour.Parked("first"))
    room.record(hour.Parked("second"))
    with database.writing() as connection:
        sealed = connection.execute(sa.select(EVENTS.c.sealed)).scalars().first()
        connection.execute(sa.update(EVENTS).values(sealed=sealed))
    with pytest.raises(Tampered):
        room.board()


def test_what_is_sealed_to_a_room_opens_there_alone_and_only_as_what_it_is(database: Database):
    room, codes = rooms.begin(database, "personal", asked(), "files")
    other, _ = rooms.begin(database, "personal", asked(), "files")
    joined = rooms.join(database, codes.join)
    sealed = rooms.seal_to_room(room.id, joined.public_key, "contribution", b"a figure")
    assert room.open_given(sealed, "contribution") == b"a figure"
    with pytest.raises(Tampered):
        room.open_given(sealed, "something else")
    with pytest.raises(Tampered):
        other.open_given(sealed, "contribution")
    with pytest.raises(NotNow):
        joined.open_given(sealed, "contribution")


def test_a_room_long_unused_goes_and_a_browser_forgets_it_sooner(database: Database):
    room, _ = rooms.begin(database, "personal", asked(), "hosted")
    rooms.keep_open(browser(), room)
    rooms.sweep(database)
    assert (rows(database, ROOMS), rows(database, ROOM_SESSIONS)) == (1, 1)
    for ago, left in ((3, (1, 0)), (401, (0, 0))):
        with database.writing() as connection:
            today = (date.today() - date(1970, 1, 1)).days
            connection.execute(sa.update(ROOMS).values(used_on=today - ago))
        rooms.sweep(database)
        assert (rows(database, ROOMS), rows(database, ROOM_SESSIONS)) == left


def test_a_backup_brings_a_room_back_with_what_was_said(database: Database, tmp_path: Path):
    room, codes = rooms.begin(database, "ann", asked(), "hosted")
    room.record(hour.Parked("kept"))
    back_up(database, tmp_path / "sunday")
    found = open_database(tmp_path / "new home")
    rooms.contributor(found, "draws a key of its own")
    restore(tmp_path / "sunday", found)
    assert rooms.join(found, codes.join).board() == room.board()
    found.close()


def test_erasing_a_private_file_ends_the_rooms_its_owner_began(keeper: JournalKeeper):
    ann, _ = keeper.create("ann", PASSPHRASE)
    _, codes = rooms.begin(keeper.database, "ann", asked(), "hosted")
    _, others = rooms.begin(keeper.database, "bob", asked(), "hosted")
    ann.erase()
    with pytest.raises(WrongKey):
        rooms.join(keeper.database, codes.join)
    assert rooms.join(keeper.database, others.join).asked == asked()
