"""Every figure of the trust screen can be had from the command line."""

import pytest

from tests.commands.conftest import VISITS


def test_all_nine_parts_are_stated_with_their_weights(run, file):
    """FR-15: the same figure twice."""
    done = run("trust", file(VISITS), "length_of_stay", "--clinician", "D1", "--format", "json")
    assert done.code == 0
    parts = done.stated["components"]
    assert [part["id"] for part in parts] == [f"D{number}" for number in range(1, 10)]
    assert parts[2]["value"] is None
    known = [part for part in parts if part["value"] is not None]
    expected = sum(p["weight"] * p["value"] for p in known) / sum(p["weight"] for p in known)
    assert done.stated["value"] == pytest.approx(expected)
    assert done.stated["validated"] is False


def test_an_expected_count_is_held_against_the_rows(run, file):
    done = run(
        "trust", file(VISITS), "length_of_stay", "--clinician", "D1", "--expected", "6", "--format",
        "json",
    )  # fmt: skip
    assert done.stated["components"][2]["value"] == 0.5


def test_in_words_it_says_that_nobody_validated_it_and_gives_the_note(run, file):
    """FR-38."""
    blank = VISITS.replace("2025-02-01 11:00", "")
    done = run("trust", file(blank), "length_of_stay", "--clinician", "D1")
    assert done.code == 0
    assert "nobody has validated" in done.printed
    assert "2 of 3 visits (66.7 %)" in done.printed
    assert "D3 All there: not known" in done.printed
    assert "The departure time is blank for 33 % of visits (1 of 3)" in done.printed
    assert "Could you have them completed" in done.printed


@pytest.mark.parametrize(
    "arguments, words",
    [
        (("--expected", "0"), "above zero"),
        (("--smallest-change", "-1"), "above zero"),
        (("--smallest-change", "nan"), "above zero"),
        (("--smallest-change", "inf"), "above zero"),
        (("--clinician", "nobody"), "No row belongs to"),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence(run, file, arguments, words):
    done = run("trust", file(VISITS), "length_of_stay", "--clinician", "D1", *arguments)
    assert done.code == 2
    assert words in done.complained
    assert done.printed == ""


def test_a_change_next_to_nothing_asks_for_many_visits_and_no_more(run, file):
    """No number is too small to be typed."""
    arguments = ("--clinician", "D1", "--smallest-change", "1e-300", "--format", "json")
    done = run("trust", file(VISITS), "length_of_stay", *arguments)
    assert done.code == 0


def test_a_metric_that_the_extract_can_not_answer_is_refused(run, file):
    done = run("trust", file(VISITS), "time_to_first_assessment", "--clinician", "D1")
    assert done.code == 2
    assert "which this extract does not have" in done.complained
