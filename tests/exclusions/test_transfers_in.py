"""Who was sent by another hospital?"""

EXCLUSION = "transfers_in"


def test_in_any_capitals_and_in_french(left_out):
    found = left_out(
        EXCLUSION,
        visits="""
        visit | arrival_mode
        ------+----------------------------
        1     | TRANSFER
        2     | Transfert inter-hospitalier
        3     | Walk-in
        4     |
        """,
    )
    assert found == {"1", "2"}
