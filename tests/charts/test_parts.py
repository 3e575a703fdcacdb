"""Parts drawn: every part's words and figure, on one axis."""

import pytest

from afreflect.charts import parts as drawing
from afreflect.charts.palette import DARK, LIGHT
from afreflect.domain import split
from afreflect.domain.split import Part, Split
from tests.domain.examples import RETURNS, share

ACUITY = Split("acuity", "Acuity", "acuity", "visit", (("visits.acuity",),), "select 1", "a" * 64)
FOUND = [Part("One", share(None, 5, 100)), Part("Two", share(None, 30, 100)),
         Part("Three", share(None, 1, 4))]  # fmt: skip
READ = split.read(RETURNS, ACUITY, FOUND, share(None, 36, 204))


def said(chart: dict) -> list[str]:
    return [layer["mark"]["text"] for layer in chart["layer"] if layer["mark"]["type"] == "text"]


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_each_part_is_said_with_its_figure_and_its_n(palette):
    """FR-10: the chart's words are the table's."""
    words = said(drawing.draw(READ, palette))
    for row in split.rows(READ)[:2]:
        assert f"{row.name}: {row.figure} ({row.interval}), n {row.n}" in words
    assert "Three: too few, n 4" in words


def test_a_part_without_a_figure_has_no_mark():
    marks = [layer["mark"]["type"] for layer in drawing.draw(READ)["layer"]]
    assert marks.count("circle") == 2


def test_nothing_is_drawn_where_no_part_has_a_figure():
    none = split.read(RETURNS, ACUITY, FOUND[2:], share(None, 1, 4))
    with pytest.raises(ValueError, match="No part holds enough"):
        drawing.draw(none)
