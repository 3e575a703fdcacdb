"""Which forms carry one mark throughout?"""

EXCLUSION = "same_mark_throughout"


def test_from_three_marks_on_and_a_blank_is_no_mark(left_out):
    found = left_out(
        EXCLUSION,
        feedback="""
        form | item  | mark
        -----+-------+-----
        1    | one   | 4
        1    | two   | 4
        1    | three | 4
        2    | one   | 4
        2    | two   | 4
        2    | three | 5
        3    | one   | 4
        3    | two   | 4
        4    | one   | 4
        4    | two   | 4
        4    | three |
        """,
    )
    assert found == {"1"}
