"""CMQ: hours, of which recognised ones come from elsewhere."""

from dataclasses import replace

from tests.domain.cpd_examples import AGAIN, WHOLE


def test_it_counts_hours_of_ones_own_and_says_to_check(suggested, regime):
    assert suggested(WHOLE) == {"own": "0.75"}
    assert not regime.rule("own_hours").verified


def test_125_recognised_hours_a_cycle_and_25_a_year_come_from_elsewhere(regime):
    asked = {goal.id: (int(goal.amount), goal.per) for goal in regime.goals}
    assert asked == {
        "cycle": (250, "cycle"),
        "recognised_year": (25, "year"),
        "recognised": (125, "cycle"),
        "assessment": (10, "cycle"),
    }


def test_recognised_hours_are_never_suggested(suggested):
    assert "recognised" not in suggested(AGAIN)


def test_question_measures_and_plan_are_asked_for(lacking):
    assert lacking(WHOLE) == []
    assert lacking(replace(WHOLE, plan="")) == ["what you will do: who, what, when"]
