"""Which discharges had a return that was planned?"""

EXCLUSION = "planned_returns"


def test_a_discharge_before_a_planned_visit_goes(left_out):
    found = left_out(
        EXCLUSION,
        visits="""
        visit | patient | arrived          | departed         | planned
        ------+---------+------------------+------------------+--------
        1     | p1      | 2025-03-01 08:00 | 2025-03-01 11:00 | F
        2     | p1      | 2025-03-04 11:00 | 2025-03-04 12:00 | T
        3     | p2      | 2025-03-01 08:00 | 2025-03-01 11:00 | F
        4     | p2      | 2025-03-04 11:01 | 2025-03-04 12:00 | T
        5     | p3      | 2025-03-01 08:00 | 2025-03-01 11:00 | F
        6     | p3      | 2025-03-02 08:00 | 2025-03-02 11:00 | F
        """,
    )
    assert found == {"1"}


def test_a_discharge_with_a_return_ordered_goes_whether_or_not_the_patient_came(left_out):
    found = left_out(
        EXCLUSION,
        visits="""
        visit | patient | arrived          | departed         | return_ordered
        ------+---------+------------------+------------------+---------------
        1     | p1      | 2025-03-01 08:00 | 2025-03-01 11:00 | T
        2     | p2      | 2025-03-01 08:00 | 2025-03-01 11:00 | F
        3     | p3      | 2025-03-01 08:00 | 2025-03-01 11:00 |
        """,
    )
    assert found == {"1"}


def test_a_discharge_elsewhere_is_not_named(left_out):
    found = left_out(
        EXCLUSION,
        visits="""
        visit | patient | arrived          | departed         | return_ordered | mine
        ------+---------+------------------+------------------+----------------+-----
        1     | p1      | 2025-03-01 08:00 | 2025-03-01 11:00 | T              | F
        """,
    )
    assert found == set()
