"""Who is a child?"""

EXCLUSION = "children"


def test_until_the_eighteenth_birthday(left_out):
    found = left_out(
        EXCLUSION,
        visits="""
        visit | age
        ------+-----
        1     | 0
        2     | 17.9
        3     | 18
        4     |
        """,
    )
    assert found == {"1", "2"}
