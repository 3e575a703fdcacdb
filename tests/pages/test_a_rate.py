"""A measure that counts events over hours, on every page that a measure has."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.journey import click, go, title, unfold, with_sample, words

METRIC = "patients_per_hour"


@pytest.fixture(scope="module")
def looked_at() -> Any:
    """Makes a window that guessed 1.8 and has all of the measure unfolded."""

    def window() -> AppTest:
        at = click(click(with_sample(), "value_no_needless_wait"), f"pace_{METRIC}")
        at.text_input(key=f"guess_{METRIC}").input("1.8")
        return unfold(click(click(at, "show"), "no_reaction"), "table", "behind", "why_this_chart")

    return window


def test_pace_is_chosen_by_the_clinician_and_the_guess_asks_for_it_in_its_unit():
    at = click(with_sample(), "value_no_needless_wait")
    assert title(at) == "What would I want to be good at?"
    at = click(at, f"pace_{METRIC}")
    [guess, *_] = at.text_input
    assert guess.label.endswith("over all your shifts together, in patients per hour?")
    at.text_input(key=f"guess_{METRIC}").input("-1")
    assert "never fewer patients per hour than none" in words(click(at, "show"))


def test_sentence_table_chart_and_cases_say_the_same_of_a_rate(looked_at):
    """FR-11: chart, sentence and table, and the shifts behind a point."""
    at = looked_at()
    said = words(at)
    assert "You expected 1.80 patients per hour; the extract shows 1.26 patients per hour" in said
    assert "1.26 patients per hour (1.22 to 1.29) over 466 shifts" in said
    assert "A Laney u′ chart." in said
    [table, *_] = at.table
    assert {"n", "patients", "Over", "Figure", "95 % interval"} <= set(table.value.columns)
    assert list(table.value.iloc[-1])[:4] == ["Whole period", "466", "4,690", "3,728 hours"]
    picker = next(box for box in at.selectbox if str(box.key).startswith("point_"))
    at = picker.select_index(len(picker.options) - 1).run()
    cases = at.table[-1].value
    assert list(cases.columns) == ["Id", "Day", "patients", "Over", "Figure"]
    assert cases.iloc[0]["Figure"].endswith(" patients per hour")
    assert "12 shifts, " in words(at)


def test_nights_can_be_left_out_and_the_two_rates_stand_side_by_side(looked_at):
    """FR-20: both values are shown, with and without."""
    at = click(looked_at(), "question")
    nights = next(each for each in at.button if each.label.startswith("Are nights"))
    nights.click()
    at = at.run()
    assert title(at) == "What if I leave out night shifts?"
    said = words(at)
    assert "Leaving out 84 night shifts: 1.26 patients per hour becomes" in said
    assert "0.11 higher (" in said
    assert len(at.table[1].value) == 84


def test_shifts_can_be_cut_by_their_kind(looked_at):
    at = looked_at()
    at.session_state["parts_open"] = True
    at.run()
    group = next(each for each in at.button_group if each.key == f"split_{METRIC}")
    assert list(group.options) == ["Kind of shift", "Site"]
    group.set_value("kind_of_shift")
    said = words(at.run()).replace("\\", "")
    assert "Further apart than chance usually allows: Night: " in said


def test_the_other_pages_speak_of_it_in_its_unit(looked_at):
    at = go(looked_at(), "trust")
    assert "From 466 shifts the figure may be off by 0.04 either way" in words(at)
    at = go(at, "target")
    assert "patients per hour over 12 quarters" in words(at)
    at = go(at, "how_measured")
    assert (
        "A rate, in patients per hour: patients over all shifts together, each hour or day of "
        "them weighing the same."
    ) in words(at)
