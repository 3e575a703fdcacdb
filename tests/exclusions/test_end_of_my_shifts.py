"""Who arrived in the last hour of a shift?"""

EXCLUSION = "end_of_my_shifts"


def test_the_last_hour_ends_with_the_shift(left_out):
    found = left_out(
        EXCLUSION,
        visits="""
        visit | arrived
        ------+-----------------
        1     | 2025-03-01 13:59
        2     | 2025-03-01 14:00
        3     | 2025-03-01 14:59
        4     | 2025-03-01 15:00
        5     |
        """,
        shifts="""
        shift | starts           | ends
        ------+------------------+-----------------
        s1    | 2025-03-01 07:00 | 2025-03-01 15:00
        """,
    )
    assert found == {"2", "3"}
