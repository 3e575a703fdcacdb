"""Figures as people type them."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afreflect.domain import entered
from tests.domain.examples import RETURNS, TEACHING, WAIT


@pytest.mark.parametrize(
    "typed, fraction",
    [("6", 0.06), ("6.5", 0.065), ("6,5", 0.065), ("6.5%", 0.065), (" 6.5 % ", 0.065), ("0", 0)],
)
def test_a_percentage_may_carry_its_sign_and_a_decimal_comma(typed, fraction):
    assert entered.figure(typed, RETURNS) == pytest.approx(fraction)


@pytest.mark.parametrize(
    "typed, minutes",
    [
        ("134", 134),
        ("134 min", 134),
        ("2:14", 134),
        ("2 h 14", 134),
        ("2h14", 134),
        ("2 h", 120),
        ("2 hours 5 minutes", 125),
        ("7.5", 7.5),
    ],
)
def test_a_duration_is_minutes_or_hours_and_minutes(typed, minutes):
    assert entered.figure(typed, WAIT) == minutes


def test_a_mark_may_carry_its_scale():
    assert entered.figure("4.2 of 5", TEACHING) == 4.2


@pytest.mark.parametrize("metric", [RETURNS, WAIT, TEACHING])
def test_nothing_typed_is_no_figure(metric):
    assert entered.figure("   ", metric) is None


@pytest.mark.parametrize(
    "typed, metric",
    [("many", RETURNS), ("101", RETURNS), ("2:75", WAIT), ("soon", WAIT), ("good", TEACHING)],
)
def test_what_is_no_figure_gets_one_plain_sentence(typed, metric):
    with pytest.raises(ValueError, match=r"^[A-Z].*\.$"):
        entered.figure(typed, metric)


def test_a_difference_of_shares_is_typed_in_percentage_points():
    assert entered.difference("1.5 percentage points", RETURNS) == pytest.approx(0.015)


@pytest.mark.parametrize(
    "metric, said",
    [
        (RETURNS, "in percent"),
        (WAIT, "in minutes, or hours:minutes"),
        (TEACHING, "from 1 to 5"),
        (replace(TEACHING, unit="of 7"), "from 1 to 7"),
        (replace(TEACHING, unit="points"), "in marks"),
    ],
)
def test_a_figure_is_asked_for_in_natural_words(metric, said):
    assert entered.how_to_type(metric) == said


@given(st.integers(0, 6000))
def test_a_duration_is_read_back_as_it_is_offered(minutes):
    assert entered.figure(entered.as_typed(minutes, WAIT), WAIT) == minutes


@given(st.integers(0, 1000))
def test_a_share_is_read_back_as_it_is_offered(per_mille):
    offered = entered.as_typed(per_mille / 1000, RETURNS)
    assert entered.figure(offered, RETURNS) == pytest.approx(per_mille / 1000)
