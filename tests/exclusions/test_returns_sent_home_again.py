"""Whose returns all ended at home again?"""

EXCLUSION = "returns_sent_home_again"


def test_one_return_that_was_admitted_keeps_the_discharge(left_out):
    found = left_out(
        EXCLUSION,
        visits="""
        visit | patient | arrived          | departed         | disposition
        ------+---------+------------------+------------------+------------
        1     | p1      | 2025-03-01 08:00 | 2025-03-01 11:00 | discharged
        2     | p1      | 2025-03-02 08:00 | 2025-03-02 11:00 | discharged
        3     | p2      | 2025-03-01 08:00 | 2025-03-01 11:00 | discharged
        4     | p2      | 2025-03-02 08:00 | 2025-03-02 11:00 | admitted
        5     | p3      | 2025-03-01 08:00 | 2025-03-01 11:00 | discharged
        6     | p3      | 2025-03-02 08:00 | 2025-03-02 11:00 |
        7     | p4      | 2025-03-01 08:00 | 2025-03-01 11:00 | discharged
        8     | p4      | 2025-03-04 11:01 | 2025-03-04 12:00 | discharged
        """,
    )
    assert found == {"1"}
