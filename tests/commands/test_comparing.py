"""Every level that a chart is held against comes out of the command line too."""

import json

from tests.commands.conftest import VISITS
from tests.pages.journey import THREE_YEARS
from tests.storage.test_benchmarks import department


def test_own_past_is_the_same_figure_as_a_measurement_of_its_days(run, file):
    """FR-15: the same figure twice."""
    name = file(THREE_YEARS)
    past = run("measure", name, "admission").stated["comparators"]["past"]
    again = run(
        "measure", name, "admission", "--by", "all", "--since", past["since"], "--until",
        "2024-12-31",
    ).stated["whole"]  # fmt: skip
    assert (past["since"], past["until"]) == ("2024-01-01", "2025-01-01")
    assert past["point"] == again


def test_a_benchmark_stands_in_check_and_in_measure(run, tmp_path):
    names = []
    for name, text in department().items():
        (tmp_path / name).write_text(text)
        names.append(str(tmp_path / name))
    [checked] = run("check", *names, "--format", "json").stated["benchmark"]
    stated = run("measure", *names, "left_without_being_seen", "--clinician", "DR-3").stated
    found = stated["comparators"]["benchmark"]
    assert {key: found[key] for key in checked} == checked
    assert (checked["contributors"], checked["metric_id"]) == (12, "left_without_being_seen")
    assert "DR-4" not in json.dumps(stated)


def test_a_target_in_the_arguments_stands_among_what_a_figure_is_held_against(run, file):
    done = run("measure", file(THREE_YEARS), "admission", "--at-most", "0.3", "--at-least", "0.2")
    assert list(done.stated["comparators"]) == ["target", "past"]
    target = done.stated["comparators"]["target"]
    assert (target["low"], target["high"]) == (0.2, 0.3)
    assert target["said"] == "Your target: 20.0 to 30.0 %."


def test_a_published_standard_is_named_with_its_source(run, tmp_path):
    """FR-30: a standard, if any, with who asks for it."""
    (tmp_path / "ed.csv").write_text(department()["visits.csv"])
    asked = ("measure", tmp_path / "ed.csv", "left_without_being_seen", "--clinician", "DR-3")
    found = run(*map(str, asked)).stated["comparators"]["standard"]
    assert found["value"] == 0.05
    assert "5.0 %" in found["said"]
    assert "2011" in found["source"]


def test_where_there_is_none_the_reason_is_said(run, file):
    stated = run("measure", file(VISITS), "admission", "--clinician", "D1").stated
    assert stated["comparators"] == {}
    assert "which direction" in stated["why_no_benchmark"]


def test_all_rows_together_are_held_against_nothing(run, file):
    """FR-33: a whole file is measured to check a definition, never to compare."""
    assert "comparators" not in run("measure", file(VISITS), "admission", "--all-rows").stated


def test_what_moves_with_a_metric_is_asked_for(run, file):
    done = run("measure", file(THREE_YEARS), "admission", "--moves-with", "length_of_stay")
    for tie in done.stated["moves_with"]:
        assert {tie["first"], tie["second"]} == {"admission", "length_of_stay"}
    assert "moves_with" not in run("measure", file(THREE_YEARS), "admission").stated
