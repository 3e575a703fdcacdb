"""Periods are named as often as there is room for."""

from datetime import date
from itertools import pairwise

import pytest

from afreflect.charts.calendar_axis import CalendarAxis, calendar_axis, period_end
from afreflect.domain.metric import Grain
from tests.domain.examples import months


def named(axis: CalendarAxis, width: float) -> list[str]:
    """What stands under the chart when its series is so wide."""
    ticks = [tick for tick in axis.ticks if width >= tick.needs]
    return [
        f"{tick.name} {tick.year}" if width < tick.year_below and tick.year else tick.name
        for tick in ticks
    ]


def test_every_month_has_its_name_where_there_is_room():
    axis = calendar_axis(months(4, date(2024, 11, 1)), "month")
    assert named(axis, 900) == ["Nov 2024", "Dec", "Jan 2025", "Feb"]


def test_a_narrower_chart_names_quarters_then_halves_then_years():
    axis = calendar_axis(months(24), "month")
    assert named(axis, 600)[:3] == ["Jan 2024", "Apr", "Jul"]
    assert named(axis, 200) == ["Jan 2024", "Jul", "Jan 2025", "Jul"]
    assert named(axis, 100) == ["Jan 2024", "Jan 2025"]


def test_the_first_name_that_shows_carries_its_year():
    axis = calendar_axis(months(14, date(2024, 3, 1)), "month")
    assert named(axis, 400) == ["Apr 2024", "Jul", "Oct", "Jan 2025", "Apr"]
    assert named(axis, 120) == ["Jul 2024", "Jan 2025"]


def test_quarters_and_years():
    quarters = [date(2024, 4, 1), date(2024, 7, 1), date(2025, 1, 1)]
    assert named(calendar_axis(quarters, "quarter"), 900) == ["Q2 2024", "Q3", "Q1 2025"]
    decades = [date(year, 1, 1) for year in range(2110, 2202)]
    assert named(calendar_axis(decades, "year"), 300) == ["2120", "2140", "2160", "2180", "2200"]


@pytest.mark.parametrize("width", [60, 90, 150, 300, 600, 1000])
@pytest.mark.parametrize("grain", ["month", "quarter", "year"])
def test_no_two_names_touch(grain: Grain, width: int):
    step = {"month": 1, "quarter": 3, "year": 12}[grain]
    starts = months(120, date(2016, 1, 1))[::step]
    axis = calendar_axis(starts, grain)
    places = [
        (tick.start.toordinal() - axis.since) / (axis.until - axis.since) * width
        for tick in axis.ticks
        if width >= tick.needs
    ]
    assert places
    assert all(right - left >= 37 for left, right in pairwise(places))


@pytest.mark.parametrize(
    "grain, end",
    [("month", date(2025, 1, 1)), ("quarter", date(2025, 3, 1)), ("year", date(2025, 12, 1))],
)
def test_a_period_ends_where_the_next_begins(grain: Grain, end: date):
    assert period_end(date(2024, 12, 1), grain) == end
