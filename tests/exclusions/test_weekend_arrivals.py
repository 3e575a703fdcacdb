"""Who came at the weekend?"""

EXCLUSION = "weekend_arrivals"


def test_saturday_and_sunday(left_out):
    found = left_out(
        EXCLUSION,
        visits="""
        visit | occurred_on
        ------+------------
        1     | 2025-02-28
        2     | 2025-03-01
        3     | 2025-03-02
        4     | 2025-03-03
        5     |
        """,
    )
    assert found == {"2", "3"}
