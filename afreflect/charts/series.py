"""What was measured: points with their doubt, the whole period, and how many stand behind each."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import altair as alt

from afreflect.charts import signals, words
from afreflect.charts.calendar_axis import period_end
from afreflect.charts.sheet import COUNT_ROW, HEIGHT, WIDE, Sheet, at, on
from afreflect.domain import figure, run_chart
from afreflect.domain.metric import POINT_NEEDS, Point

PICK = "pick"
"""The chart's selection: the first day of the period that was clicked, as `start`."""
DIGIT = 5.7
"""Pixels that a digit takes in the row of counts."""


def layers(sheet: Sheet) -> list[alt.Chart]:
    """Whiskers, the line between neighbours, the points, and the whole period apart from them."""
    rows = list(_rows(sheet))
    # On a first look no point is called chance or signal yet.
    neutral = sheet.chart.neutral
    colour = sheet.palette.measure if neutral else sheet.palette.chance
    doubted = [row for row in rows if "low" in row and not sheet.chart.limits_shown]
    hair = alt.ExprRef(f"clamp(({_apart(sheet)}) / 4, 0.2, 1)")
    whiskers = on(*doubted).mark_rule(color=colour, strokeWidth=hair, opacity=0.5)
    line = on(*rows).mark_line(color=colour, strokeWidth=1.5, opacity=0.7)
    dots = on(*rows).mark_circle(color=colour, size=_size(sheet), opacity=1)
    piece = alt.Detail("piece", type="nominal")
    drawn = [whiskers.encode(x=sheet.x(), y=sheet.y("low"), y2=alt.Y2("high"))]
    return [
        # A layer without a row is an image without a name to a screen reader.
        *(drawn if doubted else []),
        line.encode(x=sheet.x(), y=sheet.y(), detail=piece),
        dots.encode(x=sheet.x(), y=sheet.y()),
        *_whole(sheet),
        *_counts(sheet),
    ]


def _size(sheet: Sheet) -> alt.ExprRef:
    """The area of a point in square pixels: smaller on a phone, and where points stand close."""
    return alt.ExprRef(f"clamp(pow({_apart(sheet)}, 2), 5, width >= {WIDE} ? 48 : 22)")


def _apart(sheet: Sheet) -> str:
    """The pixels between two neighbouring points, as an expression."""
    return f"{sheet.room.series} * {sheet.time.spacing(sheet.starts)}"


def held_up(sheet: Sheet, start: date | None) -> list[alt.Chart]:
    """A quiet band behind the period that the clinician asked about."""
    if start is None or start not in sheet.starts:
        return []
    band = on(signals.column(sheet, start)).mark_rect(color=sheet.palette.rule, opacity=0.8)
    return [band.encode(x=sheet.x(), x2=alt.X2("end"), y=alt.YValue(0), y2=alt.Y2Value(HEIGHT))]


def touch(sheet: Sheet) -> alt.Chart:
    """What answers to the pointer: the whole column of a period, with its figures in words."""
    rows = [
        {**signals.column(sheet, start), "start": start.isoformat(), "words": _said(sheet, point)}
        for start, point in sheet.dated
    ]
    pick = alt.selection_point(name=PICK, fields=["start"], on="click", clear="dblclick")
    columns = on(*rows).mark_rect(opacity=0, cursor="pointer")
    asking = columns.encode(
        x=sheet.x(),
        x2=alt.X2("end"),
        y=alt.YValue(0),
        y2=alt.Y2Value(HEIGHT + COUNT_ROW + 8),
        tooltip=alt.Tooltip("words", type="nominal"),
    )
    return asking.add_params(pick).properties(name="columns")


def _rows(sheet: Sheet) -> Iterator[dict[str, Any]]:
    """The points with a figure; neighbours without a gap between them are one piece of line."""
    piece, due = 0, None
    for start, point in sheet.dated:
        if point.value is None:
            continue
        piece += start != due
        due = period_end(start, sheet.chart.result.grain)
        yield {"at": start.toordinal(), "piece": piece, **_measured(point)}


def _measured(point: Point) -> dict[str, Any]:
    """A point's figure and interval, without the keys it has no value for."""
    figures = {"value": point.value, "low": point.low, "high": point.high}
    return {name: value for name, value in figures.items() if value is not None}


def _whole(sheet: Sheet) -> list[alt.Chart]:
    """The whole period as one more point, set apart: the number that the sentence says."""
    row = _measured(sheet.chart.whole)
    if "value" not in row:
        return []
    said = alt.Tooltip("words", type="nominal")
    place = at(sheet.room.whole)
    dot = on({**row, "words": _said(sheet, sheet.chart.whole)})
    dot = dot.mark_point(shape="diamond", filled=True, color=sheet.palette.ink, size=90, opacity=1)
    drawn = [dot.encode(x=place, y=sheet.y(), tooltip=said)]
    if "low" in row:
        rule = on(row).mark_rule(color=sheet.palette.ink, strokeWidth=1.5)
        drawn.insert(0, rule.encode(x=place, y=sheet.y("low"), y2=alt.Y2("high")))
    return drawn


def _counts(sheet: Sheet) -> list[alt.Chart]:
    """How many stand behind each point: upright where there is room, else turned, else sparser."""
    longest = max(len(_counted(sheet, point)) for _, point in sheet.dated)
    room = f"({_apart(sheet)})"
    upright = f"{room} >= {longest * DIGIT + 4}"
    turned = f"{room} >= 10"
    named = {tick.start: tick.needs for tick in sheet.time.ticks}
    rows = [
        {
            "at": start.toordinal(),
            "n": _counted(sheet, point),
            "needs": round(named.get(start, 1e9)),
        }
        for start, point in sheet.dated
    ]
    how = words.text(
        sheet.palette,
        fontSize=11,
        angle=alt.ExprRef(f"!({upright}) && {turned} ? 270 : 0"),
    )
    fits = f"{turned} || {sheet.room.series} >= datum.needs"
    height = alt.YValue(HEIGHT + COUNT_ROW)
    counts = on(*rows).transform_filter(fits).mark_text(**how)
    whole = words.text(sheet.palette, fontSize=11, text=short(sheet.chart.whole.n))
    letter = words.text(sheet.palette, fontSize=11, text="n", fontStyle="italic", align="right")
    return [
        counts.encode(x=sheet.x(), y=height, text=alt.Text("n", type="nominal")),
        on({}).mark_text(**whole).encode(x=at(sheet.room.whole), y=height),
        on({}).mark_text(**letter).encode(x=alt.XValue(-8), y=height),
    ]


def _counted(sheet: Sheet, point: Point) -> str:
    """How many stand behind a point; fewer than a figure needs only as "<10" on what leaves."""
    few = sheet.leaves and not point.carries_a_rate
    return f"<{POINT_NEEDS}" if few else short(point.n)


def short(n: int) -> str:
    """A count in at most five signs, for there is no room for more: "9,840", "19k", "1.9M".

    The table, and the words of each point, have it in full.
    """
    if n < 10_000:
        return figure.count(n)
    size, unit = (1_000_000, "M") if n >= 999_500 else (1_000, "k")
    share = n / size
    return f"{share:.{0 if share >= 9.95 else 1}f}{unit}"


def _said(sheet: Sheet, point: Point) -> str:
    return run_chart.words(sheet.chart, point)
