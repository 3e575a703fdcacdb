"""Read with a colleague: on one's own screen, one part at a time, and only what was ticked."""

import pytest
from streamlit.testing.v1 import AppTest

from afreflect.domain import occasion
from afreflect.domain.occasion import Answered
from afreflect.ui import metrics, occasions
from afreflect.ui.session import Session
from tests.pages import journey
from tests.pages.journey import click, go, labels, title, words


@pytest.fixture
def at() -> AppTest:
    """The page, after a conversation in which three things were written."""
    window = click(click(journey.with_cards(), "value_safe_discharge"), "skip")
    window = go(click(click(window, "no_reaction"), "reflect"), "reflect")
    held = window.session_state["afreflect"].own
    held.record(begun := _begun(held))
    held.record(
        Answered(begun.id, "P06", "Two beds were shut"),
        Answered(begun.id, "P07", "Ouch"),
        Answered(begun.id, "P26", "Those sent home"),
    )
    return go(window, "coach")


def _begun(held: Session) -> occasion.OccasionBegun:
    assert held.practice is not None
    return occasions.would_begin(held, held.practice, metrics.known()[held.showing])


def test_nothing_is_shown_that_was_not_ticked(at: AppTest):
    """FR-16: the first word stays with its owner."""
    assert [box.value for box in at.checkbox] == [False, False]
    assert "Ouch" not in words(at)
    at = click(at, "together")
    shown = words(at)
    while "part_after" in [str(button.key) for button in at.button]:
        at = click(at, "part_after")
        shown += words(at)
    assert "Two beds were shut" not in shown
    assert "Those sent home" not in shown


def test_what_was_ticked_stands_in_its_part(at: AppTest):
    at.checkbox[0].check()
    at = click(at.run(), "together")
    assert "Two beds were shut" in words(at)
    assert "Two beds were shut" not in words(click(at, "part_after"))


def test_coaching_opens_when_the_owner_says_they_were_heard(at: AppTest):
    """FR-52: empathy before change."""
    at = click(click(click(at, "together"), "part_after"), "part_after")
    assert "What to try" not in words(at)
    assert "part_after" not in [str(button.key) for button in at.button]
    at = click(click(at, "heard"), "part_after")
    assert "What to try" in words(at)
    at = click(at, "close_reading")
    assert title(at) == "Shall we read it together?"
    assert "Read it together on my screen" in labels(at)


def test_on_ones_own_computer_nothing_can_be_sent(at: AppTest):
    assert "Share it" not in labels(at)
    assert "nothing is sent" in words(at)


def test_without_a_measure_it_leads_to_one():
    at = go(journey.opened(), "coach")
    assert title(at) == "Shall we read it together?"
    assert not at.exception
