"""Today: the measure to start with, once there are targets to choose among."""

from datetime import date

from streamlit.testing.v1 import AppTest

from tests.pages.journey import click, go, title, words
from tests.pages.practice import with_target

ADMISSION = "admission"


def with_two_targets(admitted_at_most: str) -> AppTest:
    """Returns at 8.4 % beside a target of 4 %; and another measure with a target of its own."""
    at = click(go(with_target(), "what_i_value"), "add_admission")
    at.text_input(key=f"why_{ADMISSION}").input("The right bed")
    at = go(click(at, "skip"), "my_practice")
    at = go(click(click(at, "no_reaction"), "set_target"), "target")
    at.text_input(key=f"At most_{ADMISSION}").input(admitted_at_most)
    at.text_input(key=f"smallest_{ADMISSION}").input("1")
    at.text_input(key=f"reason_{ADMISSION}").input("Beds are short")
    at.date_input(key=f"by_{ADMISSION}").set_value(date(date.today().year + 1, 6, 30))
    at.button(key="keep").click()
    return at.run()


def test_the_largest_gap_is_offered_and_leads_to_its_measure():
    """FR-24: returns are four changes away, admissions are within their target."""
    at = go(with_two_targets("90"), "start")
    assert "Unplanned return within 72 hours is furthest from it" in words(at)
    assert at.session_state["afreflect"].own.showing == ADMISSION
    at = click(at, "start_here_look")
    assert title(at) == "How often do people I send home come back within three days, unplanned?"


def test_one_target_alone_is_nothing_to_choose_among():
    """FR-24: and a measure that was not looked at yet is never named (FR-16)."""
    assert "You could start here." not in words(go(with_target(), "start"))
