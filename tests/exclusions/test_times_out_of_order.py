"""Whose times cannot have followed each other?"""

EXCLUSION = "times_out_of_order"


def test_the_same_minute_is_in_order_and_a_missing_time_is_no_fault(left_out):
    found = left_out(
        EXCLUSION,
        visits="""
        visit | arrived          | seen             | decided          | departed
        ------+------------------+------------------+------------------+-----------------
        1     | 2025-03-01 08:00 | 2025-03-01 08:00 | 2025-03-01 08:00 | 2025-03-01 08:00
        2     | 2025-03-01 08:00 | 2025-03-01 07:59 |                  | 2025-03-01 11:00
        3     | 2025-03-01 08:00 | 2025-03-01 09:00 | 2025-03-01 08:59 | 2025-03-01 11:00
        4     | 2025-03-01 08:00 |                  |                  | 2025-03-01 07:59
        5     | 2025-03-01 08:00 | 2025-03-01 11:01 |                  | 2025-03-01 11:00
        6     |                  |                  |                  |
        """,
    )
    assert found == {"2", "3", "4", "5"}
