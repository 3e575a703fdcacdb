"""How many of the people I see are admitted?"""

from datetime import date

import pytest

METRIC = "admission"


def test_an_admitted_patient_is_met(given, outcome):
    practice = given(
        visits="""
        visit | disposition
        ------+------------
        1     | admitted
        2     | discharged
        """
    )
    assert outcome(practice, METRIC) == {1: True, 2: False}


@pytest.mark.parametrize(
    "disposition", ["discharged", "transferred", "lwbs", "eloped", "ama", "died", "other"]
)
def test_every_other_known_ending_counts_without_being_met(given, outcome, disposition: str):
    practice = given(
        visits=f"""
        visit | disposition
        ------+--------------
        1     | {disposition}
        """
    )
    assert outcome(practice, METRIC) == {1: False}


def test_a_visit_without_an_ending_is_left_out(given, outcome):
    practice = given(
        visits="""
        visit | disposition
        ------+------------
        1     |
        2     | admitted
        """
    )
    assert outcome(practice, METRIC) == {2: True}


def test_a_visit_elsewhere_is_not_mine_to_count(given, outcome):
    practice = given(
        visits="""
        visit | disposition | mine
        ------+-------------+-----
        1     | admitted    | F
        """
    )
    assert outcome(practice, METRIC) == {}


def test_a_visit_on_the_day_the_period_ends_is_outside_it(given, measure):
    practice = given(
        visits="""
        visit | arrived          | disposition
        ------+------------------+------------
        1     | 2025-03-01 00:00 | admitted
        2     | 2025-03-31 23:59 | discharged
        3     | 2025-04-01 00:00 | admitted
        """
    )
    march = measure(practice, METRIC, since=date(2025, 3, 1), until=date(2025, 4, 1)).whole
    assert (march.met, march.n) == (1, 2)


def test_counts_that_the_source_made_stand_for_as_many_visits(given, measure):
    practice = given(
        counts="""
        from       | metric                  | met | of
        -----------+-------------------------+-----+-----
        2025-03-01 | admission               | 100 | 400
        2025-03-01 | admission               | 50  | 200
        2025-04-01 | admission               | 200 | 400
        2025-04-01 | left_without_being_seen | 8   | 400
        """
    )
    result = measure(practice, METRIC, grain="month")
    assert [(point.met, point.n, point.value) for point in result.points] == [
        (150, 600, 0.25),
        (200, 400, 0.5),
    ]
    assert (result.whole.met, result.whole.n, result.whole.value) == (350, 1000, 0.35)


def test_a_count_with_more_admissions_than_visits_is_left_out(given, measure):
    practice = given(
        counts="""
        from       | metric    | met | of
        -----------+-----------+-----+----
        2025-03-01 | admission | 10  | 10
        2025-04-01 | admission | 11  | 10
        """
    )
    whole = measure(practice, METRIC).whole
    assert (whole.met, whole.n) == (10, 10)
