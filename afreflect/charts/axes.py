"""The paper of a run chart: faint rules, what they are called, and the names of the periods."""

import json
from math import isinf

import altair as alt

from afreflect.charts import words
from afreflect.charts.palette import Palette
from afreflect.charts.sheet import HEIGHT, NAME_ROW, Sheet, at, on
from afreflect.charts.value_axis import ValueAxis


def layers(sheet: Sheet) -> list[alt.Chart]:
    """Both axes, and a word where the axis of figures doesn't start at zero."""
    bottom = on({"at": sheet.time.since, "value": sheet.values.bottom})
    axis = figures(sheet.values, sheet.palette)
    rules = bottom.mark_point(opacity=0).encode(x=sheet.x(), y=sheet.y(axis=axis))
    return [rules, *_periods(sheet), *_broken(sheet)]


def _periods(sheet: Sheet) -> list[alt.Chart]:
    """The names of the periods where the chart has room for them, their years below them.

    Not an axis of Vega's: that would choose names by itself, and the years with them.
    """
    names = words.text(sheet.palette, baseline="top")
    place = alt.YValue(HEIGHT + NAME_ROW)
    rows = [
        {
            "at": tick.start.toordinal(),
            "name": tick.name,
            "year": tick.year,
            "needs": round(tick.needs, 1),
            "below": None if isinf(tick.year_below) else round(tick.year_below, 1),
        }
        for tick in sheet.time.ticks
    ]
    series = sheet.room.series
    named = on(*rows).transform_filter(f"{series} >= datum.needs").mark_text(**names)
    dated = on(*rows).transform_filter(
        f"{series} >= datum.needs && (datum.below === null || {series} < datum.below)"
    )
    year = dated.mark_text(**names).encode(
        x=sheet.x(),
        y=alt.YValue(HEIGHT + NAME_ROW + words.LINE),
        text=alt.Text("year", type="nominal"),
    )
    whole = on({}).mark_text(**names, text="all").encode(x=at(sheet.room.whole), y=place)
    return [named.encode(x=sheet.x(), y=place, text=alt.Text("name", type="nominal")), year, whole]


def _broken(sheet: Sheet) -> list[alt.Chart]:
    if not sheet.values.broken:
        return []
    said = f"The scale starts at {sheet.values.labels[0]}"
    how = words.text(sheet.palette, text=said, align="left", fontStyle="italic")
    place = {"x": alt.XValue(4), "y": alt.YValue(HEIGHT - 10)}
    over = words.halo(sheet.palette)
    return [on({}).mark_text(**how, **extra).encode(**place) for extra in (over, {})]


def figures(values: ValueAxis, palette: Palette) -> alt.Axis:
    """The faint rules across a chart and what they are called."""
    rules, labels = list(values.rules), list(values.labels)
    return alt.Axis(
        values=rules,
        labelExpr=f"{json.dumps(labels)}[indexof({json.dumps(rules)}, datum.value)]",
        labelColor=palette.quiet,
        labelFont=words.FONT,
        labelFontSize=words.SIZE,
        labelPadding=8,
        labelOverlap=False,
        ticks=False,
        domain=False,
        grid=True,
        gridColor=palette.rule,
        gridWidth=1,
    )
