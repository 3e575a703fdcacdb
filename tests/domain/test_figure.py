"""Numbers as a colleague would say them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afreflect.domain import figure
from afreflect.domain.metric import Metric, Point
from tests.domain.examples import RETURNS, TEACHING, WAIT, level, share, target


@pytest.mark.parametrize(
    "minutes, said",
    [
        (0, "0 min"),
        (44.4, "44 min"),
        (59.4, "59 min"),
        (59.6, "1 h 00"),
        (134, "2 h 14"),
        (1500, "25 h 00"),
        (-75, "-1 h 15"),
    ],
)
def test_a_duration(minutes: float, said: str):
    assert figure.duration(minutes) == said


@given(st.floats(-3000, 3000))
def test_a_said_duration_is_never_off_by_more_than_half_a_minute(minutes: float):
    said = figure.duration(minutes)
    if "h" in said:
        hours, rest = said.lstrip("-").split(" h ")
        assert 0 <= int(rest) < 60
        heard = int(hours) * 60 + int(rest)
    else:
        heard = int(said.lstrip("-").removesuffix(" min"))
    assert abs(heard - abs(minutes)) <= 0.5


@pytest.mark.parametrize(
    "metric, value, said",
    [(RETURNS, 0.0613, "6.1 %"), (WAIT, 134.0, "2 h 14"), (TEACHING, 4.26, "4.3 of 5")],
)
def test_a_figure_carries_its_unit(metric: Metric, value: float, said: str):
    assert figure.say(value, metric) == said


def test_a_figure_with_its_doubt():
    assert figure.say_interval(share(None, 41, 672), RETURNS) == "6.1 % (4.5 to 8.2)"
    assert figure.say_interval(level(None, 40, 134, 95, 150), WAIT) == "2 h 14 (1 h 35 to 2 h 30)"


def test_minutes_are_said_once():
    assert figure.say_interval(level(None, 40, 44, 40, 59.4), WAIT) == "44 min (40 to 59)"
    assert figure.say_interval(level(None, 40, 44, 40, 60), WAIT) == "44 min (40 min to 1 h 00)"


def test_a_figure_from_so_few_that_no_interval_exists_stands_alone():
    few = Point(None, 5, None, 44.0, None, None)
    assert figure.say_interval(few, WAIT) == "44 min"


def test_no_units_no_figure():
    assert figure.say_interval(share(None, 0, 0), RETURNS) == "no figure"


@pytest.mark.parametrize(
    "metric, amount, said",
    [
        (RETURNS, 0.012, "1.2 percentage points"),
        (WAIT, 14.0, "14 min"),
        (TEACHING, 0.31, "0.3"),
    ],
)
def test_a_difference_is_in_points_not_percent(metric: Metric, amount: float, said: str):
    assert figure.say_difference(amount, metric) == said


@pytest.mark.parametrize(
    "low, high, said",
    [
        (None, 0.05, "at most 5.0 %"),
        (0.9, None, "at least 90.0 %"),
        (0.1, 0.15, "10.0 to 15.0 %"),
        (0.1, 0.1, "10.0 %"),
    ],
)
def test_a_target_in_words(low: float | None, high: float | None, said: str):
    assert figure.say_target(target(low, high), RETURNS) == said


@given(st.floats(0, 1))
def test_rounding_agrees_with_what_is_said(value: float):
    rounded = figure.rounded(value, RETURNS)
    assert figure.say(rounded, RETURNS) == figure.say(value, RETURNS)


def test_thousands_are_set_apart():
    assert figure.count(4812.0) == "4,812"


def test_a_points_place_in_time():
    start = date(2025, 4, 1)
    said = [figure.say_start(start, grain) for grain in ("month", "quarter", "year", "all")]
    assert said == ["Apr 2025", "Q2 2025", "2025", "Whole period"]
    assert figure.say_start(None, "month") == "Whole period"


@given(st.integers(1, 12))
def test_every_month_belongs_to_its_quarter(month: int):
    said = figure.say_start(date(2025, month, 1), "quarter")
    assert said == f"Q{[1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4][month - 1]} 2025"


def test_one_of_a_kind_is_said_in_the_singular():
    said = [figure.say_cases(n, "discharges") for n in (0, 1, 2, 1_200)]
    assert said == ["0 discharges", "1 discharge", "2 discharges", "1,200 discharges"]
    assert figure.say_cases(1, "studies") == "1 study"
