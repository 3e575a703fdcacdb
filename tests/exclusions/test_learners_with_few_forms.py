"""Which forms are their learner's only one?"""

EXCLUSION = "learners_with_few_forms"


def test_a_form_of_several_items_is_one_form_and_an_unknown_learner_stays(left_out):
    found = left_out(
        EXCLUSION,
        feedback="""
        form | learner | item | mark
        -----+---------+------+-----
        1    | a       | one  | 4
        1    | a       | two  | 4
        2    | b       | one  | 4
        3    | b       | one  | 4
        4    |         | one  | 4
        """,
    )
    assert found == {"1"}
