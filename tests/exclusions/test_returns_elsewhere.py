"""Which discharges came back to another site?"""

EXCLUSION = "returns_elsewhere"


def test_only_a_return_to_another_known_site_is_named(left_out):
    found = left_out(
        EXCLUSION,
        visits="""
        visit | patient | arrived          | departed         | site
        ------+---------+------------------+------------------+------
        1     | p1      | 2025-03-01 08:00 | 2025-03-01 11:00 | North
        2     | p1      | 2025-03-02 08:00 | 2025-03-02 11:00 | South
        3     | p2      | 2025-03-01 08:00 | 2025-03-01 11:00 | North
        4     | p2      | 2025-03-02 08:00 | 2025-03-02 11:00 | North
        5     | p3      | 2025-03-01 08:00 | 2025-03-01 11:00 | North
        6     | p3      | 2025-03-02 08:00 | 2025-03-02 11:00 |
        7     | p4      | 2025-03-01 08:00 | 2025-03-01 11:00 | North
        8     | p4      | 2025-03-04 11:01 | 2025-03-04 12:00 | South
        """,
    )
    assert found == {"1"}
