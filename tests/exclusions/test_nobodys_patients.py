"""Whom did nobody take?"""

EXCLUSION = "nobodys_patients"


def test_those_that_are_nobodys_own(left_out):
    found = left_out(
        EXCLUSION,
        visits="""
        visit | disposition | mine
        ------+-------------+-----
        1     | lwbs        | T
        2     | lwbs        | F
        3     | discharged  | T
        """,
    )
    assert found == {"2"}
