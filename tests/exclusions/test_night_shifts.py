"""Which of my shifts are nights?"""

EXCLUSION = "night_shifts"


def test_a_night_begins_from_20_until_before_4(left_out):
    found = left_out(
        EXCLUSION,
        shifts="""
        shift | starts           | ends
        ------+------------------+-----------------
        1     | 2025-03-01 19:59 | 2025-03-02 04:00
        2     | 2025-03-01 20:00 | 2025-03-02 04:00
        3     | 2025-03-02 03:59 | 2025-03-02 12:00
        4     | 2025-03-02 04:00 | 2025-03-02 12:00
        """,
    )
    assert found == {"2", "3"}


def test_a_shift_without_a_number_goes_by_when_it_begins(left_out):
    found = left_out(
        EXCLUSION,
        shifts="""
        shift | starts           | ends
        ------+------------------+-----------------
              | 2025-03-01 23:00 | 2025-03-02 07:00
        """,
    )
    assert found == {"2025-03-01 23:00:00"}
