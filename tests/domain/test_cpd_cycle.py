"""Years and cycles of colleges: where a day falls, over year ends, leap days and time zones."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afreflect.domain.cpd_cycle import (
    CycleRule,
    Span,
    anniversary,
    cycle_of,
    deadline,
    on_the_day,
    year_of,
)

DAYS = st.dates(date(2001, 1, 1), date(2090, 12, 31))
RULES = st.builds(
    CycleRule, st.sampled_from(["calendar", "july", "appraisal"]), st.sampled_from([1, 2, 5])
)
CALENDAR, JULY = CycleRule("calendar", 5, (1, 31)), CycleRule("july", 5, (6, 30))
APPRAISAL = CycleRule("appraisal")


@given(RULES, DAYS, DAYS)
def test_every_day_falls_in_its_own_year_and_years_meet_without_a_gap(rule, day, appraisal):
    year = year_of(rule, day, appraisal)
    assert day in year
    assert year.days in (365, 366)
    following = year_of(rule, year.last + timedelta(days=1), appraisal)
    assert following.first == year.last + timedelta(days=1)
    assert year_of(rule, year.first, appraisal) == year == year_of(rule, year.last, appraisal)


@given(RULES, DAYS, DAYS, DAYS)
def test_every_day_falls_in_one_cycle_whenever_one_of_them_began(rule, day, started, appraisal):
    cycle = cycle_of(rule, day, started, appraisal)
    assert day in cycle
    assert 365 * rule.years <= cycle.days <= 366 * rule.years
    assert cycle == cycle_of(rule, cycle.first, started, appraisal)
    assert cycle == cycle_of(rule, cycle.last, started, appraisal)
    following = cycle_of(rule, cycle.last + timedelta(days=1), started, appraisal)
    assert following.first == cycle.last + timedelta(days=1)
    if rule.years > 1:
        assert (
            cycle_of(rule, started, started, appraisal).first
            == year_of(rule, started, appraisal).first
        )


def test_a_calendar_year_ends_on_31_december():
    assert year_of(CALENDAR, date(2026, 12, 31)) == Span(date(2026, 1, 1), date(2026, 12, 31))
    assert year_of(CALENDAR, date(2027, 1, 1)).first == date(2027, 1, 1)


def test_a_july_year_ends_on_30_june():
    assert year_of(JULY, date(2026, 6, 30)) == Span(date(2025, 7, 1), date(2026, 6, 30))
    assert year_of(JULY, date(2026, 7, 1)) == Span(date(2026, 7, 1), date(2027, 6, 30))


def test_an_appraisal_year_ends_on_the_appraisal():
    met = date(2025, 3, 14)
    assert year_of(APPRAISAL, date(2026, 3, 14), met) == Span(date(2025, 3, 15), date(2026, 3, 14))
    assert year_of(APPRAISAL, date(2026, 3, 15), met).last == date(2027, 3, 14)


def test_an_appraisal_on_a_leap_day_falls_on_28_february_between():
    met = date(2024, 2, 29)
    assert anniversary(met, 2026) == date(2026, 2, 28)
    assert year_of(APPRAISAL, date(2026, 3, 1), met) == Span(date(2026, 3, 1), date(2027, 2, 28))
    assert year_of(APPRAISAL, date(2028, 2, 29), met).last == date(2028, 2, 29)


def test_a_cycle_of_five_years_runs_from_where_it_began():
    assert cycle_of(CALENDAR, date(2026, 11, 22), date(2023, 5, 5)) == Span(
        date(2023, 1, 1), date(2027, 12, 31)
    )
    assert cycle_of(JULY, date(2026, 11, 22), date(2022, 7, 1)) == Span(
        date(2022, 7, 1), date(2027, 6, 30)
    )


def test_the_day_to_report_by_is_the_first_on_or_after_the_years_end():
    assert deadline(CALENDAR, year_of(CALENDAR, date(2026, 5, 1))) == date(2027, 1, 31)
    assert deadline(JULY, year_of(JULY, date(2026, 5, 1))) == date(2026, 6, 30)
    assert deadline(APPRAISAL, year_of(APPRAISAL, date(2026, 5, 1))) is None


@pytest.mark.parametrize(
    "zone, day", [("America/Vancouver", date(2026, 12, 31)), ("Pacific/Auckland", date(2027, 1, 1))]
)
def test_a_late_evening_counts_in_the_year_that_the_clinicians_own_clock_showed(zone, day):
    moment = datetime(2027, 1, 1, 3, 0, tzinfo=UTC)
    assert on_the_day(moment, ZoneInfo(zone)) == day


@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)),
    st.sampled_from(
        ["America/St_Johns", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kolkata"]
    ),
)
def test_a_clinicians_day_is_at_most_one_from_the_day_in_utc(moment, zone):
    assert abs((on_the_day(moment, ZoneInfo(zone)) - moment.date()).days) <= 1


def test_days_the_wrong_way_round_are_refused():
    with pytest.raises(ValueError, match="swap them"):
        Span(date(2026, 2, 1), date(2026, 1, 1))
