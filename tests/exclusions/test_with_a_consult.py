"""At which visits was another service called?"""

EXCLUSION = "with_a_consult"


def test_only_those_with_a_consult(left_out):
    found = left_out(
        EXCLUSION,
        visits="""
        visit | consult
        ------+--------
        1     | T
        2     | F
        3     |
        """,
    )
    assert found == {"1"}
