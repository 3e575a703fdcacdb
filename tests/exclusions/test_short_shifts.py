"""Which of my shifts are short?"""

EXCLUSION = "short_shifts"


def test_a_shift_of_five_hours_is_not_short(left_out):
    found = left_out(
        EXCLUSION,
        shifts="""
        shift | starts           | ends
        ------+------------------+-----------------
        1     | 2025-03-01 08:00 | 2025-03-01 12:59
        2     | 2025-03-02 08:00 | 2025-03-02 13:00
        3     | 2025-03-03 22:00 | 2025-03-04 01:00
        4     | 2025-03-04 08:00 |
        """,
    )
    assert found == {"1", "3"}
