"""The screen of whoever leads a group's hour, one phase at a time."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from streamlit.testing.v1 import AppTest

from afreflect.domain import hour
from afreflect.domain.cpd_log import MinutesNoticed
from afreflect.storage.hour_script import script
from afreflect.storage.journal import JournalKeeper
from afreflect.storage.rooms import OpenRoom
from tests.groups import frozen_room
from tests.pages import journey
from tests.pages.journey import click, go, labels, title, words


@pytest.fixture
def keeper() -> Iterator[JournalKeeper]:
    keeper = JournalKeeper.at()
    yield keeper
    keeper.close()


@pytest.fixture
def led(keeper: JournalKeeper) -> tuple[AppTest, OpenRoom]:
    """The hour of nine, gone on with by its code; and the room, as another window has it."""
    room, codes = frozen_room(keeper)
    return with_code(codes.facilitator), room


def with_code(code: str) -> AppTest:
    at = go(journey.opened(), "group")
    at.session_state["go_on_with_code"] = True
    at.run().text_input(key="resume_code").set_value(code)
    return click(at, "resume")


def onwards(at: AppTest) -> AppTest:
    """Press the one button that says what comes next."""
    return click(at, next(str(each.key) for each in at.button if each.proto.type == "primary"))


def keys(at: AppTest) -> list[str]:
    return [str(button.key) for button in at.button]


def write(at: AppTest, sheet: str, field: str, said: str) -> AppTest:
    at.session_state[f"sheet_{sheet}"] = True
    at = at.run()
    next(each for each in at.text_input if str(each.key).startswith(f"group_{field}")).set_value(
        said
    )
    return click(at, f"put_{sheet}")


def test_a_code_that_opens_nothing_says_what_to_do():
    at = with_code("AAAAA-AAAAA-AAAAA-AAAAA-AAAAA-AAAAA")
    assert title(at) == "Shall we talk it over as a group?"
    assert at.error[0].value


def test_whoever_takes_part_does_not_lead(keeper: JournalKeeper):
    """K-12: the join code opens no facilitator's screen."""
    _, codes = frozen_room(keeper)
    at = with_code(codes.join)
    assert "somebody else leads" in words(at)
    assert "show_next" not in keys(at)


def test_the_hour_is_walked_through_with_one_button(led: tuple[AppTest, OpenRoom]):
    """FR-36, R2C2: relationship, reaction, content, coaching, close; one primary button each."""
    at, room = led
    phases, shown = [], []
    for _ in range(40):
        assert len(journey.primary(at)) <= 1
        board = room.board()
        phases.append(board.phase)
        shown.append(board.element)
        if not journey.primary(at):
            break
        at = onwards(at)
    assert list(dict.fromkeys(phases)) == list(hour.PHASES)
    assert shown[-1] == "thanks"
    assert room.board().heard
    assert not at.exception


def test_coaching_stays_shut_until_reactions_were_heard(led: tuple[AppTest, OpenRoom]):
    """S1, group.md 1: empathy before change talk."""
    at, room = led
    assert at.button(key="phase_coaching").disabled
    at = click(at, "phase_reaction")
    assert hour.NOT_HEARD_YET in words(at)
    at = click(at, "heard_now")
    assert not at.button(key="phase_coaching").disabled
    at = click(at, "phase_coaching")
    assert room.board().phase == hour.COACHING


def test_what_the_wall_shows_is_said_and_it_can_be_hidden(led: tuple[AppTest, OpenRoom]):
    at, room = led
    assert "On the wall now: **Why we are here**" in words(at)
    at = click(at, "hide_wall")
    assert room.board().hidden
    assert "The wall is hidden." in words(at)
    at = click(at, "show_wall")
    assert not room.board().hidden


def test_a_timer_ends_with_its_phase(led: tuple[AppTest, OpenRoom]):
    at, room = led
    at = click(at, "timer_180")
    timer = room.board().timer
    assert timer is not None
    assert timer.seconds == 180
    click(at, "phase_reaction")
    assert room.board().timer is None


def test_an_objection_is_written_down_and_taken_off_again(led: tuple[AppTest, OpenRoom]):
    """Objections board."""
    at, room = led
    at = write(click(at, "phase_content"), "objection", "objection", "Nights are not told apart.")
    (objection,) = room.board().objections
    assert objection.words == "Nights are not told apart."
    assert "Nights are not told apart." in words(at)
    at = click(at, f"off_{objection.id}")
    assert room.board().objections == ()


def test_where_change_began_is_marked_with_its_time(led: tuple[AppTest, OpenRoom]):
    """FR-36, G-03: the words of the room, the minute they were said, and no name."""
    at, room = led
    room.record(hour.CueNoted("I could ring them", at=datetime(2026, 11, 22, 14, 5, tzinfo=UTC)))
    assert "14:05 I could ring them" in words(click(at, "phase_content"))


def test_a_name_is_looked_at_before_it_could_hang_on_the_wall(led: tuple[AppTest, OpenRoom]):
    """K-08: a name, date or place is found before the words are shown."""
    at, room = led
    at = click(at, "phase_content")
    at = write(at, "objection", "objection", "Dr Tremblay sends everyone home.")
    assert room.board().objections == ()
    assert at.button(key="write_it_down").disabled
    at = click(at, next(key for key in keys(at) if key.startswith("mend_")))
    at = click(at, "write_it_down")
    assert [each.words for each in room.board().objections] == ["Somebody sends everyone home."]


def test_what_is_asked_of_leaders_has_an_owner(led: tuple[AppTest, OpenRoom]):
    """Barrier levels: a request to leaders has an owner and a date."""
    at, room = led
    at = write(click(at, "phase_close"), "ask", "ask", "A clock that is right.")
    assert "what nobody owns is not done" in words(at)
    assert room.board().asks == ()
    next(each for each in at.text_input if str(each.key).startswith("group_owner")).set_value(
        "the clinical lead"
    )
    at = click(at, "put_ask")
    (ask,) = room.board().asks
    assert ask.owner == "the clinical lead"


def test_notes_stay_off_the_board(led: tuple[AppTest, OpenRoom]):
    """A private back channel: what is noted there is no event of the room."""
    at, room = led
    before = room.events()
    at.session_state["own_notes"] = True
    at = at.run()
    assert not at.exception
    assert room.events() == before


def test_the_leaders_checklist_is_ticked_and_unticked(led: tuple[AppTest, OpenRoom]):
    """FR-51, Z4: share own data first, protect time, and the rest."""
    at, room = led
    at.session_state["own_leaders"] = True
    at = at.run()
    at.checkbox(key="leader_own_first").check()
    at = at.run()
    assert [each.item for each in room.board().leaders_did] == ["own_first"]
    at.checkbox(key="leader_own_first").uncheck()
    at.run()
    assert room.board().leaders_did == ()


def test_only_a_question_nobody_can_answer_speaks_against_the_hour():
    """G-01: a concern only where the question can't be acted on."""
    at = go(journey.opened(), "group")
    at.session_state["before_hour"] = True
    at = at.run()
    for each in script().before:
        at.button_group(key=f"before_{each.id}").set_value("Not yet")
    at = at.run()
    assert [each.value for each in at.warning] == [
        "If nobody here can change it, choose another question."
    ]


def test_the_minutes_of_whoever_led_are_those_they_say(led: tuple[AppTest, OpenRoom]):
    """CPD: walking through the phases notes nothing by itself; the owner says how long it was."""
    at, room = led
    for phase in ("reaction", "content", "close"):
        at = click(at, f"phase_{phase}")
    at.number_input(key="session_min").set_value(60)
    at = click(at, "note_minutes")
    noted = [
        (each.step, each.minutes, each.metric_id)
        for each in at.session_state["afreflect"].own.ledger
        if isinstance(each, MinutesNoticed)
    ]
    assert noted == [("discuss", 60, room.asked.metric_id)]


def test_ending_asks_once_more_and_then_erases(led: tuple[AppTest, OpenRoom]):
    at, room = led
    at = click(click(at, "phase_close"), "end_hour")
    assert room.board().phase == hour.CLOSE
    at = click(at, "end_hour_sure")
    assert title(at) == "Shall we talk it over as a group?"
    assert room.revision() == -1


def test_leaving_keeps_it_for_its_code(keeper: JournalKeeper):
    _, codes = frozen_room(keeper)
    at = click(click(with_code(codes.facilitator), "phase_close"), "leave_hour")
    assert title(at) == "Shall we talk it over as a group?"
    assert "What comes next" in title(with_code(codes.facilitator))
    assert "Leave it for now" not in labels(at)
