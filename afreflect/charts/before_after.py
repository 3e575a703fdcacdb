"""A measure before a commitment and since: two figures with their doubt, one below the other."""

from typing import Any

import altair as alt

from afreflect.charts import words
from afreflect.charts.palette import LIGHT, Palette
from afreflect.charts.sheet import on
from afreflect.charts.single_figure import horizontal, labelled
from afreflect.charts.value_axis import ValueAxis, value_axis
from afreflect.domain import figure
from afreflect.domain.before_after import BeforeAfter
from afreflect.domain.metric import Point, marks

ROW = 56
"""Pixels that a side takes: a line of words and the figure below them."""
WORDS, MARK = 10, 34
"""Pixels from the top of a row to the middle of its words, and to its figure."""
BAR = 12
"""Pixels of an interval's height."""


def draw(seen: BeforeAfter, palette: Palette = LIGHT) -> dict[str, Any]:
    """Both sides as a Vega-Lite dictionary that fits any width.

    Raises ValueError where either carries no figure.
    """
    if not seen.has_figures or seen.before is None or seen.since is None:
        raise ValueError("There are too few cases for two figures.")
    axis = _axis_of(seen, seen.before, seen.since)
    colour = {
        "wanted": palette.wanted,
        "against": palette.against,
        "none": palette.measure,
    }[seen.direction]
    bottom = on({"value": axis.bottom}).mark_point(opacity=0)
    paper = bottom.encode(x=horizontal(axis, drawn=labelled(axis, palette)), y=alt.YValue(0))
    layers = [
        paper,
        *_side(seen, seen.before, "Before", 0, (palette.chance, "circle"), axis, palette),
        *_side(seen, seen.since, "Since", ROW, (colour, "diamond"), axis, palette),
    ]
    return words.finished(layers, 2 * ROW, palette)


def _axis_of(seen: BeforeAfter, before: Point, since: Point) -> ValueAxis:
    ends = [end for point in (before, since) for end in (point.value, point.low, point.high)]
    start = [] if marks(seen.metric) else [0.0]
    return value_axis([*start, *(end for end in ends if end is not None)], seen.metric)


def _side(
    seen: BeforeAfter,
    point: Point,
    name: str,
    top: int,
    mark: tuple[str, str],
    axis: ValueAxis,
    palette: Palette,
) -> list[alt.Chart]:
    """One figure: its interval as a bar, a dot or a diamond on it, the words above both."""
    colour, shape = mark
    level = alt.YValue(top + MARK)
    row = {"value": point.value, "low": point.low, "high": point.high}
    drawn = []
    if point.low is not None and point.high is not None:
        bar = on(row).mark_rule(color=colour, strokeWidth=BAR, opacity=0.35)
        drawn.append(bar.encode(x=horizontal(axis, "low"), x2=alt.X2("high"), y=level))
    dot = on(row).mark_point(shape=shape, filled=True, color=colour, size=150, opacity=1)
    drawn.append(dot.encode(x=horizontal(axis), y=level))
    said = f"{name}: {figure.say_interval(point, seen.metric)}, n {figure.count(point.n)}"
    how = words.text(palette, text=said, align="left", color=palette.ink)
    place = {"x": alt.XValue(0), "y": alt.YValue(top + WORDS)}
    # Paper around the words: the grid runs behind them.
    return [
        *drawn,
        *(on({}).mark_text(**how, **x).encode(**place) for x in (words.halo(palette), {})),
    ]
