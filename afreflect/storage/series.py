"""Series of dated figures, read from the columns of any file that can be read."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from afreflect.domain.extract import File, FileMapping
from afreflect.domain.spc import DatedFigures
from afreflect.storage import opening, profile
from afreflect.storage.moments import Clock
from afreflect.storage.numbers import number
from afreflect.storage.sheet import Sheet, Unreadable, plain
from afreflect.storage.sizes import USUAL
from afreflect.storage.vocabulary import Vocabulary, vocabulary

_MONTH = re.compile(r"^(\d{4})[-/.](\d{1,2})$|^(\d{1,2})[-/.](\d{4})$")
_NAMED_MONTH = re.compile(r"^([^\W\d]{3,10})\.?[-/. ]*'?(\d{2}|\d{4})$")
_QUARTER = re.compile(r"^(\d{4})[-/. ]?q([1-4])$|^q([1-4])[-/. ]?(\d{4})$", re.IGNORECASE)
_WEEK = re.compile(r"^(\d{4})-?w(\d{1,2})$", re.IGNORECASE)
_SERIAL = (20_000, 80_000)
"""Days since 1900 that a spreadsheet may mean by a number: 1954 to 2119."""
_COMPACT = (18_000_101, 22_991_231)
_SINCE_1970 = (1_000_000_000, 2_000_000_000_000)


@dataclass(frozen=True)
class Wanted:
    """The columns to read, by their names; `dates` says which comes first where a file can't."""

    date: str
    value: str
    size: str = ""
    series: tuple[str, ...] = ()
    dates: str = ""


def read_figures(upload: File, wanted: Wanted) -> DatedFigures:
    """The wanted columns of a file; raises Unreadable with a sentence for the user."""
    words = vocabulary()
    sheet = opening.read(upload, FileMapping(), words, USUAL, lambda share: None)
    names = [_named(sheet, name) for name in _columns(wanted)]
    sheet = sheet.held(tuple(dict.fromkeys(names)))
    notes: list[str] = []
    values = _numbers(sheet, wanted.value, words, notes)
    sizes = _numbers(sheet, wanted.size, words, notes) if wanted.size else None
    labelled = [sheet.rows.column(_named(sheet, name)).to_pylist() for name in wanted.series]
    labels = tuple(zip(*labelled, strict=True)) if labelled else ((),) * sheet.rows.num_rows
    when, place, dated = _moments(sheet, wanted, words, notes)
    notes += [f"{_rows(group.rows)} set aside: {group.reason}." for group in sheet.set_aside]
    return DatedFigures(
        labels=tuple(tuple(cell or "" for cell in row) for row in labels),
        when=when,
        place=place,
        values=values,
        sizes=sizes,
        dated=dated,
        notes=tuple(notes),
    )


def _columns(wanted: Wanted) -> tuple[str, ...]:
    size = (wanted.size,) if wanted.size else ()
    return (wanted.date, wanted.value, *size, *wanted.series)


def _named(sheet: Sheet, name: str) -> str:
    """The column that a name means: as written, or but for capitals, accents and signs."""
    if name in sheet.columns:
        return name
    alike = [column for column in sheet.columns if plain(column) == plain(name)]
    if len(alike) == 1:
        return alike[0]
    columns = ", ".join(column[:40] for column in sheet.columns[:12])
    raise Unreadable(f'{sheet.name} has no column "{name}": choose one of {columns}.')


def _numbers(sheet: Sheet, name: str, words: Vocabulary, notes: list[str]) -> NDArray[np.float64]:
    """A column's numbers, each different cell read once; NaN where there is none."""
    encoded = sheet.rows.column(_named(sheet, name)).combine_chunks().dictionary_encode()
    cells = encoded.dictionary.to_pylist()
    read = np.array([*(_number(cell, words) for cell in cells), np.nan])
    odd = [
        cell for cell, found in zip(cells, read, strict=False)
        if np.isnan(found) and not words.is_missing(cell)
    ]  # fmt: skip
    if odd and len(odd) == len(cells):
        raise Unreadable(f'The column "{name}" holds no numbers ({odd[0][:40]}): choose another.')
    if odd:
        said = _some(odd, "is no number and counts|are no numbers and count")
        notes.append(f'"{name}": {said} as missing.')
    return read[pc.fill_null(encoded.indices, len(cells)).to_numpy(zero_copy_only=False)]


def _number(cell: str, words: Vocabulary) -> float:
    if words.is_missing(cell):
        return np.nan
    try:
        found: float | None = float(cell)
    except ValueError:
        found = number(cell)
    return np.nan if found is None or not np.isfinite(found) else found


def _moments(
    sheet: Sheet, wanted: Wanted, words: Vocabulary, notes: list[str]
) -> tuple[tuple[str, ...], NDArray[np.float64], bool]:
    """When each row was, its place in time, and whether the column holds dates at all."""
    name = _named(sheet, wanted.date)
    cells = [cell or "" for cell in sheet.rows.column(name).to_pylist()]
    known = [cell for cell in cells if not words.is_missing(cell)]
    numbers = _plain_numbers(known)
    if numbers is not None:
        return (*cells,), np.array([_number(cell, words) for cell in cells]), False
    order = wanted.dates or _order(sheet, name, wanted.date)
    written = pa.array([None if words.is_missing(cell) else _first_day(cell) for cell in cells])
    moments = Clock().read(written.cast(pa.string()), order, "").to_pylist()
    if not any(moments):
        # Words, such as the names of weeks: the rows are in their order.
        return (*cells,), np.arange(len(cells), dtype=np.float64), False
    odd = [
        cell for cell, moment in zip(cells, moments, strict=True)
        if moment is None and not words.is_missing(cell)
    ]  # fmt: skip
    if odd:
        said = _some(odd, "is no date and has|are no dates and have")
        notes.append(f'"{wanted.date}": {said} no place.')
    whole_days = all(moment == datetime(*moment.timetuple()[:3]) for moment in moments if moment)
    when = tuple(
        _iso(moment, whole_days) or cell for moment, cell in zip(moments, cells, strict=True)
    )
    place = pa.array(moments, pa.timestamp("us")).cast(pa.int64()).to_numpy(zero_copy_only=False)
    return when, place / 86_400_000_000, True


def _iso(moment: datetime | None, whole_days: bool) -> str:
    if moment is None:
        return ""
    return moment.date().isoformat() if whole_days else moment.isoformat(timespec="minutes")


def _plain_numbers(cells: Sequence[str]) -> list[float] | None:
    """The cells as numbers that count points, or None where they are dates or words."""
    try:
        numbers = [float(cell) for cell in cells]
    except ValueError:
        return None
    for least, most in (_SERIAL, _COMPACT, _SINCE_1970):
        if numbers and all(least <= found <= most for found in numbers):
            return None
    return numbers


def _first_day(cell: str) -> str:
    """A month, quarter or week as its first day; anything else as it is written."""
    text = cell.strip()
    if month := _MONTH.match(text):
        year, number_of_month = (month[1] or month[4]), (month[2] or month[3])
        return f"{year}-{int(number_of_month):02d}-01"
    if quarter := _QUARTER.match(text):
        year, n = (quarter[1] or quarter[4]), int(quarter[2] or quarter[3])
        return f"{year}-{3 * n - 2:02d}-01"
    if (week := _WEEK.match(text)) and 1 <= int(week[2]) <= 53:
        try:
            return date.fromisocalendar(int(week[1]), int(week[2]), 1).isoformat()
        except ValueError:
            return text
    if named := _NAMED_MONTH.match(text):
        return f"1 {named[1]} {named[2]}"
    return text


def _order(sheet: Sheet, name: str, asked: str) -> str:
    """Which comes first in the dates of a column; raises Unreadable where nothing tells."""
    order = profile.date_order(sheet, (name,))
    if order == "contradictory":
        raise Unreadable(
            f'Some dates in "{asked}" can only have the day first, others only the month: say '
            "which to trust with --dates dmy or --dates mdy."
        )
    if order:
        return order
    # Where every first number is the same, as in 01/04, 01/05, it is the day: points are months.
    parts = [
        re.split(r"[-/. ]", cell.strip())[:2]
        for cell in sheet.rows.column(name).to_pylist()
        if cell
    ]
    first, second = ({part[at] for part in parts if len(part) == 2} for at in (0, 1))
    if (len(first) == 1) != (len(second) == 1):
        return "dmy" if len(first) == 1 else "mdy"
    example = sheet.rows.column(name).drop_null()[0].as_py()
    raise Unreadable(
        f'Which comes first in the dates of "{asked}", as in {example}: the day or the month? Say '
        "so with --dates dmy or --dates mdy."
    )


def _rows(count: int) -> str:
    return "1 row was" if count == 1 else f"{count} rows were"


def _some(cells: Sequence[str], what: str) -> str:
    """The first of several different cells, and what is said of them after one or after many."""
    shown = ", ".join(cell[:20] for cell in cells[:3])
    one, many = what.split("|")
    if len(cells) == 1:
        return f"1 entry ({shown}) {one}"
    return f"{len(cells)} entries ({shown}{', ...' if len(cells) > 3 else ''}) {many}"
