"""What trust is computed from: counts of a clinician's own rows, as one metric sees them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from afreflect.domain.extract import Attributed
from afreflect.domain.metric import Point


@dataclass(frozen=True)
class Day:
    """Own rows of one day (None: without a date).

    `named` carry the clinician's own id, `handed_over` those of them that a second clinician took
    over, `faulty` hold something that can't be.
    """

    day: date | None
    rows: int
    named: int
    handed_over: int
    faulty: int


def shifted(days: Sequence[Day], today: date) -> bool:
    """Whether more than half of the rows of these days lie after today."""
    ahead = sum(day.rows for day in days if day.day is not None and day.day > today)
    return ahead > sum(day.rows for day in days) / 2


@dataclass(frozen=True)
class Facts:
    """What the data say about one metric; everything that trust is computed from.

    `unit` is what a row is ("visit", "form", "row"). `complete` rows lack nothing that the metric
    needs; `lacking` counts the blank cells by field. `faults` counts rows by what can't be in them.
    `shifts` were worked within the extract's days, `shifts_filled` hold an own visit; None without
    a roster. `whole` is the metric's figure over everything, with the interval.
    """

    unit: str
    days: tuple[Day, ...]
    complete: int
    lacking: tuple[tuple[str, int], ...]
    faults: tuple[tuple[str, int], ...]
    attributed: Attributed | None
    shifts: int | None
    shifts_filled: int
    whole: Point
    today: date

    @property
    def rows(self) -> int:
        """Own rows, each of which the metric might count."""
        return sum(day.rows for day in self.days)

    @property
    def dated(self) -> tuple[tuple[date, Day], ...]:
        """The days that are known, in order."""
        return tuple((day.day, day) for day in self.days if day.day is not None)

    @property
    def shifted(self) -> bool:
        """Whether most rows are yet to come: somebody moved the dates to protect patients."""
        return shifted(self.days, self.today)

    @property
    def last_day(self) -> date | None:
        """The last day of anything that has happened; None where dates are none or were moved."""
        past = [when for when, _ in self.dated if when <= self.today]
        return None if self.shifted or not past else max(past)

    @property
    def periods(self) -> int:
        """Months that hold any row."""
        known = [when for when, _ in self.dated if self.shifted or when <= self.today]
        return len({(when.year, when.month) for when in known})

    @property
    def faulty(self) -> int:
        """Rows that hold something that can't be; a day to come is such a thing."""
        return sum(day.faulty for day in self.days) + self._ahead

    @property
    def oddities(self) -> tuple[tuple[str, int], ...]:
        """What can't be in a row, with how many rows hold it; each row is counted once."""
        ahead = (("are yet to come", self._ahead),) if self._ahead else ()
        return (*self.faults, *ahead)

    @property
    def _ahead(self) -> int:
        """Rows of a day to come that hold nothing else that can't be."""
        if self.shifted:
            return 0
        return sum(day.rows - day.faulty for when, day in self.dated if when > self.today)

    def between(self, since: date, until: date) -> int:
        """Own rows from the first of two days up to the second, which does not count."""
        return sum(day.rows for when, day in self.dated if since <= when < until)
