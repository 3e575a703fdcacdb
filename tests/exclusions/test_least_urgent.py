"""Who was least urgent?"""

EXCLUSION = "least_urgent"


def test_levels_4_and_5(left_out):
    found = left_out(
        EXCLUSION,
        visits="""
        visit | acuity
        ------+-------
        1     | 3
        2     | 4
        3     | 5
        4     |
        """,
    )
    assert found == {"2", "3"}
