"""Signals on the chart: quiet chance, marked signals, and nothing of either on a first look."""

import json
from dataclasses import replace
from typing import Any

import pytest

from afreflect.charts import icons, run_chart
from afreflect.charts.palette import DARK, LIGHT, Palette
from afreflect.domain import run_chart as domain
from afreflect.domain.run_chart import RunChart
from afreflect.domain.target import TargetHistory
from tests.charts.test_run_chart import rows
from tests.domain.examples import RETURNS, returns

BETTER_LATELY = [(12, 100), (13, 100), (11, 100), (12, 100)] * 4 + [(3, 100)] * 8
WORSE_LATELY = [(3, 100)] * 8 + [(12, 100), (13, 100), (11, 100), (12, 100)] * 4


def after_a_look(pairs: list[tuple[int, int]], better: Any = "lower") -> RunChart:
    return domain.read(replace(RETURNS, better=better), returns(pairs), TargetHistory())


def marked(chart: dict[str, Any], palette: Palette = LIGHT) -> set[str]:
    """The colours of the marks, by what they are strokes of."""
    drawn = json.dumps(chart)
    return {
        name for name in ("wanted", "against", "measure") if f'"{getattr(palette, name)}"' in drawn
    }


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_a_first_look_shows_neither_limits_nor_signals(palette: Palette):
    """FR-16: neutral until the clinician has said how it lands."""
    read = domain.read(RETURNS, returns(BETTER_LATELY))
    drawn = run_chart.draw(read, palette)
    assert palette.band not in json.dumps(drawn)
    assert marked(drawn, palette) == {"measure"}
    assert all(row.signal == "" for row in domain.rows(read))
    assert read.process.sentence not in read.alt


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_a_signal_in_the_wanted_direction_is_blue_and_filled(palette: Palette):
    drawn = run_chart.draw(after_a_look([*BETTER_LATELY]), palette)
    assert "wanted" in marked(drawn, palette)
    looks = [layer["mark"] for layer in drawn["layer"] if "shape" in layer["mark"]]
    blue = [mark for mark in looks if mark.get("stroke") == palette.wanted]
    assert {mark["shape"] for mark in blue} == {"triangle-down"}
    assert {mark["fill"] for mark in blue} == {palette.wanted}


def test_a_signal_against_it_is_orange_and_open_so_that_print_tells_them_apart():
    drawn = run_chart.draw(after_a_look(WORSE_LATELY))
    looks = [layer["mark"] for layer in drawn["layer"] if "shape" in layer["mark"]]
    orange = [mark for mark in looks if mark.get("stroke") == LIGHT.against]
    assert {mark["shape"] for mark in orange} == {"triangle-up"}
    assert {mark["fill"] for mark in orange} == {LIGHT.paper}


def test_without_a_wanted_direction_a_signal_takes_no_side():
    assert marked(run_chart.draw(after_a_look(WORSE_LATELY, "neither"))) == {"measure"}


def test_pure_chance_is_grey_alone():
    read = after_a_look([(5, 100), (6, 100), (4, 100), (6, 100), (5, 100), (4, 100)] * 3)
    assert read.signals == {}
    assert marked(run_chart.draw(read)) == set()
    assert LIGHT.band in json.dumps(run_chart.draw(read))


def test_the_chart_the_table_and_the_words_name_the_same_points_and_rules():
    """FR-10, FR-11: hover, table and alternative text agree by construction."""
    read = after_a_look(BETTER_LATELY)
    drawn = run_chart.draw(read)
    marks = [m for m in drawn["layer"] if "shape" in m["mark"] and "stroke" in m["mark"]]
    days = [row["at"] for layer in marks for row in rows(drawn, layer)]
    table = [row for row in domain.rows(read) if row.signal]
    assert sorted(days) == sorted(start.toordinal() for start in read.signals)
    assert len(days) == len(table)
    said = json.dumps(drawn, ensure_ascii=False)
    assert all(row.signal in said for row in table)
    assert read.process.sentence in read.alt


def test_few_points_keep_their_bars_and_no_band():
    read = after_a_look([(5, 100)] * 6)
    assert not read.limits_shown
    assert LIGHT.band not in json.dumps(run_chart.draw(read))
    assert read.process.sentence == "There are too few points to tell signal from chance."


@pytest.mark.parametrize("assurance", ["always", "sometimes", "never"])
def test_no_sign_stands_without_its_words(assurance: Any):
    sign = icons.with_words(icons.reach(assurance), "a < b")
    assert sign.startswith('<p class="sign"><img ')
    assert 'alt=""' in sign
    assert "<span>a &lt; b</span>" in sign
