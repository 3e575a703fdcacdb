"""Each ink can be seen on what it is drawn on: light and dark, plain, on the band, on a period."""

import pytest

from afreflect.charts import run_chart
from afreflect.charts.palette import DARK, LIGHT, Palette
from afreflect.domain import run_chart as domain
from tests.domain.examples import RETURNS, returns

WORDS, MARKS = 4.5, 3.0
"""The least contrast of text and of graphics (WCAG 2.2, 1.4.3 and 1.4.11)."""
HELD_UP = 0.8
"""How much of the rules' colour lies behind a period that was clicked."""


def channels(colour: str) -> list[float]:
    return [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]


def light(linear: list[float]) -> float:
    """Relative luminance as WCAG defines it."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in linear
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: list[float], other: list[float]) -> float:
    darker, lighter = sorted((light(one), light(other)))
    return (lighter + 0.05) / (darker + 0.05)


def grounds(palette: Palette) -> list[list[float]]:
    paper, band = channels(palette.paper), channels(palette.band)
    over = zip(channels(palette.rule), paper, strict=True)
    held_up = [HELD_UP * above + (1 - HELD_UP) * below for above, below in over]
    return [paper, band, held_up]


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ink", ["ink", "quiet"])
def test_words_can_be_read(palette: Palette, ink: str):
    """FR-12: easy to take in."""
    for ground in grounds(palette):
        assert contrast(channels(getattr(palette, ink)), ground) >= WORDS


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ink", ["chance", "measure", "wanted", "against"])
def test_marks_and_lines_can_be_seen(palette: Palette, ink: str):
    """FR-12: easy to take in."""
    for ground in grounds(palette):
        assert contrast(channels(getattr(palette, ink)), ground) >= MARKS


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_a_chart_stands_on_the_paper_that_its_words_are_made_for(palette: Palette):
    """A browser that turns dark redraws the page, and the chart only with the next click."""
    read = domain.read(RETURNS, returns([(12, 100)] * 12))
    assert run_chart.draw(read, palette)["background"] == palette.paper
