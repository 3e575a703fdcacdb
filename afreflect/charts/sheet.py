"""One chart about to be drawn: what it shows, and where things stand at every width."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import inf
from typing import Any

import altair as alt
from altair.utils.schemapi import UndefinedType

from afreflect.charts.calendar_axis import CalendarAxis, calendar_axis
from afreflect.charts.palette import Palette
from afreflect.charts.value_axis import ValueAxis, value_axis
from afreflect.domain.expectation import Expectation
from afreflect.domain.metric import Point, marks
from afreflect.domain.own_voice import YOUR
from afreflect.domain.run_chart import RunChart

HEIGHT = 320
WIDE = 600
"""Pixels of a chart from which there is room for full names; a phone's gets shorter ones."""
COUNT_ROW = 16
"""Pixels below the chart at which the row of counts stands."""
NAME_ROW = 30
"""Pixels below the chart at which the names of the periods begin."""


@dataclass(frozen=True)
class Room:
    """Places in pixels, as expressions of the chart's width.

    From left to right: the series, the whole period, the room for what holds now (a target or a
    guess, where there is one), the names of the lines.
    """

    holds_now: bool

    @property
    def series(self) -> str:
        """Where the series ends."""
        wide, narrow = (212, 112) if self.holds_now else (178, 92)
        return f"(width - (width >= {WIDE} ? {wide} : {narrow}))"

    @property
    def whole(self) -> str:
        """Where the whole period stands."""
        return f"({self.series} + (width >= {WIDE} ? 34 : 16))"

    @property
    def now(self) -> tuple[str, str]:
        """Where the room for what holds now begins and ends."""
        begins = f"({self.series} + (width >= {WIDE} ? 62 : 30))"
        return begins, f"({self.series} + (width >= {WIDE} ? 98 : 50))"

    @property
    def lines(self) -> str:
        """How far the lines run."""
        return self.now[1] if self.holds_now else f"({self.series} + (width >= {WIDE} ? 62 : 30))"

    @property
    def names(self) -> str:
        """Where the names of the lines begin."""
        return f"({self.lines} + (width >= {WIDE} ? 8 : 4))"


@dataclass(frozen=True)
class Sheet:
    """A run chart with its colours, its axes and its room; every layer is drawn from this."""

    chart: RunChart
    palette: Palette
    whose: str = YOUR
    """How the lines are named: "your average" on the screen, "my average" on what is handed in."""

    @property
    def leaves(self) -> bool:
        """Whether it is drawn for others to see: then no count of few cases stands on it."""
        return self.whose != YOUR

    @cached_property
    def dated(self) -> tuple[tuple[date, Point], ...]:
        """The points with the start of their period."""
        return tuple((point.start, point) for point in self.chart.points if point.start is not None)

    @cached_property
    def starts(self) -> tuple[date, ...]:
        """The starts of the periods, in order."""
        return tuple(start for start, _ in self.dated)

    @property
    def guess(self) -> Expectation | None:
        """What the clinician expected: shown until there is a target, for two lines are enough."""
        if self.chart.targets or len(self.chart.comparators) > 1:
            return None
        return self.chart.guess

    @cached_property
    def room(self) -> Room:
        """How the width is shared out."""
        levels = bool(self.chart.targets) or bool(self.chart.comparators)
        return Room(holds_now=levels or self.guess is not None)

    @cached_property
    def values(self) -> ValueAxis:
        """The axis of figures."""
        return value_axis(tuple(self._figures()), self.chart.metric)

    @cached_property
    def time(self) -> CalendarAxis:
        """The axis of time."""
        return calendar_axis(self.starts, self.chart.result.grain)

    def x(self) -> alt.X:
        """The column `at`, in days, on the axis of time.

        Days are counted, not handed over as dates: a browser would move those into its own zone.
        """
        scale = alt.Scale(
            domain=[self.time.since, self.time.until],
            rangeMax=alt.ExprRef(self.room.series),
            nice=False,
            zero=False,
        )
        return alt.X("at", type="quantitative", scale=scale, axis=None)

    def y(self, column: str = "value", axis: alt.Axis | UndefinedType = alt.Undefined) -> alt.Y:
        """A column of figures, in the metric's unit, on the axis of figures."""
        scale = alt.Scale(domain=[self.values.bottom, self.values.top], nice=False, zero=False)
        return alt.Y(column, type="quantitative", scale=scale, axis=axis, title=None)

    def pixel(self, value: float) -> float:
        """The height in pixels from the top at which a figure stands."""
        return HEIGHT * (1 - self.values.height(value))

    def _figures(self) -> Iterator[float]:
        """Every figure that the chart has to hold."""
        for point in (*self.chart.points, self.chart.whole):
            yield from (v for v in (point.value, point.low, point.high) if v is not None)
        for stretch in self.chart.targets:
            yield from (v for v in (stretch.target.low, stretch.target.high) if v is not None)
        if self.chart.limits_shown:
            yield from self._limits()
        yield from (each.value for each in self.chart.comparators)
        guess = self.guess
        ends = (guess.value, guess.low, guess.high) if guess else ()
        yield from (v for v in (self.chart.centre, *ends) if v is not None)

    def _limits(self) -> Iterator[float]:
        """The limits as far as a figure can go: no wait is shorter than none."""
        least, most = marks(self.chart.metric) or (0.0, inf)
        if self.chart.metric.kind == "proportion":
            most = 1.0
        for lines in self.chart.process.lines:
            for end in (lines.lower, lines.upper) if lines else ():
                if end is not None:
                    yield min(max(end, least), most)


def at(expression: str) -> alt.XValue:
    """A place in pixels that is computed when the chart is drawn."""
    return alt.XValue(alt.ExprRef(expression))


def to(expression: str) -> alt.X2Value:
    """The other end of a line, in pixels, computed when the chart is drawn."""
    return alt.X2Value(alt.ExprRef(expression))


def on(*rows: dict[str, Any]) -> alt.Chart:
    """A layer over rows that travel inside the chart."""
    return alt.Chart(alt.InlineData(values=list(rows)))


def by_width(wide: Any, narrow: Any) -> alt.ExprRef:
    """What a wide chart takes, or a narrow one: words, lines of them, a number.

    Words that are only made invisible would still take up room on a phone.
    """
    return alt.ExprRef(f"width >= {WIDE} ? {json.dumps(wide)} : {json.dumps(narrow)}")
