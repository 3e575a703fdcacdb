"""Where the middle of a group lies, on an axis that was fixed before any figure was seen.

Nothing is drawn from but the three edges of the band as they are said: no contributor, no extreme
and no end of an axis that the figures would have moved (K-03, A7).
"""

import json
from collections.abc import Sequence
from typing import Any

import altair as alt

from afreflect.charts import words
from afreflect.charts.palette import LIGHT, Palette
from afreflect.charts.sheet import on
from afreflect.charts.single_figure import horizontal
from afreflect.charts.value_axis import ValueAxis
from afreflect.domain.disclosure import Asked, Band, Edge, Snapshot
from afreflect.domain.disclosure.scale import coded_below, coded_from, say

SIZE = 15
"""Pixels of the words; the audience screen asks for more."""
MOST_PARTS = (4, 5, 6)
"""Parts that an axis may be cut in; the first that falls on whole steps is taken."""


def draw(snapshot: Snapshot, palette: Palette = LIGHT, size: int = SIZE) -> dict[str, Any]:
    """A snapshot's band as a Vega-Lite dictionary that fits any width, its words `size` pixels.

    Raises ValueError where the snapshot is in words alone.
    """
    if snapshot.band is None:
        raise ValueError("This group is shown in words alone.")
    band, asked = snapshot.band, snapshot.asked
    axis = _axis(asked)
    height = round(6.4 * size)
    level, thick = height / 2, round(1.6 * size)
    low, high = _ends(band, asked)
    how: dict[str, Any] = {"fontSize": size, "lineHeight": round(1.25 * size)}
    paper = on({"value": axis.bottom}).mark_point(opacity=0)
    layers = [paper.encode(x=horizontal(axis, drawn=_labelled(axis, palette, size)))]
    bar = on({"value": low, "high": high}).mark_rule(
        color=palette.measure, strokeWidth=thick, opacity=0.5
    )
    layers.append(bar.encode(x=horizontal(axis), x2=alt.X2("high"), y=alt.YValue(level)))
    if low == high:
        # One edge thrice: a bar a step wide would claim more than is said.
        layers += _mark(low, axis, palette.measure, level, thick)
    elif band.middle.value is not None:
        layers += _mark(band.middle.value, axis, palette.ink, level, thick)
    at = _place(band.middle, asked)[band.middle.words.startswith("over")]
    layers += _named(runs(band), at, axis, palette, level - thick / 2 - size, how)
    if band.low != band.high:
        said = f"half-way {_about(band.middle)}"
        layers += _named(said, at, axis, palette, level + thick / 2 + size, how)
    return words.finished(layers, height, palette)


def runs(band: Band) -> str:
    """From where to where the band runs, as it stands above it."""
    if band.low == band.high:
        return _about(band.low)
    return f"{_about(band.low)} to {_about(band.high)}"


def alt_text(snapshot: Snapshot) -> str:
    """What the picture says to somebody who can't see it; nothing that is not in it."""
    if snapshot.band is None:
        return " ".join((snapshot.asked.title + ".", *snapshot.sentences))
    scale = snapshot.asked.scale
    said = f"{snapshot.asked.title}. {' '.join(snapshot.sentences[:2])}"
    ends = (say(end, snapshot.asked) for end in (scale.low, scale.high))
    return f"{said} The axis runs from {' to '.join(ends)}."


def table(snapshot: Snapshot) -> tuple[tuple[str, str], ...]:
    """The picture as rows of a name and a figure in words; none where it is in words alone."""
    if snapshot.band is None:
        return ()
    band = snapshot.band
    named = (
        ("The middle of our group begins", band.low),
        ("Half-way", band.middle),
        ("The middle of our group ends", band.high),
    )
    return tuple((name, _about(edge)) for name, edge in named)


def _about(edge: Edge) -> str:
    return edge.words if edge.value is None else f"about {edge.words}"


def _ends(band: Band, asked: Asked) -> tuple[float, float]:
    """Where the bar begins and ends: a side that is only said fills all that it may be."""
    return _place(band.low, asked)[0], _place(band.high, asked)[1]


def _place(edge: Edge, asked: Asked) -> tuple[float, float]:
    if edge.value is not None:
        return edge.value, edge.value
    if edge.words.startswith("under"):
        return asked.scale.low, coded_below(asked.scale)
    return coded_from(asked.scale), asked.scale.high


def _axis(asked: Asked) -> ValueAxis:
    scale = asked.scale
    span = scale.high - scale.low
    parts = next(each for each in (*MOST_PARTS, 1) if _whole(span / each / scale.step))
    rules = tuple(round(scale.low + span * at / parts, 6) for at in range(parts + 1))
    return ValueAxis(scale.low, scale.high, rules, tuple(_short(rule, asked) for rule in rules))


def _whole(steps: float) -> bool:
    return abs(steps - round(steps)) < 1e-6


def _short(rule: float, asked: Asked) -> str:
    if asked.kind in ("proportion", "duration"):
        return say(rule, asked)
    return f"{rule:g}"


def _labelled(axis: ValueAxis, palette: Palette, size: int) -> alt.Axis:
    rules, labels = list(axis.rules), list(axis.labels)
    return alt.Axis(
        values=rules,
        labelExpr=f"{json.dumps(labels)}[indexof({json.dumps(rules)}, datum.value)]",
        labelColor=palette.quiet,
        labelFont=words.FONT,
        labelFontSize=size,
        labelFlush=True,
        labelOverlap=False,
        labelPadding=size / 2,
        ticks=False,
        domainColor=palette.chance,
        gridColor=palette.rule,
    )


def _mark(
    value: float, axis: ValueAxis, colour: str, level: float, thick: float
) -> Sequence[alt.Chart]:
    line = on({"value": value}).mark_rule(color=colour, strokeWidth=max(3, thick / 8))
    ends = {"y": alt.YValue(level - thick * 0.7), "y2": alt.Y2Value(level + thick * 0.7)}
    return [line.encode(x=horizontal(axis), **ends)]


def _named(
    said: str, at: float, axis: ValueAxis, palette: Palette, level: float, how: dict[str, Any]
) -> list[alt.Chart]:
    """Words at a place, on paper of their own, leaning inwards near either end."""
    place = axis.height(at)
    side = "left" if place < 0.25 else "right" if place > 0.75 else "center"
    value = axis.bottom if place < 0.1 else axis.top if place > 0.9 else at
    text = words.text(palette, color=palette.ink, text=said, align=side, **how)
    return [
        on({"value": value})
        .mark_text(**{**text, **extra})
        .encode(x=horizontal(axis), y=alt.YValue(level))
        for extra in (words.halo(palette), {})
    ]
