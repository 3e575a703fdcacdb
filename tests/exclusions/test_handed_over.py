"""Which visits changed hands?"""

EXCLUSION = "handed_over"


def test_only_those_marked_as_handed_over(left_out):
    found = left_out(
        EXCLUSION,
        visits="""
        visit | handed_over
        ------+------------
        1     | T
        2     | F
        3     |
        """,
    )
    assert found == {"1"}
