"""What do learners say of my teaching?"""

import pytest

METRIC = "teaching_evaluation"
HEADING = "form | learner | on | item | mark | lowest | highest\n---\n"
OTHERS = "\n".join(f"other{n} | learner{n} | 2025-03-01 | clear | 3 | 1 | 5" for n in range(4))


def forms(*rows: str) -> str:
    """The rows, with four other learners' forms, so that nobody can be picked out."""
    return "\n".join((HEADING.strip(), *rows, OTHERS))


def others() -> dict[str, float]:
    return {f"other{n}": 3.0 for n in range(4)}


def test_a_form_counts_by_the_mean_of_its_marks(given, outcome):
    practice = given(
        feedback=forms(
            "1 | ada | 2025-03-01 | clear   | 5 | 1 | 5",
            "1 | ada | 2025-03-01 | present | 4 | 1 | 5",
        )
    )
    assert outcome(practice, METRIC) == {1: 4.5, **others()}


def test_each_form_weighs_the_same_however_many_items_it_answers(given, measure):
    practice = given(
        feedback=forms(
            "1 | ada | 2025-03-01 | clear   | 5 | 1 | 5",
            "1 | ada | 2025-03-01 | present | 5 | 1 | 5",
            "1 | ada | 2025-03-01 | kind    | 5 | 1 | 5",
        )
    )
    assert measure(practice, METRIC).whole.value == pytest.approx((5 + 4 * 3) / 5)


def test_a_blank_item_is_left_out_and_a_blank_form_with_it(given, outcome):
    practice = given(
        feedback=forms(
            "1 | ada | 2025-03-01 | clear   | 5 | 1 | 5",
            "1 | ada | 2025-03-01 | present |   | 1 | 5",
            "2 | bo  | 2025-03-01 | clear   |   | 1 | 5",
        )
    )
    assert outcome(practice, METRIC) == {1: 5, **others()}


def test_a_form_that_does_not_state_its_scale_is_left_out(given, outcome):
    practice = given(feedback=forms("1 | ada | 2025-03-01 | clear | 5 |   |  "))
    assert outcome(given(feedback=forms("1 | ada | | clear | 5 | 1 | 5")), METRIC)[1] == 5
    assert 1 not in outcome(practice, METRIC)


@pytest.mark.parametrize("mark, counted", [("0", False), ("1", True), ("5", True), ("6", False)])
def test_a_mark_counts_from_the_lowest_to_the_highest_of_its_scale(
    given, outcome, mark: str, counted: bool
):
    practice = given(
        feedback=forms(
            f"1 | ada | 2025-03-01 | clear | {mark} | 1 | 5",
            "2 | bo   | 2025-03-01 | clear | 3      | 1 | 5",
        )
    )
    assert (1 in outcome(practice, METRIC)) == counted


@pytest.mark.parametrize(
    "mark, lowest, highest, value",
    [("1", "1", "9", 1), ("5", "1", "9", 3), ("9", "1", "9", 5), ("10", "0", "10", 5)],
)
def test_another_scale_is_stretched_to_one_to_five(
    given, outcome, mark: str, lowest: str, highest: str, value: float
):
    practice = given(
        feedback=forms(f"1 | ada | 2025-03-01 | clear | {mark} | {lowest} | {highest}")
    )
    assert outcome(practice, METRIC)[1] == pytest.approx(value)


def test_fewer_than_five_learners_are_not_shown_at_all(given, outcome):
    four = HEADING + OTHERS
    assert outcome(given(feedback=four), METRIC) == {}
    fifth = "\n1 | learner4 | 2025-03-01 | clear | 5 | 1 | 5"
    assert len(outcome(given(feedback=four + fifth), METRIC)) == 5


def test_many_forms_of_one_learner_are_still_one_learner(given, outcome):
    rows = "\n".join(f"{n} | ada | 2025-03-01 | clear | 4 | 1 | 5" for n in range(20))
    assert outcome(given(feedback=HEADING + rows), METRIC) == {}


def test_forms_without_a_name_count_as_a_learner_each(given, outcome):
    rows = "\n".join(f"{n} | | 2025-03-01 | clear | 4 | 1 | 5" for n in range(1, 6))
    assert len(outcome(given(feedback=HEADING + rows), METRIC)) == 5


def test_forms_that_look_alike_are_all_kept(given, measure):
    rows = "\n".join(f"{n} | | 2025-03-01 | clear | 4 | 1 | 5" for n in range(1, 9))
    assert measure(given(feedback=HEADING + rows), METRIC).whole.n == 8
