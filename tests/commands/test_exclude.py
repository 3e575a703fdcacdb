"""`--exclude` and `--set-aside`: the same contest as on the screen, as figures."""

import csv
import io
import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from afreflect.domain.ledger import CaseSetAside, Questioned, QuestionSettled
from afreflect.domain.questions import window
from afreflect.storage import lock
from afreflect.storage.exclusions import EXCLUSIONS
from afreflect.storage.journal import PERSONAL, JournalKeeper
from tests.commands.test_private_file import PASSPHRASE, extract
from tests.commands.test_private_file import run as unlocking
from tests.storage.journal.extracts import row

HEADER = "Visit ID,Patient,Doctor,Arrival,Departure,Disposition,Handed Over\n"


def visits() -> str:
    """Two hundred visits, a quarter admitted; of forty handed over, thirty were."""
    rows = []
    for number in range(200):
        handed = number < 40
        ended = "Admitted" if (number < 30 if handed else number % 8 == 0) else "Home"
        at = f"2025-{1 + number // 20:02d}-{1 + number % 20:02d}"
        over = "Y" if handed else "N"
        rows.append(f"{number},p{number},D1,{at} 08:00,{at} 11:00,{ended},{over}\n")
    return HEADER + "".join(rows)


def test_the_json_says_with_and_without(run, file):
    """FR-20: both values, how many were left out, by what, and what follows."""
    done = run("measure", file(visits()), "admission", "--by", "year", "--exclude", "handed_over")
    assert done.code == 0
    contrast = done.stated["with_and_without"]
    assert (contrast["with"]["met"], contrast["with"]["n"]) == (50, 200)
    assert (contrast["without"]["met"], contrast["without"]["n"]) == (20, 160)
    assert contrast["left_out"] == 40
    assert contrast["conclusion"] == "changes"
    assert contrast["sentence"] == (
        "Leaving out 40 patients handed over: 25.0 % becomes 12.5 %. Your conclusion changes."
    )
    difference = contrast["difference"]
    assert difference["low"] < difference["value"] == -0.125 < difference["high"] < 0
    assert done.stated["whole"] == contrast["without"]
    [left] = done.stated["left_out"]
    assert (left["because"], left["units"], len(left["sha256"])) == ("handed_over", 40, 64)


def test_several_exclusions_are_left_out_together(run, file):
    done = run(
        "measure", file(visits()), "admission", "--exclude", "handed_over", "weekend_arrivals"
    )
    assert done.stated["whole"]["n"] < 160
    assert len(done.stated["left_out"]) == 2
    assert "visits" in done.stated["with_and_without"]["sentence"]


def test_single_cases_are_left_out_by_their_ids(run, file):
    done = run("measure", file(visits()), "admission", "--set-aside", "0", "1")
    assert done.stated["whole"]["n"] == 198
    assert done.stated["set_aside"] == 2
    assert "with_and_without" not in done.stated


def test_a_case_that_is_nowhere_is_refused(run, file):
    """An id that was mistyped would leave the figure as it is, and nobody would know."""
    done = run("measure", file(visits()), "admission", "--set-aside", "0", "nowhere")
    assert (done.code, done.printed) == (2, "")
    assert 'There is no case "nowhere" among those that admission counts' in done.complained


def test_csv_says_in_every_row_what_was_left_out(run, file):
    arguments = ("admission", "--format", "csv", "--exclude", "handed_over", "--set-aside", "100")
    rows = list(csv.DictReader(io.StringIO(run("measure", file(visits()), *arguments).printed)))
    assert {row["excluded"] for row in rows} == {"handed_over"}
    assert {row["set_aside"] for row in rows} == {"1"}


@pytest.mark.parametrize(
    "metric, exclusion, said",
    [
        ("admission", "nothing", 'There is no exclusion "nothing": choose one of admitted_pat'),
        ("admission", "same_mark_throughout", "same_mark_throughout does not fit admission"),
        ("admission", "most_urgent", "most_urgent needs the triage level, which this extract"),
    ],
)
def test_what_cannot_be_run_is_said_in_one_sentence(run, file, metric, exclusion, said):
    done = run("measure", file(visits()), metric, "--exclude", exclusion)
    assert done.code == 2
    assert done.complained.startswith(said)
    assert done.complained.count("\n") == 1


def test_check_says_what_each_exclusion_would_leave_out(run, file):
    names = ("--exclude", "handed_over", "most_urgent")
    done = run("check", file(visits()), *names, "--format", "json")
    handed, urgent = done.stated["exclusions"]
    assert (handed["units"], handed["why_not"]) == (40, None)
    assert urgent["units"] is None
    assert "triage level" in urgent["why_not"]
    said = run("check", file(visits()), *names).printed
    assert "Patients handed over: would leave out 40 visits." in said
    assert "The most urgent patients: needs the triage level" in said


def test_check_without_it_says_nothing_of_exclusions(run, file):
    assert "exclusions" not in run("check", file(visits()), "--format", "json").stated


def test_a_broken_foreign_exclusion_ends_in_a_sentence(run, file, tmp_path: Path, monkeypatch):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "odd.sql").write_text("drop table visits")
    monkeypatch.setenv("AFREFLECT_EXCLUSIONS", str(tmp_path / "mine"))
    done = run("measure", file(visits()), "admission", "--exclude", "odd")
    assert (done.code, done.complained.count("\n")) == (2, 1)
    assert done.complained.startswith("odd.sql: it must begin with front matter")


def test_an_exclusion_that_never_ends_is_refused(run, file, tmp_path: Path, monkeypatch):
    own = (EXCLUSIONS / "children.sql").read_text(encoding="utf-8").split("---*/")[0]
    endless = "with recursive a as (select 1 as n union all select n + 1 from a) "
    endless += "select n::text as unit_id from a"
    (tmp_path / "own.sql").write_text("---*/\n".join([own, endless]), encoding="utf-8")
    monkeypatch.setenv("AFREFLECT_EXCLUSIONS", str(tmp_path))
    monkeypatch.setattr("afreflect.storage.exclusions._LONGEST_TRY", 0.2)
    done = run("measure", file(visits()), "length_of_stay", "--exclude", "own")
    assert (done.code, done.printed) == (2, "")
    assert done.complained.startswith("own.sql: its SELECT can't be run")


def test_the_private_file_measures_as_the_screen_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """FR-20, FR-45: set aside and provisional stand in what is exported."""
    monkeypatch.setitem(lock.ARGON2ID, "memory_kib", 1024)
    monkeypatch.delenv("AFREFLECT_DATABASE_URL", raising=False)
    unlocking("keep", extract(tmp_path / "march.csv", [row(n) for n in range(1, 61)]))
    keeper = JournalKeeper.at()
    journal = keeper.unlock(PERSONAL, PASSPHRASE)
    practice = journal.extract()
    assert practice is not None
    [some, *_] = practice.tables()["visits"].column("encounter_id").to_pylist()
    until = window(date.today())[1]
    asked = Questioned("admission", "Not all of them are mine", "handed_over", until)
    journal.record([CaseSetAside("admission", some, "not mine"), asked])
    capsys.readouterr()
    assert unlocking("measure", "admission", "--vault") == 0
    stated = json.loads(capsys.readouterr().out)
    assert (stated["whole"]["n"], stated["set_aside"]) == (59, 1)
    assert stated["with_them"]["n"] == 60
    assert stated["provisional_until"] == until.isoformat()
    unlocking("measure", "admission", "--vault", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert {(row["set_aside"], row["provisional_until"]) for row in rows} == {
        ("1", until.isoformat())
    }
    unlocking("measure", "length_of_stay", "--vault")
    other = json.loads(capsys.readouterr().out)
    assert (other["whole"]["n"], other["set_aside"], other["provisional_until"]) == (60, 0, None)
    journal.record([QuestionSettled(asked.id, "They were")])
    unlocking("measure", "admission", "--vault")
    assert json.loads(capsys.readouterr().out)["provisional_until"] is None
    keeper.close()
    assert until - date.today() > timedelta(days=60)
