"""How many people give up and leave before anyone sees them?"""

import pytest

METRIC = "left_without_being_seen"
SHIFTS = """
    shift | starts           | ends
    ------+------------------+-----------------
    s1    | 2025-03-01 08:00 | 2025-03-01 16:00
"""


def test_whoever_left_unseen_is_met_and_everybody_else_is_not(given, outcome):
    practice = given(
        visits="""
        visit | arrived          | disposition
        ------+------------------+------------
        1     | 2025-03-01 08:00 | lwbs
        2     | 2025-03-01 08:10 | discharged
        3     | 2025-03-01 08:20 | admitted
        """
    )
    assert outcome(practice, METRIC) == {1: True, 2: False, 3: False}


def test_whoever_left_after_being_seen_was_seen(given, outcome):
    practice = given(
        visits="""
        visit | arrived          | disposition
        ------+------------------+------------
        1     | 2025-03-01 08:00 | eloped
        2     | 2025-03-01 08:10 | ama
        """
    )
    assert outcome(practice, METRIC) == {1: False, 2: False}


def test_a_visit_without_an_ending_is_left_out(given, outcome):
    practice = given(
        visits="""
        visit | arrived          | disposition
        ------+------------------+------------
        1     | 2025-03-01 08:00 |
        """
    )
    assert outcome(practice, METRIC) == {}


@pytest.mark.parametrize(
    "arrived, outcomes",
    [
        ("2025-03-01 07:59", {}),
        ("2025-03-01 08:00", {1: True}),
        ("2025-03-01 15:59", {1: True}),
        ("2025-03-01 16:00", {}),
    ],
    ids=["a minute before", "as it begins", "a minute before its end", "as it ends"],
)
def test_whoever_left_unseen_counts_when_they_arrived_during_my_shift(
    given, outcome, arrived: str, outcomes: dict
):
    practice = given(
        visits=f"""
        visit | arrived   | disposition | mine
        ------+-----------+-------------+-----
        1     | {arrived} | lwbs        | F
        """,
        shifts=SHIFTS,
    )
    assert outcome(practice, METRIC) == outcomes


def test_without_a_list_of_shifts_only_my_own_visits_count(given, outcome):
    practice = given(
        visits="""
        visit | arrived          | disposition | mine
        ------+------------------+-------------+-----
        1     | 2025-03-01 08:00 | lwbs        | F
        2     | 2025-03-01 08:00 | discharged  | T
        """
    )
    assert outcome(practice, METRIC) == {2: False}


def test_a_visit_during_my_shift_that_a_colleague_took_is_not_mine_to_count(given, outcome):
    practice = given(
        visits="""
        visit | arrived          | disposition | mine
        ------+------------------+-------------+-----
        1     | 2025-03-01 09:00 | discharged  | F
        2     | 2025-03-01 09:00 | lwbs        | F
        """,
        shifts=SHIFTS,
    )
    assert outcome(practice, METRIC) == {2: True}


def test_a_visit_at_another_site_was_not_on_my_shift(given, outcome):
    practice = given(
        visits="""
        visit | arrived          | disposition | site  | mine
        ------+------------------+-------------+-------+-----
        1     | 2025-03-01 09:00 | lwbs        | north | F
        2     | 2025-03-01 09:00 | lwbs        | south | F
        3     | 2025-03-01 09:00 | lwbs        |       | F
        """,
        shifts="""
        shift | starts           | ends             | site
        ------+------------------+------------------+------
        s1    | 2025-03-01 08:00 | 2025-03-01 16:00 | north
        """,
    )
    assert outcome(practice, METRIC) == {1: True, 3: True}


def test_two_overlapping_shifts_count_a_visit_once(given, measure):
    practice = given(
        visits="""
        visit | arrived          | disposition | mine
        ------+------------------+-------------+-----
        1     | 2025-03-01 12:00 | lwbs        | F
        """,
        shifts="""
        shift | starts           | ends
        ------+------------------+-----------------
        s1    | 2025-03-01 08:00 | 2025-03-01 16:00
        s2    | 2025-03-01 11:00 | 2025-03-01 19:00
        """,
    )
    assert measure(practice, METRIC).whole.n == 1


def test_counts_that_the_source_made_are_added_up(given, measure):
    practice = given(
        counts="""
        from       | metric                  | met | of
        -----------+-------------------------+-----+-----
        2025-03-01 | left_without_being_seen | 12  | 400
        2025-04-01 | left_without_being_seen | 8   | 600
        2025-04-01 | admission               | 150 | 600
        """
    )
    whole = measure(practice, METRIC).whole
    assert (whole.met, whole.n, whole.value) == (20, 1000, 0.02)


def test_a_count_with_more_leaving_than_arriving_is_left_out(given, measure):
    practice = given(
        counts="""
        from       | metric                  | met | of
        -----------+-------------------------+-----+----
        2025-03-01 | left_without_being_seen | 10  | 10
        2025-04-01 | left_without_being_seen | 11  | 10
        2025-05-01 | left_without_being_seen |     | 10
        """
    )
    whole = measure(practice, METRIC).whole
    assert (whole.met, whole.n) == (10, 10)
