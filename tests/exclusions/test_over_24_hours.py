"""Who stayed for more than 24 hours?"""

EXCLUSION = "over_24_hours"


def test_exactly_24_hours_is_not_more(left_out):
    found = left_out(
        EXCLUSION,
        visits="""
        visit | arrived          | departed         | stayed
        ------+------------------+------------------+-------
        1     | 2025-03-01 08:00 | 2025-03-02 08:00 |
        2     | 2025-03-01 08:00 | 2025-03-02 08:01 |
        3     |                  |                  | 1440
        4     |                  |                  | 1441
        5     |                  |                  |
        """,
    )
    assert found == {"2", "4"}
