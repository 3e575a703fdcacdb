"""Which discharges have not had their 72 hours?"""

EXCLUSION = "last_three_days"


def test_the_extract_ends_with_its_last_moment_whosever_it_is(left_out):
    found = left_out(
        EXCLUSION,
        visits="""
        visit | patient | arrived          | departed         | mine
        ------+---------+------------------+------------------+-----
        1     | p1      | 2025-03-01 08:00 | 2025-03-01 12:00 | T
        2     | p2      | 2025-03-01 08:00 | 2025-03-01 12:01 | T
        3     | p3      | 2025-03-04 11:00 | 2025-03-04 12:00 | F
        4     | p4      | 2025-03-01 08:00 |                  | T
        """,
    )
    assert found == {"2"}
