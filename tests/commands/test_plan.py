"""The command line prints what is tried and whether it moved: the screen's own figures."""

import csv
import io
import json
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from afreflect import __main__ as command_line
from afreflect.domain import commitment
from afreflect.domain.exclusion import NOTHING
from afreflect.domain.extract import Upload
from afreflect.domain.ledger import CaseSetAside
from afreflect.domain.plan_events import CommitmentMade, LookedAgain
from afreflect.domain.target import TargetHistory
from afreflect.storage import before_after, lock
from afreflect.storage.catalogue import catalogue
from afreflect.storage.journal import PERSONAL, Journal, JournalKeeper
from tests.storage.journal.extracts import practice, practice_of, row

PASSPHRASE = "four plain garden words"
METRIC = next(metric for metric in catalogue() if metric.id == "admission")
MADE = CommitmentMade(
    metric_id=METRIC.id,
    metric_version=METRIC.version,
    definition_sha256=commitment.counting_sha256(METRIC),
    summary="proportion",
    trigger="I think of a bed",
    act="ask a colleague first",
    patients="chest pain",
    start=date(2026, 1, 1),
    look_again=date(2026, 3, 1),
    barrier="me",
    confidence=6,
    guess=0.3,
    at=datetime(2026, 1, 1, tzinfo=UTC),
)
BEFORE = [
    row(number, day=f"2025-{1 + number % 12:02}-15", disposition="admitted" if number % 2 else "")
    for number in range(1, 241)
]
SINCE = [
    row(number, day=f"2026-0{1 + number % 3}-15", disposition="admitted" if number % 5 == 0 else "")
    for number in range(241, 541)
]
PATIENTS_A_SHIFT = {"2025-11": 2, "2026-02": 3}
SHIFTS = Upload(
    "shifts.csv",
    "\n".join(
        ["Shift ID,Clinician,Shift Start,Shift End"]
        + [
            f"S{month}-{day},DRA,{month}-{day:02} 08:00,{month}-{day:02} 16:00"
            for month in PATIENTS_A_SHIFT
            for day in range(1, 29)
        ]
    ).encode(),
)
SEEN = Upload(
    "visits.csv",
    "\n".join(
        ["encounter_id,patient_id,physician_id,arrival_ts,seen_by_physician_ts,departure_ts,"
         "disposition"]
        + [
            f"{month}-{day}-{hour},p{month}{day}{hour},DRA,{month}-{day:02} {hour:02}:00,"
            f"{month}-{day:02} {hour:02}:20,{month}-{day:02} {hour + 2:02}:00,discharged"
            for month, patients in PATIENTS_A_SHIFT.items()
            for day in range(1, 29)
            for hour in range(9, 9 + patients)
        ]
    ).encode(),
)  # fmt: skip
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def keeper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(lock.ARGON2ID, "memory_kib", 1024)
    monkeypatch.setenv("AFREFLECT_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("AFREFLECT_DATABASE_URL", raising=False)
    keeper = JournalKeeper.at()
    yield keeper
    keeper.close()


@pytest.fixture
def journal(keeper: JournalKeeper) -> Journal:
    journal, _ = keeper.create(PERSONAL, PASSPHRASE)
    journal.keep_extract(practice("before", [_ended(line) for line in BEFORE]))
    journal.record([MADE])
    return journal


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: object) -> tuple[int, str, str]:
        reading, writing = os.pipe()
        os.write(writing, f"{PASSPHRASE}\n".encode())
        os.close(writing)
        try:
            words = [*map(str, arguments), "--passphrase-fd", str(reading)]
            code = command_line.main(words)
        finally:
            os.close(reading)
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def listed_for(run: Run, metric_id: str) -> list[dict[str, str]]:
    rows = csv.DictReader(io.StringIO(run("plan", "--vault", "--format", "csv")[1]))
    return [row for row in rows if row["metric"] == metric_id]


def _ended(line: str) -> str:
    return line.replace(",,cough", ",discharged,cough")


def test_the_next_extract_brings_before_and_since_by_itself(journal: Journal, run: Run):
    """FR-29: nothing is asked for; the figures are there as soon as the data are."""
    code, out, _ = run("plan", "--vault")
    (first,) = json.loads(out)
    assert code == 0
    assert first["before_after"]["state"] == "not yet"

    journal.bring_in(practice("since", [_ended(line) for line in SINCE]))
    (then,) = json.loads(run("plan", "--vault")[1])
    found = then["before_after"]
    assert (found["before"]["n"], found["since"]["n"]) == (240, 300)
    assert (found["before"]["value"], found["since"]["value"]) == (0.5, 0.2)
    assert found["state"] == "moved"
    assert found["low"] < found["change"] < found["high"] < 0
    assert then["due"] is True
    assert "You expected 30.0 %" in found["guessed"]


def test_csv_holds_the_same_figures_a_row_a_commitment(journal: Journal, run: Run):
    journal.bring_in(practice("since", [_ended(line) for line in SINCE]))
    (stated,) = json.loads(run("plan", "--vault")[1])
    (listed,) = csv.DictReader(io.StringIO(run("plan", "--vault", "--format", "csv")[1]))
    found = stated["before_after"]
    assert listed["sentence"] == MADE_SENTENCE
    assert float(listed["since_value"]) == found["since"]["value"]
    assert float(listed["before_low"]) == found["before"]["low"]
    assert float(listed["change_low"]) == found["low"]
    assert listed["found"] == found["sentence"]


def test_csv_holds_what_a_rate_was_divided_by(keeper: JournalKeeper, run: Run):
    """FR-15: whoever checks a rate sees its exposure, before and since."""
    journal, _ = keeper.create(PERSONAL, PASSPHRASE)
    journal.keep_extract(practice_of(SEEN, SHIFTS))
    rate = next(metric for metric in catalogue() if metric.kind == "rate")
    of_the_rate = replace(
        MADE,
        id="e" * 32,
        metric_id=rate.id,
        metric_version=rate.version,
        definition_sha256=commitment.counting_sha256(rate),
        summary="rate",
        guess=2.0,
    )
    journal.record([MADE, of_the_rate])
    [listed] = listed_for(run, rate.id)
    for side, patients in (("before", 2), ("since", 3)):
        assert int(listed[f"{side}_met"]) == patients * 28
        assert float(listed[f"{side}_exposure"]) == 28 * 8
        assert float(listed[f"{side}_value"]) == patients / 8
    [share] = listed_for(run, METRIC.id)
    assert share["before_n"] != "" == share["before_exposure"]


MADE_SENTENCE = (
    "When I think of a bed, I will ask a colleague first, with chest pain, from 1 Jan 2026."
)


def test_cases_set_aside_are_out_of_both_sides(journal: Journal, run: Run):
    journal.bring_in(practice("since", [_ended(line) for line in SINCE]))
    journal.record([CaseSetAside("admission", "1", "not mine")])
    journal.record([CaseSetAside("admission", "245", "not mine")])
    (stated,) = json.loads(run("plan", "--vault")[1])
    found = stated["before_after"]
    assert (found["before"]["n"], found["since"]["n"]) == (239, 299)


def test_another_definition_blocks_the_comparison_with_a_sentence(journal: Journal, run: Run):
    older = CommitmentMade(**{**vars(MADE), "id": "f" * 32, "definition_sha256": "0" * 64})
    journal.record([older])
    journal.bring_in(practice("since", [_ended(line) for line in SINCE]))
    states = {each["id"]: each["before_after"] for each in json.loads(run("plan", "--vault")[1])}
    assert states["f" * 32]["state"] == "blocked"
    assert "its query was changed" in states["f" * 32]["sentence"]
    assert states[MADE.id]["state"] == "moved"


def test_what_was_decided_is_printed_and_the_days_are_written_once(
    journal: Journal, run: Run, tmp_path: Path
):
    journal.record([LookedAgain(MADE.id, "keep", "it helps", date(2027, 5, 3))])
    file = tmp_path / "days.ics"
    code, out, _ = run("plan", "--vault", "--calendar", file)
    assert code == 0
    assert json.loads(out)[0]["looks"][0]["words"] == "it helps"
    assert b"DTSTART;VALUE=DATE:20270503" in file.read_bytes()
    assert run("plan", "--vault", "--calendar", file)[0] == 2


def test_without_the_private_file_there_is_nothing_to_print(journal: Journal, run: Run):
    code, _, complained = run("plan")
    assert code == 2
    assert "add --vault" in complained


def test_an_extract_without_the_columns_says_so():
    bare = practice("bare", [_ended(line) for line in BEFORE[:3]])
    teaching = next(metric for metric in catalogue() if metric.id == "teaching_evaluation")
    found = before_after.of(bare, teaching, MADE, NOTHING, TargetHistory())
    assert found.state == "blocked"
    assert "This extract can't answer that" in found.sentence
