"""The strips of blank cells show what was counted, at any width and without colour."""

from datetime import date

import altair as alt
import pytest

from afreflect.charts import missing_strip
from afreflect.charts.palette import DARK, LIGHT
from afreflect.domain import missing
from afreflect.domain.missing import Blanks

FIELDS = ("visits.arrival_ts", "visits.triage_ts")
COUNTED = [
    Blanks(field, date(2025, month, 1), None, None, None, 40, blank)
    for field, blanks in zip(FIELDS, ([0] * 8, [0, 0, 0, 0, 10, 20, 40, 1]), strict=True)
    for month, blank in enumerate(blanks, start=1)
]
COURSES = missing.courses(FIELDS, COUNTED)


def boxes(spec: dict) -> list[dict]:
    """Each layer's boxes that a cell is filled with, in the order of the layers."""
    colour = LIGHT.measure
    layers = [layer for layer in spec["layer"] if layer["mark"].get("color") == colour]
    return [row for layer in layers for row in layer["data"]["values"]]


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_it_is_vega_lite(palette):
    alt.LayerChart.from_dict(missing_strip.draw(COURSES, palette))


def test_the_height_that_is_filled_is_the_share_that_is_blank():
    """FR-38: in black and white as well."""
    filled = boxes(missing_strip.draw(COURSES))[:8]
    heights = [row["bottom"] - row["top"] for row in filled]
    least = missing_strip.LEAST
    assert heights == [0, 0, 0, 0, 5.5, 11, 22, least]
    assert filled[5]["words"] == "Jun 2025: triage time blank in 20 of 40"


def test_the_blankest_field_stands_first_and_none_is_left_out():
    assert [course.field for course in missing_strip.drawable(COURSES)] == list(FIELDS[::-1])
    said = missing_strip.alt_text(COURSES)
    assert "Triage time blank 22 %; Arrival time blank 0 %" in said


def test_without_a_date_there_is_no_strip():
    undated = missing.courses(FIELDS[:1], [Blanks(FIELDS[0], None, None, None, None, 9, 3)])
    assert missing_strip.drawable(undated) == ()
    with pytest.raises(ValueError, match="has a date"):
        missing_strip.draw(undated)
