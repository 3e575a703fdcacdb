"""Who was admitted?"""

EXCLUSION = "admitted_patients"


def test_only_an_admission_to_this_hospital(left_out):
    found = left_out(
        EXCLUSION,
        visits="""
        visit | disposition
        ------+------------
        1     | admitted
        2     | transferred
        3     | discharged
        4     |
        """,
    )
    assert found == {"1"}
