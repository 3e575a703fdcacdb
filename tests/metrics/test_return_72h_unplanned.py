"""How often do people I send home come back within three days, unplanned?"""

from datetime import date

import pytest

METRIC = "return_72h_unplanned"


def test_a_patient_who_comes_back_the_next_day_has_returned(given, outcome):
    practice = given(
        visits="""
        visit | patient | arrived          | departed         | disposition
        ------+---------+------------------+------------------+------------
        1     | p1      | 2025-03-01 08:00 | 2025-03-01 11:00 | discharged
        2     | p1      | 2025-03-02 09:00 | 2025-03-02 15:00 | admitted
        3     | p2      | 2025-03-02 09:00 | 2025-03-02 10:00 | discharged
        """
    )
    assert outcome(practice, METRIC) == {1: True, 3: False}


def test_a_planned_bring_back_is_not_a_return(given, outcome):
    practice = given(
        visits="""
        visit | patient | arrived          | departed         | disposition | planned
        ------+---------+------------------+------------------+-------------+--------
        1     | p1      | 2025-03-01 08:00 | 2025-03-01 11:00 | discharged  | F
        2     | p1      | 2025-03-02 09:00 | 2025-03-02 10:00 | discharged  | T
        """
    )
    assert outcome(practice, METRIC) == {1: False, 2: False}


@pytest.mark.parametrize(
    "marked, returned",
    [("", False), ("T", False), ("F", True)],
    ids=["not marked at all", "marked as planned", "marked as not planned"],
)
def test_a_return_that_was_ordered_is_planned_unless_marked_otherwise(
    given, outcome, marked: str, returned: bool
):
    practice = given(
        visits=f"""
        visit | patient | arrived    | departed         | disposition | return_ordered | planned
        ------+---------+------------+------------------+-------------+----------------+---------
        1     | p1      | 2025-03-01 | 2025-03-01 11:00 | discharged  | T              |
        2     | p1      | 2025-03-02 | 2025-03-02 10:00 | admitted    |                | {marked}
        """
    )
    assert outcome(practice, METRIC) == {1: returned}


@pytest.mark.parametrize(
    "disposition", ["admitted", "transferred", "lwbs", "eloped", "ama", "died"]
)
def test_only_patients_sent_home_can_return(given, outcome, disposition: str):
    practice = given(
        visits=f"""
        visit | patient | arrived          | departed         | disposition
        ------+---------+------------------+------------------+------------
        1     | p1      | 2025-03-01 08:00 | 2025-03-01 11:00 | {disposition}
        2     | p1      | 2025-03-02 09:00 | 2025-03-02 10:00 | discharged
        """
    )
    assert outcome(practice, METRIC) == {2: False}


def test_a_return_counts_wherever_it_is_and_whoever_sees_the_patient(given, outcome):
    practice = given(
        visits="""
        visit | patient | arrived          | departed         | disposition | site  | mine
        ------+---------+------------------+------------------+-------------+-------+-----
        1     | p1      | 2025-03-01 08:00 | 2025-03-01 11:00 | discharged  | north | T
        2     | p1      | 2025-03-02 09:00 | 2025-03-02 10:00 | discharged  | south | F
        """
    )
    assert outcome(practice, METRIC) == {1: True}


def test_a_discharge_elsewhere_is_not_mine_to_count(given, outcome):
    practice = given(
        visits="""
        visit | patient | arrived          | departed         | disposition | mine
        ------+---------+------------------+------------------+-------------+-----
        1     | p1      | 2025-03-01 08:00 | 2025-03-01 11:00 | discharged  | F
        2     | p1      | 2025-03-02 09:00 | 2025-03-02 10:00 | admitted    | T
        """
    )
    assert outcome(practice, METRIC) == {}


def test_a_return_that_ends_in_leaving_unseen_is_a_return(given, outcome):
    practice = given(
        visits="""
        visit | patient | arrived          | departed         | disposition
        ------+---------+------------------+------------------+------------
        1     | p1      | 2025-03-01 08:00 | 2025-03-01 11:00 | discharged
        2     | p1      | 2025-03-02 09:00 | 2025-03-02 10:00 | lwbs
        """
    )
    assert outcome(practice, METRIC) == {1: True}


def test_a_visit_that_lasted_no_time_is_not_its_own_return(given, outcome):
    practice = given(
        visits="""
        visit | patient | arrived          | departed         | disposition
        ------+---------+------------------+------------------+------------
        1     | p1      | 2025-03-01 08:00 | 2025-03-01 08:00 | discharged
        """
    )
    assert outcome(practice, METRIC) == {1: False}


def test_one_discharge_with_two_returns_counts_once(given, measure):
    practice = given(
        visits="""
        visit | patient | arrived          | departed         | disposition
        ------+---------+------------------+------------------+------------
        1     | p1      | 2025-03-01 08:00 | 2025-03-01 11:00 | discharged
        2     | p1      | 2025-03-02 09:00 | 2025-03-02 10:00 | lwbs
        3     | p1      | 2025-03-02 12:00 | 2025-03-02 18:00 | admitted
        """
    )
    whole = measure(practice, METRIC).whole
    assert (whole.met, whole.n) == (1, 1)


@pytest.mark.parametrize(
    "arrived, returned",
    [
        ("2025-03-01 10:59", False),
        ("2025-03-01 11:00", True),
        ("2025-03-04 11:00", True),
        ("2025-03-04 11:01", False),
    ],
    ids=["a minute before departure", "at departure", "at 72 h 00", "at 72 h 01"],
)
def test_both_ends_of_the_72_hours_count(given, outcome, arrived: str, returned: bool):
    practice = given(
        visits=f"""
        visit | patient | arrived          | departed         | disposition
        ------+---------+------------------+------------------+------------
        1     | p1      | 2025-03-01 08:00 | 2025-03-01 11:00 | discharged
        2     | p1      | {arrived}        | 2025-03-05 10:00 | admitted
        """
    )
    assert outcome(practice, METRIC) == {1: returned}


def test_a_discharge_without_patient_or_departure_cannot_be_followed(given, outcome):
    practice = given(
        visits="""
        visit | patient | arrived          | departed         | disposition
        ------+---------+------------------+------------------+------------
        1     |         | 2025-03-01 08:00 | 2025-03-01 11:00 | discharged
        2     |         | 2025-03-02 08:00 | 2025-03-02 11:00 | discharged
        3     | p3      | 2025-03-01 08:00 |                  | discharged
        4     | p4      | 2025-03-01 08:00 | 2025-03-01 11:00 |
        """
    )
    assert outcome(practice, METRIC) == {}


def test_a_return_after_the_period_still_counts_for_a_discharge_inside_it(given, measure):
    practice = given(
        visits="""
        visit | patient | arrived          | departed         | disposition
        ------+---------+------------------+------------------+------------
        1     | p1      | 2025-03-31 08:00 | 2025-03-31 11:00 | discharged
        2     | p1      | 2025-04-01 09:00 | 2025-04-01 10:00 | discharged
        """
    )
    march = measure(practice, METRIC, since=date(2025, 3, 1), until=date(2025, 4, 1)).whole
    assert (march.met, march.n) == (1, 1)


def test_a_discharge_on_the_last_day_of_the_extract_is_kept(given, outcome):
    practice = given(
        visits="""
        visit | patient | arrived          | departed         | disposition
        ------+---------+------------------+------------------+------------
        1     | p1      | 2025-03-01 08:00 | 2025-03-01 11:00 | discharged
        """
    )
    assert outcome(practice, METRIC) == {1: False}
