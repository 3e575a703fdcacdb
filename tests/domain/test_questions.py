"""What was questioned and set aside, read from the ledger: reversible, dated, never rewritten."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afreflect.domain import questions
from afreflect.domain.ledger import (
    CaseBroughtBack,
    CaseSetAside,
    Questioned,
    QuestionSettled,
    together,
)
from afreflect.domain.metric import ASIDE, LeftOut, MetricResult, Point
from tests.domain.examples import RETURNS, WAIT

TODAY = date(2026, 11, 22)
UNTIL = date(2027, 2, 1)
ASKED = Questioned("admission", "Not all are mine", "handed_over", UNTIL, "the data owner")
WHOLE = Point(None, 303, 16, 0.0528, 0.03, 0.08)
EVERYTHING = Point(None, 312, 18, 0.0577, 0.04, 0.09)


def result(aside: int) -> MetricResult:
    left_out = (LeftOut(ASIDE, aside, ""),) if aside else ()
    return MetricResult("a", "1", "", "", "proportion", "all", (), WHOLE, left_out)


def test_a_case_stays_set_aside_until_it_is_brought_back():
    """FR-20: reversible, and the ledger keeps both."""
    ledger = (CaseSetAside("a", "1", "planned"), CaseSetAside("a", "2", "other", "a twin"))
    assert questions.leaving_out(ledger, "a").cases == ("1", "2")
    ledger = (*ledger, CaseBroughtBack("a", "1"))
    assert [case.unit_id for case in questions.aside(ledger, "a")] == ["2"]
    assert questions.aside((*ledger, CaseSetAside("a", "1", "planned")), "a")[-1].unit_id == "1"
    assert not questions.leaving_out(ledger, "b")


@given(st.lists(st.tuples(st.sampled_from("123"), st.booleans()), max_size=12))
def test_the_last_word_on_a_case_holds(told: list[tuple[str, bool]]):
    start = datetime(2026, 11, 22, tzinfo=UTC)
    events = [
        replace(
            CaseSetAside("a", unit, "planned") if out else CaseBroughtBack("a", unit),
            at=start + timedelta(seconds=place),
        )
        for place, (unit, out) in enumerate(told)
    ]
    last = dict(told)
    found = {case.unit_id for case in questions.aside(together(reversed(events)), "a")}
    assert found == {unit for unit, out in last.items() if out}


def test_a_question_makes_its_measure_provisional_until_its_day_or_until_it_is_settled():
    """FR-45: provisional for two to three months, and no longer than the objection stands."""
    assert questions.provisional_until((ASKED,), "admission", TODAY) == UNTIL
    assert questions.provisional_until((ASKED,), "ct_use", TODAY) is None
    assert questions.provisional_until((ASKED,), "admission", UNTIL) == UNTIL
    assert questions.provisional_until((ASKED,), "admission", UNTIL + timedelta(days=1)) is None
    settled = (ASKED, QuestionSettled(ASKED.id, "They were mine"))
    assert questions.provisional_until(settled, "admission", TODAY) is None
    assert questions.questions(settled, "admission")[0].settled == settled[1]


def test_of_two_open_questions_the_later_day_holds():
    later = Questioned("admission", "And the weekend?", "", date(2027, 2, 20))
    assert questions.provisional_until((later, ASKED), "admission", TODAY) == date(2027, 2, 20)


@pytest.mark.parametrize(
    "today, first, last",
    [
        (date(2026, 11, 22), date(2027, 1, 22), date(2027, 2, 22)),
        (date(2026, 11, 30), date(2027, 1, 30), date(2027, 2, 28)),
        (date(2027, 12, 31), date(2028, 2, 29), date(2028, 3, 31)),
    ],
)
def test_the_window_is_two_to_three_months(today: date, first: date, last: date):
    """FR-45."""
    assert questions.window(today) == (first, last)
    assert not questions.faults("why", first, today)
    assert not questions.faults("why", last, today)
    assert questions.faults("why", first - timedelta(days=1), today)
    assert questions.faults("why", last + timedelta(days=1), today)
    assert questions.faults("why", None, today)
    assert questions.faults(" ", first, today) == ["Say in a few words what you question."]


def test_the_number_set_aside_stands_beside_the_figure_with_both_values():
    """FR-20: 312 visits, 9 set aside by you, and the figure with them."""
    everything = replace(result(0), whole=EVERYTHING)
    standing = questions.standing(result(9), everything, UNTIL)
    assert questions.said(standing, WAIT, WHOLE.n) == (
        "312 visits, 9 set aside by you: 303 count.",
        "Provisional until 1 Feb 2027: you questioned it.",
    )
    assert questions.with_them(standing, RETURNS) == "With them: 5.8 % (4.0 to 9.0)."


def test_nothing_is_said_where_nothing_was_set_aside_or_questioned():
    standing = questions.standing(result(0), result(0), None)
    assert standing == questions.NOTHING_BESIDE
    assert questions.said(standing, WAIT, 303) == ()
    assert questions.with_them(standing, WAIT) == ""
