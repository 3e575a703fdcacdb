"""Where a field is blank: its course in time, where that began, and the likely cause.

Two shares differ by more than chance allows where their intervals (Wilson 1927) lie apart. Between
two places these are 95 % intervals; between two stretches of time, where many are looked at, they
are 99.73 % ones, which are the three standard deviations of Shewhart's charts.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from afreflect.domain import figure
from afreflect.domain.field_names import MODULE_NAMES, module, name
from afreflect.domain.interval import LEVEL, wilson
from afreflect.domain.metric import POINT_NEEDS, Grain

IN_TIME = 0.9973
"""The level of the intervals of two stretches of time."""
MOSTLY = 0.8
"""A share of the blanks from which one place is taken to hold them."""
TOGETHER = 0.9
"""A share of the blanks in which the whole module is blank too, to call them one fault."""
ENDED = {
    "admitted": "patients who were admitted",
    "discharged": "patients who were sent home",
    "transferred": "patients who were transferred",
    "lwbs": "patients who left unseen",
    "eloped": "patients who left early",
    "ama": "patients who left against advice",
    "died": "patients who died",
    "other": "visits that ended in another way",
}
Shape = Literal["absent", "complete", "since", "until", "only", "throughout"]


@dataclass(frozen=True)
class Blanks:
    """Own rows of one field, month, site, disposition and half of the day, and the blank ones.

    `with_module` counts those in which all other fields of the same module are blank as well.
    """

    field: str
    month: date | None
    site: str | None
    ended: str | None
    at_night: bool | None
    rows: int
    blank: int
    with_module: int = 0


@dataclass(frozen=True)
class Cell:
    """One period of a field: its first day, the rows in which it is due, and the blank ones."""

    start: date
    rows: int
    blank: int

    @property
    def share(self) -> float:
        """The share that is blank."""
        return self.blank / self.rows if self.rows else 0.0


@dataclass(frozen=True)
class Course:
    """One field over time, and what is to be said of its blanks.

    `shape` says how they lie in time: since `began` (and until `ended`, its last period, for
    "only"), or throughout. `before` is the share outside of that stretch, `inside` the rows and
    blanks within it. `causes` are likely, never certain; empty where we can't tell.
    """

    field: str
    grain: Grain
    cells: tuple[Cell, ...]
    rows: int
    blank: int
    shape: Shape
    began: date | None = None
    ended: date | None = None
    inside: tuple[int, int] = (0, 0)
    before: float | None = None
    causes: tuple["Cause", ...] = ()

    @property
    def name(self) -> str:
        """What the field is called within a sentence."""
        return name(self.field)

    @property
    def share(self) -> float:
        """The share of all rows, dated or not, in which it is blank."""
        return self.blank / self.rows if self.rows else 0.0


@dataclass(frozen=True)
class Cause:
    """Why cells are likely blank, as a clause, and what to ask the data owner.

    `place` is where it is to be found ("at site North"), with its `rows` and `blank`.
    """

    kind: Literal["export", "site", "module", "period", "disposition", "night"]
    clause: str
    ask: str
    place: str = ""
    rows: int = 0
    blank: int = 0


def courses(fields: Sequence[str], counted: Iterable[Blanks]) -> tuple[Course, ...]:
    """The course of each field, in the order given, cut into periods that can carry a share."""
    every = tuple(counted)
    grain = _grain(every)
    return tuple(
        _course(field, grain, [entry for entry in every if entry.field == field])
        for field in fields
    )


def apart(low: tuple[int, int], high: tuple[int, int], level: float = LEVEL) -> bool:
    """Whether the second share of (rows, blank) lies above the first by more than chance allows."""
    below, above = wilson(low[1], low[0], level), wilson(high[1], high[0], level)
    return below is not None and above is not None and above[0] > below[1]


def _grain(every: Sequence[Blanks]) -> Grain:
    """Months, or wider periods where the typical one holds fewer than ten rows."""
    grains: tuple[Grain, ...] = ("month", "quarter", "year")
    for grain in grains:
        fields = {entry.field for entry in every}
        sizes = sorted(
            cell.rows for field in fields for cell in _cells(_of(every, field), grain) if cell.rows
        )
        if sizes and sizes[(len(sizes) - 1) // 2] >= POINT_NEEDS:
            return grain
    return "year"


def _of(every: Sequence[Blanks], field: str) -> list[Blanks]:
    return [entry for entry in every if entry.field == field]


def _course(field: str, grain: Grain, entries: Sequence[Blanks]) -> Course:
    cells = _cells(entries, grain)
    rows, blank = _sum(entries)
    course = Course(field, grain, cells, rows, blank, "throughout", inside=(rows, blank))
    if blank == 0:
        return replace(course, shape="complete")
    if blank == rows:
        cause = Cause("export", "the export does not carry it", "Could the export carry it?")
        return replace(course, shape="absent", causes=(cause,))
    course = _placed(course)
    within = [entry for entry in entries if _within(course, entry.month)]
    return replace(course, inside=_sum(within), causes=_causes(course, within))


def _placed(course: Course) -> Course:
    """The course with the stretch of time in which its blanks lie, if they lie in one."""
    cells = [cell for cell in course.cells if cell.rows]
    start = _stays_above(cells)
    if start is not None and len(cells) - start > 1:
        return _stretch(course, cells, "since", start, len(cells) - 1)
    end = _stays_above(cells[::-1])
    if end is not None and len(cells) - end > 1:
        return _stretch(course, cells, "until", 0, len(cells) - 1 - end)
    odd = [
        at
        for at, cell in enumerate(cells)
        if apart(_sum_cells([other for other in cells if other is not cell]), _pair(cell), IN_TIME)
    ]
    if odd and odd == list(range(odd[0], odd[-1] + 1)) and len(odd) <= len(cells) / 2:
        return _stretch(course, cells, "only", odd[0], odd[-1])
    return course


def _stays_above(cells: Sequence[Cell]) -> int | None:
    """The first period from which the share stays above what it was before.

    All from that one on together lie above the earlier level by more than chance allows, and none
    of them comes back down into the earlier level's own 95 % interval.
    """
    for at in range(1, len(cells)):
        earlier, later = _sum_cells(cells[:at]), _sum_cells(cells[at:])
        limit = wilson(earlier[1], earlier[0])
        if limit is None or earlier[0] < POINT_NEEDS:
            continue
        if apart(earlier, later, IN_TIME) and all(cell.share > limit[1] for cell in cells[at:]):
            return at
    return None


def _stretch(course: Course, cells: Sequence[Cell], shape: Shape, first: int, last: int) -> Course:
    outside = _sum_cells([*cells[:first], *cells[last + 1 :]])
    before = outside[1] / outside[0] if outside[0] else None
    return replace(
        course, shape=shape, began=cells[first].start, ended=cells[last].start, before=before
    )


def _within(course: Course, month: date | None) -> bool:
    if course.began is None or course.ended is None:
        return True
    return month is not None and course.began <= period_start(month, course.grain) <= course.ended


def _causes(course: Course, within: Sequence[Blanks]) -> tuple[Cause, ...]:
    """Everything that the rules find, the most telling first."""
    _, blank = _sum(within)
    if not blank:
        return ()
    found = [_one_place(within, lambda entry: entry.site, _site)]
    together = sum(entry.with_module for entry in within)
    part = module(course.field)
    if part and together >= TOGETHER * blank:
        said = MODULE_NAMES[part]
        clause = f"all that {said} writes is blank together"
        found.append(Cause("module", clause, f"Does the part for {said} still feed the export?"))
    if course.shape == "only":
        clause = "it is confined to that time, as after an outage or a part export"
        found.append(Cause("period", clause, "Was there an outage, or was the export cut short?"))
    found.append(_one_place(within, lambda entry: entry.ended, _ended))
    found.append(_one_place(within, lambda entry: entry.at_night, _night))
    return tuple(cause for cause in found if cause is not None)


Key = Callable[[Blanks], str | bool | None]


def _one_place(
    within: Sequence[Blanks], key: Key, say: Callable[[str | bool, int, int], Cause]
) -> Cause | None:
    """The one value of a column at which most blanks lie, if they lie there beyond chance."""
    values = {key(entry) for entry in within} - {None}
    for value in sorted(values, key=str):
        there = _sum([entry for entry in within if key(entry) == value])
        others = _sum([entry for entry in within if key(entry) != value])
        most = there[1] >= MOSTLY * (there[1] + others[1])
        if value is not None and others[0] >= POINT_NEEDS and most and apart(others, there):
            return say(value, *there)
    return None


def _site(value: str | bool, rows: int, blank: int) -> Cause:
    place = f"at site {value}"
    return Cause(
        "site", f"it comes from one site ({value})", "Was something changed there?", place, rows,
        blank,
    )  # fmt: skip


def _ended(value: str | bool, rows: int, blank: int) -> Cause:
    who = ENDED.get(str(value), f"visits that ended as {value}")
    ask = "Is another form used for these?"
    return Cause("disposition", f"it concerns {who}", ask, f"of {who}", rows, blank)


def _night(value: str | bool, rows: int, blank: int) -> Cause:
    when = "between midnight and seven" if value else "between seven and midnight"
    ask = "Is it written down elsewhere at that time?"
    return Cause("night", f"it concerns arrivals {when}", ask, f"of arrivals {when}", rows, blank)


def _cells(entries: Sequence[Blanks], grain: Grain) -> tuple[Cell, ...]:
    """Every period from the first to the last, also those without a row."""
    months = [entry.month for entry in entries if entry.month is not None]
    if not months:
        return ()
    cells, at, last = [], period_start(min(months), grain), period_start(max(months), grain)
    counted: dict[date, tuple[int, int]] = {}
    for entry in entries:
        if entry.month is not None:
            start = period_start(entry.month, grain)
            rows, blank = counted.get(start, (0, 0))
            counted[start] = rows + entry.rows, blank + entry.blank
    while at <= last:
        cells.append(Cell(at, *counted.get(at, (0, 0))))
        at = _next_period(at, grain)
    return tuple(cells)


def period_start(day: date, grain: Grain) -> date:
    """The first day of the period that a day lies in."""
    if grain == "year":
        return date(day.year, 1, 1)
    return date(day.year, (day.month - 1) // 3 * 3 + 1 if grain == "quarter" else day.month, 1)


def _next_period(start: date, grain: Grain) -> date:
    ahead = start.month - 1 + {"month": 1, "quarter": 3}.get(grain, 12)
    return date(start.year + ahead // 12, ahead % 12 + 1, 1)


def _sum(entries: Iterable[Blanks]) -> tuple[int, int]:
    listed = list(entries)
    return sum(entry.rows for entry in listed), sum(entry.blank for entry in listed)


def _sum_cells(cells: Iterable[Cell]) -> tuple[int, int]:
    listed = list(cells)
    return sum(cell.rows for cell in listed), sum(cell.blank for cell in listed)


def _pair(cell: Cell) -> tuple[int, int]:
    return cell.rows, cell.blank


def say_share(blank: int, rows: int) -> str:
    """A share of rows: "31 %", "less than 1 %", and never all or none that isn't."""
    if blank == 0:
        return "0 %"
    share = 100 * blank / rows
    if share < 1:
        return "less than 1 %"
    return "100 %" if blank == rows else f"{min(99, round(share))} %"


def say_start(start: date, grain: Grain) -> str:
    """A period within a sentence: "March 2026", "the first quarter of 2026", "2026"."""
    if grain == "month":
        return f"{_MONTHS[start.month - 1]} {start.year}"
    return figure.say_start(start, grain)


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
