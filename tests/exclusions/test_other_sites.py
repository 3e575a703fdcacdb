"""Which visits were not at my main site?"""

EXCLUSION = "other_sites"


def test_the_main_site_is_where_most_of_mine_are(left_out):
    found = left_out(
        EXCLUSION,
        visits="""
        visit | site  | mine
        ------+-------+-----
        1     | North | T
        2     | North | T
        3     | South | T
        4     | South | F
        5     | South | F
        6     |       | T
        """,
    )
    assert found == {"3", "4", "5"}
