"""How long do patients I send home stay in the department?"""

import pytest

METRIC = "length_of_stay_discharged"


def test_the_stay_of_a_patient_sent_home_runs_from_arrival_to_departure(given, outcome):
    practice = given(
        visits="""
        visit | arrived          | departed            | disposition
        ------+------------------+---------------------+------------
        1     | 2025-03-01 08:00 | 2025-03-01 11:00    | discharged
        2     | 2025-03-01 22:00 | 2025-03-02 00:00:30 | discharged
        """
    )
    assert outcome(practice, METRIC) == {1: 180, 2: 120.5}


@pytest.mark.parametrize(
    "disposition", ["admitted", "transferred", "lwbs", "eloped", "ama", "died", "other", ""]
)
def test_whoever_was_not_sent_home_is_left_out(given, outcome, disposition: str):
    practice = given(
        visits=f"""
        visit | arrived          | departed         | disposition
        ------+------------------+------------------+--------------
        1     | 2025-03-01 08:00 | 2025-03-01 11:00 | {disposition}
        """
    )
    assert outcome(practice, METRIC) == {}


def test_a_planned_visit_is_left_out(given, outcome):
    practice = given(
        visits="""
        visit | arrived          | departed         | disposition | planned
        ------+------------------+------------------+-------------+--------
        1     | 2025-03-01 08:00 | 2025-03-01 11:00 | discharged  | T
        2     | 2025-03-01 08:00 | 2025-03-01 11:00 | discharged  |
        """
    )
    assert outcome(practice, METRIC) == {2: 180}


def test_the_stay_begins_at_the_earlier_of_triage_and_registration(given, outcome):
    practice = given(
        visits="""
        visit | triaged          | arrived          | departed         | disposition
        ------+------------------+------------------+------------------+------------
        1     | 2025-03-01 08:00 | 2025-03-01 08:10 | 2025-03-01 09:00 | discharged
        2     | 2025-03-01 08:10 | 2025-03-01 08:00 | 2025-03-01 09:00 | discharged
        """
    )
    assert outcome(practice, METRIC) == {1: 60, 2: 60}


def test_a_visit_elsewhere_is_not_mine_to_count(given, outcome):
    practice = given(
        visits="""
        visit | arrived          | departed         | disposition | mine
        ------+------------------+------------------+-------------+-----
        1     | 2025-03-01 08:00 | 2025-03-01 11:00 | discharged  | F
        """
    )
    assert outcome(practice, METRIC) == {}


def test_a_stay_without_arrival_or_departure_is_left_out(given, outcome):
    practice = given(
        visits="""
        visit | arrived          | departed         | disposition
        ------+------------------+------------------+------------
        1     | 2025-03-01 08:00 |                  | discharged
        2     |                  | 2025-03-01 11:00 | discharged
        """
    )
    assert outcome(practice, METRIC) == {}


@pytest.mark.parametrize(
    "departed, stays",
    [("2025-03-01 07:59", {}), ("2025-03-01 08:00", {1: 0})],
    ids=["before arrival", "at arrival"],
)
def test_nobody_leaves_before_arriving(given, outcome, departed: str, stays: dict):
    practice = given(
        visits=f"""
        visit | arrived          | departed   | disposition
        ------+------------------+------------+------------
        1     | 2025-03-01 08:00 | {departed} | discharged
        """
    )
    assert outcome(practice, METRIC) == stays


def test_a_stay_in_minutes_serves_where_there_are_no_times(given, outcome):
    practice = given(
        visits="""
        visit | stayed | disposition
        ------+--------+------------
        1     | 95     | discharged
        2     | 95     | admitted
        3     | -1     | discharged
        """
    )
    assert outcome(practice, METRIC) == {1: 95}


def test_a_negative_stay_is_not_mended_by_a_recorded_duration(given, outcome):
    practice = given(
        visits="""
        visit | arrived          | departed         | stayed | disposition
        ------+------------------+------------------+--------+------------
        1     | 2025-03-01 08:00 | 2025-03-01 07:00 | 95     | discharged
        """
    )
    assert outcome(practice, METRIC) == {}
