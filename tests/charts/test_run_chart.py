"""The chart itself: what it draws is what was measured, and nothing else."""

import json
import re
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

import altair as alt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afreflect.charts import names, run_chart, single_figure
from afreflect.charts.palette import DARK, LIGHT, Palette
from afreflect.charts.series import short
from afreflect.domain import run_chart as domain
from afreflect.domain.comparator import Comparator
from afreflect.domain.expectation import Expectation
from afreflect.domain.own_voice import MY
from afreflect.domain.run_chart import RunChart
from tests.charts.said import said_by
from tests.domain.examples import RETURNS, TEACHING, history, level, result, returns, share, target

PAIRS = [(5, 100), (9, 110), (1, 8), (7, 90), (6, 95), (4, 80)]


def first_look(guess: Expectation | None = None) -> RunChart:
    return domain.read(RETURNS, returns(PAIRS), guess=guess)


def with_target(*targets: Any) -> RunChart:
    return domain.read(RETURNS, returns(PAIRS), history(*targets))


def marks(spec: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [layer for layer in spec["layer"] if layer["mark"]["type"] == kind]


def rows(spec: dict[str, Any], layer: dict[str, Any]) -> list[dict[str, Any]]:
    assert layer in spec["layer"]
    return layer["data"]["values"]


def said(spec: dict[str, Any]) -> str:
    """Every word that a chart may show, on a wide screen or a narrow one."""
    return " | ".join(said_by(layer["mark"].get("text", "")) for layer in marks(spec, "text"))


def dashed(spec: dict[str, Any]) -> list[dict[str, Any]]:
    return [layer for layer in marks(spec, "rule") if layer["mark"].get("strokeDash") == [5, 4]]


def thin(spec: dict[str, Any]) -> list[dict[str, Any]]:
    return [layer for layer in dashed(spec) if layer["mark"]["strokeWidth"] < 1]


def firm(spec: dict[str, Any]) -> list[dict[str, Any]]:
    return [layer for layer in dashed(spec) if layer["mark"]["strokeWidth"] > 1]


def test_the_points_are_the_figures_that_the_table_says():
    """FR-10: chart, table and sentence hold the same numbers."""
    chart = first_look()
    spec = run_chart.draw(chart)
    (dots,) = marks(spec, "circle")
    drawn = {row["at"]: row["value"] for row in rows(spec, dots)}
    assert drawn == {
        point.start.toordinal(): point.value
        for point in chart.points
        if point.start and point.value is not None
    }
    (whole,) = marks(spec, "point")[1:]
    assert rows(spec, whole)[0]["value"] == chart.whole.value
    assert rows(spec, whole)[0]["words"].split(": ")[1].split(",")[0] in chart.sentence


def test_a_point_of_too_few_cases_leaves_a_gap_with_its_count():
    """FR-10: no rate from fewer than ten cases, but they are there to be seen."""
    spec = run_chart.draw(first_look())
    (dots,) = marks(spec, "circle")
    assert date(2024, 3, 1).toordinal() not in [row["at"] for row in rows(spec, dots)]
    counts = [row["n"] for layer in marks(spec, "text") for row in rows(spec, layer) if "n" in row]
    assert counts == ["100", "110", "8", "90", "95", "80"]


def test_the_line_does_not_bridge_a_gap():
    spec = run_chart.draw(first_look())
    (line,) = marks(spec, "line")
    assert [row["piece"] for row in rows(spec, line)] == [1, 1, 2, 2, 2]


def test_the_line_does_not_bridge_a_month_without_any_case():
    measured = result(
        [share(date(2024, 1, 1), 4, 50), share(date(2024, 3, 1), 4, 50)], share(None, 8, 100)
    )
    (line,) = marks(spec := run_chart.draw(domain.read(RETURNS, measured)), "line")
    assert [row["piece"] for row in rows(spec, line)] == [1, 2]


def test_every_point_wears_its_interval():
    spec = run_chart.draw(first_look())
    whiskers = marks(spec, "rule")
    found = [row for layer in whiskers for row in rows(spec, layer) if "low" in row]
    assert len(found) == 6
    assert all(row["low"] <= row["value"] <= row["high"] for row in found)


def test_a_first_look_is_neutral_and_without_a_target():
    """FR-16, FR-32: nothing on the first look says better or worse."""
    text = json.dumps(run_chart.draw(first_look()))
    assert not dashed(json.loads(text))
    assert "target" not in text
    colours = set(re.findall(r"#[0-9a-f]{6}", text))
    assert colours <= set(vars(LIGHT).values())


def test_the_own_median_is_a_quiet_line_with_its_name():
    """FR-09: the comparator is one's own past."""
    chart = first_look()
    spec = run_chart.draw(chart)
    lines = [row for layer in marks(spec, "rule") for row in rows(spec, layer)]
    assert {"value": chart.centre} in lines
    assert "median month 6.3 %" in said(spec)


def test_a_guess_is_marked_until_there_is_a_target():
    """FR-31: two comparators at the most."""
    assert "you expected 10.0 %" in said(run_chart.draw(first_look(guess=Expectation(0.1))))
    sure = said(run_chart.draw(first_look(guess=Expectation(0.1, 0.05, 0.15))))
    assert "you expected 10.0 % 5.0 to 15.0" in sure
    later = replace(with_target(), guess=Expectation(0.1))
    assert "expected" not in said(run_chart.draw(later))


def test_the_target_is_dashed_ink_named_at_its_end():
    """FR-23: the trend is accompanied by the clinician's own target."""
    spec = run_chart.draw(with_target())
    assert "your target at most 5.0 %" in said(spec)
    assert {layer["mark"]["color"] for layer in dashed(spec)} == {LIGHT.ink}


def test_each_target_stands_in_its_own_stretch_of_time():
    """FR-34: an earlier target is still seen where it held."""
    old = target(high=0.08, since=date(2024, 2, 1))
    new = target(high=0.05, since=date(2024, 4, 1))
    spec = run_chart.draw(with_target(old, new))
    drawn = [row for layer in firm(spec) for row in rows(spec, layer) if "at" in row]
    end = date(2024, 6, 1).toordinal() + 15
    assert [(row["value"], row["at"]) for row in drawn] == [
        (0.08, date(2024, 2, 1).toordinal()),
        (0.05, date(2024, 4, 1).toordinal()),
    ]
    assert drawn[0]["end"] == date(2024, 4, 1).toordinal()
    assert drawn[1]["end"] == pytest.approx(end, abs=1)


def test_the_present_target_runs_thinly_across_every_point_and_earlier_ones_do_not():
    """FR-23: one can see which months met what is wanted now."""
    old = target(high=0.08, since=date(2024, 2, 1))
    spec = run_chart.draw(with_target(old, target(high=0.05, since=date(2024, 4, 1))))
    (row,) = [row for layer in thin(spec) for row in rows(spec, layer)]
    assert row["value"] == 0.05
    assert row["at"] < date(2024, 1, 1).toordinal()
    assert row["end"] == date(2024, 4, 1).toordinal()


def test_a_target_set_after_the_last_point_is_thin_in_the_past_and_says_since_when():
    late = target(high=0.05, since=date(2026, 11, 21), by=date(2027, 6, 1))
    spec = run_chart.draw(with_target(late))
    (row,) = [row for layer in thin(spec) for row in rows(spec, layer)]
    assert row["end"] == pytest.approx(date(2024, 6, 1).toordinal() + 15, abs=1)
    assert [rows(spec, layer) for layer in firm(spec)] == [[{"value": 0.05}]]
    assert "from 21 Nov 2026" in said(spec)


def test_a_range_is_two_dashed_lines_with_one_name():
    spec = run_chart.draw(with_target(target(low=0.04, high=0.08)))
    assert {row["value"] for layer in dashed(spec) for row in rows(spec, layer)} == {0.04, 0.08}
    assert said(spec).count("your target 4.0 to 8.0 %") == 1


def test_the_pointer_finds_the_same_words_as_the_table():
    """FR-11: more than one way to the same number."""
    chart = first_look()
    spec = run_chart.draw(chart)
    (columns,) = marks(spec, "rect")
    found = {row["start"]: row["words"] for row in rows(spec, columns)}
    assert found == {
        point.start.isoformat(): domain.words(chart, point) for point in chart.points if point.start
    }
    assert spec["params"][0]["select"]["fields"] == ["start"]


def test_a_broken_axis_says_so():
    high = domain.read(RETURNS, returns([(810, 1000), (820, 1000), (830, 1000)]))
    assert "The scale starts at " in said(run_chart.draw(high))
    assert "The scale starts" not in said(run_chart.draw(first_look()))


def test_there_is_one_axis_of_figures_no_legend_and_no_menu():
    """FR-12: one chart, one scale."""
    spec = run_chart.draw(with_target())
    text = json.dumps(spec)
    assert text.count('"axis": {') == 1
    assert "resolve" not in spec
    assert "legend" not in text
    assert spec["usermeta"]["embedOptions"]["actions"] is False


def test_nothing_is_fetched_from_anywhere():
    text = json.dumps(run_chart.draw(with_target()))
    assert re.findall(r"https?://[^\"]+", text) == [
        "https://vega.github.io/schema/vega-lite/v6.4.1.json"
    ]
    assert '"url"' not in text


def test_a_chart_without_any_figure_is_refused():
    chart = domain.read(RETURNS, returns([(1, 9)] * 12))
    with pytest.raises(ValueError, match="enough cases"):
        run_chart.draw(chart)


def test_the_period_asked_about_is_held_up():
    plain = run_chart.draw(first_look())
    held = run_chart.draw(first_look(), picked=date(2024, 2, 1))
    assert len(marks(held, "rect")) == len(marks(plain, "rect")) + 1
    assert run_chart.draw(first_look(), picked=date(1999, 1, 1)) == plain


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_words_and_marks_stand_out_from_the_paper(palette: Palette):
    """WCAG 2.2 AA: 4.5 to 1 for words, 3 to 1 for marks."""
    assert contrast(palette.ink, palette.paper) >= 4.5
    assert contrast(palette.quiet, palette.paper) >= 4.5
    assert contrast(palette.measure, palette.paper) >= 3
    assert contrast(palette.chance, palette.paper) >= 3


@settings(deadline=None)
@given(st.lists(st.tuples(st.floats(0, 320), st.integers(1, 4)), min_size=1, max_size=3))
def test_names_never_lie_on_each_other(placed: list[tuple[float, int]]):
    heights = [height for height, _ in placed]
    lines = [count for _, count in placed]
    middles = names.apart(heights, lines)
    boxes = sorted(
        (middle - 8 * count, middle + 8 * count)
        for middle, count in zip(middles, lines, strict=True)
    )
    for above, below in pairwise(boxes):
        assert above[1] <= below[0]


@settings(deadline=None, max_examples=25)
@given(
    st.lists(
        st.integers(0, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
        min_size=1,
        max_size=30,
    )
)
def test_whatever_was_measured_can_be_drawn(pairs: list[tuple[int, int]]):
    chart = domain.read(RETURNS, returns(pairs), history())
    if chart.has_series:
        json.dumps(run_chart.draw(chart), allow_nan=False)


def test_points_that_are_all_alike_can_be_drawn():
    points = [level(start.start, 20, 5.0, 5.0, 5.0) for start in returns([(1, 20)] * 4).points]
    whole = level(None, 80, 5.0, 5.0, 5.0)
    chart = domain.read(TEACHING, result(points, whole, metric=TEACHING))
    assert run_chart.draw(chart)["layer"]


@pytest.mark.parametrize("chart", [first_look(guess=Expectation(0.1)), with_target()])
def test_what_is_handed_over_is_valid_vega_lite(chart: RunChart):
    alt.LayerChart.from_dict(run_chart.draw(chart), validate=True)


PAST = Comparator(
    "past", "your past", "past", 0.06, "Your past: 6.0 %.",
    point=share(None, 12, 200), since=date(2024, 1, 1), until=date(2024, 4, 1),
    when="Jan 2024 to Mar 2024",
)  # fmt: skip
BENCHMARK = Comparator("benchmark", "achievable", "achievable", 0.043, "The best reach 4.3 %.")


def held_against(*comparators: Comparator, targets: tuple[Any, ...] = ()) -> dict[str, Any]:
    read = domain.read(RETURNS, returns(PAIRS), history(*targets))
    return run_chart.draw(read.beside_levels(comparators))


def test_every_comparator_is_named_at_the_end_of_its_line():
    """FR-31, FR-10: name and figure on the line, in words for a wide chart and a narrow one."""
    spec = held_against(PAST, BENCHMARK)
    for words in ("your past 6.0 %", "past 6.0 %", "achievable 4.3 %"):
        assert words in said(spec)
    lines = {row.get("value") for layer in marks(spec, "rule") for row in rows(spec, layer)}
    assert {0.06, 0.043} <= lines


def test_what_is_shown_to_others_says_my_of_every_line():
    guessed = first_look(guess=Expectation(0.1))
    beside = domain.read(RETURNS, returns(PAIRS), history()).beside_levels((PAST, BENCHMARK))
    for read in (with_target(), beside, guessed):
        for drawn in (run_chart.draw(read, whose=MY), single_figure.draw(read, whose=MY)):
            assert not re.search("you", said(drawn), re.IGNORECASE)
    assert "I expected 10.0 %" in said(run_chart.draw(guessed, whose=MY))


def test_own_past_is_strong_in_its_own_months_only():
    spec = held_against(PAST)
    [strong] = [layer for layer in marks(spec, "rule") if layer["mark"].get("strokeWidth") == 3]
    [row] = rows(spec, strong)
    assert (row["at"], row["end"]) == (date(2024, 1, 1).toordinal(), date(2024, 3, 1).toordinal())


def test_a_first_look_draws_no_comparator():
    """FR-16."""
    assert "past" not in said(run_chart.draw(first_look()))


def test_earlier_targets_are_named_in_their_own_stretch():
    """FR-34: what was wanted before stands on its own line, with its end."""
    before = replace(target(high=0.09), since=date(2024, 1, 10))
    now = replace(target(high=0.05), since=date(2024, 4, 15))
    words = said(held_against(targets=(before, now)))
    assert "target until 15 Apr 2024: at most 9.0 %" in words
    assert "your target at most 5.0 %" in words


@pytest.mark.parametrize(
    "n, said",
    [(0, "0"), (9_999, "9,999"), (10_000, "10k"), (999_499, "999k"), (999_500, "1.0M"),
     (1_867_781, "1.9M"), (72_019_328, "72M")],
)  # fmt: skip
def test_a_count_fits_between_the_chart_and_the_names_below_it(n: int, said: str):
    assert short(n) == said
