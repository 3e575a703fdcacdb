"""A group's band drawn: its three edges on a fixed axis, and nothing else of anybody."""

import json

import altair as alt
import pytest

from afreflect.charts import band as drawing
from afreflect.charts.palette import DARK, LIGHT
from afreflect.domain.disclosure import Asked, Snapshot, snapshot
from tests.domain.disclosure.groups import ASKED, MADE_ON, MARKS, MINUTES, SHARE, gave, on_scale

PLACES = [0.13, 0.21, 0.24, 0.33, 0.36, 0.41, 0.44, 0.87]
ELSEWHERE = [0.02, 0.22, 0.25, 0.31, 0.37, 0.40, 0.45, 0.99]
"""Another room of which the same is released."""


def frozen(places: list[float], what: Asked = SHARE) -> Snapshot:
    return snapshot(what, gave([on_scale(each, what) for each in places]), [], MADE_ON, "S-1")


def numbers(chart: dict) -> set[float]:
    """Every figure that travels in the chart's rows."""
    rows = (row for layer in chart["layer"] for row in layer["data"]["values"])
    return {value for row in rows for value in row.values() if isinstance(value, int | float)}


def said(chart: dict) -> set[str]:
    return {layer["mark"]["text"] for layer in chart["layer"] if layer["mark"]["type"] == "text"}


@pytest.mark.parametrize("palette", [LIGHT, DARK])
@pytest.mark.parametrize("size", [15, 30])
@pytest.mark.parametrize("what", ASKED, ids=lambda what: what.metric_id)
def test_it_obeys_vega_lites_schema(palette, size: int, what: Asked):
    alt.LayerChart.from_dict(drawing.draw(frozen(PLACES, what), palette, size), validate=True)


def test_a5_only_the_edges_as_they_are_said_are_in_the_chart():
    """K-03: A5, rows, words and text for those who can't see hold three rounded edges."""
    shown = frozen(PLACES)
    chart = drawing.draw(shown)
    assert numbers(chart) == {0.0, 0.25, 0.35, 0.4}
    assert said(chart) == {"about 25 % to about 40 %", "half-way about 35 %"}
    assert "tooltip" not in json.dumps(chart)
    assert drawing.alt_text(shown).endswith("The axis runs from 0 % to 100 %.")
    said_in_rows = [words for _, words in drawing.table(shown)]
    assert said_in_rows == [
        "about 25 %",
        "about 35 %",
        "about 40 %",
    ]


def test_a5_two_rooms_of_which_the_same_is_released_are_drawn_the_same():
    """K-03: A5, whatever lies behind a release leaves no trace in its picture."""
    one, other = frozen(PLACES), frozen(ELSEWHERE)
    assert json.dumps(drawing.draw(one)) == json.dumps(drawing.draw(other))
    assert drawing.alt_text(one) == drawing.alt_text(other)


@pytest.mark.parametrize("what", ASKED, ids=lambda what: what.metric_id)
def test_a7_no_figure_moves_the_axis(what: Asked):
    """K-03: A7, a room near the bottom and one near the top have one axis."""
    ends = {
        json.dumps(drawing.draw(room)["layer"][0]["encoding"]["x"]["scale"])
        for room in (frozen([0.1] * 8, what), frozen([0.99] * 8, what), frozen(PLACES, what))
    }
    assert ends == {
        json.dumps({"domain": [what.scale.low, what.scale.high], "nice": False, "zero": False})
    }


def test_a_side_that_is_only_said_fills_all_that_it_may_be():
    """K-03: A3, "under 10 %" is drawn from nought to ten, with no mark inside."""
    chart = drawing.draw(frozen([0.0] * 8))
    assert numbers(chart) == {0.0, 0.1}
    assert said(chart) == {"under 10 %"}
    assert numbers(drawing.draw(frozen([1.0] * 8))) == {0.0, 0.9, 1.0}


def test_one_edge_thrice_is_a_line():
    chart = drawing.draw(frozen([0.5] * 8))
    assert said(chart) == {"about 50 %"}
    assert numbers(chart) == {0.0, 0.5}


@pytest.mark.parametrize(
    "what, labels",
    [
        (SHARE, ["0 %", "25 %", "50 %", "75 %", "100 %"]),
        (MINUTES, ["0 min", "2 h 00", "4 h 00", "6 h 00", "8 h 00"]),
        (MARKS, ["1", "2", "3", "4", "5"]),
    ],
    ids=lambda each: getattr(each, "kind", ""),
)
def test_the_axis_is_said_in_round_figures(what: Asked, labels: list[str]):
    axis = drawing.draw(frozen(PLACES, what))["layer"][0]["encoding"]["x"]["axis"]
    assert json.loads(axis["labelExpr"].split("[indexof")[0]) == labels


def test_words_alone_are_not_drawn():
    """K-01: with five to seven there is no picture, and the words stand for it."""
    shown = frozen(PLACES[:5])
    with pytest.raises(ValueError, match="words alone"):
        drawing.draw(shown)
    assert drawing.table(shown) == ()
    assert drawing.alt_text(shown).startswith("Unplanned returns within 72 hours. Below eight")
