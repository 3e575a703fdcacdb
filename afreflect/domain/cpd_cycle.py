"""Years and cycles in which colleges count: where a day falls, and what lies outside.

Days are the clinician's own: a moment counts on the day that their clock showed.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import Literal

YearKind = Literal["calendar", "july", "appraisal"]


@dataclass(frozen=True)
class Span:
    """Days from the first to the last, both counted; raises ValueError the wrong way round."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("The last day comes before the first: swap them.")

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def days(self) -> int:
        """How many days it holds."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True)
class CycleRule:
    """How a college counts: the kind of its year, years in a cycle, the day to report by.

    `report_by` is a month and a day: the first such day on or after a year's end.
    """

    year: YearKind
    years: int = 1
    report_by: tuple[int, int] | None = None


def on_the_day(moment: datetime, zone: tzinfo) -> date:
    """The day that the clinician's own clock showed at a moment."""
    return moment.astimezone(zone).date()


def year_of(rule: CycleRule, day: date, appraisal: date | None = None) -> Span:
    """The CPD year in which a day falls; an appraisal's year ends on its date.

    Without an appraisal date the calendar year stands in.
    """
    if rule.year == "july":
        first = date(day.year if day.month >= 7 else day.year - 1, 7, 1)
        return Span(first, date(first.year + 1, 6, 30))
    if rule.year == "appraisal" and appraisal is not None:
        this = anniversary(appraisal, day.year)
        last = this if day <= this else anniversary(appraisal, day.year + 1)
        return Span(anniversary(appraisal, last.year - 1) + timedelta(days=1), last)
    return Span(date(day.year, 1, 1), date(day.year, 12, 31))


def cycle_of(rule: CycleRule, day: date, started: date, appraisal: date | None = None) -> Span:
    """The cycle in which a day falls, when one of one's cycles began in the year of `started`."""
    begun = year_of(rule, started, appraisal).first
    year = year_of(rule, day, appraisal).first
    into = (year.year - begun.year) % rule.years
    first = year_of(rule, anniversary(year, year.year - into), appraisal)
    last = first
    for _ in range(rule.years - 1):
        last = year_of(rule, last.last + timedelta(days=1), appraisal)
    return Span(first.first, last.last)


def deadline(rule: CycleRule, year: Span) -> date | None:
    """The day by which a year is to be reported; None where the college names none."""
    if rule.report_by is None:
        return None
    month, day = rule.report_by
    this = date(year.last.year, month, day)
    return this if this >= year.last else date(year.last.year + 1, month, day)


def anniversary(day: date, year: int) -> date:
    """The same day of another year; 28 February for the 29th where there is none."""
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 2, 28)
