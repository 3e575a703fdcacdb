"""How long do my patients stay, whatever happens next?"""

import pytest

METRIC = "length_of_stay"


def test_every_visit_counts_however_it_ended(given, outcome):
    practice = given(
        visits="""
        visit | arrived          | departed            | disposition | planned
        ------+------------------+---------------------+-------------+--------
        1     | 2025-03-01 08:00 | 2025-03-01 11:00    | discharged  | T
        2     | 2025-03-01 08:00 | 2025-03-01 09:00:15 | lwbs        | F
        3     | 2025-03-01 08:00 | 2025-03-01 18:00    | admitted    |
        4     | 2025-03-01 08:00 | 2025-03-01 10:00    |             |
        """
    )
    assert outcome(practice, METRIC) == {1: 180, 2: 60.25, 3: 600, 4: 120}


def test_the_stay_begins_at_the_earlier_of_triage_and_registration(given, outcome):
    practice = given(
        visits="""
        visit | triaged          | arrived          | departed
        ------+------------------+------------------+-----------------
        1     | 2025-03-01 08:00 | 2025-03-01 08:10 | 2025-03-01 09:00
        2     | 2025-03-01 08:10 | 2025-03-01 08:00 | 2025-03-01 09:00
        """
    )
    assert outcome(practice, METRIC) == {1: 60, 2: 60}


def test_a_visit_elsewhere_is_not_mine_to_count(given, outcome):
    practice = given(
        visits="""
        visit | arrived          | departed         | mine
        ------+------------------+------------------+-----
        1     | 2025-03-01 08:00 | 2025-03-01 11:00 | F
        """
    )
    assert outcome(practice, METRIC) == {}


def test_a_stay_without_a_departure_is_left_out(given, outcome):
    practice = given(
        visits="""
        visit | arrived          | departed
        ------+------------------+---------
        1     | 2025-03-01 08:00 |
        """
    )
    assert outcome(practice, METRIC) == {}


@pytest.mark.parametrize(
    "departed, stays",
    [
        ("2025-03-01 07:59:59", {}),
        ("2025-03-01 08:00:00", {1: 0}),
        ("2025-04-01 08:00:00", {1: 31 * 24 * 60}),
    ],
    ids=["a second before arrival", "at arrival", "a month later"],
)
def test_a_stay_may_be_nothing_or_very_long_but_not_negative(
    given, outcome, departed: str, stays: dict
):
    practice = given(
        visits=f"""
        visit | arrived          | departed
        ------+------------------+-----------
        1     | 2025-03-01 08:00 | {departed}
        """
    )
    assert outcome(practice, METRIC) == stays


def test_a_stay_in_minutes_serves_where_there_are_no_times(given, outcome):
    practice = given(
        visits="""
        visit | stayed
        ------+-------
        1     | 95.5
        2     | -1
        """
    )
    assert outcome(practice, METRIC) == {1: 95.5}


def test_median_and_nine_in_ten_lie_between_the_closest_ranks(given, measure):
    practice = given(
        visits="""
        visit | stayed
        ------+-------
        1     | 10
        2     | 20
        3     | 30
        4     | 100
        """
    )
    assert measure(practice, METRIC, "median").whole.value == 25
    assert measure(practice, METRIC, "p90").whole.value == pytest.approx(79)
