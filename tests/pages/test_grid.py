"""Where I stand: one's own place first, our arithmetic if wanted, and the decision."""

import pytest
from streamlit.testing.v1 import AppTest

from afreflect.domain import occasion
from afreflect.domain.choice import Choice
from afreflect.domain.ledger import Reacted
from afreflect.domain.mdpie import Zone
from afreflect.domain.occasion import OccasionBegun, Placed
from afreflect.ui.grid_words import MINDSET, QUALITY
from tests.pages import journey
from tests.pages.journey import click

METRIC = "return_72h_unplanned"


@pytest.fixture
def at() -> AppTest:
    """The grid's page, after the chart of a measure was looked at."""
    return journey.go(journey.with_a_measure(), "grid")


def ledger(at: AppTest):
    return at.session_state["afreflect"].own.ledger


def in_words(at: AppTest, mindset: int, quality: int) -> AppTest:
    """Say a place in words, each half from 0 to 4."""
    at.radio(key=f"words_mindset_{METRIC}").set_value(MINDSET[mindset]).run()
    return at.radio(key=f"words_quality_{METRIC}").set_value(QUALITY[quality]).run()


def test_looking_leaves_no_trace(at: AppTest):
    assert journey.title(at) == "Where do I stand with this measure, today?"
    assert not [each for each in ledger(at) if isinstance(each, OccasionBegun)]
    assert at.button(key="stand_here").disabled


def test_one_places_oneself_before_anything_is_computed(at: AppTest):
    """FR-16: what one sees for oneself comes before anything that a machine says."""
    at = click(in_words(at, 3, 1), "stand_here")
    assert [each.how for each in ledger(at) if isinstance(each, Placed)] == ["self"]
    assert journey.primary(at) == ["Show what our arithmetic says"]


def answer(at: AppTest, values: dict[str, int], usual: int = 5) -> AppTest:
    """Tap on every item that is asked, one after another."""
    for _ in range(25):
        keys = [str(each.key) for each in at.button if str(each.key).startswith("tap_")]
        if not keys:
            return at
        item = keys[0].split("_")[1]
        least = min(int(key[-1]) for key in keys)
        value = values.get(item, 2 if least == 0 else usual)
        at = click(at, f"tap_{item}_{value}")
    raise AssertionError("it asks without end")


def computed(at: AppTest, values: dict[str, int]) -> AppTest:
    at = click(in_words(at, 3, 1), "stand_here")
    return answer(click(at, "compute"), values)


def test_a_second_measure_takes_eight_taps_at_most(at: AppTest):
    """FR-40: support is asked once a year, felt data quality once an extract."""
    at = click(in_words(at, 3, 1), "stand_here")
    assert "up to 19 taps" in journey.words(at)
    at = answer(click(at, "compute"), {})
    own = at.session_state["afreflect"].own
    own.choose(Choice("admission", "because"))
    own.record(Reacted("admission", None, own.practice.extract.sha256))
    at = click(at.run(), "without")
    assert "up to 8 taps" in journey.words(at)


def test_the_decision_is_saved_with_what_was_computed_beside_it(at: AppTest):
    """R12: the person may override; the decision is what counts."""
    at = computed(at, {"M1": 2, "M2": 2, "M3": 2})
    assert "Learning" in journey.words(at)
    fits = next(each for each in at.radio if (each.key or "").startswith("zone_"))
    at = fits.set_value(Zone.Z2).run()
    at = click(at, "keep_place")
    last = [each for each in ledger(at) if isinstance(each, Placed)][-1]
    assert last.how == "kept"
    assert last.computed_zones
    assert last.computed_mindset is not None
    assert last.version
    chosen = occasion.settled(ledger(at), last.occasion_id)
    assert chosen["place"] == "Z2"
    assert "Not sure yet what to do with it" in journey.words(at)


def test_what_is_left_out_leaves_no_trace(at: AppTest):
    at = click(click(at, "without"), "compute")
    for _ in range(19):
        at = click(at, "leave_out")
    assert "Our arithmetic puts you nowhere yet." in journey.words(at)
    assert not [each for each in ledger(at) if isinstance(each, OccasionBegun)]
