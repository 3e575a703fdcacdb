"""Which forms were not their learner's first?"""

EXCLUSION = "later_forms_of_a_learner"


def test_the_earliest_stays_and_an_unknown_learner_too(left_out):
    found = left_out(
        EXCLUSION,
        feedback="""
        form | learner | on         | item | mark
        -----+---------+------------+------+-----
        1    | a       | 2025-03-02 | one  | 4
        2    | a       | 2025-03-01 | one  | 4
        2    | a       | 2025-03-01 | two  | 4
        3    | b       | 2025-03-01 | one  | 4
        4    |         | 2025-03-01 | one  | 4
        5    |         | 2025-03-02 | one  | 4
        """,
    )
    assert found == {"1"}
