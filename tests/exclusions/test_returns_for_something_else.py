"""Whose returns were all for another complaint?"""

EXCLUSION = "returns_for_something_else"


def test_capitals_and_spaces_make_no_other_complaint_and_an_unknown_one_stays(left_out):
    found = left_out(
        EXCLUSION,
        visits="""
        visit | patient | arrived          | departed         | complaint
        ------+---------+------------------+------------------+-----------
        1     | p1      | 2025-03-01 08:00 | 2025-03-01 11:00 | Chest pain
        2     | p1      | 2025-03-02 08:00 | 2025-03-02 11:00 | Ankle
        3     | p2      | 2025-03-01 08:00 | 2025-03-01 11:00 | Chest pain
        4     | p2      | 2025-03-02 08:00 | 2025-03-02 11:00 | CHEST PAIN
        5     | p3      | 2025-03-01 08:00 | 2025-03-01 11:00 | Chest pain
        6     | p3      | 2025-03-02 08:00 | 2025-03-02 11:00 |
        7     | p4      | 2025-03-01 08:00 | 2025-03-01 11:00 | Chest pain
        8     | p4      | 2025-03-04 11:01 | 2025-03-04 12:00 | Ankle
        """,
    )
    assert found == {"1"}
