"""`measure` says what the screen says: the process, the parts, what lies between events."""

import csv
from dataclasses import asdict

import pytest

from afreflect.domain import gaps, needed, run_chart, split
from afreflect.domain.metric import Metric
from afreflect.domain.run_chart import RunChart
from afreflect.storage import splits
from afreflect.storage.catalogue import catalogue
from afreflect.storage.practice import Practice, load
from afreflect.storage.reader import Reading, read
from afreflect.storage.sample import SAMPLE, sample_uploads
from tests.domain.examples import history, target

FILES = sorted((SAMPLE / "first").glob("*.csv"))
LENGTH = "length_of_stay"
RETURNS = "return_72h_unplanned"
RATE = "patients_per_hour"


def metric(name: str) -> Metric:
    return next(each for each in catalogue() if each.id == name)


@pytest.fixture(scope="module")
def practice() -> Practice:
    """The sample's practice, as the screen loads it."""
    reading = read(sample_uploads())
    assert isinstance(reading, Reading)
    loaded = load(reading, reading.mapping)
    assert isinstance(loaded, Practice)
    return loaded


def shown(
    practice: Practice, name: str, rules: str = "nhs", at_most: float | None = None
) -> RunChart:
    """What the screen shows of a measure by months."""
    aims = history(target(high=at_most)) if at_most else None
    return run_chart.read(metric(name), practice.measure(metric(name)), aims, rules=rules)


@pytest.mark.parametrize("name", [LENGTH, RETURNS, RATE])
@pytest.mark.parametrize("rules", ["nhs", "anhoej"])
def test_kind_limits_and_signals_are_the_screens(run, practice: Practice, name: str, rules: str):
    """FR-15: every figure of the screen can be had, and checked, from the command line."""
    stated = run("measure", *FILES, name, "--rules", rules).stated
    chart = shown(practice, name, rules)
    said = stated["process"]
    assert stated["sentence"] == chart.sentence
    assert (said["kind"], said["reason"]) == (chart.process.kind, chart.process.reason)
    assert (said["rules"], said["sentence"]) == (rules, chart.process.sentence)
    assert said["warnings"] == list(chart.process.warnings)
    assert [point["lines"] for point in said["points"]] == [
        asdict(lines) if lines else None for lines in chart.process.lines
    ]
    assert [point["signal"] for point in said["points"]] == [
        asdict(signal) if signal else None for signal in chart.process.signals
    ]


def test_a_target_says_its_reach_and_a_change_how_many_more_cases(run, practice: Practice):
    stated = run(
        "measure", *FILES, RETURNS, "--at-most", "0.05", "--smallest-change", "0.01"
    ).stated
    chart = shown(practice, RETURNS, at_most=0.05)
    assert stated["process"]["target"] == {"low": None, "high": 0.05}
    assert stated["process"]["assurance"] == chart.process.assurance
    assert stated["process"]["reach"] == chart.process.reach != ""
    assert stated["needed"]["sentence"] == needed.sentence(chart.metric, chart.result.whole, 0.01)


def test_without_a_target_nothing_is_assured(run):
    stated = run("measure", *FILES, RETURNS).stated
    assert stated["process"]["target"] is stated["needed"] is None
    assert stated["process"]["assurance"] == ""


@pytest.mark.parametrize("by", splits.fitting(metric(LENGTH)), ids=lambda by: by.id)
def test_the_parts_are_the_screens(run, practice: Practice, by: split.Split):
    """FR-15."""
    done = run("measure", *FILES, LENGTH, "--split", by.id)
    if practice.why_not(by):
        assert done.code == 2
        return
    found = practice.by_parts(metric(LENGTH), by)
    parts = split.read(metric(LENGTH), by, found, practice.measure(metric(LENGTH)).whole)
    said = done.stated["split"]
    assert said["sentence"] == parts.sentence
    assert [(part["name"], part["n"], part["value"], part["low"]) for part in said["parts"]] == [
        (part.name, part.point.n, part.point.value, part.point.low) for part in parts.parts
    ]


def test_parts_keep_to_the_days_that_are_asked_for(run):
    stated = run(
        "measure", *FILES, LENGTH, "--split", "acuity", "--since", "2024-03-01",
        "--until", "2024-03-31",
    ).stated  # fmt: skip
    assert sum(part["n"] for part in stated["split"]["parts"]) == stated["whole"]["n"] > 0


@pytest.mark.parametrize("way", gaps.BETWEEN)
def test_what_lies_between_events_is_the_screens(run, practice: Practice, way: gaps.Between):
    """FR-15."""
    said = run("measure", *FILES, RETURNS, "--between", way).stated["between"]
    units = practice.units(metric(RETURNS), None, "all")
    between = gaps.read(shown(practice, RETURNS), units, way)
    assert (said["sentence"], said["events"]) == (between.sentence, len(between.events))
    assert said["process"]["kind"] == between.process.kind
    assert [(gap["ended"], gap["length"]) for gap in said["gaps"]] == [
        (gap.ended.isoformat(), gap.length) for gap in between.gaps
    ]
    assert [gap["signal"] and gap["signal"]["rule"] for gap in said["gaps"]] == [
        signal and signal.rule for signal in between.process.signals
    ]


def test_csv_has_parts_and_gaps_where_they_are_asked_for(run):
    plain = run("measure", *FILES, RETURNS, "--format", "csv").printed
    assert plain.splitlines()[0] == "start,n,met,value,low,high"
    parts = run("measure", *FILES, RETURNS, "--split", "acuity", "--format", "csv").printed
    assert parts.splitlines()[0] == "name,n,met,value,low,high"
    lines = run("measure", *FILES, RETURNS, "--between", "days", "--format", "csv").printed
    header, *rows = csv.reader(lines.splitlines())
    assert header[:3] == ["ended", "length", "centre"]
    assert rows
    assert {len(row) for row in rows} == {len(header)}


@pytest.mark.parametrize(
    "switches, said",
    [
        ((LENGTH, "--between", "cases"), "has no events"),
        ((RETURNS, "--at-most", "0.01", "--at-least", "0.5"), "swap them"),
        ((RETURNS, "--at-most", "0.01", "--smallest-change", "0"), "above zero"),
        (("teaching_evaluation", "--split", "site"), "counts no visits"),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_sentence(run, switches: tuple[str, ...], said: str):
    done = run("measure", *FILES, *switches)
    assert (done.code, done.printed) == (2, "")
    assert said in done.complained
    assert len(done.complained.strip().splitlines()) == 1


def test_a_rate_has_its_exposure_and_no_other_kind_has(run):
    """FR-15: whoever checks a rate sees what it was divided by."""
    stated = run("measure", *FILES, RATE, "--by", "year", "--exclude", "night_shifts").stated
    whole = stated["whole"]
    assert whole["value"] == whole["met"] / whole["exposure"]
    assert stated["with_and_without"]["with"]["exposure"] > whole["exposure"]
    printed = run("measure", *FILES, RATE, "--by", "year", "--format", "csv").printed
    assert printed.startswith("start,n,met,value,low,high,exposure")
    assert "exposure" not in run("measure", *FILES, RETURNS, "--by", "year").stated["whole"]
