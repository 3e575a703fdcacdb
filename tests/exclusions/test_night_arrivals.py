"""Who arrived at night?"""

EXCLUSION = "night_arrivals"


def test_the_night_begins_at_23_and_ends_at_7(left_out):
    found = left_out(
        EXCLUSION,
        visits="""
        visit | arrived
        ------+-----------------
        1     | 2025-03-01 22:59
        2     | 2025-03-01 23:00
        3     | 2025-03-02 06:59
        4     | 2025-03-02 07:00
        5     |
        """,
    )
    assert found == {"2", "3"}
