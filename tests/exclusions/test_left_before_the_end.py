"""Who left before the end?"""

EXCLUSION = "left_before_the_end"


def test_unseen_before_the_end_and_against_advice(left_out):
    found = left_out(
        EXCLUSION,
        visits="""
        visit | disposition
        ------+------------
        1     | lwbs
        2     | eloped
        3     | ama
        4     | discharged
        5     | died
        6     |
        """,
    )
    assert found == {"1", "2", "3"}
