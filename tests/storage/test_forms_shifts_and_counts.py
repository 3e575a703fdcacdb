"""Evaluation forms, shifts and counted tables, in the shapes in which they come."""

import pytest

LONG = """Form ID,Teacher,Rater,Form Date,Item,Score,Scale Min,Scale Max
F1,D1,L1,2025-03-01,Taught,5,1,7
F1,D1,L1,2025-03-01,Watched,6,1,7
F2,D1,L2,2025-04-01,Taught,,1,7
"""
WIDE = "Instructor,Clear,Kind,Prompt,Term\n" + "D1,4,5,3,Spring\nD1,4,5,3,Spring\nD1,,,,Spring\n"
VISITS = "Visit,Doctor,Arrival\n" + "".join(f"{n},D1,2025-03-0{n} 08:00\n" for n in range(1, 4))


def test_a_row_an_item(load):
    found = load({"forms.csv": LONG})
    assert found.column("item", "feedback") == ["Taught", "Watched"]
    assert found.column("score", "feedback") == [5, 6]
    assert set(found.column("scale_max", "feedback")) == {7}
    assert found.aside() == {"nothing that can be read as score": 1}
    assert found.warnings() == []


def test_a_row_a_form(load):
    found = load({"forms.csv": WIDE})
    assert found.column("item", "feedback") == ["Clear"] * 2 + ["Kind"] * 2 + ["Prompt"] * 2
    assert len(set(found.column("form_id", "feedback"))) == 2
    assert found.extract.rows_kept == 2


def test_forms_that_look_alike_are_all_kept(load):
    """Without a number of their own they are answers of two learners."""
    assert load({"forms.csv": WIDE}).extract.rows_kept == 2


def test_forms_without_a_number_are_not_mixed_up_between_files(load):
    found = load({"spring.csv": WIDE, "autumn.csv": WIDE.replace("Spring", "Autumn")})
    assert len(set(found.column("form_id", "feedback"))) == 4


def test_a_scale_that_nobody_states_is_inferred_and_said(load):
    found = load({"forms.csv": WIDE})
    assert set(found.column("scale_max", "feedback")) == {5}
    [warning] = found.extract.warnings
    assert (warning.settles, warning.refuses) == ("scale", False)
    assert "1 to 5" in warning.text


def test_a_scale_that_is_stated_wins(load):
    found = load({"forms.csv": WIDE}, "scale = [0, 10]")
    assert set(found.column("scale_max", "feedback")) == {10}
    assert found.warnings() == []


def test_a_mean_below_the_forms_is_no_form(load):
    found = load({"forms.csv": LONG + "Average,,,,,5.5,,\n"})
    assert len(found.column("score", "feedback")) == 2


def test_forms_about_one_person_are_ones_own_under_any_id(load):
    found = load({"visits.csv": VISITS, "forms.csv": LONG.replace("D1", "Teacher 9")})
    assert set(found.column("physician_id", "feedback")) == {"D1"}


def test_forms_about_others_only_are_not_kept_and_said(load):
    forms = (
        LONG.replace("F2,D1", "F2,T8").replace("F1,D1", "F1,T9").replace("Taught,,", "Taught,4,")
    )
    found = load({"visits.csv": VISITS, "forms.csv": forms})
    assert found.column("score", "feedback") == []
    assert "T8" not in found.cells()
    assert any("evaluation forms" in warning for warning in found.warnings())


def test_shifts_without_a_time_are_set_aside(load):
    shifts = (
        "Shift ID,Shift Start,Shift End\nS1,2025-03-01 08:00,2025-03-01 16:00\nS2,,\nS3,soon,x\n"
    )
    shifts += "S4,2025-03-02 08:00,2025-03-02 16:00\nS5,2025-03-03 08:00,2025-03-03 16:00\n"
    shifts += "S6,2025-03-04 08:00,2025-03-04 16:00\n"
    found = load({"visits.csv": VISITS, "shifts.csv": shifts})
    assert found.column("shift_id", "shifts") == ["S1", "S4", "S5", "S6"]
    assert found.aside() == {"nothing that can be read as starts_at and ends_at": 2}


@pytest.mark.parametrize(
    "name, metric",
    [("Admissions", "admission"), ("Left without being seen", "left_without_being_seen")],
)
def test_counts_say_by_their_name_which_metric_they_are(load, name: str, metric: str):
    text = f"Month,Department,{name},Attendances\n2025-03-01,A,20,90\n2025-04-01,A,25,100\n"
    text += "Total,,45,190\n"
    found = load({"counts.csv": text})
    assert found.column("metric", "counts") == [metric] * 2
    assert found.column("numerator", "counts") == [20, 25]
    assert found.aside() == {"a totals or footer row": 1}
