"""RACP: the Board's year, and a review of ten cases is accepted."""

from dataclasses import replace

from tests.domain.cpd_examples import AGAIN, WHOLE


def test_measuring_and_reviewing_are_told_apart_by_what_was_done(suggested):
    assert suggested(AGAIN) == {"measuring": "0.5", "reviewing": "0.75"}
    assert suggested(WHOLE) == {"measuring": "0.25", "reviewing": "0.25"}


def test_a_year_asks_50_hours_25_of_both_and_five_of_each(regime):
    asked = {goal.id: int(goal.amount) for goal in regime.goals}
    assert asked == {"year": 50, "both": 25, "reviewing": 5, "measuring": 5}
    assert {goal.per for goal in regime.goals} == {"year"}
    assert regime.cycle.year == "calendar"


def test_a_plan_and_a_comparison_are_asked_for(lacking):
    assert lacking(WHOLE) == []
    assert lacking(replace(WHOLE, standard="", own_target="", plan="")) == [
        "what you compared with: a standard, or your own target",
        "what you will do: who, what, when",
    ]


def test_ten_cases_against_a_standard_are_enough(regime):
    assert int(regime.rule("ten_cases").value) == 10
