"""`spc`: any file's series with limits, signals and assurance, one row a point."""

import csv
import gzip
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from afreflect.__main__ import main
from tests.oracles.spc_tables import MONTGOMERY, named, read

HEADER = ("date value centre lower upper near_lower near_upper signal direction assurance").split()
Charted = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def charted(capsys: pytest.CaptureFixture[str]) -> Charted:
    """Runs the command on a file that must be read; its rows."""

    def run(file: Path, *options: object) -> list[dict[str, Any]]:
        arguments = ["spc", str(file), *map(str, options), "--format", "json"]
        code = main(arguments)
        printed = capsys.readouterr()
        assert code == 0, printed.err
        return json.loads(printed.out)

    return run


@pytest.fixture
def refused(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Runs the command on what it must refuse; its one sentence."""

    def run(*arguments: object) -> str:
        assert main(["spc", *map(str, arguments)]) == 2
        printed = capsys.readouterr()
        assert printed.out == ""
        assert printed.err.count("\n") == 1
        return printed.err

    return run


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str], Path]:
    def write(text: str) -> Path:
        path = tmp_path / "series.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def monthly(values: Sequence[object], date: str = "2024-{:02}-01") -> str:
    rows = [f"{date.format(month + 1)},{value}" for month, value in enumerate(values)]
    return "\n".join(["month,figure", *rows])


WAVES = [12, 15, 11, 14, 13, 16, 12, 15, 11, 14, 13, 12]


def test_the_rows_of_six_trusts_keep_the_order_of_the_file(charted, shared):
    folder = shared / "oracles" / "nhsrplotthedots"
    file = folder / "data_ae_six_trusts.csv"
    options = ["--date", "period", "--value", "breaches", "--series", "org_code"]
    rows = charted(file, *options, "--chart", "xmr", "--better", "lower")
    given = read(file)
    assert [(row["org_code"], row["date"]) for row in rows] == [
        (row["org_code"], row["period"]) for row in given
    ]
    assert list(rows[0]) == ["org_code", *HEADER]
    wanted = {(row["f"], row["x"]): row for row in read(folder / "expected_six_trusts_facet.csv")}
    for row in rows:
        expected = wanted[row["org_code"], row["date"]]
        assert row["lower"] == pytest.approx(float(expected["lpl"]), rel=1e-9)
        assert row["upper"] == pytest.approx(float(expected["upl"]), rel=1e-9)
        assert row["signal"] == named(expected["special_cause_type"])
        assert expected["point_type"].endswith(row["direction"]) or row["signal"] == "none"


def test_a_fixed_baseline_a_rebase_and_a_target(charted, shared):
    folder = shared / "oracles" / "nhsrplotthedots"
    rows = charted(
        folder / "data_ae_RRK_type1.csv",
        *("--date", "period", "--value", "breaches", "--chart", "xmr", "--better", "lower"),
        *("--fix", 12, "--rebase", "2018-07-01", "--target", 3000),
    )
    expected = read(folder / "expected_rrk_fix12_rebase_target3000.csv")
    for row, wanted in zip(rows, expected, strict=True):
        assert row["upper"] == pytest.approx(float(wanted["upl"]), rel=1e-9)
        assert row["signal"] == named(wanted["special_cause_type"])
        assert row["assurance"] == "never"  # as it works now, whatever it did before the rebase


def test_several_baselines_may_be_named_at_once_or_one_by_one(charted, written):
    file = written(monthly(WAVES))
    options = ("--date", "month", "--value", "figure", "--chart", "xmr", "--rebase", "2024-05-01")
    together = charted(file, *options, "2024-09-01")
    assert charted(file, *options, "--rebase", "2024-09-01") == together
    assert len({row["centre"] for row in together}) == 3


@pytest.mark.parametrize("many", [["--rebase", "2024-05-01", "2024-09-01"], ["--series", "unit"]])
def test_the_file_may_stand_anywhere(written, capsys, many):
    text = "\n".join(
        f"{row},A" for row in monthly(WAVES).replace("figure", "figure,unit", 1).split()
    )
    file = str(written(text.replace("unit,A", "unit", 1)))
    options = ["--date", "month", "--value", "figure", "--chart", "xmr"]
    printed = []
    for order in ([file, *options, *many], [*options, *many, file], [*many, file, *options],
                  [*options[:2], file, *options[2:], *many]):  # fmt: skip
        assert main(["spc", *order]) == 0
        printed.append(capsys.readouterr().out)
    assert len(printed[0].splitlines()) == 13
    assert len(set(printed)) == 1


def test_a_file_that_is_not_there_or_not_named_is_asked_for(refused):
    options = ("--date", "month", "--value", "figure", "--rebase", "2024-05-01")
    assert "none.csv can't be opened" in refused(*options, "none.csv")
    assert "Name the file to read" in refused(*options)
    assert "Name the file to read" in refused(*options, "2024.09.01")


def test_screening_can_be_had_and_left_out(charted, shared):
    folder = shared / "oracles" / "nhsrplotthedots"
    for switch, expected in (("--screen", "all_norebase"), ("--no-screen", "noscreen")):
        rows = charted(
            folder / "data_ae_RRK_type1.csv",
            *("--date", "period", "--value", "breaches", "--chart", "xmr", switch),
        )
        wanted = read(folder / f"expected_rrk_{expected}.csv")
        assert [row["upper"] for row in rows] == pytest.approx([float(w["upl"]) for w in wanted])


def test_counts_over_denominators_and_subgroups_as_montgomery_has_them(charted, shared):
    folder = shared / "oracles" / "qicharts2"
    rows = charted(
        folder / "montgomery_tbl_07.04.csv",
        *("--date", "sample", "--value", "count", "--den", "size", "--chart", "p"),
    )
    wanted = read(folder / "expected_tbl_7.4_1.csv")
    assert [row["upper"] for row in rows] == pytest.approx([float(w["ucl"]) for w in wanted])
    rows = charted(
        folder / "montgomery_tbl_06.03.csv",
        *("--date", "sample", "--value", "obs", "--chart", "xbar"),
    )
    wanted = read(folder / "expected_ex_6.3_1.csv")
    assert [row["value"] for row in rows] == pytest.approx([float(w["y"]) for w in wanted])
    assert [row["upper"] for row in rows] == pytest.approx([float(w["ucl"]) for w in wanted])
    assert len(MONTGOMERY) == 18


def test_without_a_chart_the_data_choose_and_say_why(written, capsys):
    assert main(["spc", str(written(monthly(WAVES))), "--date", "month", "--value", "figure"]) == 0
    printed = capsys.readouterr()
    assert "XmR chart" in printed.err
    assert "trial limits" in printed.err
    header, *rows = csv.reader(printed.out.splitlines())
    assert header == HEADER
    assert len(rows) == 12
    assert float(rows[0][1]) == 12


def test_fewer_than_ten_points_are_a_line_without_rules(written, capsys):
    file = written(monthly([1, 2, 3, 4, 5, 6, 7, 8]))
    assert main(["spc", str(file), "--date", "month", "--value", "figure"]) == 0
    printed = capsys.readouterr()
    assert "fewer than 10" in printed.err
    assert {row["signal"] for row in csv.DictReader(printed.out.splitlines())} == {"none"}
    assert main(["spc", str(file), "--date", "month", "--value", "figure", "--chart", "xmr"]) == 0
    assert "trend" in capsys.readouterr().out


def test_rows_out_of_order_are_charted_by_date_and_printed_as_they_stand(charted, written):
    ordered = monthly(WAVES).split("\n")
    file = written("\n".join([ordered[0], *reversed(ordered[1:])]))
    rows = charted(file, "--date", "month", "--value", "figure", "--chart", "xmr", "--fix", 3)
    assert rows[0]["date"] == "2024-12-01"
    assert rows[0]["centre"] == pytest.approx((12 + 15 + 11) / 3)


@pytest.mark.parametrize(
    "form, first",
    [
        ("{:02}/2024", "2024-01-01"),
        ("01/{:02}/2024", "2024-01-01"),
        ("2024-{:02}", "2024-01-01"),
        ("2024-{:02}-15 06:30", "2024-01-15T06:30"),
        ("{}", "1"),
        ("week {}", "week 1"),
    ],
)
def test_dates_in_any_style(charted, written, form, first):
    """FR-40: what can be read is read."""
    rows = charted(written(monthly(WAVES, form)), "--date", "month", "--value", "figure")
    assert rows[0]["date"] == first
    assert [row["value"] for row in rows] == WAVES


def test_a_date_that_can_be_read_two_ways_is_asked_about(refused, charted, written):
    text = "month,figure\n" + "\n".join(f"{n % 9 + 1}/{n % 7 + 1}/2024,{n}" for n in range(20))
    sentence = refused(written(text), "--date", "month", "--value", "figure")
    assert "--dates dmy or --dates mdy" in sentence
    rows = charted(written(text), "--date", "month", "--value", "figure", "--dates", "mdy")
    assert rows[1]["date"] == "2024-02-02"


def test_a_missing_value_is_no_signal_and_the_rest_is_charted(charted, written):
    """FR-40: a blank, a word and a decimal comma in a column of numbers."""
    values = ["12", '"15,5"', "n/a", "", "oops", *["13"] * 3, *["14"] * 4]
    rows = charted(written(monthly(values)), "--date", "month", "--value", "figure")
    assert [row["value"] for row in rows[:6]] == [12, 15.5, None, None, None, 13]
    assert {row["signal"] for row in rows} == {"none"}


def test_a_row_without_a_date_has_no_place(charted, written):
    text = monthly(WAVES) + "\n,99"
    rows = charted(written(text), "--date", "month", "--value", "figure", "--chart", "xmr")
    assert len(rows) == 13
    assert rows[-1] == {"date": "", "value": 99, "signal": "none", "direction": "neither",
                        "assurance": "", "centre": None, "lower": None, "upper": None,
                        "near_lower": None, "near_upper": None}  # fmt: skip


def test_errors_are_one_sentence_that_says_what_to_do(refused, written, tmp_path):
    file = written(monthly(WAVES))
    asked = ("--date", "month", "--value", "figure")
    assert "choose one of month, figure" in refused(file, "--date", "month", "--value", "x")
    assert "write it like 2024-01-01" in refused(file, *asked, "--rebase", "soon")
    assert "denominator" in refused(file, *asked, "--chart", "p")
    assert "several values at each date" in refused(file, *asked, "--chart", "xbar")
    assert "check its name" in refused(tmp_path / "none.csv", *asked)
    below = written(monthly([-1, *WAVES[1:]]))
    assert "below zero" in refused(below, *asked, "--chart", "c")
    assert "above zero" in refused(below, *asked, "--chart", "t")
    assert "no numbers" in refused(written(monthly(["a", "b"])), *asked)


@pytest.mark.parametrize("kind", [(), ("--chart", "u"), ("--chart", "xmr")])
def test_a_denominator_below_zero_is_refused(refused, written, kind):
    text = "month,events,visits\n" + "\n".join(
        f"2024-{month:02}-01,3,{40 if month != 7 else -40}" for month in range(1, 13)
    )
    asked = ("--date", "month", "--value", "events", "--den", "visits", *kind)
    assert "denominator can't be below zero" in refused(written(text), *asked)


def test_figures_below_zero_over_a_size_are_charted_as_figures(charted, written):
    text = "month,change,visits\n" + "\n".join(
        f"2024-{month:02}-01,{-month % 5 - 3},10" for month in range(1, 13)
    )
    rows = charted(written(text), "--date", "month", "--value", "change", "--den", "visits")
    assert rows[0]["value"] == pytest.approx(0.1)
    assert rows[0]["lower"] < 0 < rows[0]["upper"]


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("kind", [(), *(("--chart", kind) for kind in ("xmr", "run", "mr", "g"))])
@pytest.mark.parametrize("size", ["e300", "e-320"])
def test_figures_at_the_ends_of_what_a_number_can_hold(charted, written, kind, size):
    """FR-40: they are charted, or have no limits; no warning of numpy's reaches the user."""
    rows = charted(
        written(monthly([f"{value}{size}" for value in WAVES * 2], "{}")),
        *("--date", "month", "--value", "figure", *kind),
    )
    assert {row["signal"] for row in rows} == {"none"}


def test_one_of_anything_is_said_as_one(written, capsys):
    values = [*WAVES[:-1], "oops"]
    assert main(["spc", str(written(monthly(values))), "--date", "month", "--value", "figure"]) == 0
    assert "1 entry (oops) is no number and counts as missing" in capsys.readouterr().err
    assert main(["spc", str(written(monthly([4]))), "--date", "month", "--value", "figure"]) == 0
    assert "With 1 point, fewer" in capsys.readouterr().err


def test_limits_of_gaps_say_how_often_they_mark_what_is_steady(written, capsys):
    file = str(written(monthly([3, 40, 12, 7, 22, 1, 60, 9, 15, 30, 2, 18])))
    asked = ["spc", file, "--date", "month", "--value", "figure", "--chart", "g"]
    assert main(asked) == 0
    assert "--exact" in capsys.readouterr().err
    assert main([*asked, "--exact"]) == 0
    assert "--exact" not in capsys.readouterr().err


def test_what_is_no_file_or_far_too_large_is_said_in_one_sentence(refused, written, tmp_path):
    asked = ("--date", "month", "--value", "figure")
    assert "can't be opened: check its name" in refused(tmp_path, *asked)
    bomb = tmp_path / "bomb.csv.gz"
    with gzip.GzipFile(bomb, "wb") as packed:
        for _ in range(513):
            packed.write(bytes(1 << 20))
    assert "too large for this computer" in refused(bomb, *asked)


@pytest.mark.parametrize("option", ["--target", "--centre"])
@pytest.mark.parametrize("typed", ["nan", "inf", "much"])
def test_a_target_and_a_centre_are_figures(charted, written, capsys, option: str, typed: str):
    with pytest.raises(SystemExit) as ended:
        charted(written(monthly(WAVES)), "--date", "month", "--value", "figure", option, typed)
    assert ended.value.code == 2
    assert f"{typed} is not a figure" in capsys.readouterr().err


def test_weeks_that_run_across_a_sheet_as_they_were_published(charted, shared):
    """FR-40: title rows, weeks as columns, dates as serial numbers, notes below."""
    folder = shared / "data" / "messy_a"
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    name = "natural/ons_weekly_deaths_2018.csv"
    [wanted] = [entry["figures"] for entry in manifest["files"] if entry["file"] == name]
    rows = charted(
        folder / name,
        *("--date", "period", "--value", "count", "--series", "series", "--chart", "xmr"),
        *("--rules", "anhoej"),
    )
    total = [row for row in rows if row["series"] == "Total deaths, all ages"]
    assert len(total) == wanted["weeks"]
    assert total[0]["date"] == wanted["first_week_ended"]
    assert total[0]["centre"] == pytest.approx(wanted["xmr_mean"], rel=1e-9)
    reach = total[0]["upper"] - total[0]["centre"]
    assert reach == pytest.approx(3 / 1.128 * wanted["xmr_mr_bar"], rel=1e-9)
