"""A figure with and without what an objection leaves out: two ranges on one axis, and the shift."""

import json
from typing import Any

import altair as alt

from afreflect.charts import words
from afreflect.charts.palette import LIGHT, Palette
from afreflect.charts.sheet import WIDE, on
from afreflect.charts.value_axis import ValueAxis, value_axis
from afreflect.domain import contest, figure
from afreflect.domain.contest import WithAndWithout
from afreflect.domain.metric import Point

WITH, WITHOUT = 66, 158
"""Pixels from the top at which the two ranges lie."""
HEIGHT = 208
APART = 26
"""Pixels between a range and the words about it."""
BAR = 14
"""Pixels of a range's height."""
HALFWAY = (WITH + WITHOUT) / 2
NAME = f"width >= {WIDE} ? 17 : 14"
"""The size of the words on the ranges, as an expression; the rest has a chart's usual size."""


def draw(seen: WithAndWithout, palette: Palette = LIGHT) -> dict[str, Any]:
    """Both figures and their shift as a Vega-Lite dictionary that fits any width.

    Raises ValueError where either carries no figure.
    """
    if not seen.has_figures:
        raise ValueError("There are too few cases for two figures.")
    axis = _axis_of(seen)
    colour = {
        "wanted": palette.wanted,
        "against": palette.against,
        "none": palette.measure,
    }[seen.direction]
    layers = [
        _paper(axis, palette),
        *_broken(axis, palette),
        *_aims(seen, axis, palette),
        *_range(seen.everything, WITH, palette.chance, "circle", axis, seen),
        *_range(seen.kept, WITHOUT, colour, "diamond", axis, seen),
        *_shift(seen, axis, colour, palette),
        *_name(seen, seen.everything, "With them", WITH - APART, axis, palette),
        *_name(seen, seen.kept, "Without them", WITHOUT + APART, axis, palette),
    ]
    return words.finished(layers, HEIGHT, palette)


def _axis_of(seen: WithAndWithout) -> ValueAxis:
    ends = [seen.everything.value, seen.kept.value]
    ends += [end for point in (seen.everything, seen.kept) for end in (point.low, point.high)]
    aims = [] if seen.target is None else [seen.target.low, seen.target.high]
    return value_axis([value for value in (*ends, *aims) if value is not None], seen.metric)


def _broken(axis: ValueAxis, palette: Palette) -> list[alt.Chart]:
    """A word where the axis does not start at the least that there can be."""
    if not axis.broken:
        return []
    said = f"The scale starts at {axis.labels[0]}."
    how = words.text(palette, text=said, align="left", fontStyle="italic")
    return [on({}).mark_text(**how).encode(x=alt.XValue(0), y=alt.YValue(HEIGHT + 38))]


def _x(axis: ValueAxis, column: str = "value", drawn: alt.Axis | None = None) -> alt.X:
    scale = alt.Scale(domain=[axis.bottom, axis.top], nice=False, zero=False)
    axes = alt.Undefined if drawn is None else drawn
    return alt.X(column, type="quantitative", scale=scale, title=None, axis=axes)


def _paper(axis: ValueAxis, palette: Palette) -> alt.Chart:
    """The one axis, below both ranges, with faint rules upwards from it."""
    rules, labels = list(axis.rules), list(axis.labels)
    drawn = alt.Axis(
        values=rules,
        labelExpr=f"{json.dumps(labels)}[indexof({json.dumps(rules)}, datum.value)]",
        labelColor=palette.quiet,
        labelFont=words.FONT,
        labelFontSize=words.SIZE,
        labelFlush=True,
        labelPadding=8,
        labelOverlap=True,
        ticks=False,
        domainColor=palette.rule,
        gridColor=palette.rule,
    )
    return on({"value": axis.bottom}).mark_point(opacity=0).encode(x=_x(axis, drawn=drawn))


def _range(
    point: Point, height: int, colour: str, shape: str, axis: ValueAxis, seen: WithAndWithout
) -> list[alt.Chart]:
    row = {"value": point.value, "words": figure.say_interval(point, seen.metric)}
    said = alt.Tooltip("words", type="nominal")
    dot = on(row).mark_point(shape=shape, filled=True, color=colour, size=190, opacity=1)
    drawn = [dot.encode(x=_x(axis), y=alt.YValue(height), tooltip=said)]
    if point.low is not None and point.high is not None:
        bar = on({"value": point.low, "high": point.high})
        bar = bar.mark_rule(color=colour, strokeWidth=BAR, opacity=0.35)
        drawn.insert(0, bar.encode(x=_x(axis), x2=alt.X2("high"), y=alt.YValue(height)))
    return drawn


def _shift(seen: WithAndWithout, axis: ValueAxis, colour: str, palette: Palette) -> list[alt.Chart]:
    """An arrow from the one figure down to the level of the other, and its length in words."""
    before, after = seen.everything.value or 0.0, seen.kept.value or 0.0
    how: dict[str, Any] = {"color": colour, "strokeWidth": 2, "strokeCap": "square"}
    down = [(before, WITH + BAR, HALFWAY), (after, HALFWAY, WITHOUT - 20)]
    lines = [
        on({"value": value})
        .mark_rule(**how)
        .encode(x=_x(axis), y=alt.YValue(top), y2=alt.Y2Value(bottom))
        for value, top, bottom in down
    ]
    across = on({"value": before, "end": after}).mark_rule(**how)
    head = on({"value": after}).mark_point(
        shape="triangle-down", filled=True, color=colour, size=90, opacity=1
    )
    return [
        *lines,
        across.encode(x=_x(axis), x2=alt.X2("end"), y=alt.YValue(HALFWAY)),
        head.encode(x=_x(axis), y=alt.YValue(WITHOUT - 17)),
        *_length(seen, axis, palette),
    ]


def _length(seen: WithAndWithout, axis: ValueAxis, palette: Palette) -> list[alt.Chart]:
    """The words on the arrow: beside it where there is room, else above its level part."""
    ends = sorted((seen.everything.value or 0.0, seen.kept.value or 0.0))
    left, right = (axis.height(end) for end in ends)
    value, align, dx, dy = sum(ends) / 2, "center", 0, -11
    if right <= 0.55:
        value, align, dx, dy = ends[1], "left", 12, 0
    elif left >= 0.45:
        value, align, dx, dy = ends[0], "right", -12, 0
    said = contest.shift_in_words(seen)
    how = words.text(
        palette, color=palette.ink, text=said.replace("percentage ", ""), align=align, dx=dx, dy=dy
    )
    return [
        on({"value": value}).mark_text(**how, **over).encode(x=_x(axis), y=alt.YValue(HALFWAY))
        for over in (words.halo(palette), {})
    ]


def _name(
    seen: WithAndWithout, point: Point, who: str, height: int, axis: ValueAxis, palette: Palette
) -> list[alt.Chart]:
    """What a range is, its figure, and how many stand behind it."""
    said = f"{who}: {figure.say(point.value or 0, seen.metric)}, n = {figure.count(point.n)}"
    place = axis.height(point.value or 0)
    align = "left" if place < 0.3 else "right" if place > 0.7 else "center"
    how = words.text(palette, color=palette.ink, text=said, align=align, fontSize=alt.ExprRef(NAME))
    drawn = [
        on({"value": point.value}).mark_text(**how, **over) for over in (words.halo(palette), {})
    ]
    return [each.encode(x=_x(axis), y=alt.YValue(height)) for each in drawn]


def _aims(seen: WithAndWithout, axis: ValueAxis, palette: Palette) -> list[alt.Chart]:
    """The clinician's own target: a dashed line through both ranges, named at its upper end."""
    if seen.target is None:
        return []
    ends = [end for end in (seen.target.low, seen.target.high) if end is not None]
    drawn = []
    for end in dict.fromkeys(ends):
        line = on({"value": end})
        line = line.mark_rule(color=palette.ink, strokeWidth=1.5, strokeDash=[5, 4])
        drawn.append(line.encode(x=_x(axis), y=alt.YValue(14), y2=alt.Y2Value(HEIGHT)))
    place = axis.height(ends[0])
    align = "left" if place < 0.3 else "right" if place > 0.7 else "center"
    said = f"your target: {figure.say_target(seen.target, seen.metric)}"
    how = words.text(palette, color=palette.ink, text=said, align=align)
    return [*drawn, on({"value": ends[0]}).mark_text(**how).encode(x=_x(axis), y=alt.YValue(4))]
