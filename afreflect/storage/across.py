"""Tables in which time runs across: each row a series, each column a period."""

import re
from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import pyarrow as pa

from afreflect.domain.extract import SetAside
from afreflect.storage.sheet import HEADER_ROWS_SEARCHED, Across, Sheet
from afreflect.storage.vocabulary import Vocabulary

COLUMNS = ("period", "series", "count")
FEWEST = 4
"""Fewer dates in a row may be an arrival, a triage and a departure."""
_STEPS = ((1, 1), (7, 7), (14, 14), (28, 31), (89, 92), (365, 366))
_SHARE_OF_THE_ROW = 0.6
_COUNTED_FROM_1900 = re.compile(r"^[3-5]\d{4}$")
_AMOUNT = re.compile(r"^[-+]?\d[\d\s.,'’]*%?$")
_YEAR = re.compile(r"^(19|20)\d{2}$")
_ISO = re.compile(r"^(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?:[ T]0?0:00(?::00)?)?$")
_NUMBERED = re.compile(r"^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})$")
_MONTH_YEAR = re.compile(r"^(?:(\d{1,2})[ -])?([^\W\d]{3,10})\.?[ '’-]*(\d{4}|\d{2})$")
_QUARTER = re.compile(r"^(?:[qt]([1-4])[ -]*(\d{4})|(\d{4})[ -]*[qt]([1-4]))$")
_MONTHS = (
    ("jan", "ene", "gen"), ("feb", "fev", "fév"), ("mar", "mär", "mrz", "mrt", "maa"),
    ("apr", "avr", "abr"), ("may", "mai", "mei", "mag"), ("jun", "juin", "giu"),
    ("jul", "juil", "lug"), ("aug", "aou", "aoû", "ago"), ("sep", "set"),
    ("oct", "okt", "ott", "out"), ("nov",), ("dec", "déc", "dez", "dic"),
)  # fmt: skip


@dataclass(frozen=True)
class Heading:
    """The row of a table whose cells are periods at even steps: where it is, and which they are."""

    row: int
    days: dict[int, date]


def heading(rows: Sequence[Sequence[str]], words: Vocabulary) -> Heading | None:
    """The row that names periods across, or None where the table is an ordinary one."""
    for index, row in enumerate(rows[:HEADER_ROWS_SEARCHED]):
        said = {place: cell for place, cell in enumerate(row) if not words.is_missing(cell)}
        for day_first in (True, False):
            found = {p: day for p, cell in said.items() if (day := _day(cell, day_first))}
            enough = len(found) >= max(FEWEST, _SHARE_OF_THE_ROW * len(said))
            if enough and _evenly_spaced(list(found.values())):
                return Heading(index, found)
    return None


def melted(name: str, rows: Sequence[Sequence[str]], head: Heading, words: Vocabulary) -> Sheet:
    """The table with one row per series and period; other rows are set aside and counted."""
    columns: list[tuple[str, str, str]] = []
    aside: Counter[str] = Counter()
    where: dict[str, list[str]] = {}
    section = ""
    stands: dict[str, int] = {}
    for place, row in enumerate(rows[head.row + 1 :], start=head.row + 2):
        label = _label(row, head, words)
        cells = {day: row[at] for at, day in head.days.items() if at < len(row)}
        counts = {day: cell for day, cell in cells.items() if _AMOUNT.match(cell.strip())}
        filled = sum(not words.is_missing(cell) for cell in row)
        if counts and (label or 2 * len(counts) >= len(head.days)):
            series = _told_apart(label or f"row {place}", section, stands)
            stands[series] = place
            columns += [(day.isoformat(), series, cell) for day, cell in counts.items()]
            continue
        section = label or section
        reason = "a heading or a remark" if filled else "a blank row"
        aside[reason] += 1
        where.setdefault(reason, []).append(f"row {place} of {name}")
    table = pa.table(
        [pa.array(column, pa.string()) for column in zip(*columns, strict=True)]
        if columns
        else [pa.array([], pa.string()) for _ in COLUMNS],
        names=list(COLUMNS),
    )
    return Sheet(
        name,
        COLUMNS,
        table,
        tuple(SetAside(reason, rows, tuple(where[reason][:3])) for reason, rows in aside.items()),
        first_row=head.row + 2,
        across=Across(len(rows), max(map(len, rows)), _first_row(rows, head, words), stands),
    )


def _label(row: Sequence[str], head: Heading, words: Vocabulary) -> str:
    """What stands before the first period in a row."""
    said = [cell for cell in row[: min(head.days)] if not words.is_missing(cell)]
    return " ".join(" ".join(said).split())


def _told_apart(label: str, section: str, used: Container[str]) -> str:
    """A series' name; one that comes again is told by the heading above it."""
    name = label if label not in used else f"{section}: {label}"
    times = 2
    while name in used:
        name = f"{section}: {label} ({times})"
        times += 1
    return name


def _first_row(rows: Sequence[Sequence[str]], head: Heading, words: Vocabulary) -> int:
    """The number of the first row of the heading: week numbers may stand above the dates."""
    first = head.row
    while first and all(
        place < len(rows[first - 1]) and not words.is_missing(rows[first - 1][place])
        for place in head.days
    ):
        named = [rows[first - 1][place] for place in head.days]
        if len(set(named)) < len(named) or any(cell.startswith("...") for cell in named):
            break
        first -= 1
    return first + 1


def _evenly_spaced(days: list[date]) -> bool:
    steps = [(later - earlier).days for earlier, later in pairwise(days)]
    return any(all(low <= step <= high for step in steps) for low, high in _STEPS)


def _day(cell: str, day_first: bool) -> date | None:
    """The day that a heading names, the first one of a month, a quarter or a year."""
    written = " ".join(cell.lower().split())
    if _COUNTED_FROM_1900.match(written):
        return date(1899, 12, 30) + timedelta(days=int(written))
    if _YEAR.match(written):
        return date(int(written), 1, 1)
    if found := _ISO.match(written):
        return _date(found[1], found[2], found[3] or "1")
    if found := _NUMBERED.match(written):
        day, month = (found[1], found[2]) if day_first else (found[2], found[1])
        return _date(found[3], month, day)
    if found := _QUARTER.match(written):
        return _date(found[2] or found[3], str(3 * int(found[1] or found[4]) - 2), "1")
    if found := _MONTH_YEAR.match(written):
        number_of = [n for n, names in enumerate(_MONTHS, 1) if found[2].startswith(names)]
        return _date(found[3], str(number_of[0]), found[1] or "1") if number_of else None
    return None


def _date(year: str, month: str, day: str) -> date | None:
    full = int(year) + (0 if len(year) == 4 else 2000 if int(year) < 69 else 1900)
    try:
        return date(full, int(month), int(day))
    except ValueError:
        return None
