"""Which visits were planned?"""

EXCLUSION = "planned_visits"


def test_only_those_marked_as_planned(left_out):
    found = left_out(
        EXCLUSION,
        visits="""
        visit | planned
        ------+--------
        1     | T
        2     | F
        3     |
        """,
    )
    assert found == {"1"}
