"""Two figures on one axis: before a commitment and since."""

import pytest

from afreflect.charts import before_after
from afreflect.charts.palette import DARK, LIGHT
from tests.charts.test_run_chart import marks, rows
from tests.domain.test_before_after import shares


def said(spec: dict) -> str:
    return " | ".join(str(layer["mark"].get("text", "")) for layer in spec["layer"])


def test_both_figures_stand_with_their_intervals_and_counts():
    """FR-10, FR-29: the figures of the sentence are the ones that are drawn."""
    seen = shares((530, 1000), (420, 1000))
    spec = before_after.draw(seen)
    dots = [rows(spec, dot)[0]["value"] for dot in marks(spec, "point")[1:]]
    assert dots == [pytest.approx(0.53), pytest.approx(0.42)]
    assert "Before: 53.0 % (49.9 to 56.1), n 1,000" in said(spec)
    assert "Since: 42.0 % (39.0 to 45.1), n 1,000" in said(spec)


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_wanted_is_blue_against_is_orange_and_chance_has_neither(palette):
    """FR-16: the colour tells of the measure, and only where more than chance moved it."""

    def colour(before: int, since: int) -> str:
        spec = before_after.draw(shares((before, 1000), (since, 1000)), palette)
        return marks(spec, "point")[-1]["mark"]["color"]

    assert colour(530, 420) == palette.wanted
    assert colour(420, 530) == palette.against
    assert colour(420, 425) == palette.measure


def test_without_two_figures_there_is_nothing_to_draw():
    with pytest.raises(ValueError, match="too few"):
        before_after.draw(shares((90, 1000), (2, 20)))
