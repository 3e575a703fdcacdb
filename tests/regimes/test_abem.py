"""ABEM: ten of one's own patients against a standard, a change, measured again."""

from dataclasses import replace

from tests.domain.cpd_examples import AGAIN, WHOLE


def test_it_needs_ten_cases_a_standard_and_the_same_measure_again(suggested):
    assert suggested(AGAIN) == {"activity": None}
    assert suggested(replace(AGAIN, n=9)) == {}
    assert suggested(replace(AGAIN, standard="none available")) == {}
    assert suggested(replace(AGAIN, plan="")) == {}
    assert suggested(WHOLE) == {}


def test_somebody_who_can_confirm_it_is_asked_for(lacking):
    assert lacking(AGAIN) == ["who can confirm it"]
    assert lacking(replace(AGAIN, verifier="the head of the department")) == []


def test_one_in_five_years_is_asked_for(regime):
    assert [(int(goal.amount), goal.unit, goal.per) for goal in regime.goals] == [
        (1, "entries", "cycle")
    ]
    assert regime.wants_standard
