"""Who arrived outside of my shifts?"""

EXCLUSION = "outside_my_shifts"


def test_a_shift_holds_its_first_moment_and_not_its_last(left_out):
    found = left_out(
        EXCLUSION,
        visits="""
        visit | arrived
        ------+-----------------
        1     | 2025-03-01 06:59
        2     | 2025-03-01 07:00
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
    assert found == {"1", "4"}


def test_without_a_list_of_shifts_nobody_is_outside(left_out):
    found = left_out(
        EXCLUSION,
        visits="""
        visit | arrived
        ------+-----------------
        1     | 2025-03-01 06:59
        """,
    )
    assert found == set()
