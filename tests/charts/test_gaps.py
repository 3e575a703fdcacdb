"""Gaps drawn: the same look as a run chart, neutral on a first look."""

import json
from dataclasses import replace

import pytest

from afreflect.charts import gaps as drawing
from afreflect.charts.palette import DARK, LIGHT, Palette
from afreflect.domain import gaps
from afreflect.domain.gaps import Gaps
from tests.charts.test_run_chart import rows
from tests.domain.test_gaps import after, cases, looked

LONG_AT_LAST = [5, 3, 4, 6, 2, 5, 4, 3, 6, 5, 4, 3, 5, 4, 90]


def read(*lengths: int, between: gaps.Between = "cases", neutral: bool = False) -> Gaps:
    return gaps.read(looked(neutral=neutral), cases(after(*lengths)), between)


@pytest.mark.parametrize("between", gaps.BETWEEN)
@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_every_gap_has_a_dot_and_its_words_on_hover(between: gaps.Between, palette: Palette):
    """FR-14: chart, table and words from the same gaps."""
    shown = read(*LONG_AT_LAST, between=between)
    drawn = drawing.draw(shown, palette)
    hover = [layer for layer in drawn["layer"] if "tooltip" in layer.get("encoding", {})]
    [touched] = hover
    said = [row["words"] for row in rows(drawn, touched)]
    assert said == [gaps.words(shown, at) for at in range(len(shown.gaps))]
    lengths = [row["value"] for layer in drawn["layer"] if layer["mark"].get("type") == "circle"
               for row in rows(drawn, layer)]  # fmt: skip
    assert lengths == [gap.length for gap in shown.gaps]


def test_a_longer_gap_where_fewer_is_wanted_is_blue():
    drawn = json.dumps(drawing.draw(read(*LONG_AT_LAST)))
    assert f'"{LIGHT.wanted}"' in drawn
    assert f'"{LIGHT.against}"' not in drawn


def test_a_first_look_shows_neither_limits_nor_signals():
    """FR-16: neutral until the clinician has said how it lands."""
    drawn = json.dumps(drawing.draw(read(*LONG_AT_LAST, neutral=True)))
    assert LIGHT.band not in drawn
    assert f'"{LIGHT.wanted}"' not in drawn
    assert "chance" not in drawn.replace(LIGHT.chance, "")


def test_what_stands_beside_the_figure_stands_on_the_chart_too():
    """FR-20: what was set aside goes with the figure everywhere."""
    shown = replace(read(*LONG_AT_LAST), beside=("9 set aside by you.",))
    assert "9 set aside by you." in json.dumps(drawing.draw(shown))
    assert "9 set aside by you." in shown.alt


def test_too_few_events_are_refused():
    with pytest.raises(ValueError, match="too few"):
        drawing.draw(read(3, 4))
