"""Who was most urgent?"""

EXCLUSION = "most_urgent"


def test_levels_1_and_2(left_out):
    found = left_out(
        EXCLUSION,
        visits="""
        visit | acuity
        ------+-------
        1     | 1
        2     | 2
        3     | 3
        4     |
        """,
    )
    assert found == {"1", "2"}
