"""One figure with its doubt on a line, for an extract that has no course in time to draw."""

import json
from typing import Any

import altair as alt

from afreflect.charts import words
from afreflect.charts.palette import LIGHT, Palette
from afreflect.charts.sheet import on
from afreflect.charts.value_axis import ValueAxis, value_axis
from afreflect.domain import figure, run_chart
from afreflect.domain.metric import marks
from afreflect.domain.run_chart import RunChart

HEIGHT = 84
LEVEL = 62
"""Pixels from the top at which the figure lies; its name and a target's stand above it."""
BAR = 12
"""Pixels of the bar that the interval is: as tall as the figure's mark, so that both are seen."""


def draw(chart: RunChart, palette: Palette = LIGHT) -> dict[str, Any]:
    """The whole period as one point on a line, as a Vega-Lite dictionary that fits any width.

    Raises ValueError where the whole period carries no figure.
    """
    whole = chart.whole
    if whole.value is None:
        raise ValueError("The whole period holds too few cases for a figure.")
    targets = [stretch.target for stretch in chart.targets[-1:]]
    aims = [end for target in targets for end in (target.low, target.high) if end is not None]
    doubt = [end for end in (whole.low, whole.high) if end is not None]
    start = () if marks(chart.metric) else (0.0,)
    axis = value_axis((*start, whole.value, *doubt, *aims), chart.metric)
    layers = [
        *_figure(chart, axis, palette),
        *(layer for aim in dict.fromkeys(aims) for layer in _aim(aim, axis, palette)),
    ]
    if targets:
        said = f"your target: {figure.say_target(targets[0], chart.metric)}"
        how = words.text(palette, color=palette.ink, text=said, align=_side(aims[0], axis))
        name = on({"value": aims[0]}).mark_text(**how)
        layers.append(name.encode(x=horizontal(axis), y=alt.YValue(8)))
    layers += words.beside(palette, chart.beside, HEIGHT + 3 * words.LINE)
    return words.finished(layers, HEIGHT)


def horizontal(axis: ValueAxis, column: str = "value", drawn: alt.Axis | None = None) -> alt.X:
    """A column of figures, in the metric's unit, from left to right."""
    scale = alt.Scale(domain=[axis.bottom, axis.top], nice=False, zero=False)
    axes = alt.Undefined if drawn is None else drawn
    return alt.X(column, type="quantitative", scale=scale, title=None, axis=axes)


def labelled(axis: ValueAxis, palette: Palette) -> alt.Axis:
    """The axis as it is drawn: faint rules, and what they are called."""
    rules, labels = list(axis.rules), list(axis.labels)
    return alt.Axis(
        values=rules,
        labelExpr=f"{json.dumps(labels)}[indexof({json.dumps(rules)}, datum.value)]",
        labelColor=palette.quiet,
        labelFont=words.FONT,
        labelFontSize=words.SIZE,
        labelFlush=True,
        labelPadding=8,
        ticks=False,
        domainColor=palette.rule,
        gridColor=palette.rule,
    )


def _figure(chart: RunChart, axis: ValueAxis, palette: Palette) -> list[alt.Chart]:
    whole, colour = chart.whole, palette.measure
    row = {"value": whole.value, "words": run_chart.words(chart, whole)}
    place = {"x": horizontal(axis, drawn=labelled(axis, palette)), "y": alt.YValue(LEVEL)}
    dot = on(row).mark_point(shape="diamond", filled=True, color=colour, size=140, opacity=1)
    drawn = [dot.encode(**place, tooltip=alt.Tooltip("words", type="nominal"))]
    if whole.low is not None and whole.high is not None:
        doubt = on({"value": whole.low, "high": whole.high})
        rule = doubt.mark_rule(color=colour, strokeWidth=BAR, opacity=0.35)
        drawn.insert(0, rule.encode(x=horizontal(axis), x2=alt.X2("high"), y=alt.YValue(LEVEL)))
    said = figure.say(whole.value or 0, chart.metric)
    name = words.text(palette, color=palette.ink, text=said, align=_side(whole.value or 0, axis))
    named = on({"value": whole.value}).mark_text(**name)
    return [*drawn, named.encode(x=horizontal(axis), y=alt.YValue(LEVEL - 22))]


def _aim(aim: float, axis: ValueAxis, palette: Palette) -> list[alt.Chart]:
    line = on({"value": aim}).mark_rule(color=palette.ink, strokeWidth=1.5, strokeDash=[5, 4])
    return [line.encode(x=horizontal(axis), y=alt.YValue(16), y2=alt.Y2Value(HEIGHT))]


def _side(value: float, axis: ValueAxis) -> str:
    """Words beside a mark lean towards the middle, so that none is cut."""
    place = axis.height(value)
    return "left" if place < 0.1 else "right" if place > 0.9 else "center"
