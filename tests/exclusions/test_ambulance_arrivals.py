"""Who came by ambulance?"""

EXCLUSION = "ambulance_arrivals"


def test_in_any_capitals_and_by_air(left_out):
    found = left_out(
        EXCLUSION,
        visits="""
        visit | arrival_mode
        ------+-------------
        1     | AMBULANCE
        2     | Helicopter
        3     | Walk-in
        4     |
        """,
    )
    assert found == {"1", "2"}
