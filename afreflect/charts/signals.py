"""What chance allows and what it doesn't: the band of the limits, the centre, the marked points."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import altair as alt

from afreflect.charts.calendar_axis import period_before, period_end
from afreflect.charts.palette import Palette
from afreflect.charts.sheet import WIDE, Sheet, on
from afreflect.domain.process import Lines, Signal
from afreflect.domain.spc import Direction

Look = tuple[Direction, bool | None]
"""What a signal means, and whether it points up."""
MARKED = 110
"""Square pixels of a marked point: twice a plain one, to be seen from the back of a room."""


def band(sheet: Sheet) -> list[alt.Chart]:
    """Where chance alone keeps the points: one quiet column a period, behind everything."""
    rows = [
        {**column(sheet, start), **ends}
        for start, lines in limited(sheet)
        if (ends := _within(sheet, lines))
    ]
    if not rows:
        return []
    drawn = on(*rows).mark_rect(
        color=sheet.palette.band, opacity=1, stroke=sheet.palette.band, strokeWidth=0.75
    )
    return [drawn.encode(x=sheet.x(), x2=alt.X2("end"), y=sheet.y("low"), y2=alt.Y2("high"))]


def centre(sheet: Sheet) -> list[alt.Chart]:
    """The level around which the points lie, as long as it holds."""
    rows = [{**column(sheet, start), "value": lines.centre} for start, lines in limited(sheet)]
    if not rows:
        return []
    drawn = on(*rows).mark_rule(color=sheet.palette.chance, strokeWidth=1)
    return [drawn.encode(x=sheet.x(), x2=alt.X2("end"), y=sheet.y())]


def marks(sheet: Sheet) -> list[alt.Chart]:
    """The points that are unlike chance: pointing where the rule points, filled where wanted."""
    values = {start: point.value for start, point in sheet.dated}
    found = [
        (signal, {"at": start.toordinal(), "value": values[start]})
        for start, signal in sheet.chart.signals.items()
    ]
    return [layer.encode(x=sheet.x(), y=sheet.y()) for layer in marked(found, sheet.palette)]


def marked(found: Iterable[tuple[Signal, dict[str, Any]]], palette: Palette) -> Iterator[alt.Chart]:
    """Signals with their rows, still to be placed: one layer for all that look alike.

    A layer costs the browser more than its points do.
    """
    alike: dict[Look, list[dict[str, Any]]] = {}
    for signal, row in found:
        alike.setdefault((signal.direction, signal.up), []).append(row)
    for how, rows in alike.items():
        yield on(*rows).mark_point(**look(how, palette))


def look(how: Look, palette: Palette) -> dict[str, Any]:
    """Shape, colour and fill of a marked point; each says it, so that print needs no colour."""
    direction, up = how
    shapes = {True: "triangle-up", False: "triangle-down", None: "square"}
    colour = {
        "improvement": palette.wanted,
        "concern": palette.against,
        "neither": palette.measure,
    }[direction]
    against = direction == "concern"
    return {
        "shape": shapes[up],
        "filled": True,
        "fill": palette.paper if against else colour,
        "stroke": colour,
        "strokeWidth": 2.5 if against else 1,
        "size": alt.ExprRef(f"width >= {WIDE} ? {MARKED} : {MARKED * 0.6:.0f}"),
        "opacity": 1,
    }


def limited(sheet: Sheet) -> Iterator[tuple[date, Lines]]:
    """The periods with limits, where the chart shows any."""
    if not sheet.chart.limits_shown:
        return
    for (start, _), lines in zip(sheet.dated, sheet.chart.process.lines, strict=False):
        if lines is not None and lines.lower is not None and lines.upper is not None:
            yield start, lines


def column(sheet: Sheet, start: date) -> dict[str, Any]:
    """The time that a period's point answers for: half of the way to either neighbour's."""
    grain = sheet.chart.result.grain
    before, after = period_before(start, grain).toordinal(), period_end(start, grain).toordinal()
    at = start.toordinal()
    return {"at": (before + at) / 2, "end": (at + after) / 2}


def _within(sheet: Sheet, lines: Lines) -> dict[str, float]:
    """The limits as far as there are figures: a share ends at nothing and at all."""
    axis = sheet.values
    low, high = lines.lower or 0.0, lines.upper or 0.0
    low, high = max(low, axis.bottom), min(high, axis.top)
    return {"low": low, "high": high} if high > low else {}
