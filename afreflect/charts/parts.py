"""One's own parts side by side: each a figure with its doubt, on one axis, its words above it."""

from typing import Any

import altair as alt

from afreflect.charts import words
from afreflect.charts.palette import LIGHT, Palette
from afreflect.charts.sheet import on
from afreflect.charts.single_figure import horizontal, labelled
from afreflect.charts.value_axis import ValueAxis, value_axis
from afreflect.domain import figure
from afreflect.domain.metric import marks
from afreflect.domain.split import Part, Parts

ROW = 46
"""Pixels that a part takes: a line of words and the figure below them."""
WORDS, MARK = 10, 30
"""Pixels from the top of a row to the middle of its words, and to its figure."""


def draw(parts: Parts, palette: Palette = LIGHT) -> dict[str, Any]:
    """The parts as a Vega-Lite dictionary that fits any width.

    Raises ValueError where no part carries a figure.
    """
    if not parts.shown:
        raise ValueError("No part holds enough cases for a figure.")
    axis = value_axis(_figures(parts), parts.metric)
    height = ROW * len(parts.parts)
    middle = parts.whole.value
    layers = [_paper(axis, palette)]
    if middle is not None:
        line = on({"value": middle}).mark_rule(color=palette.chance, strokeWidth=1)
        layers.append(line.encode(x=horizontal(axis), y=alt.YValue(0), y2=alt.Y2Value(height)))
    for place, part in enumerate(parts.parts):
        layers += _part(parts, part, place * ROW, axis, palette)
    return words.finished(layers, height, palette)


def _paper(axis: ValueAxis, palette: Palette) -> alt.Chart:
    bottom = on({"value": axis.bottom}).mark_point(opacity=0)
    return bottom.encode(x=horizontal(axis, drawn=labelled(axis, palette)), y=alt.YValue(0))


def _part(parts: Parts, part: Part, top: int, axis: ValueAxis, palette: Palette) -> list[alt.Chart]:
    point = part.point
    drawn = []
    if point.value is not None:
        level = alt.YValue(top + MARK)
        row = {"value": point.value, "low": point.low, "high": point.high}
        if point.low is not None and point.high is not None:
            bar = on(row).mark_rule(color=palette.measure, strokeWidth=3, opacity=0.45)
            drawn.append(bar.encode(x=horizontal(axis, "low"), x2=alt.X2("high"), y=level))
        dot = on(row).mark_circle(color=palette.measure, size=80, opacity=1)
        drawn.append(dot.encode(x=horizontal(axis), y=level))
    place = {"x": alt.XValue(0), "y": alt.YValue(top + WORDS)}
    how = words.text(palette, text=_said(parts, part), align="left", color=palette.ink)
    # Paper around the words: the line through the whole period runs behind them.
    return [
        *drawn,
        *(on({}).mark_text(**how, **x).encode(**place) for x in (words.halo(palette), {})),
    ]


def _said(parts: Parts, part: Part) -> str:
    """A part's name with its figure: "Night: 47 min (43 to 52), n 369"."""
    counted = f"n {figure.count(part.point.n)}"
    if part.point.value is None:
        return f"{part.name}: too few, {counted}"
    return f"{part.name}: {figure.say_interval(part.point, parts.metric)}, {counted}"


def _figures(parts: Parts) -> list[float]:
    points = [part.point for part in parts.shown]
    ends = [end for p in points for end in (p.value, p.low, p.high) if end is not None]
    start = [] if marks(parts.metric) else [0.0]
    return [*start, *ends, *([parts.whole.value] if parts.whole.value is not None else [])]
