"""How often does a visit with me include a CT?"""

import pytest

METRIC = "ct_use"


def test_a_visit_with_a_ct_is_met(given, outcome):
    practice = given(
        visits="""
        visit | ct
        ------+---
        1     | T
        2     | F
        """
    )
    assert outcome(practice, METRIC) == {1: True, 2: False}


@pytest.mark.parametrize(
    "modality, had_ct",
    [("CT", True), ("XR;CT", True), ("ct ; us", True), ("XR", False), ("CTG", False)],
)
def test_a_ct_is_found_among_the_kinds_of_imaging(given, outcome, modality: str, had_ct: bool):
    practice = given(
        visits=f"""
        visit | imaging | modality
        ------+---------+-----------
        1     | T       | {modality}
        """
    )
    assert outcome(practice, METRIC) == {1: had_ct}


def test_imaging_of_an_untold_kind_is_left_out(given, outcome):
    practice = given(
        visits="""
        visit | imaging | modality
        ------+---------+---------
        1     | T       |
        2     | T       | CT
        """
    )
    assert outcome(practice, METRIC) == {2: True}


def test_no_imaging_is_no_ct(given, outcome):
    practice = given(
        visits="""
        visit | imaging | modality
        ------+---------+---------
        1     | F       |
        2     | T       | CT
        """
    )
    assert outcome(practice, METRIC) == {1: False, 2: True}


def test_a_visit_of_which_nothing_is_known_is_left_out(given, outcome):
    practice = given(
        visits="""
        visit | imaging | modality | ct
        ------+---------+----------+---
        1     |         |          |
        2     |         |          | F
        """
    )
    assert outcome(practice, METRIC) == {2: False}


def test_either_sign_of_a_ct_suffices_when_the_two_disagree(given, outcome):
    practice = given(
        visits="""
        visit | modality | ct
        ------+----------+---
        1     | XR       | T
        2     | CT       | F
        """
    )
    assert outcome(practice, METRIC) == {1: True, 2: True}


def test_a_visit_elsewhere_is_not_mine_to_count(given, outcome):
    practice = given(
        visits="""
        visit | ct | mine
        ------+----+-----
        1     | T  | F
        """
    )
    assert outcome(practice, METRIC) == {}


def test_a_ct_at_midnight_belongs_to_the_month_that_begins(given, measure):
    practice = given(
        visits="""
        visit | arrived             | ct
        ------+---------------------+---
        1     | 2025-03-31 23:59:59 | F
        2     | 2025-04-01 00:00:00 | T
        """
    )
    points = measure(practice, METRIC, grain="month").points
    assert [(str(point.start), point.met, point.n) for point in points] == [
        ("2025-03-01", 0, 1),
        ("2025-04-01", 1, 1),
    ]
