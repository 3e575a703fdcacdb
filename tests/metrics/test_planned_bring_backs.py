"""How often do I arrange for someone I send home to be seen again?"""

import pytest

METRIC = "planned_bring_backs"


def test_a_return_ordered_at_discharge_is_met(given, outcome):
    practice = given(
        visits="""
        visit | arrived          | departed         | disposition | return_ordered
        ------+------------------+------------------+-------------+---------------
        1     | 2025-03-01 08:00 | 2025-03-01 11:00 | discharged  | T
        2     | 2025-03-01 08:00 | 2025-03-01 11:00 | discharged  | F
        """
    )
    assert outcome(practice, METRIC) == {1: True, 2: False}


def test_a_later_visit_marked_as_planned_is_met(given, outcome):
    practice = given(
        visits="""
        visit | patient | arrived          | departed         | disposition | planned
        ------+---------+------------------+------------------+-------------+--------
        1     | p1      | 2025-03-01 08:00 | 2025-03-01 11:00 | discharged  | F
        2     | p1      | 2025-03-02 09:00 | 2025-03-02 10:00 | admitted    | T
        3     | p2      | 2025-03-01 08:00 | 2025-03-01 11:00 | discharged  | F
        4     | p2      | 2025-03-02 09:00 | 2025-03-02 10:00 | admitted    | F
        """
    )
    assert outcome(practice, METRIC) == {1: True, 3: False}


@pytest.mark.parametrize("disposition", ["admitted", "transferred", "lwbs", "eloped", "died"])
def test_only_discharges_can_be_brought_back(given, outcome, disposition: str):
    practice = given(
        visits=f"""
        visit | arrived          | departed         | disposition   | return_ordered
        ------+------------------+------------------+---------------+---------------
        1     | 2025-03-01 08:00 | 2025-03-01 11:00 | {disposition} | T
        """
    )
    assert outcome(practice, METRIC) == {}


def test_a_discharge_of_which_nothing_is_known_is_left_out(given, outcome):
    practice = given(
        visits="""
        visit | patient | arrived          | departed         | disposition | return_ordered
        ------+---------+------------------+------------------+-------------+---------------
        1     | p1      | 2025-03-01 08:00 | 2025-03-01 11:00 | discharged  |
        2     | p2      | 2025-03-01 08:00 | 2025-03-01 11:00 | discharged  | F
        """
    )
    assert outcome(practice, METRIC) == {2: False}


def test_a_discharge_that_cannot_be_followed_is_left_out(given, outcome):
    practice = given(
        visits="""
        visit | patient | arrived          | departed         | disposition | planned
        ------+---------+------------------+------------------+-------------+--------
        1     |         | 2025-03-01 08:00 | 2025-03-01 11:00 | discharged  | F
        2     | p2      | 2025-03-01 08:00 |                  | discharged  | F
        3     | p3      | 2025-03-01 08:00 | 2025-03-01 11:00 | discharged  |
        """
    )
    assert outcome(practice, METRIC) == {3: False}


@pytest.mark.parametrize(
    "arrived, brought_back",
    [
        ("2025-03-01 10:59", False),
        ("2025-03-01 11:00", True),
        ("2025-03-04 11:00", True),
        ("2025-03-04 11:01", False),
    ],
    ids=["a minute before departure", "at departure", "at 72 h 00", "at 72 h 01"],
)
def test_both_ends_of_the_72_hours_count(given, outcome, arrived: str, brought_back: bool):
    practice = given(
        visits=f"""
        visit | patient | arrived          | departed         | disposition | planned
        ------+---------+------------------+------------------+-------------+--------
        1     | p1      | 2025-03-01 08:00 | 2025-03-01 11:00 | discharged  | F
        2     | p1      | {arrived}        | 2025-03-05 10:00 | admitted    | T
        """
    )
    assert outcome(practice, METRIC) == {1: brought_back}


def test_a_planned_visit_that_a_colleague_took_counts(given, outcome):
    practice = given(
        visits="""
        visit | patient | arrived          | departed         | disposition | planned | mine
        ------+---------+------------------+------------------+-------------+---------+-----
        1     | p1      | 2025-03-01 08:00 | 2025-03-01 11:00 | discharged  | F       | T
        2     | p1      | 2025-03-02 09:00 | 2025-03-02 10:00 | discharged  | T       | F
        """
    )
    assert outcome(practice, METRIC) == {1: True}
