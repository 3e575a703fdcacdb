"""Who stayed for more than 7 days?"""

EXCLUSION = "over_7_days"


def test_exactly_7_days_is_not_more(left_out):
    found = left_out(
        EXCLUSION,
        visits="""
        visit | arrived          | departed         | stayed
        ------+------------------+------------------+-------
        1     | 2025-03-01 08:00 | 2025-03-08 08:00 |
        2     | 2025-03-01 08:00 | 2025-03-08 08:01 |
        3     |                  |                  | 10080
        4     |                  |                  | 10081
        5     |                  |                  |
        """,
    )
    assert found == {"2", "4"}
