"""Who was transferred?"""

EXCLUSION = "transfers_out"


def test_only_a_transfer(left_out):
    found = left_out(
        EXCLUSION,
        visits="""
        visit | disposition
        ------+------------
        1     | admitted
        2     | transferred
        3     |
        """,
    )
    assert found == {"2"}
