"""My part in a group: yes or no, one's own beside the group's, words of one's own, and the log."""

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from afreflect.domain import cpd_log, disclosure, hour
from afreflect.domain.cpd_log import MinutesNoticed
from afreflect.domain.disclosure import Contribution
from afreflect.domain.disclosure.mdpie_group import SEEING
from afreflect.domain.extract import Upload
from afreflect.domain.hour import PhaseSet, ReactionsHeard
from afreflect.storage import rooms
from afreflect.storage.database import open_database
from afreflect.storage.open_room import OpenRoom
from afreflect.storage.practice import Practice, load
from afreflect.storage.reader import Reading, read
from afreflect.ui import metrics
from afreflect.ui.session import Held
from afreflect.ui.session import Session as Own
from tests.pages import journey
from tests.pages.journey import click, go, labels, title, words

MEASURE = "return_72h_unplanned"
SINCE, UNTIL = date(2024, 1, 1), date(2025, 1, 1)
ROOM = "afreflect-room"


class Session:
    """A hosted room with its facilitator and one member who looks at a page."""

    def __init__(self, home: Path) -> None:
        asked = disclosure.asked(metrics.known()[MEASURE], SINCE, UNTIL)
        self.database = open_database(home, None)
        self.leads, self.codes = rooms.begin(self.database, "somebody", asked, "hosted")

    def joined(self, at: AppTest) -> AppTest:
        at.session_state[ROOM] = rooms.join(self.database, self.codes.join)
        return go(at, "group_mine")

    def given(self) -> tuple[Contribution, ...]:
        """What the room holds, as its freeze would find it."""
        found: list[Contribution] = []

        def keep(asked, contributions, *rest):
            found.extend(contributions)
            raise disclosure.Refused("looked at")

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("afreflect.domain.disclosure.snapshot", keep)
            with pytest.raises(disclosure.Refused):
                self.leads.freeze()
        return tuple(found)

    def frozen(self, people: int = 9) -> OpenRoom:
        self.leads.freeze([Contribution(f"{who:064x}", 100, 0.1) for who in range(people)])
        return self.leads

    def at(self, phase: hour.Phase) -> None:
        if phase in (hour.COACHING, hour.CLOSE):
            self.leads.record(ReactionsHeard())
        self.leads.record(PhaseSet(phase))


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return Session(tmp_path)


def held(at: AppTest):
    return at.session_state["afreflect"].own


@pytest.fixture(scope="module")
def practice() -> Practice:
    """Three plain years, read once: a practice never changes."""
    reading = read([Upload("ed.csv", journey.THREE_YEARS.encode())])
    assert isinstance(reading, Reading)
    found = load(reading, reading.mapping)
    assert isinstance(found, Practice)
    return found


@pytest.fixture
def mine(practice: Practice) -> AppTest:
    """The app with these years as one's own."""
    at = journey.opened()
    at.session_state["afreflect"] = Held(own=Own("own", imported=practice))
    return at


def keys(at: AppTest) -> list[str]:
    return [str(button.key) for button in at.button]


def test_what_is_given_is_told_before_anything_is(session: Session, mine: AppTest):
    """K-10: what is shown at which count, who can open it, and what can't be promised."""
    at = session.joined(mine)
    said = words(at)
    for told in (
        "With fewer than five of us nothing",
        "With eight or more, three numbers",
        "Who can open it",
    ):
        assert told in said
    assert "What can't be promised" in said
    assert session.given() == ()


def test_the_figure_that_is_given_is_what_measure_says(
    session: Session, mine: AppTest, practice: Practice
):
    """K-10: one consent for one measure and one period, and the same figure as everywhere."""
    click(session.joined(mine), "say_yes")
    (given,) = session.given()
    whole = practice.measure(metrics.known()[MEASURE], None, "all", SINCE, UNTIL).whole
    assert (given.n, given.figure) == (whole.n, whole.value)
    assert given.n < practice.measure(metrics.known()[MEASURE], None, "all").whole.n
    stands_for = rooms.identity_of("D1")
    assert given.contributor == rooms.contributor(session.database, stands_for)


def test_a_yes_can_be_taken_back_until_the_freeze(session: Session, mine: AppTest):
    """K-10: consent is revocable before the freeze, and not after it."""
    at = click(session.joined(mine), "say_yes")
    assert "Take it back" in labels(at)
    at = click(at, "take_back_figure")
    assert session.given() == ()
    at = click(at, "say_yes")
    late = at.button(key="take_back_figure")
    session.frozen()
    at = late.click().run()
    assert "Take it back" not in labels(at)
    assert "Numbers come later" in words(at)


def test_a_no_shows_nobody_and_can_be_changed(session: Session, mine: AppTest):
    """K-10: nobody is told who said no."""
    at = click(session.joined(mine), "say_no")
    assert "Your figure stays out" in words(at)
    assert session.given() == ()
    assert "say_yes" in keys(click(at, "changed_mind"))


def test_sample_data_are_nobodys_and_go_into_no_group(session: Session):
    at = session.joined(journey.with_sample())
    assert "sample data" in words(at)
    assert "say_yes" not in keys(at)


def test_who_has_no_data_can_still_sit_in(session: Session):
    at = session.joined(journey.opened())
    assert "You can still sit in" in words(at)
    assert "say_yes" not in keys(at)


def test_ones_own_figure_stands_on_ones_own_screen_and_only_by_a_tap(
    session: Session, mine: AppTest
):
    """K-09: one's own marker is off until its owner asks for it."""
    session.frozen()
    session.at(hour.REACTION)
    at = session.joined(mine)
    assert "The middle of our group" not in words(at), "it is shown again only by a tap"
    at.session_state["picture_again"] = True
    at = at.run()
    assert "The middle of our group" in words(at)
    assert "Yours is" not in words(at)
    at = click(at, "show_mine")
    assert "Yours is" in words(at)
    at = click(at, "hide_mine")
    assert "Yours is" not in words(at)


def test_no_number_is_shown_while_people_get_together(session: Session, mine: AppTest):
    """R2C2: relationship before any data."""
    session.frozen()
    said = words(session.joined(mine))
    assert "The middle of our group" not in said
    assert "show_mine" not in keys(session.joined(mine))


def test_in_the_facilitators_browser_nothing_of_ones_own_stands(session: Session, mine: AppTest):
    """K-09, K-12: the screen that may be shared shows nobody's own figure."""
    session.frozen()
    session.at(hour.CONTENT)
    mine.session_state[ROOM] = session.leads
    at = go(mine, "group_mine")
    assert "show_mine" not in keys(at)
    assert "runs the session" in words(at)


def test_words_are_looked_through_before_the_group_reads_them(session: Session, mine: AppTest):
    """K-08: free text is shown after its owner's tap and a scan for names, dates and places."""
    session.frozen()
    session.at(hour.CONTENT)
    at = session.joined(mine)
    at.session_state["say_cue"] = True
    at = at.run()
    at.text_area(key="say_cue_0").set_value("Dr Miller and I want to ask earlier")
    at = click(at, "cue_through")
    assert session.leads.board().cues == ()
    assert at.button(key="say_it").disabled
    mend = next(key for key in keys(at) if key.startswith("mend_"))
    at = click(at, mend)
    assert not at.button(key="say_it").disabled
    at = click(at, "say_it")
    (cue,) = session.leads.board().cues
    assert "Miller" not in cue.words
    assert cue.by == "member"
    at = click(at, f"take_off_{cue.id}")
    assert session.leads.board().cues == ()


def test_a_commitment_bears_no_name_unless_its_owner_puts_one(session: Session, mine: AppTest):
    session.frozen()
    session.at(hour.COACHING)
    at = session.joined(mine)
    at.session_state["say_commitment"] = True
    at = at.run()
    at.text_area(key="say_act_0").set_value("I will say when to come back")
    at = click(at, "commitment_through")
    assert "Without your name" in words(at)
    click(at, "say_it")
    (made,) = session.leads.board().commitments
    assert (made.words, made.name) == ("I will say when to come back", "")


def test_ways_to_change_wait_for_the_coaching(session: Session, mine: AppTest):
    """FR-52: empathy before change, also on a member's own screen."""
    session.frozen()
    session.at(hour.CONTENT)
    at = session.joined(mine)
    assert "What I will try" not in [each.label for each in at.expander]
    session.at(hour.COACHING)
    assert "What I will try" in [each.label for each in at.run().expander]


def test_a_tap_is_private_and_told_in_words(session: Session):
    """K-03: a count of people is said in words alone, from eight on."""
    session.frozen()
    session.at(hour.REACTION)
    at = click(session.joined(journey.opened()), "tap_surprised_yes")
    assert "Answered." in words(at)
    with pytest.raises(disclosure.Refused):
        session.leads.count_taps("surprised")
    for who in range(8):
        session.leads.tap(f"{who:064x}", "surprised", True)
    session.leads.count_taps("surprised")
    assert "Most of us were surprised by it." in words(at.run())


def test_how_the_picture_is_seen_is_asked_in_its_phase_and_told_in_words(session: Session):
    """K-03: MD-PIE for the group is three tallies from eight on, and no place of anybody."""
    session.frozen()
    session.at(hour.CONTENT)
    at = session.joined(journey.opened())
    assert "tap_surprised_yes" not in keys(at)
    for who in range(8):
        for tap in SEEING:
            session.leads.tap(f"{who:064x}", tap.id, who < 2)
    for tap in SEEING:
        session.leads.count_taps(tap.id)
    said = words(at.run())
    assert "Few of us find it a fair enough picture to learn from." in said
    assert "tap_fair_enough_yes" not in keys(at)


def test_the_minutes_go_into_the_log_once(session: Session, mine: AppTest):
    session.frozen()
    session.at(hour.CLOSE)
    at = session.joined(mine)
    # Nothing is claimed that the clock did not see, until its owner says so.
    assert at.number_input(key="session_min").value == 0
    at.number_input(key="session_min").set_value(55)
    at = click(at, "note_minutes")
    noted = [each for each in held(at).ledger if isinstance(each, MinutesNoticed)]
    assert [(each.minutes, each.metric_id) for each in noted if each.step == "discuss"] == [
        (55, MEASURE)
    ]
    assert "note_minutes" not in keys(at)


def test_feedback_is_only_what_somebody_said_of_ones_own_findings(session: Session, mine: AppTest):
    """Talking about a group's picture is no feedback received; a college asks for role and how."""
    session.frozen()
    session.at(hour.CLOSE)
    at = session.joined(mine)
    assert "put_group_feedback" not in keys(at)
    at = at.radio(key="responded").set_value("Yes, to my own figure").run()
    at = click(at, "put_group_feedback")
    assert "Say in what role" in words(at)
    at.text_input(key="group_role").set_value("emergency physicians here")
    at.text_input(key="group_how").set_value("they asked about nights")
    at = click(at, "put_group_feedback")
    (entry,) = cpd_log.entries(held(at).ledger)
    assert (entry.feedback_from, entry.feedback_how) == ("group", "they asked about nights")
    assert entry.has_feedback
    assert "responded" not in [radio.key for radio in at.radio]


def test_a_session_that_ended_leaves_the_way_in(session: Session):
    session.frozen()
    at = session.joined(journey.opened())
    session.leads.end()
    at = at.run()
    assert title(at) == "What is my part in it?"
    assert not at.exception
