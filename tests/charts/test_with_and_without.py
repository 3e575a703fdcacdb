"""Two ranges on one axis and the shift between them, labelled where they stand."""

import json
from dataclasses import replace
from datetime import date

import altair as alt
import pytest

from afreflect.charts import with_and_without
from afreflect.charts.palette import DARK, LIGHT
from afreflect.domain import contest, interval
from afreflect.domain.contest import Run, WithAndWithout
from afreflect.domain.metric import Metric, MetricResult, Point
from afreflect.domain.target import Target
from tests.charts.test_run_chart import marks, rows
from tests.domain.examples import RETURNS


def point(n: int, met: int) -> Point:
    low, high = interval.wilson(met, n) or (None, None)
    return Point(None, n, met, met / n, low, high)


def seen(
    better: str = "neither", target: Target | None = None, kept: tuple[int, int] = (900, 20)
) -> WithAndWithout:
    measure: Metric = replace(RETURNS, better=better)
    with_, without = (
        MetricResult("r", "1", "", "", "proportion", "all", (), each)
        for each in (point(1000, 60), point(*kept))
    )
    return contest.compare(Run(measure, with_, without, (), (), "returns", "return"), target)


def said(spec: dict) -> str:
    return " | ".join(str(layer["mark"].get("text", "")) for layer in spec["layer"])


def aim(high: float) -> Target:
    return Target(None, high, 0.01, date(2027, 6, 30), "mine", date(2026, 1, 1))


def test_both_figures_stand_on_one_axis_with_their_ranges():
    """FR-10: the figures in the sentence are the ones on the line."""
    spec = with_and_without.draw(seen())
    bars = [layer for layer in marks(spec, "rule") if layer["mark"].get("opacity")]
    (with_,), (without,) = (rows(spec, bar) for bar in bars)
    assert with_ == {"value": pytest.approx(0.0469, abs=1e-4), "high": pytest.approx(0.0765, 1e-2)}
    assert without["high"] < with_["value"]
    assert "With them: 6.0 %, n = 1,000" in said(spec)
    assert "Without them: 2.2 %, n = 900" in said(spec)
    assert "3.8 points lower" in said(spec)


@pytest.mark.parametrize(
    "better, target, colour",
    [
        ("neither", None, "measure"),
        ("lower", None, "wanted"),
        ("higher", None, "against"),
        ("neither", aim(0.03), "wanted"),
    ],
)
@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_colour_says_only_a_wanted_direction(better, target, colour, palette):
    spec = json.dumps(with_and_without.draw(seen(better, target), palette))
    for name in ("wanted", "against", "measure"):
        assert (f'"{getattr(palette, name)}"' in spec) == (name == colour)


def test_the_own_target_stands_across_both():
    assert "your target: at most 3.0 %" in said(with_and_without.draw(seen(target=aim(0.03))))
    assert "your target" not in said(with_and_without.draw(seen()))


def test_an_axis_that_does_not_start_at_zero_says_so():
    """The scale is drawn larger where the two would lie on each other, and owns up to it."""
    high = seen(kept=(990, 59))
    measure = replace(RETURNS, better="neither")
    with_, without = (
        MetricResult("r", "1", "", "", "proportion", "all", (), each)
        for each in (point(1000, 800), point(950, 790))
    )
    near = contest.compare(Run(measure, with_, without, (), (), "returns", "return"))
    assert "The scale starts at" in said(with_and_without.draw(near))
    assert "The scale starts at" not in said(with_and_without.draw(high))


def test_too_few_are_not_drawn():
    with pytest.raises(ValueError, match="too few"):
        with_and_without.draw(seen(kept=(29, 1)))


def test_it_obeys_vega_lites_schema():
    alt.LayerChart.from_dict(with_and_without.draw(seen(target=aim(0.03))), validate=True)
