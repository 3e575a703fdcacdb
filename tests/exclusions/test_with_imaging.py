"""At which visits was imaging done?"""

EXCLUSION = "with_imaging"


def test_only_those_with_imaging(left_out):
    found = left_out(
        EXCLUSION,
        visits="""
        visit | imaging
        ------+--------
        1     | T
        2     | F
        3     |
        """,
    )
    assert found == {"1"}
