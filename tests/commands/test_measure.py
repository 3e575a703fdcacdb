"""`measure` gives the figures of one metric, as the screen does."""

import ast
import csv
import hashlib
import subprocess
import sys

import pytest

from afreflect.storage.catalogue import catalogue
from tests.commands.conftest import VISITS

MINE = ("--clinician", "D1")
POINT = ["start", "n", "met", "value", "low", "high"]


def test_the_result_says_what_it_is_and_where_it_came_from(run, file):
    """FR-15: metric, version and the fingerprints of definition and extract."""
    done = run("measure", file(VISITS), "admission", *MINE)
    metric = next(metric for metric in catalogue() if metric.id == "admission")
    result = done.stated
    assert done.code == 0
    assert result["metric"] == "admission"
    assert result["version"] == metric.version
    assert result["metric_sha256"] == metric.sha256
    assert result["extract_sha256"] == hashlib.sha256(VISITS.encode()).hexdigest()
    assert [list(point) for point in result["points"]] == [POINT] * 2


def test_the_last_day_of_all_is_as_good_as_none(run, file):
    done = run("measure", file(VISITS), "admission", *MINE, "--until", "9999-12-31")
    assert (
        done.stated["points"] == run("measure", file(VISITS), "admission", *MINE).stated["points"]
    )


def test_a_summary_that_a_metric_does_not_have_is_answered_with_those_it_has(run, file):
    done = run("measure", file(VISITS), "length_of_stay", *MINE, "--summary", "mode")
    assert (done.code, done.printed) == (2, "")
    assert done.complained.endswith("has no summary mode: choose one of median, p90.\n")


def test_a_proportion_is_a_fraction_with_its_count(run, file):
    january, february = run("measure", file(VISITS), "admission", *MINE).stated["points"]
    assert (january["start"], january["n"], january["met"]) == ("2025-01-01", 1, 0)
    assert (february["n"], february["met"], february["value"]) == (2, 1, 0.5)
    assert 0 < february["low"] < 0.5 < february["high"] < 1


def test_a_duration_is_in_minutes_and_has_no_numerator(run, file):
    done = run("measure", file(VISITS), "length_of_stay", *MINE, "--by", "all")
    [point] = done.stated["points"]
    assert (point["start"], point["n"], point["met"], point["value"]) == (None, 3, None, 120)


def test_csv_has_the_same_figures(run, file):
    done = run("measure", file(VISITS), "admission", *MINE, "--format", "csv")
    header, *rows = csv.reader(done.printed.splitlines())
    assert header == POINT
    assert rows[1][:4] == ["2025-02-01", "2", "1", "0.5"]


@pytest.mark.parametrize(
    "by, starts",
    [
        ("month", ["2025-01-01", "2025-02-01"]),
        ("quarter", ["2025-01-01"]),
        ("year", ["2025-01-01"]),
        ("all", [None]),
    ],
)
def test_the_grain_is_chosen(run, file, by: str, starts: list[str | None]):
    points = run("measure", file(VISITS), "admission", *MINE, "--by", by).stated["points"]
    assert [point["start"] for point in points] == starts


@pytest.mark.parametrize(
    "switches, n",
    [
        (("--since", "2025-02-01"), 2),
        (("--until", "2025-02-01"), 2),
        (("--since", "2025-02-01", "--until", "2025-02-01"), 1),
        (("--since", "2025-02-28", "--until", "2025-02-28"), 1),
        (("--since", "2025-03-01"), 0),
    ],
)
def test_the_first_and_the_last_day_count(run, file, switches: tuple[str, ...], n: int):
    done = run("measure", file(VISITS), "admission", *MINE, *switches)
    assert done.stated["whole"]["n"] == n


def test_whose_rows_must_be_said_where_there_are_several(run, file):
    done = run("measure", file(VISITS), "admission")
    assert done.code == 2
    assert '(mapping key: "clinician")' in done.complained


def test_the_mapping_can_say_whose_rows(run, file):
    mapping = file('clinician = "D2"', "map.toml")
    done = run("measure", file(VISITS), "admission", "--mapping", mapping)
    assert done.stated["whole"]["n"] == 2


def test_a_file_without_clinicians_needs_neither(run, file):
    text = "Visit ID,Arrival,Disposition\n1,2025-01-31 08:00,Home\n"
    assert run("measure", file(text), "admission").stated["whole"]["n"] == 1


def test_all_rows_say_that_they_are_no_comparator(run, file):
    done = run("measure", file(VISITS), "admission", "--all-rows")
    assert done.stated["whole"]["n"] == 5
    assert "no comparator" in done.complained
    assert "no comparator" in done.stated["note"]


def test_all_rows_and_one_clinician_exclude_each_other(run, file, capsys):
    with pytest.raises(SystemExit) as ended:
        run("measure", file(VISITS), "admission", "--all-rows", *MINE)
    assert ended.value.code == 2
    assert "not allowed" in capsys.readouterr().err


def test_no_screen_can_ask_for_all_rows(root):
    """FR-33: a group's figure is not to be had: `everyone` is asked for by the commands alone."""
    asking = [
        path.relative_to(root).as_posix()
        for folder in ("afreflect/ui", "afreflect/charts", "pages", "app.py")
        for path in ([root / folder] if folder.endswith(".py") else (root / folder).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).split(".")[-1] in ("load", "load_tables")
        and (len(node.args) > 2 or any(word.arg in ("everyone", None) for word in node.keywords))
    ]
    assert asking == []


def test_an_extract_without_dates_is_measured_as_a_whole(run, file):
    text = file("Case,LOS (min),Outcome\n1,60,Home\n2,120,Home\n3,180,Admitted\n")
    assert run("measure", text, "length_of_stay").stated["points"] == []
    [point] = run("measure", text, "length_of_stay", "--by", "all").stated["points"]
    assert (point["start"], point["value"]) == (None, 120)


@pytest.mark.parametrize(
    "arguments, said",
    [
        (("admision",), "choose one of"),
        (("imaging_use",), "imaging was done"),
        (("admission", "--summary", "median"), "no summary median"),
        (("admission", "--clinician", "D9"), "choose another id"),
        (("admission", "--since", "2025-03-02", "--until", "2025-03-01"), "turn them round"),
    ],
)
def test_what_cannot_be_measured_is_one_sentence(run, file, arguments: tuple[str, ...], said: str):
    switches = () if "--clinician" in arguments else MINE
    done = run("measure", file(VISITS), *arguments, *switches)
    assert (done.code, done.printed, done.complained.count("\n")) == (2, "", 1)
    assert said in done.complained


def test_a_wrong_day_is_named(run, file, capsys):
    with pytest.raises(SystemExit) as ended:
        run("measure", file(VISITS), "admission", "--since", "yesterday")
    assert ended.value.code == 2
    assert "yesterday is not a day" in capsys.readouterr().err


def test_a_reader_that_stops_early_is_no_fault(root, file):
    command = [sys.executable, "-m", "afreflect", "metrics"]
    process = subprocess.Popen(
        command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    process.stdout.close()
    _, complained = process.communicate(timeout=60)
    assert complained == ""
    assert process.returncode == 0


def test_a_file_beyond_the_browsers_limit_is_read(run, tmp_path):
    """The browser takes up to 200 MB; here a remark makes few rows weigh more."""
    remark = "x" * 100_000
    large = tmp_path / "large.csv"
    with large.open("w", encoding="utf-8") as opened:
        opened.write("Visit ID,Arrival,Disposition,Remark\n")
        for n in range(2_100):
            opened.write(f"{n},2025-03-01 08:00,Home,{remark}\n")
    assert large.stat().st_size > 200 * 2**20
    assert run("measure", large, "admission").stated["whole"]["n"] == 2_100
