"""Who is 75 or over?"""

EXCLUSION = "older_patients"


def test_from_the_seventy_fifth_birthday(left_out):
    found = left_out(
        EXCLUSION,
        visits="""
        visit | age
        ------+-----
        1     | 74.9
        2     | 75
        3     | 101
        4     |
        """,
    )
    assert found == {"2", "3"}
