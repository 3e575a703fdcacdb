"""Royal College MOC: three credits an hour for an audit of one's own, five years from 2024."""

from dataclasses import replace

from tests.domain.cpd_examples import WHOLE


def test_an_audit_of_ten_cases_is_section_3_at_three_an_hour(suggested):
    assert suggested(WHOLE) == {"section_3": "2.25"}


def test_fewer_cases_are_a_learning_project_at_two_an_hour(suggested):
    assert suggested(replace(WHOLE, n=9)) == {"section_2": "1.5"}


def test_an_audit_says_question_measures_tool_and_standard(lacking):
    assert lacking(WHOLE) == []
    assert lacking(replace(WHOLE, audit_tool="", standard="")) == [
        "the standard that you compared with, or “none available”",
        "what you measured it with",
    ]


def test_a_cycle_asks_250_with_25_of_section_3_and_one_with_feedback(regime):
    asked = {goal.id: (int(goal.amount), goal.per) for goal in regime.goals}
    assert asked == {
        "year": (25, "year"),
        "cycle": (250, "cycle"),
        "section_3": (25, "cycle"),
        "feedback": (1, "cycle"),
    }
    assert regime.cycle.report_by == (1, 31)
    assert regime.wants_standard
