"""My practice in figures: its periods, what stands behind a point, and where figures come from."""

import json
import shlex
from datetime import date
from pathlib import Path

import pytest

from afreflect import __main__ as command_line
from afreflect.storage.catalogue import catalogue
from afreflect.ui import how_to_read
from tests.pages.journey import click, go, title, unfold, with_own, words
from tests.pages.practice import (
    BUSY,
    at_a_first_look,
    charts,
    choose,
    dated_visits,
    grain,
    labels,
    looking_at_admission,
    one_by_one,
    sentence,
    tables,
    visits,
    with_a_measure,
)


@pytest.mark.parametrize(
    "last, said",
    [
        (date(2026, 11, 21), "The last of these visits is from today."),
        (date(2026, 11, 20), "The last of these visits is 1 day old (20 Nov 2026)."),
        (date(2026, 10, 20), "The last of these visits is about 5 weeks old (20 Oct 2026)."),
        (date(2026, 8, 23), "The last of these visits is about 3 months old (23 Aug 2026)."),
        (
            date(2026, 8, 22),
            "The last of these visits is about 3 months old (22 Aug 2026). "
            "Much may have changed since.",
        ),
        (date(2110, 1, 2), "The dates in this extract seem to have been shifted."),
        (
            date(2024, 10, 1),
            "The last of these visits is about 2 years old (1 Oct 2024). "
            "Much may have changed since.",
        ),
        (None, "This extract has no dates, so we can't say how old it is."),
    ],
)
def test_the_age_of_the_data_is_said(last: date | None, said: str):
    """FR-07: warned from the 91st day on."""
    assert how_to_read.said_age(last, "visits", date(2026, 11, 21)) == said


def test_the_grain_can_be_chosen():
    at = choose(with_a_measure(), "grain", "quarter")
    assert tables(at)[0]["When"][0] == "Q1 2024"
    assert "median quarter" in labels(charts(at)[0])


def test_the_grain_widens_by_itself_and_says_so():
    at = unfold(looking_at_admission(dated_visits(months=24, each=6)), "table")
    assert "Months hold too few visits here, so these are quarters." in words(at)
    assert tables(at)[0]["When"][0] == "Q1 2024"


def test_the_control_shows_the_grain_that_the_chart_shows():
    at = unfold(looking_at_admission(dated_visits(months=24, each=6)), "table")
    assert grain(at) == "quarter"
    at = choose(at, "grain", "month")
    assert grain(at) == "quarter"
    assert "Months hold too few visits here, so these are quarters." in words(at)
    at = choose(at, "grain", "year")
    assert grain(at) == "year"
    assert tables(at)[0]["When"] == ["2024", "2025", "Whole period"]


def test_the_caption_explains_every_line_and_names_part_periods():
    """FR-12: easy to take in by somebody who never saw a run chart."""
    at = at_a_first_look()
    assert "the thin upright bar through it" in words(at)
    assert "half of the months lie above it, half below." in words(at)
    at = click(at, "no_reaction")
    assert "The band is where chance alone keeps your points" in words(at)
    assert "With fewer than twenty points it will still move." in words(at)
    at = choose(at, "grain", "year")
    assert "2025 is a part year." in words(at)
    both: dict[str, str | bytes] = {
        "visits.csv": str(BUSY["visits.csv"]).replace("2024-01-", "2024-02-")
    }
    at = choose(looking_at_admission(both), "grain", "year")
    assert "2024 and 2025 are part years." in words(at)


def test_the_age_is_that_of_what_the_measure_counts():
    """FR-07: a form from last week says nothing of how old the visits are."""
    forms = "Evaluation ID,Evaluator,Form Date,Item,Score\n" + "".join(
        f"f{n},r{n},2026-05-{n:02d},Explains well,{1 + n % 4}\n" for n in range(1, 13)
    )
    at = looking_at_admission({**BUSY, "forms.csv": forms})
    assert "Feb 2025)." in words(at)
    assert "The last of these visits is about" in words(at)


def test_half_of_them_or_nine_in_ten():
    at = click(click(with_own(BUSY), "columns_right"), "value_no_needless_wait")
    at = click(click(at, "pace_time_to_first_assessment"), "skip")
    half = sentence(at)
    at = choose(at, "summary_time_to_first_assessment", "p90")
    assert half.startswith("For half of your ")
    assert sentence(at).startswith("For nine in ten of your ")


def test_too_few_for_the_metric_are_counted_not_rated():
    """FR-10: n_show judges the whole period; below it there are cases, and no rate."""
    at = unfold(looking_at_admission(dated_visits(months=3, each=16)), "table")
    assert not charts(at)
    assert "12 of 48 visits were admitted" in words(at)
    assert "too few for a figure, which needs 50" in words(at)
    assert "About 2 more would allow a figure." in words(at)
    assert set(tables(at)[0]["Figure"]) == {"too few"}
    assert "%" not in json.dumps(tables(at)[0]["Figure"])


def test_an_extract_without_dates_shows_one_figure_and_what_a_chart_would_need():
    rows = [f"{visit},{'Admitted' if visit % 4 == 0 else 'Discharged'}" for visit in range(80)]
    at = looking_at_admission(visits(rows, "Visit No,ED Disposition"))
    assert "25.0 % (16.8 to 35.5)" in sentence(at)
    assert "25.0 %" in labels(charts(at)[0])
    assert "A chart in time would need the day of each." in words(at)
    assert "This extract has no dates" in words(at)
    assert not [group for group in at.button_group if group.key == "grain"]


def test_the_visits_behind_a_point_can_be_chosen_by_keyboard():
    """FR-22: down to one's own rows, on this machine."""
    at = with_a_measure()
    box = next(box for box in at.selectbox if box.label.startswith("Which month"))
    assert box.value is None
    box.set_value(date(2024, 10, 1)).run()
    table = tables(at)[0]
    row = table["When"].index("Oct 2024")
    behind = one_by_one(at)
    n, met = table["n"][row], table["came back unplanned"][row]
    assert f"{n} discharges, {met} came back unplanned." in words(at)
    assert len(behind["Id"]) == int(table["n"][row])
    assert behind["came back unplanned"].count("yes") == int(table["came back unplanned"][row])
    assert all(day.endswith("Oct 2024") for day in behind["Day"])


def test_a_click_on_the_chart_asks_about_the_same_point():
    at = with_a_measure()
    spec = charts(at)[0]
    assert spec["params"][0]["name"] == "pick"
    proto = at.get("vega_lite_chart")[0].proto
    assert proto.id
    assert list(proto.selection_mode) == ["pick"]


def test_where_the_figures_come_from_is_one_click_away():
    """FR-15: definition, source, n, exclusions and fingerprints."""
    said = words(with_a_measure())
    version = next(m.version for m in catalogue() if m.id == "return_72h_unplanned")
    for part in ("visits.csv", "set aside", f"version {version}", "Fingerprint", "Left out"):
        assert part in said


def test_the_command_on_the_page_gives_the_same_figures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """FR-15: the same figure twice."""
    at = choose(with_a_measure(), "grain", "quarter")
    command = next(code.value for code in at.code if code.value.startswith("python -m afreflect"))
    table = tables(at)[0]
    (tmp_path / "visits.csv").write_text(str(BUSY["visits.csv"]))
    monkeypatch.chdir(tmp_path)
    assert command_line.main(shlex.split(command)[3:]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert [str(point["n"]) for point in printed["points"]] == table["n"][:-1]
    assert [f"{100 * point['value']:.1f} %" for point in printed["points"]] == table["Figure"][:-1]
    assert printed["extract_sha256"][:12] in words(at)
    assert printed["metric_sha256"][:12] in words(at)


def test_a_changed_mapping_goes_along_with_the_command():
    at = with_own(BUSY)
    at.selectbox(key="column__seen_by_physician_ts_1").set_value("")
    at = click(at.run(), "columns_right")
    at = unfold(click(click(at, "value_safe_discharge"), "skip"), "origin")
    command = next(code.value for code in at.code if code.value.startswith("python -m afreflect"))
    assert command.endswith("--mapping columns.toml")


def test_several_measures_are_looked_at_one_at_a_time():
    """FR-12: a quiet switch, one chart."""
    at = with_a_measure()
    at = click(go(at, "what_i_value"), "add_admission")
    at.text_input(key="why_admission").input("The right bed")
    at = go(click(at, "skip"), "my_practice")
    assert "admitted" in title(at)
    at = choose(at, "measure", "return_72h_unplanned")
    assert "come back" in title(at)
    assert len(charts(at)) == 1
    at = go(go(at, "what_i_value"), "my_practice")
    assert "come back" in title(at)


def test_a_file_of_counts_has_rows_behind_a_point_and_nobody_in_them():
    rows = ["Period,Unit,Metric,Numerator,Denominator"]
    rows += [f"2024-{month:02d}-01,ED,admission,{20 + month},100" for month in range(1, 13)]
    at = with_own({"counts.csv": "\n".join(rows) + "\n"})
    at = unfold(click(click(click(at, "columns_right"), "value_right_bed"), "skip"))
    assert "26.5 % (24.1 to 29.1) of your visits were admitted: 318 of 1,200" in sentence(at)
    box = next(box for box in at.selectbox if box.label.startswith("Which month"))
    box.set_value(date(2024, 3, 1)).run()
    assert "each row below stands for several visits" in words(at)
    assert list(one_by_one(at)) == ["Id", "Day"]


def test_no_more_is_listed_than_anybody_reads():
    at = with_a_measure()
    at = choose(at, "grain", "year")
    box = next(box for box in at.selectbox if box.label.startswith("Which year"))
    box.set_value(date(2024, 1, 1)).run()
    assert len(one_by_one(at)["Id"]) == 200
    assert "The first 200 of 480: choose a shorter period." in words(at)
