"""How many patients do I take on in an hour of a shift?"""

from datetime import datetime, timedelta

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from afreflect.domain import interval
from afreflect.domain.metric import GRAINS, Grain
from afreflect.storage.catalogue import catalogue
from tests.metrics.tables import practice_of

METRIC = "patients_per_hour"
RATE = next(metric for metric in catalogue() if metric.id == METRIC)
SHIFT = """
    shift | starts           | ends
    ------+------------------+-----------------
    1     | 2025-03-01 08:00 | 2025-03-01 16:00
"""


def seen_at(*times: str) -> str:
    rows = (f"{number} | 2025-02-28 20:00 | {time}" for number, time in enumerate(times))
    return "\n".join(("visit | arrived | seen", "---", *rows))


def test_a_shift_counts_the_patients_first_seen_in_it_over_its_hours(given, outcome, measure):
    practice = given(
        shifts=SHIFT, visits=seen_at("2025-03-01 08:30", "2025-03-01 09:00", "2025-03-01 15:00")
    )
    assert outcome(practice, METRIC) == {1: 3 / 8}
    whole = measure(practice, METRIC).whole
    assert (whole.n, whole.met, whole.exposure) == (1, 3, 8)


def test_a_shift_holds_its_first_minute_and_not_its_last(given, outcome):
    practice = given(shifts=SHIFT, visits=seen_at("2025-03-01 08:00", "2025-03-01 16:00"))
    assert outcome(practice, METRIC) == {1: 1 / 8}


def test_each_hour_weighs_the_same_and_not_each_shift(given, measure):
    practice = given(
        shifts="""
        shift | starts           | ends
        ------+------------------+-----------------
        1     | 2025-03-01 08:00 | 2025-03-01 10:00
        2     | 2025-03-02 08:00 | 2025-03-02 16:00
        """,
        visits=seen_at("2025-03-01 08:30", "2025-03-01 09:30", "2025-03-02 09:00"),
    )
    assert measure(practice, METRIC).whole.value == pytest.approx(3 / 10)


def test_the_range_of_doubt_is_the_exact_one_of_a_count(given, measure):
    """Garwood 1936: never too narrow, however few there are."""
    practice = given(shifts=SHIFT, visits=seen_at("2025-03-01 08:30", "2025-03-01 09:00"))
    whole = measure(practice, METRIC).whole
    assert (whole.low, whole.high) == interval.poisson(2, 8)


def test_a_night_counts_on_the_day_it_begins(given, measure):
    practice = given(
        shifts="""
        shift | starts           | ends
        ------+------------------+-----------------
        1     | 2025-03-31 22:00 | 2025-04-01 06:00
        """,
        visits=seen_at("2025-04-01 03:00"),
    )
    [march] = measure(practice, METRIC, grain="month").points
    assert (march.start.month, march.met) == (3, 1)


def test_a_shift_in_which_nobody_was_seen_first_is_left_out(given, outcome):
    practice = given(
        shifts=SHIFT + "2 | 2025-03-02 08:00 | 2025-03-02 16:00", visits=seen_at("2025-03-01 09:00")
    )
    assert set(outcome(practice, METRIC)) == {1}


@pytest.mark.parametrize("ends", ["", "2025-03-01 07:00", "2025-03-01 08:00", "2025-03-02 08:01"])
def test_a_shift_without_an_end_or_of_impossible_length_is_left_out(given, outcome, ends: str):
    shift = f"shift | starts | ends\n---\n1 | 2025-03-01 08:00 | {ends}"
    assert outcome(given(shifts=shift, visits=seen_at("2025-03-01 08:00")), METRIC) == {}


def test_hours_of_two_shifts_that_overlap_count_once(given, outcome, measure):
    practice = given(
        shifts=SHIFT + "2 | 2025-03-01 14:00 | 2025-03-01 22:00",
        visits=seen_at("2025-03-01 09:00", "2025-03-01 15:00"),
    )
    assert outcome(practice, METRIC) == {1: 1 / 6, 2: 1 / 8}
    assert measure(practice, METRIC).whole.exposure == 14


def test_a_shift_that_is_listed_twice_counts_once(given, measure):
    practice = given(
        shifts=SHIFT + "1 | 2025-03-01 08:00 | 2025-03-01 16:00", visits=seen_at("2025-03-01 09:00")
    )
    whole = measure(practice, METRIC).whole
    assert (whole.n, whole.met, whole.exposure) == (1, 1, 8)


def test_a_patient_first_seen_before_arrival_does_not_count(given, outcome):
    visits = "visit | arrived | seen\n---\n1 | 2025-03-01 10:00 | 2025-03-01 09:00"
    assert outcome(given(shifts=SHIFT, visits=visits), METRIC) == {}


def test_a_blank_time_of_first_assessment_counts_by_arrival_unless_nobody_saw_the_patient(
    given, outcome
):
    """A month of blank times must not pass for a month of few patients."""
    visits = """
        visit | arrived          | seen             | disposition
        ------+------------------+------------------+------------
        1     | 2025-03-01 09:00 |                  | discharged
        2     | 2025-03-01 10:00 |                  | lwbs
        3     | 2025-03-01 07:00 |                  | discharged
        4     | 2025-03-01 07:00 | 2025-03-01 08:10 | discharged
        """
    assert outcome(given(shifts=SHIFT, visits=visits), METRIC) == {1: 2 / 8}


def test_only_my_own_patients_count(given, outcome):
    visits = """
        visit | seen             | mine
        ------+------------------+-----
        1     | 2025-03-01 09:00 | T
        2     | 2025-03-01 10:00 | F
        """
    assert outcome(given(shifts=SHIFT, visits=visits), METRIC) == {1: 1 / 8}


def test_where_all_rows_are_measured_each_clinician_keeps_their_own_shifts(given, outcome):
    practice = given(
        shifts="""
        shift | physician_id | starts           | ends
        ------+--------------+------------------+-----------------
        1     | a            | 2025-03-01 08:00 | 2025-03-01 16:00
        2     | b            | 2025-03-01 08:00 | 2025-03-01 16:00
        """,
        visits="""
        visit | physician | seen
        ------+-----------+-----------------
        1     | a         | 2025-03-01 09:00
        2     | a         | 2025-03-01 10:00
        3     | b         | 2025-03-01 10:00
        """,
    )
    assert outcome(practice, METRIC) == {1: 2 / 8, 2: 1 / 8}


START = datetime(2025, 1, 1)


@settings(max_examples=25, deadline=None)
@drawn(
    shifts=st.lists(st.tuples(st.integers(0, 2000), st.integers(1, 24)), max_size=12),
    seen=st.lists(st.integers(0, 2000 * 60), max_size=30),
    grain=st.sampled_from(GRAINS),
)
def test_points_add_up_and_no_patient_and_no_hour_counts_twice(
    shifts: list[tuple[int, int]], seen: list[int], grain: Grain
):
    rows = [
        f"{n} | {START + timedelta(hours=at)} | {START + timedelta(hours=at + hours)}"
        for n, (at, hours) in enumerate(shifts)
    ]
    visits = [f"{n} | {START + timedelta(minutes=at)}" for n, at in enumerate(seen)]
    practice = practice_of(
        {
            "shifts": "\n".join(("shift | starts | ends", "---", *rows)),
            "visits": "\n".join(("visit | seen", "---", *visits)),
        }
    )
    result = practice.measure(RATE, grain=grain)
    units = practice.units(RATE, None, "all")
    assert len(units) == result.whole.n == sum(point.n for point in result.points)
    assert sum(unit.events or 0 for unit in units) == (result.whole.met or 0) <= len(seen)
    assert sum(point.met or 0 for point in result.points) == (result.whole.met or 0)
    worked = {at + hour for at, hours in shifts for hour in range(hours)}
    assert (result.whole.exposure or 0) <= len(worked)
