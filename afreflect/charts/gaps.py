"""The gaps between rare events drawn: one dot an event, evenly spaced, its height what lies before.

Marks, band and names look as on a run chart. Events stand evenly, not by their days, so that a long
gap is seen as height alone; some of their days stand below.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import altair as alt
from altair.utils.schemapi import UndefinedType

from afreflect.charts import axes, names, signals, words
from afreflect.charts.names import Name
from afreflect.charts.palette import LIGHT, Palette
from afreflect.charts.sheet import HEIGHT, WIDE, on
from afreflect.charts.value_axis import ValueAxis, length_axis
from afreflect.domain import gaps
from afreflect.domain.figure import MONTHS
from afreflect.domain.gaps import Gaps
from afreflect.domain.process import Lines

DAY_WIDTH = 64
"""Pixels that the month and year of an event take, with the air beside them."""
NAMES_AT = 14
"""Pixels below the chart at which the days begin."""


SERIES = f"(width - (width >= {WIDE} ? 112 : 70))"
"""Pixels at which the series ends; the names of the lines stand beyond it."""
NAMES = f"({SERIES} + (width >= {WIDE} ? 8 : 4))"


@dataclass(frozen=True)
class Sheet:
    """Gaps with their colours, their axis and their room."""

    gaps: Gaps
    palette: Palette

    @cached_property
    def values(self) -> ValueAxis:
        """The axis of lengths, from no gap at all."""
        ends = [line.upper or line.centre for line in self.lines if line]
        return length_axis(max([gap.length for gap in self.gaps.gaps] + ends))

    @property
    def lines(self) -> tuple[Lines | None, ...]:
        """Centre and limits; the centre alone where no limit is shown."""
        if self.gaps.limits_shown:
            return self.gaps.process.lines
        return tuple(
            line and Lines(line.centre, None, None, None, None) for line in self.gaps.process.lines
        )

    def x(self) -> alt.X:
        """The column `at`: the events counted from nought."""
        scale = alt.Scale(
            domain=[-0.5, len(self.gaps.gaps) - 0.5],
            rangeMax=alt.ExprRef(SERIES),
            nice=False,
            zero=False,
        )
        return alt.X("at", type="quantitative", scale=scale, axis=None)

    def y(self, column: str = "value", axis: alt.Axis | UndefinedType = alt.Undefined) -> alt.Y:
        """A column of lengths."""
        scale = alt.Scale(domain=[0, self.values.top], nice=False, zero=False)
        return alt.Y(column, type="quantitative", scale=scale, axis=axis, title=None)


def draw(read: Gaps, palette: Palette = LIGHT) -> dict[str, Any]:
    """The gaps as a Vega-Lite dictionary that fits any width; ValueError where there are none."""
    if not read.gaps:
        raise ValueError("There are too few events to draw the gaps between them.")
    sheet = Sheet(read, palette)
    layers = [
        *_band(sheet),
        _paper(sheet),
        *_centre(sheet),
        *_series(sheet),
        *_marks(sheet),
        *_days(sheet),
        *names.layers(palette, NAMES, _names(sheet)),
        *words.beside(palette, read.beside, HEIGHT + NAMES_AT + 2 * words.LINE),
        _touch(sheet),
    ]
    return words.finished(layers, HEIGHT, palette)


def _paper(sheet: Sheet) -> alt.Chart:
    bottom = on({"at": -0.5, "value": 0}).mark_point(opacity=0)
    axis = axes.figures(sheet.values, sheet.palette)
    return bottom.encode(x=sheet.x(), y=sheet.y(axis=axis))


def _band(sheet: Sheet) -> list[alt.Chart]:
    rows = [
        {**_column(at), "low": line.lower or 0.0, "high": line.upper}
        for at, line in enumerate(sheet.lines)
        if line and line.upper is not None
    ]
    if not rows:
        return []
    colour = sheet.palette.band
    band = on(*rows).mark_rect(color=colour, opacity=1, stroke=colour, strokeWidth=0.75)
    return [band.encode(x=sheet.x(), x2=alt.X2("end"), y=sheet.y("low"), y2=alt.Y2("high"))]


def _centre(sheet: Sheet) -> list[alt.Chart]:
    rows = [{**_column(at), "value": line.centre} for at, line in enumerate(sheet.lines) if line]
    rule = on(*rows).mark_rule(color=sheet.palette.chance, strokeWidth=1)
    return [rule.encode(x=sheet.x(), x2=alt.X2("end"), y=sheet.y())]


def _series(sheet: Sheet) -> list[alt.Chart]:
    rows = [{"at": at, "value": gap.length} for at, gap in enumerate(sheet.gaps.gaps)]
    colour = sheet.palette.measure if sheet.gaps.neutral else sheet.palette.chance
    apart = f"({SERIES} / {len(rows)})"
    size = alt.ExprRef(f"clamp(pow({apart}, 2), 5, width >= {WIDE} ? 48 : 22)")
    line = on(*rows).mark_line(color=colour, strokeWidth=1.5, opacity=0.7)
    dots = on(*rows).mark_circle(color=colour, size=size, opacity=1)
    return [each.encode(x=sheet.x(), y=sheet.y()) for each in (line, dots)]


def _marks(sheet: Sheet) -> list[alt.Chart]:
    found = [
        (signal, {"at": at, "value": sheet.gaps.gaps[at].length})
        for at, signal in enumerate(sheet.gaps.signals)
        if signal
    ]
    layers = signals.marked(found, sheet.palette)
    return [layer.encode(x=sheet.x(), y=sheet.y()) for layer in layers]


def _days(sheet: Sheet) -> list[alt.Chart]:
    """The months of as many events as have room, at every width."""
    n = len(sheet.gaps.gaps)
    rows = [
        {"at": at, "name": f"{MONTHS[gap.ended.month - 1]} {gap.ended.year}"}
        for at, gap in enumerate(sheet.gaps.gaps)
    ]
    every = f"ceil({DAY_WIDTH * n} / {SERIES})"
    named = on(*rows).transform_filter(f"datum.at % {every} === floor({every} / 2)")
    how = words.text(sheet.palette, baseline="top")
    return [
        named.mark_text(**how).encode(
            x=sheet.x(), y=alt.YValue(HEIGHT + NAMES_AT), text=alt.Text("name", type="nominal")
        )
    ]


def _names(sheet: Sheet) -> list[Name]:
    last = sheet.lines[-1]
    if last is None:
        return []
    # A t chart's level is no median: it is the mean of what the days become when made plain.
    name = "usual gap" if sheet.gaps.process.kind == "t" else "median gap"
    said = f"{gaps.say_length(round(last.centre, 1))} {sheet.gaps.noun}"
    height = HEIGHT * (1 - sheet.values.height(last.centre))
    found = [Name((name, said), (name, gaps.say_length(round(last.centre, 1))), height)]
    if last.upper is not None:
        most = gaps.say_length(round(last.upper))
        height = HEIGHT * (1 - sheet.values.height(last.upper))
        found.append(Name(("chance allows", f"up to {most}"), ("chance", f"to {most}"), height))
    return found


def _touch(sheet: Sheet) -> alt.Chart:
    rows = [
        {**_column(at), "words": gaps.words(sheet.gaps, at)} for at in range(len(sheet.gaps.gaps))
    ]
    return (
        on(*rows)
        .mark_rect(opacity=0)
        .encode(
            x=sheet.x(),
            x2=alt.X2("end"),
            y=alt.YValue(0),
            y2=alt.Y2Value(HEIGHT + NAMES_AT),
            tooltip=alt.Tooltip("words", type="nominal"),
        )
    )


def _column(at: int) -> dict[str, float]:
    return {"at": at - 0.5, "end": at + 0.5}
