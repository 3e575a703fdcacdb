"""Every figure that is known of a disorderly file is what the command line says of it."""

import csv
import io
import json
from pathlib import Path

import pytest

from afreflect.__main__ import main
from tests.oracles.table import MESSY, MESSY_FILES

MEASURED = {"admission_rate", "lwbs_rate", "return_72h_after_discharge"}
"""These are metrics, and are measured beside: tests/oracles/table.py."""
MINUTES = 1e-4


@pytest.mark.parametrize("file", MESSY_FILES)
def test_every_figure_of_the_visits_is_the_known_one(file, run, figures, shared):
    """FR-40: whatever the disorder, stays, months and physicians are what they were before it."""
    wanted = {
        key: value for key, value in figures(f"{MESSY}/{file}").items() if key not in MEASURED
    }
    found = run("check", shared / "data" / MESSY / file, "--format", "json")["figures"]
    stays, known_stays = found["los_valid_min"], wanted.pop("los_valid_min")
    assert {key: stays[key] for key in known_stays} == pytest.approx(known_stays, abs=MINUTES)
    assert {key: found[key] for key in wanted} == wanted


@pytest.mark.parametrize("file", MESSY_FILES)
def test_disorder_loses_no_visit(file, run, figures, shared):
    report = run("check", shared / "data" / MESSY / file, "--format", "json")
    assert report["rows_kept"] == figures(f"{MESSY}/{file}")["encounters"]
    assert report["rows_in"] == report["rows_kept"] + sum(
        group["rows"] for group in report["set_aside"]
    )


@pytest.fixture
def changes(shared: Path) -> list[dict[str, str]]:
    """The stays on nights of changing clocks, with the minutes they truly lasted."""
    with (shared / "data" / MESSY / "a7_dst_cases.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def written(tmp_path: Path, rows: list[dict[str, str]], leave_out: tuple[str, ...] = ()) -> Path:
    kept = [name for name in rows[0] if name not in leave_out]
    text = io.StringIO()
    table = csv.DictWriter(text, kept, extrasaction="ignore")
    table.writeheader()
    table.writerows(rows)
    path = tmp_path / "nights.csv"
    path.write_text(text.getvalue(), encoding="utf-8")
    return path


def test_stays_over_a_change_of_clocks_last_as_long_as_they_did(run, figures, shared):
    """The zone stands in each row, and a column says which pass through a repeated hour."""
    wanted = figures(f"{MESSY}/a7_dst_cases.csv")
    report = run("check", shared / "data" / MESSY / "a7_dst_cases.csv", "--format", "json")
    assert report["rows_kept"] == wanted.pop("rows")
    changes = report["figures"]["clock_changes"]
    assert {key: changes[key] for key in wanted} == wanted
    assert changes["undecided"] == 0


def test_each_stay_lasts_its_true_minutes(run, changes, tmp_path):
    for row in changes:
        if not row["true_minutes"]:
            continue
        stays = run("check", written(tmp_path, [row]), "--format", "json")["figures"]
        assert stays["los_valid_min"]["n"] == 1, row["label"]
        assert stays["los_valid_min"]["sum"] == pytest.approx(
            float(row["true_minutes"]), abs=MINUTES
        )


def test_without_word_of_the_pass_only_their_order_decides(run, changes, tmp_path):
    """What nothing decides is missing and told of; nobody leaves before arriving."""
    folds = ("fold_arrival", "fold_departure")
    report = run("check", written(tmp_path, changes, folds), "--format", "json")
    found = report["figures"]["clock_changes"]
    assert (found["nonexistent"], found["ambiguous"], found["undecided"]) == (6, 12, 9)
    assert found["unambiguous_sum_true_minutes"] == 3345
    by_order = [row for row in changes if row["label"].startswith("looks negative")]
    stays = report["figures"]["los_valid_min"]
    assert stays["n"] == 15 + len(by_order) == 18
    assert stays["sum"] == 3345 + sum(float(row["true_minutes"]) for row in by_order)
    said = [problem["text"] for problem in report["problems"]]
    assert any(text.startswith("6 visits") and "skipped" in text for text in said)
    assert any(text.startswith("12 visits") and "9 can't be decided" in text for text in said)


def test_a_zone_may_be_stated_in_the_mapping(run, changes, tmp_path):
    toronto = [row for row in changes if row["timezone"] == "America/Toronto"]
    mapping = tmp_path / "mapping.toml"
    mapping.write_text('zone = "America/Toronto"\n', encoding="utf-8")
    file = written(tmp_path, toronto, ("timezone",))
    report = run("check", file, "--format", "json", "--mapping", mapping)
    known = [float(row["true_minutes"]) for row in toronto if row["true_minutes"]]
    stays = report["figures"]["los_valid_min"]
    assert (stays["n"], stays["sum"]) == (len(known), sum(known))


def test_contradicting_dates_are_counted_both_ways(figures, shared, capsys):
    """FR-40: the question says how many dates speak for each answer."""
    wanted = figures(f"{MESSY}/a9_contradictory_dates.csv")
    assert (
        main(
            [
                "check",
                str(shared / "data" / MESSY / "a9_contradictory_dates.csv"),
                "--format",
                "json",
            ]
        )
        == 2
    )
    [file] = json.loads(capsys.readouterr().out)["files"]
    arrived = file["dates"]["arrived"]
    assert file["rows"] == wanted["rows"]
    assert arrived["not_day_first"] == wanted["arrivals_impossible_as_dmy"]
    assert arrived["not_month_first"] == wanted["arrivals_impossible_as_mdy"]


ONS = "natural/ons_weekly_deaths_2018.csv"


def test_weeks_that_run_across_are_read_as_counts_by_week(run, figures, shared):
    """FR-40: a published sheet with serials for headings and remarks below it, untouched."""
    wanted = figures(f"{MESSY}/{ONS}")
    report = run("check", shared / "data" / MESSY / ONS, "--format", "json")
    [file] = report["files"]
    across, name = file["across"], "Total deaths, all ages"
    assert (across["lines"], across["columns"]) == (wanted["file_rows"], wanted["columns"])
    assert across["heading"] == wanted["header_row_1_based"]
    assert across["series"][name] == wanted["total_row_1_based"]
    [total] = [one for one in report["figures"]["series"] if one["series"] == name]
    assert total["periods"] == wanted["weeks"]
    assert total["first_period"] == wanted["first_week_ended"]
    assert total["last_period"] == wanted["last_week_ended"]
    assert (total["sum"], total["max"]) == (wanted["sum_deaths"], wanted["max"])
    assert total["mean"] == pytest.approx(wanted["xmr_mean"], abs=1e-6)
    aside = sum(group["rows"] for group in report["set_aside"])
    assert report["rows_in"] == report["rows_kept"] + aside
