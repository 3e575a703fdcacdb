"""How long do my patients wait for me?"""

import pytest

METRIC = "time_to_first_assessment"


def test_the_wait_runs_from_arrival_to_the_first_assessment(given, outcome):
    practice = given(
        visits="""
        visit | arrived          | seen
        ------+------------------+--------------------
        1     | 2025-03-01 08:00 | 2025-03-01 08:45
        2     | 2025-03-01 23:50 | 2025-03-02 00:20:30
        """
    )
    assert outcome(practice, METRIC) == {1: 45, 2: 30.5}


def test_the_wait_begins_at_the_earlier_of_triage_and_registration(given, outcome):
    practice = given(
        visits="""
        visit | triaged          | arrived          | seen
        ------+------------------+------------------+-----------------
        1     | 2025-03-01 08:00 | 2025-03-01 08:10 | 2025-03-01 08:45
        2     | 2025-03-01 08:10 | 2025-03-01 08:00 | 2025-03-01 08:45
        """
    )
    assert outcome(practice, METRIC) == {1: 45, 2: 45}


def test_a_planned_visit_has_no_wait(given, outcome):
    practice = given(
        visits="""
        visit | arrived          | seen             | planned
        ------+------------------+------------------+--------
        1     | 2025-03-01 08:00 | 2025-03-01 08:45 | T
        2     | 2025-03-01 08:00 | 2025-03-01 08:45 | F
        """
    )
    assert outcome(practice, METRIC) == {2: 45}


def test_a_patient_who_left_unseen_was_not_assessed(given, outcome):
    practice = given(
        visits="""
        visit | arrived          | seen             | disposition
        ------+------------------+------------------+------------
        1     | 2025-03-01 08:00 | 2025-03-01 08:45 | lwbs
        2     | 2025-03-01 08:00 | 2025-03-01 08:45 | eloped
        """
    )
    assert outcome(practice, METRIC) == {2: 45}


def test_a_visit_without_the_time_of_assessment_is_left_out(given, outcome):
    practice = given(
        visits="""
        visit | arrived          | seen
        ------+------------------+-----------------
        1     | 2025-03-01 08:00 |
        2     |                  | 2025-03-01 08:45
        """
    )
    assert outcome(practice, METRIC) == {}


def test_a_wait_in_minutes_serves_where_there_are_no_times(given, outcome):
    practice = given(
        visits="""
        visit | waited
        ------+-------
        1     | 45
        2     | -3
        """
    )
    assert outcome(practice, METRIC) == {1: 45}


@pytest.mark.parametrize(
    "seen, waits",
    [
        ("2025-03-01 07:59", {}),
        ("2025-03-01 08:00", {1: 0}),
        ("2025-03-02 08:00", {1: 1440}),
        ("2025-03-02 08:01", {}),
    ],
    ids=["before arrival", "at arrival", "at 24 h 00", "at 24 h 01"],
)
def test_a_wait_lies_between_nothing_and_24_hours(given, outcome, seen: str, waits: dict):
    practice = given(
        visits=f"""
        visit | arrived          | seen
        ------+------------------+-------
        1     | 2025-03-01 08:00 | {seen}
        """
    )
    assert outcome(practice, METRIC) == waits


@pytest.mark.parametrize("later", ["decided", "departed"])
@pytest.mark.parametrize("moment, waits", [("2025-03-01 09:00", {1: 60}), ("2025-03-01 08:59", {})])
def test_an_assessment_after_the_decision_or_departure_is_a_fault(
    given, outcome, later: str, moment: str, waits: dict
):
    practice = given(
        visits=f"""
        visit | arrived          | seen             | {later}
        ------+------------------+------------------+---------
        1     | 2025-03-01 08:00 | 2025-03-01 09:00 | {moment}
        """
    )
    assert outcome(practice, METRIC) == waits


def test_another_clinicians_visit_is_not_mine_to_count(given, outcome):
    practice = given(
        visits="""
        visit | arrived          | seen             | mine
        ------+------------------+------------------+-----
        1     | 2025-03-01 08:00 | 2025-03-01 09:00 | F
        """
    )
    assert outcome(practice, METRIC) == {}
