"""Where I stand: one's own place first, our arithmetic if wanted, and the decision."""

import pytest
from streamlit.testing.v1 import AppTest

from afreflect.domain import occasion
from afreflect.domain.choice import Choice
from afreflect.domain.ledger import Reacted
from afreflect.domain.mdpie import Zone
from afreflect.domain.occasion import OccasionBegun, Placed, Tapped
from afreflect.storage.catalogue import catalogue
from afreflect.storage.practice import Practice
from afreflect.ui import occasions
from afreflect.ui.grid_words import MINDSET, QUALITY
from afreflect.ui.session import Held, Session
from tests.pages import journey
from tests.pages.journey import click
from tests.storage.journal.extracts import practice

METRIC = "admission"
METRICS = {each.id: each for each in catalogue()}


@pytest.fixture(scope="module")
def many() -> Practice:
    return practice("many", visits=400)


@pytest.fixture
def at(many: Practice) -> AppTest:
    """The grid's page, after the chart of a measure was looked at."""
    return standing(many)


def standing(data: Practice, metric: str = METRIC, *, landing: int = 0) -> AppTest:
    """The grid's page for a measure of this practice, to which one has reacted."""
    at = journey.opened()
    own = at.session_state["afreflect"].own if "afreflect" in at.session_state else None
    if own is None:
        held = Held()
        at.session_state["afreflect"] = held
        own = held.own
    own.imported = own.tried = data
    look_at(own, metric)
    if landing:
        begun = occasions.begin(own, data, METRICS[metric])
        own.record(Tapped(begun.id, "landing", landing))
    return journey.go(at, "grid")


def look_at(own: Session, metric: str) -> None:
    """Choose a measure, and react to its chart."""
    assert own.practice is not None
    own.choose(Choice(metric, "because"))
    own.record(Reacted(metric, None, own.practice.extract.sha256))


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
    look_at(at.session_state["afreflect"].own, "return_72h_unplanned")
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
    assert "Our arithmetic can't say yet." in journey.words(at)
    assert not [each for each in ledger(at) if isinstance(each, OccasionBegun)]


def test_too_few_cases_place_nobody_and_ask_nothing():
    """R11: too little data is no place, and a place of one's own stands all the same."""
    at = standing(practice("few", visits=12))
    at = click(in_words(at, 1, 1), "stand_here")
    assert "There are 12 cases here, and this measure needs" in journey.words(at)
    assert "Your own place stands." in journey.words(at)
    assert journey.primary(at) == ["Keep my place as it is"]
    at = click(at, "keep_own")
    assert [each.how for each in ledger(at) if isinstance(each, Placed)] == ["self", "kept"]


def test_two_readings_of_the_data_far_apart_are_talked_over_first(at: AppTest):
    """Rule 2: both ticks, no zone, until the doubt was heard or left."""
    at = computed(at, {f"F{number}": 1 for number in range(1, 6)})
    assert "Our arithmetic can't say yet." in journey.words(at)
    assert "Say what I doubt, and ask for an answer" in journey.labels(at)
    at = click(at, "validity_declined")
    assert "Our arithmetic says:" in journey.words(at)
    assert "Say what I doubt, and ask for an answer" not in journey.labels(at)


def test_a_way_on_opens_its_flow_in_the_conversation(at: AppTest):
    at = computed(at, {"acceptance": 2})
    assert "Questioning the data" in journey.words(at)
    fitting = next(each for each in at.radio if str(each.key).startswith("zone_"))
    # The arithmetic chooses no words for anybody: those of one's own point are proposed.
    assert fitting.value is not Zone.Z1
    at = fitting.set_value(Zone.Z1).run()
    at = click(click(at, "keep_place"), "way_cases")
    assert journey.title(at) == "Look at a few cases behind it"


def test_after_a_hard_landing_nothing_is_asked_unless_it_is_wanted(many: Practice):
    """FR-52: kindness before change; one's own place is enough."""
    at = click(in_words(standing(many, landing=6), 1, 1), "stand_here")
    assert journey.primary(at) == ["Keep my place as it is"]
    assert "Your own place is enough for today." in journey.words(at)
    at = click(at, "keep_own")
    assert not [key for key in journey.labels(at) if "Try one" in key or "plan" in key]


def test_a_team_measure_leaves_out_what_nobody_can_answer(many: Practice):
    """FR-04, rule 6: M2, M4 and agency are not asked."""
    team = next(
        each
        for each in METRICS.values()
        if each.attribution == "team" and many.why_not(each) is None and not each.pace
    )
    at = click(standing(many, team.id), "without")
    assert "16 taps" in journey.words(at)


def test_a_decision_may_be_changed_without_any_arithmetic(at: AppTest):
    at = click(click(in_words(at, 3, 3), "stand_here"), "keep_own")
    assert "Learning from my own data" in journey.words(at)
    at = click(in_words(click(at, "change"), 0, 0), "keep_new")
    assert "Not sure yet what to do with it" in journey.words(at)
    places = [each for each in ledger(at) if isinstance(each, Placed)]
    assert [each.how for each in places] == ["self", "kept", "moved"]
