"""Where fields are blank: one quiet row of small cells a field, by month.

A cell fills from below with the share that is blank, so that it reads without any colour.
"""

from collections.abc import Sequence
from typing import Any

import altair as alt

from afreflect.charts import words
from afreflect.charts.calendar_axis import DAYS, CalendarAxis, calendar_axis, period_end
from afreflect.charts.palette import LIGHT, Palette
from afreflect.charts.sheet import on
from afreflect.domain import figure
from afreflect.domain.missing import Cell, Course, say_share

CELL = 22
"""Pixels that a cell is tall; its field's name stands above it."""
ROW = 56
LEAST = 2.0
"""Pixels that even a single blank among thousands takes, so that it is seen."""
GAP = 0.12
"""The part of a period that stays free between two cells."""


def draw(courses: Sequence[Course], palette: Palette = LIGHT) -> dict[str, Any]:
    """The strips as a Vega-Lite dictionary that fits any width.

    Raises ValueError where no field has a date to stand at.
    """
    shown = drawable(courses)
    if not shown:
        raise ValueError("No row has a date: there is no course in time to draw.")
    starts = sorted({cell.start for course in shown for cell in course.cells})
    axis = calendar_axis(starts, shown[0].grain)
    layers = [
        layer for at, course in enumerate(shown) for layer in _strip(course, at, axis, palette)
    ]
    height = ROW * len(shown) - 8
    return words.finished([*layers, *_periods(axis, height, palette)], height + 40, palette)


def drawable(courses: Sequence[Course]) -> tuple[Course, ...]:
    """The fields that have dates, the blankest first; those without a blank cell last."""
    dated = [course for course in courses if course.cells]
    return tuple(sorted(dated, key=lambda course: -course.share))


def alt_text(courses: Sequence[Course]) -> str:
    """What the strips say to somebody who can't see them."""
    shown = drawable(courses)
    said = [f"{_title(course)} blank {say_share(course.blank, course.rows)}" for course in shown]
    grain = shown[0].grain if shown else "month"
    return f"Blank cells by {grain}, a row for each field. {'; '.join(said)}."


def _strip(course: Course, at: int, axis: CalendarAxis, palette: Palette) -> list[alt.Chart]:
    top = at * ROW + 20
    filled = [cell for cell in course.cells if cell.rows]
    paper = on(*[_box(cell, course, top, top + CELL) for cell in filled])
    blank = on(*[_box(cell, course, top + CELL - _height(cell), top + CELL) for cell in filled])
    name = words.text(palette, color=palette.ink, text=_title(course), align="left")
    said = f"blank: {say_share(course.blank, course.rows)}"
    share = words.text(palette, text=said, align="right")
    y = alt.YValue(top - 12)
    return [
        _drawn(paper.mark_rect(color=palette.rule, opacity=1), axis),
        _drawn(blank.mark_rect(color=palette.measure, opacity=1), axis),
        on({}).mark_text(**name).encode(x=alt.XValue(0), y=y),
        on({}).mark_text(**share).encode(x=alt.XValue(alt.ExprRef("width")), y=y),
        *_stretch(course, top, axis, palette),
    ]


def _stretch(course: Course, top: int, axis: CalendarAxis, palette: Palette) -> list[alt.Chart]:
    """A line under the stretch of time in which the blanks lie, if they lie in one."""
    if course.began is None or course.ended is None:
        return []
    row = {
        "at": course.began.toordinal() - DAYS[course.grain] / 2,
        "end": course.ended.toordinal() + DAYS[course.grain] / 2,
    }
    line = on(row).mark_rule(color=palette.ink, strokeWidth=2)
    return [line.encode(x=_x(axis), x2=alt.X2("end"), y=alt.YValue(top + CELL + 4))]


def _drawn(layer: alt.Chart, axis: CalendarAxis) -> alt.Chart:
    return layer.encode(
        x=_x(axis),
        x2=alt.X2("end"),
        y=alt.Y("top", type="quantitative", scale=None, axis=None),
        y2=alt.Y2("bottom"),
        tooltip=alt.Tooltip("words", type="nominal"),
    )


def _x(axis: CalendarAxis) -> alt.X:
    scale = alt.Scale(domain=[axis.since, axis.until], nice=False, zero=False)
    return alt.X("at", type="quantitative", scale=scale, axis=None, title=None)


def _box(cell: Cell, course: Course, top: float, bottom: float) -> dict[str, Any]:
    days = period_end(cell.start, course.grain).toordinal() - cell.start.toordinal()
    middle, half = cell.start.toordinal(), days * (1 - GAP) / 2
    return {
        "at": middle - half,
        "end": middle + half,
        "top": top,
        "bottom": bottom,
        "words": f"{figure.say_start(cell.start, course.grain)}: {course.name} blank in "
        f"{figure.count(cell.blank)} of {figure.count(cell.rows)}",
    }


def _height(cell: Cell) -> float:
    """The pixels of a cell that are filled."""
    return max(LEAST, cell.share * CELL) if cell.blank else 0.0


def _periods(axis: CalendarAxis, height: float, palette: Palette) -> list[alt.Chart]:
    """The names of the periods where the chart has room for them, their years below them."""
    names = words.text(palette, baseline="top")
    rows = [
        {
            "at": tick.start.toordinal(),
            "name": tick.name,
            "year": tick.year,
            "needs": round(tick.needs, 1),
            "below": min(tick.year_below, 1e9),
        }
        for tick in axis.ticks
    ]
    named = on(*rows).transform_filter("width >= datum.needs").mark_text(**names)
    dated = on(*rows).transform_filter("width >= datum.needs && width < datum.below")
    year = dated.mark_text(**names)
    return [
        named.encode(x=_x(axis), y=alt.YValue(height), text=alt.Text("name", type="nominal")),
        year.encode(
            x=_x(axis), y=alt.YValue(height + words.LINE), text=alt.Text("year", type="nominal")
        ),
    ]


def _title(course: Course) -> str:
    return f"{course.name[0].upper()}{course.name[1:]}"
