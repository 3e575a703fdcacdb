"""The figures of public data sets, from the command line, equal what others computed from them."""

import csv
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest

from afreflect.__main__ import main
from afreflect.domain.extract import Upload
from afreflect.storage.reader import read
from tests.oracles.table import (
    ENCOUNTERS,
    FORMS,
    GAZI,
    MESSY,
    MESSY_ROWS,
    MIMIC,
    MIMIC_FILES,
    ROWS,
    STATED,
    SYNTHEA,
    Row,
)

CLOSE = 1e-6
STATED_ROWS = [row for row in ROWS if STATED[row.folder] and "[columns]" not in row.mapping]


def wanted_at(figures: dict[str, Any], key: str) -> Any:
    for part in key.split("."):
        figures = figures[part]
    return figures


def same(point: dict[str, Any], figures: dict[str, Any], key: str) -> None:
    """A point says what the oracle says: value, count and, for a proportion, Wilson's bounds."""
    wanted = wanted_at(figures, key)
    if isinstance(wanted, dict):
        assert (point["met"], point["n"]) == (wanted["numerator"], wanted["denominator"])
        assert point["value"] == pytest.approx(wanted["value"], rel=CLOSE, abs=1e-12)
        low, high = wanted["wilson95"]
        assert point["low"] == pytest.approx(low, rel=CLOSE, abs=1e-12)
        assert point["high"] == pytest.approx(high, rel=CLOSE)
        return
    assert point["value"] == pytest.approx(wanted, rel=CLOSE)
    parent = wanted_at(figures, key.rpartition(".")[0])
    assert point["n"] == parent["n"]
    assert point["met"] is None


def command(row: Row, shared: Path, mapping: Path | None) -> list[object]:
    files = [shared / "data" / row.folder / name for name in row.files]
    switches = [*row.switches, *(("--mapping", mapping) if mapping else ())]
    return ["measure", *files, row.metric, "--by", "all", *switches]


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "mapping.toml"
    path.write_text(textwrap.dedent(text), encoding="utf-8")
    return path


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_a_reference_figure_is_found_with_what_is_guessed(row, run, figures, shared, tmp_path):
    """FR-40: nobody has to say what names and values already tell."""
    mapping = written(tmp_path, row.mapping) if row.mapping else None
    same(run(*command(row, shared, mapping))["whole"], figures(row.folder), row.key)


@pytest.mark.parametrize("row", STATED_ROWS, ids=str)
def test_a_reference_figure_is_found_with_everything_stated(row, run, figures, shared, tmp_path):
    stated = textwrap.dedent(STATED[row.folder])
    values, _, codes = row.mapping.partition("[values.disposition]\n")
    stated = stated + codes if codes else stated + values
    same(
        run(*command(row, shared, written(tmp_path, stated)))["whole"],
        figures(row.folder),
        row.key,
    )


@pytest.mark.parametrize("row", MESSY_ROWS, ids=lambda row: f"{row.files[0]} {row.key}")
def test_disorder_changes_no_figure(row, run, figures, shared):
    """FR-40: messy headers, dates and blanks are read without failing."""
    result = run(*command(row, shared, None))
    same(result["whole"], figures(f"{MESSY}/{row.files[0]}"), row.key)


def test_dates_that_contradict_each_other_are_asked_about(shared, capsys):
    """FR-40: no single order fits the column, so nothing is decided for the physician."""
    code = main(["check", str(shared / "data" / MESSY / "a9_contradictory_dates.csv")])
    assert code == 2
    assert '"dates"' in capsys.readouterr().err


@pytest.mark.parametrize("position", range(1, 29))
def test_the_mean_of_every_single_item(position, run, figures, shared, tmp_path):
    file = shared / "data" / GAZI / FORMS[0]
    with file.open(encoding="utf-8", newline="") as opened:
        header = next(csv.reader(opened))
    mapping = written(
        tmp_path,
        f"""
        table = "feedback"
        scale = [1, 5]
        [columns]
        physician_id = "instcode"
        items = ["{header[4 + position]}"]
        """,
    )
    point = run(
        "measure", file, "teaching_evaluation", "--by", "all", "--all-rows", "--mapping", mapping
    )["whole"]
    assert point["n"] == 5820
    assert point["value"] == pytest.approx(figures(GAZI)["item_means"][f"i{position}"], rel=CLOSE)


def test_answers_that_look_alike_are_all_kept(run, figures, shared):
    """1,843 forms equal another one: without a number of their own they are answers, not copies."""
    report = run("check", shared / "data" / GAZI / FORMS[0], "--format", "json")
    assert report["rows_kept"] == report["rows_in"] == figures(GAZI)["rows"] == 5820
    assert report["set_aside"] == []


def test_dates_two_centuries_ahead_load_with_a_warning(run, shared):
    files = [shared / "data" / MIMIC / name for name in MIMIC_FILES]
    report = run("check", *files, "--format", "json")
    assert report["rows_kept"] == 222
    [warning] = [problem for problem in report["problems"] if "2201" in problem["text"]]
    assert "future" in warning["text"]
    assert not warning["refuses"]


def test_what_was_counted_already_is_summed(run, figures, shared, tmp_path):
    file = shared / "data" / "nhs_ae_attendances" / "ae_attendances.csv"
    months: dict[str, list[int]] = {}
    with file.open(encoding="utf-8", newline="") as opened:
        for row in csv.DictReader(opened):
            if row["org_code"] == "RF4":
                sums = months.setdefault(row["period"], [0, 0])
                sums[0] += int(row["admissions"])
                sums[1] += int(row["attendances"])
    mapping = written(
        tmp_path,
        """
        [[file]]
        table = "counts"
        metric = "admission"
        [columns]
        period = "period"
        unit = "org_code"
        numerator = "admissions"
        denominator = "attendances"
        [only]
        org_code = ["RF4"]
        """,
    )
    for switches in (("--mapping", mapping), ("--mapping", only_rf4(tmp_path))):
        points = run("measure", file, "admission", *switches)["points"]
        assert {point["start"]: [point["met"], point["n"]] for point in points} == months


def only_rf4(tmp_path: Path) -> Path:
    """Nothing but the choice of rows: the columns and the metric are guessed."""
    path = tmp_path / "only.toml"
    path.write_text('[only]\norg_code = ["RF4"]\n', encoding="utf-8")
    return path


def test_admissions_of_the_major_departments(run, figures, shared, tmp_path):
    file = shared / "data" / "nhs_ae_attendances" / "ae_attendances.csv"
    mapping = written(tmp_path, '[only]\ntype = ["1"]\n')
    whole = run("measure", file, "admission", "--by", "all", "--mapping", mapping)["whole"]
    same(whole, figures("nhs_ae_attendances"), "type1_admission_rate")


def test_a_real_process_gives_the_same_figure(root, shared, figures):
    row = next(row for row in ROWS if row.key == "admission_rate")
    arguments = [str(part) for part in command(row, shared, None)]
    done = subprocess.run(
        [sys.executable, "-m", "afreflect", *arguments, "--format", "csv"],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    header, figure = csv.reader(done.stdout.splitlines())
    point = dict(zip(header, figure, strict=True))
    wanted = figures(MIMIC)["admission_rate"]
    assert (int(point["met"]), int(point["n"])) == (wanted["numerator"], wanted["denominator"])
    assert float(point["value"]) == pytest.approx(wanted["value"], rel=CLOSE)
    assert "no comparator" in done.stderr


@pytest.mark.parametrize(
    "folder, files, preset",
    [
        (MIMIC, (*MIMIC_FILES, "vitalsign.csv"), "mimic_iv_ed"),
        (MIMIC, ("edstays.csv",), "mimic_iv_ed"),
        (SYNTHEA, (*ENCOUNTERS, "patients.csv", "providers.csv"), "synthea_csv"),
    ],
)
def test_a_published_layout_is_recognised(folder, files, preset, run, shared):
    """FR-40: so every figure above that is guessed comes from the preset, not from a hand."""
    report = run("check", *(shared / "data" / folder / name for name in files), "--format", "json")
    assert report["preset"] == preset
    assert report["rows_kept"] == report["rows_in"]


@pytest.mark.parametrize("folder", ["messy_a", "namcs2019_office_visits", "nhs_ae_attendances"])
def test_no_other_file_is_taken_for_a_published_layout(folder, run, shared):
    for path in sorted((shared / "data" / folder).glob("*.csv")):
        reading = read([Upload(path.name, path.read_bytes())])
        assert isinstance(reading, list) or reading.preset is None, path.name
