"""Which visits were not the first?"""

EXCLUSION = "later_visits_of_a_patient"


def test_the_earliest_stays_and_an_unknown_patient_too(left_out):
    found = left_out(
        EXCLUSION,
        visits="""
        visit | patient | arrived
        ------+---------+-----------------
        1     | p1      | 2025-03-02 08:00
        2     | p1      | 2025-03-01 08:00
        3     | p1      | 2025-03-03 08:00
        4     | p2      | 2025-03-01 08:00
        5     |         | 2025-03-01 08:00
        6     |         | 2025-03-02 08:00
        """,
    )
    assert found == {"1", "3"}


def test_a_visit_to_a_colleague_is_no_first_visit_with_me(left_out):
    found = left_out(
        EXCLUSION,
        visits="""
        visit | patient | arrived          | mine
        ------+---------+------------------+-----
        1     | p1      | 2025-03-01 08:00 | F
        2     | p1      | 2025-03-02 08:00 | T
        """,
    )
    assert found == set()
