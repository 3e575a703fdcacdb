"""The axis of time: which periods are named at which width."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from math import inf

from afreflect.domain.figure import MONTHS
from afreflect.domain.metric import Grain

LABEL_WIDTH = 38
"""Pixels that the name of a period takes, with the air beside it."""
DAYS = {"month": 30.4, "quarter": 91.3, "year": 365.25, "all": 365.25}
YEARS_APART = (1, 2, 10, 20, 100)
"""Each divides the next, so that a sparser choice of names lies within a fuller one."""
Keep = Callable[[date], bool]


@dataclass(frozen=True)
class Tick:
    """A period's name, the least width in pixels at which it shows, and when its year does.

    The year stands under every January, and under the first name that shows.
    """

    start: date
    name: str
    year: str
    needs: float
    year_below: float


@dataclass(frozen=True)
class CalendarAxis:
    """The time from `since` to `until` that the chart spans, in days since the year 1."""

    since: float
    until: float
    ticks: tuple[Tick, ...] = field(repr=False)

    def spacing(self, starts: Sequence[date]) -> float:
        """The least distance between two periods, as a part of the whole axis."""
        return _spacing(starts, self.until - self.since)


def calendar_axis(starts: Sequence[date], grain: Grain) -> CalendarAxis:
    """An axis with half a period of air before the first and after the last of the periods."""
    half = DAYS[grain] / 2
    since, until = starts[0].toordinal() - half, starts[-1].toordinal() + half
    names = _names(starts, grain, until - since)
    return CalendarAxis(since, until, names)


def period_end(start: date, grain: Grain) -> date:
    """The first day of the following period."""
    months = {"month": 1, "quarter": 3, "year": 12, "all": 12}[grain]
    later = start.month - 1 + months
    if start.year + later // 12 > date.max.year:
        return start + timedelta(days=DAYS[grain])
    return date(start.year + later // 12, later % 12 + 1, 1)


def period_before(start: date, grain: Grain) -> date:
    """The first day of the preceding period."""
    months = {"month": 1, "quarter": 3, "year": 12, "all": 12}[grain]
    earlier = start.year * 12 + start.month - 1 - months
    if earlier < 12:
        return date.min
    return date(earlier // 12, earlier % 12 + 1, 1)


def _names(starts: Sequence[date], grain: Grain, span: float) -> tuple[Tick, ...]:
    """The names to show, from all of them where there is room to every hundredth year."""
    levels = [[day for day in starts if keep(day)] for keep in _levels(grain)]
    levels = [level for level in levels if level]
    widths = [LABEL_WIDTH / _spacing(level, span) for level in levels]
    ticks = []
    for day in levels[0]:
        held = [place for place, level in enumerate(levels) if day in level]
        later = [place for place in held if levels[place][0] != day]
        year_below = widths[max(later)] if later else inf
        year_below = inf if day.month == 1 else year_below
        name, year = _name(day, grain)
        ticks.append(Tick(day, name, year, min(widths[place] for place in held), year_below))
    return tuple(ticks)


def _levels(grain: Grain) -> list[Keep]:
    """Which periods to name, the fullest choice first and each within the one before."""
    months: list[Keep] = [lambda day: True, lambda day: day.month in (1, 4, 7, 10)]
    within_year: list[Keep] = [*months, lambda day: day.month in (1, 7)]
    every = [
        lambda day, apart=apart: day.month == 1 and day.year % apart == 0 for apart in YEARS_APART
    ]
    return {"month": within_year, "quarter": within_year[:1]}.get(grain, []) + every


def _name(day: date, grain: Grain) -> tuple[str, str]:
    if grain == "month":
        return MONTHS[day.month - 1], str(day.year)
    if grain == "quarter":
        return f"Q{(day.month + 2) // 3}", str(day.year)
    return str(day.year), ""


def _spacing(starts: Sequence[date], span: float) -> float:
    places = [start.toordinal() for start in starts]
    steps = [later - earlier for earlier, later in pairwise(places)]
    return min(steps, default=span) / span
