"""Who was seen within a minute?"""

EXCLUSION = "seen_within_a_minute"


def test_a_minute_is_within_and_two_are_not(left_out):
    found = left_out(
        EXCLUSION,
        visits="""
        visit | arrived          | triaged          | seen             | waited
        ------+------------------+------------------+------------------+-------
        1     | 2025-03-01 08:00 |                  | 2025-03-01 08:01 |
        2     | 2025-03-01 08:00 |                  | 2025-03-01 08:02 |
        3     | 2025-03-01 08:10 | 2025-03-01 08:00 | 2025-03-01 08:10 |
        4     |                  |                  |                  | 1
        5     |                  |                  |                  | 2
        6     | 2025-03-01 08:00 |                  | 2025-03-01 07:59 |
        7     |                  |                  |                  |
        """,
    )
    assert found == {"1", "4"}
