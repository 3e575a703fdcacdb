"""How often does a visit with me include imaging?"""

from datetime import date

METRIC = "imaging_use"


def test_a_visit_with_imaging_is_met(given, outcome):
    practice = given(
        visits="""
        visit | imaging
        ------+--------
        1     | T
        2     | F
        """
    )
    assert outcome(practice, METRIC) == {1: True, 2: False}


def test_a_visit_elsewhere_is_not_mine_to_count(given, outcome):
    practice = given(
        visits="""
        visit | imaging | mine
        ------+---------+-----
        1     | T       | F
        2     | T       | T
        """
    )
    assert outcome(practice, METRIC) == {2: True}


def test_a_visit_where_imaging_is_blank_is_left_out(given, outcome):
    practice = given(
        visits="""
        visit | imaging
        ------+--------
        1     |
        2     | F
        """
    )
    assert outcome(practice, METRIC) == {2: False}


def test_in_a_list_of_all_images_no_entry_means_none(given, outcome):
    practice = given(
        visits="""
        visit | patient
        ------+--------
        1     | p1
        2     | p2
        """,
        care="""
        visit | item
        ------+--------
        1     | imaging
        1     | imaging
        """,
    )
    assert outcome(practice, METRIC) == {1: True, 2: False}


def test_a_list_of_other_care_says_nothing_about_imaging(given, outcome):
    practice = given(
        visits="""
        visit | patient
        ------+--------
        1     | p1
        """,
        care="""
        visit | item
        ------+-------------
        1     | prescription
        """,
    )
    assert outcome(practice, METRIC) == {}


def test_an_image_whose_visit_is_not_told_counts_for_none(given, outcome):
    practice = given(
        visits="""
        visit | patient
        ------+--------
        1     | p1
        """,
        care="""
        visit | patient | item
        ------+---------+--------
              | p1      | imaging
        """,
    )
    assert outcome(practice, METRIC) == {}


def test_an_image_at_midnight_belongs_to_the_month_that_begins(given, measure):
    practice = given(
        visits="""
        visit | arrived          | imaging
        ------+------------------+--------
        1     | 2025-02-28 23:59 | T
        2     | 2025-03-01 00:00 | T
        3     | 2025-03-31 23:59 | F
        4     |                  | T
        """
    )
    march = measure(practice, METRIC, since=date(2025, 3, 1)).whole
    assert (march.met, march.n) == (1, 2)
    assert measure(practice, METRIC).whole.n == 4
