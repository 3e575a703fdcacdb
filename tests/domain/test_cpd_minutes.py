"""Minutes are kept; hours and credits are cut from unrounded minutes, never up by themselves."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afreflect.domain.cpd_minutes import STEPS, Minutes, credits_for, hours, said, said_minutes

SPENT = st.integers(0, 100_000)
RATES = st.sampled_from([Decimal("0.5"), Decimal(1), Decimal(2), Decimal(3)])
LOTS = st.builds(Minutes, **dict.fromkeys(STEPS, SPENT))


@pytest.mark.parametrize(
    "minutes, down, nearest",
    [
        (0, "0", "0"),
        (14, "0", "0.25"),
        (15, "0.25", "0.25"),
        (22, "0.25", "0.25"),
        (23, "0.25", "0.5"),
        (29, "0.25", "0.5"),
        (45, "0.75", "0.75"),
        (60, "1", "1"),
        (599, "9.75", "10"),
    ],
)
def test_hours_are_cut_to_quarters_or_go_to_the_nearest(minutes: int, down: str, nearest: str):
    assert said(hours(minutes)) == down
    assert said(hours(minutes, "nearest")) == nearest


def test_half_a_quarter_goes_up_to_the_nearest():
    assert credits_for(15, Decimal("0.5"), "nearest") == Decimal("0.25")


def test_credits_come_from_the_minutes_and_not_from_hours_that_were_cut():
    assert credits_for(50, Decimal(3)) == Decimal("2.5")
    assert hours(50) * 3 == Decimal("2.25")


@given(SPENT, RATES)
def test_no_more_is_ever_suggested_than_was_spent_and_less_than_a_quarter_is_lost(minutes, rate):
    exact = Fraction(minutes, 60) * Fraction(rate)
    cut = Fraction(credits_for(minutes, rate))
    assert 0 <= exact - cut < Fraction(1, 4)
    assert (cut * 4).denominator == 1


@given(SPENT)
def test_the_nearest_quarter_is_at_most_half_a_quarter_away(minutes):
    assert abs(Fraction(hours(minutes, "nearest")) - Fraction(minutes, 60)) <= Fraction(1, 8)


@given(SPENT, SPENT, RATES)
def test_one_entry_is_never_worth_less_than_the_same_minutes_in_two(one, other, rate):
    together = credits_for(one + other, rate)
    assert together >= credits_for(one, rate) + credits_for(other, rate)


@given(LOTS, LOTS)
def test_minutes_of_two_add_up_step_by_step(one: Minutes, other: Minutes):
    both = one + other
    assert both.total == one.total + other.total
    assert all(both.of([step]) == one.of([step]) + other.of([step]) for step in STEPS)


def test_minutes_below_nought_are_refused():
    with pytest.raises(ValueError, match="nought or more"):
        Minutes(data=-1)


def test_amounts_are_said_as_a_person_would():
    assert [said(Decimal(each)) for each in ("2.00", "2.50", "20", "0.25")] == [
        "2", "2.5", "20", "0.25",
    ]  # fmt: skip
    assert (said_minutes(45), said_minutes(65)) == ("45 min", "1 h 05")
