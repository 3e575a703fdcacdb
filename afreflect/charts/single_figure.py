"""One figure with its doubt on a line, for an extract that has no course in time to draw."""

import json
from dataclasses import dataclass, field
from typing import Any

import altair as alt

from afreflect.charts import words
from afreflect.charts.comparators import DASHES
from afreflect.charts.palette import LIGHT, Palette
from afreflect.charts.sheet import on
from afreflect.charts.value_axis import ValueAxis, value_axis
from afreflect.domain import figure, run_chart
from afreflect.domain.metric import marks
from afreflect.domain.own_voice import YOUR, as_mine
from afreflect.domain.run_chart import RunChart

HEIGHT = 84
LEVEL = 62
"""Pixels from the top at which the figure lies; its name stands above it, and over that the names
of a target and of whatever else it is held against, each in a line that makes room for itself."""
BAR = 12
"""Pixels of the bar that the interval is: as tall as the figure's mark, so that both are seen."""


def draw(chart: RunChart, palette: Palette = LIGHT, whose: str = YOUR) -> dict[str, Any]:
    """The whole period as one point on a line, as a Vega-Lite dictionary that fits any width.

    `whose` names the clinician's own lines: "your", or "my" on what they show.
    Raises ValueError where the whole period carries no figure.
    """
    whole = chart.whole
    if whole.value is None:
        raise ValueError("The whole period holds too few cases for a figure.")
    levels = _levels(chart, palette, whose)
    ends = [end for level in levels for end in level.ends]
    doubt = [end for end in (whole.low, whole.high) if end is not None]
    start = () if marks(chart.metric) else (0.0,)
    axis = value_axis((*start, whole.value, *doubt, *ends), chart.metric)
    down = words.LINE * max(len(levels) - 1, 0)
    height = HEIGHT + down
    beside = chart.beside if whose == YOUR else tuple(map(as_mine, chart.beside))
    layers = [
        *(_line(level, place, axis, height) for place, level in enumerate(levels)),
        *_figure(chart, axis, palette, LEVEL + down),
        *(
            layer
            for place, level in enumerate(levels)
            for layer in _name(level, place, axis, palette)
        ),
        *words.beside(palette, beside, height + 3 * words.LINE),
    ]
    return words.finished(layers, height, palette)


@dataclass(frozen=True)
class _Level:
    """A line across the figure's own: one or two ends of it, what it is called, how it is drawn."""

    ends: tuple[float, ...]
    said: str
    colour: str
    dash: list[int] = field(default_factory=list)


def _levels(chart: RunChart, palette: Palette, whose: str) -> list[_Level]:
    """The present target, then the other comparators."""
    found = []
    for stretch in chart.targets[-1:]:
        target = stretch.target
        ends = dict.fromkeys(end for end in (target.low, target.high) if end is not None)
        said = f"{whose} target: {figure.say_target(target, chart.metric)}"
        found.append(_Level(tuple(ends), said, palette.ink, [5, 4]))
    for each in chart.comparators:
        said = f"{each.name.replace(YOUR, whose)}: {figure.say(each.value, chart.metric)}"
        found.append(_Level((each.value,), said, palette.quiet, DASHES[each.id]))
    return found


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


def _figure(chart: RunChart, axis: ValueAxis, palette: Palette, level: float) -> list[alt.Chart]:
    whole, colour = chart.whole, palette.measure
    row = {"value": whole.value, "words": run_chart.words(chart, whole)}
    place = {"x": horizontal(axis, drawn=labelled(axis, palette)), "y": alt.YValue(level)}
    dot = on(row).mark_point(shape="diamond", filled=True, color=colour, size=140, opacity=1)
    drawn = [dot.encode(**place, tooltip=alt.Tooltip("words", type="nominal"))]
    if whole.low is not None and whole.high is not None:
        doubt = on({"value": whole.low, "high": whole.high})
        rule = doubt.mark_rule(color=colour, strokeWidth=BAR, opacity=0.35)
        drawn.insert(0, rule.encode(x=horizontal(axis), x2=alt.X2("high"), y=alt.YValue(level)))
    said = figure.say(whole.value or 0, chart.metric)
    name = words.text(palette, color=palette.ink, text=said, align=_side(whole.value or 0, axis))
    named = on({"value": whole.value}).mark_text(**name)
    return [*drawn, named.encode(x=horizontal(axis), y=alt.YValue(level - 22))]


def _line(level: _Level, place: int, axis: ValueAxis, height: float) -> alt.Chart:
    how: dict[str, Any] = {"color": level.colour, "strokeWidth": 1.5}
    if level.dash:
        how["strokeDash"] = level.dash
    line = on(*({"value": end} for end in level.ends)).mark_rule(**how)
    top = words.LINE * (place + 1)
    return line.encode(x=horizontal(axis), y=alt.YValue(top), y2=alt.Y2Value(height))


def _name(level: _Level, place: int, axis: ValueAxis, palette: Palette) -> list[alt.Chart]:
    """Paper around the words: the line of another level may run behind them."""
    end = level.ends[0]
    how = words.text(palette, color=level.colour, text=level.said, align=_side(end, axis))
    return [
        on({"value": end})
        .mark_text(**{**how, **extra})
        .encode(x=horizontal(axis), y=alt.YValue(8 + words.LINE * place))
        for extra in (words.halo(palette), {})
    ]


def _side(value: float, axis: ValueAxis) -> str:
    """Words beside a mark lean towards the middle, so that none is cut."""
    place = axis.height(value)
    return "left" if place < 0.1 else "right" if place > 0.9 else "center"
