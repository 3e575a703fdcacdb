"""My target: information first, then one's own value; nothing ever lost."""

from datetime import date, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from afreflect.ui import target
from tests.pages.journey import click, go, opened, primary, title, with_a_measure, words

SOON = date.today() + timedelta(days=200)


def filled(at: AppTest, metric_id: str, **fields: str) -> AppTest:
    """The wizard with its fields filled and the target asked to be kept."""
    for name, typed in fields.items():
        at.text_input(key=f"{name.replace('_', ' ')}_{metric_id}").input(typed)
    at.date_input(key=f"by_{metric_id}").set_value(SOON)
    return click(at, "keep")


def returns() -> AppTest:
    at = go(with_a_measure(), "target")
    at.radio(key="shape_return_72h_unplanned").set_value("between")
    return at.run()


def test_own_range_and_n_come_before_anything_is_asked():
    """FR-30: information first, then target, date and reason."""
    at = returns()
    texts = [element.value for element in at.markdown]
    own = next(text for text in texts if text.startswith("**Your own range.**"))
    assert "quarters" in own
    assert "discharges" in own


def test_where_there_is_no_published_standard_a_plain_word_says_so():
    assert "There is none for this measure: the aim is yours." in words(returns())


def test_the_wizard_says_how_little_is_known_of_own_targets():
    """FR-35: the choice is yours, with little trial evidence either way."""
    assert "Your choice: there is little trial evidence on self-set targets either way." in words(
        returns()
    )


def test_a_range_can_be_a_target():
    at = returns()
    at = filled(
        at, "return_72h_unplanned", From="3", To="5", smallest="1", reason="They should stay well"
    )
    assert not at.exception
    at = go(at, "what_i_value")
    assert "Target: 3.0 to 5.0 %" in words(at)


def test_at_most_asks_for_one_value():
    at = returns()
    at.radio(key="shape_return_72h_unplanned").set_value("at most")
    at = at.run()
    at = filled(at, "return_72h_unplanned", At_most="5", smallest="1", reason="Fewer surprises")
    assert "Target: at most 5.0 %" in words(go(at, "what_i_value"))


def test_each_missing_part_gets_its_sentence_and_nothing_typed_is_lost():
    at = returns()
    at = filled(at, "return_72h_unplanned", From="3", To="5", smallest="1")
    assert "Add a few words on why" in words(at)
    assert at.text_input(key="From_return_72h_unplanned").value == "3"
    at = filled(at, "return_72h_unplanned", To="", reason="Because")
    assert "Give both ends of your range." in words(at)
    at = filled(at, "return_72h_unplanned", From="6", To="5")
    assert "swap them" in words(at)


@pytest.mark.parametrize(
    "better, shape",
    [("lower", "at most"), ("higher", "at least"), ("range", "between"), ("neither", "at most")],
)
def test_the_first_shape_follows_the_direction_that_the_evidence_supports(better, shape):
    assert target.FIRST_SHAPE[better] == shape


def test_everything_that_is_missing_is_said_at_once():
    at = go(with_a_measure(), "target")
    assert "All fields are needed." in words(at)
    at = click(at, "keep")
    said = at.error[0].value
    for part in ("what you would be pleased with", "smallest change", "still to come", "on why"):
        assert part in said
    assert len(at.error) == 1


def test_what_cannot_be_read_is_said_beside_what_is_missing():
    at = go(with_a_measure(), "target")
    at.text_input(key="At most_return_72h_unplanned").input("a few")
    said = click(at, "keep").error[0].value
    assert "Write a percentage as a number" in said
    assert "pleased with" not in said
    assert "Add a few words on why" in said
    assert "smallest change" in said


def test_the_smallest_change_and_the_earlier_target_stand_on_the_card():
    """FR-34: the earlier target is kept; held for less than a day, it says so."""
    metric = "return_72h_unplanned"
    at = filled(returns(), metric, From="3", To="5", smallest="1", reason="First thought")
    at = filled(go(at, "target"), metric, To="7", reason="Second thought")
    said = words(go(at, "what_i_value"))
    assert "Smallest change that matters: 1.0 percentage points." in said
    assert "Before: 3.0 to 5.0 %, on " in said
    assert "for less than a day" in said


def test_changing_a_target_keeps_the_old_one_with_its_dates():
    """FR-34: target history is append-only; a looser target needs its reason."""
    at = filled(
        returns(), "return_72h_unplanned", From="3", To="5", smallest="1", reason="First thought"
    )
    at = go(at, "target")
    assert at.text_input(key="From_return_72h_unplanned").value == "3"
    at = filled(at, "return_72h_unplanned", To="7")
    assert "Add a few words on why" in words(at)
    at = filled(at, "return_72h_unplanned", reason="Sicker people this year")
    said = words(go(at, "target"))
    assert "Your target now.** 3.0 to 7.0 %" in said
    assert "3.0 to 5.0 %" in said
    assert "First thought" in said


def test_a_measure_of_the_team_has_no_target_unless_asked_for():
    """FR-04: off by default for what describes the service."""
    at = go(with_a_measure("seen_by_someone"), "target")
    assert "This describes the service you work in." in words(at)
    assert not at.text_input
    at.toggle[0].set_value(True)
    assert at.run().text_input


def test_without_a_measure_the_way_to_one_is_shown():
    at = go(opened(), "target")
    assert title(at) == "What would I be pleased with?"
    assert primary(at) == ["Choose what I value"]
