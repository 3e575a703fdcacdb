"""What is known of a column over all of its rows, gathered block by block."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from afreflect.storage.hashing import Distinct, Hashing

FIRST = 1600
"""The first different cells are looked at; of most columns these are all."""
MOST_COUNTED = 20_000
_MOST_DATES = 200
_WEEKDAY = r"^[A-Za-zÀ-ÿ]{2,10}\.?,? "
_DAY_OR_MONTH_FIRST = (
    r"^(?:[A-Za-zÀ-ÿ]{2,10}\.?,? )?"
    r"(?P<first>\d{1,2})[-/. ](?P<second>\d{1,2})[-/. ](?:\d{4}|\d{2})(?:\D|$)"
)


@dataclass(frozen=True)
class DayOrMonth:
    """What the dates of a column that begin with the day or the month say of their order.

    `only_day_first` and `only_month_first` count the cells that can mean but the one, as 13/04/2025
    and 04/13/2025 do; `written` are the first different ones of all.
    """

    found: bool = False
    only_day_first: int = 0
    only_month_first: int = 0
    written: tuple[str, ...] = ()


@dataclass(frozen=True)
class ColumnFacts:
    """One column: how many cells are filled and different, and the first different ones.

    `counted` gives the cells with their rows in order of appearance, None where they are too many.
    """

    first: tuple[str | None, ...]
    filled: int
    distinct: int
    counted: Mapping[str | None, int] | None
    dates: DayOrMonth


class FactsOfColumns:
    """Gathers the facts of several columns from one table after the other."""

    def __init__(self, names: Sequence[str]) -> None:
        hashing = Hashing()
        self._columns = {name: _Gathering(hashing) for name in names}

    def add(self, table: pa.Table) -> None:
        """Further rows."""
        for name, gathering in self._columns.items():
            gathering.add(table.column(name))

    def found(self) -> dict[str, ColumnFacts]:
        """What the rows so far say of each column."""
        return {name: gathering.found() for name, gathering in self._columns.items()}


class _Gathering:
    def __init__(self, hashing: Hashing) -> None:
        self._hashing = hashing
        self._first: dict[str | None, None] = {}
        self._filled = 0
        self._counted: dict[str | None, int] | None = {}
        self._beyond = Distinct()
        self._telling = {"first": 0, "second": 0}
        self._dated = False
        self._dates: dict[str, None] = {}

    def add(self, column: pa.ChunkedArray) -> None:
        self._filled += len(column) - column.null_count
        counts = column.value_counts()
        if isinstance(counts, pa.ChunkedArray):
            counts = counts.combine_chunks()
        cells = counts.field("values")
        if len(self._first) < FIRST:
            self._first |= dict.fromkeys(cells.slice(0, FIRST).to_pylist())
        self._count(cells, counts.field("counts"))
        if column.null_count < len(column):
            self._look_at_dates(cells, counts.field("counts"))

    def _count(self, cells: pa.Array, counts: pa.Array) -> None:
        if self._counted is not None:
            if len(self._counted) + len(cells) <= 2 * MOST_COUNTED:
                for cell, rows in zip(cells.to_pylist(), counts.to_pylist(), strict=True):
                    self._counted[cell] = self._counted.get(cell, 0) + rows
                if len(self._counted) <= MOST_COUNTED:
                    return
            else:
                self._beyond.add(self._hashing.of(cells.drop_null()))
            known = pa.array([cell for cell in self._counted if cell is not None], pa.string())
            self._counted = None
            self._beyond.add(self._hashing.of(known))
        else:
            self._beyond.add(self._hashing.of(cells.drop_null()))

    def _look_at_dates(self, cells: pa.Array, counts: pa.Array) -> None:
        trimmed = pc.utf8_trim_whitespace(cells)
        parts = pc.extract_regex(trimmed, _DAY_OR_MONTH_FIRST)
        dated = pc.is_valid(parts)
        found = parts.filter(dated)
        if len(found) == 0:
            return
        self._dated = True
        rows = counts.filter(dated)
        for place in self._telling:
            numbers = pc.cast(pc.struct_field(found, place), pa.int32())
            a_day = pc.and_(pc.greater(numbers, 12), pc.less_equal(numbers, 31))
            self._telling[place] += pc.sum(rows.filter(a_day)).as_py() or 0
        if len(self._dates) < _MOST_DATES:
            shown = trimmed.filter(dated).slice(0, _MOST_DATES)
            without_weekdays = pc.replace_substring_regex(shown, _WEEKDAY, "")
            self._dates |= dict.fromkeys(without_weekdays.to_pylist())

    def found(self) -> ColumnFacts:
        counted = self._counted
        exact = None if counted is None else len(counted) - (None in counted)
        return ColumnFacts(
            first=tuple(self._first)[:FIRST],
            filled=self._filled,
            distinct=self._beyond.count() if exact is None else exact,
            counted=counted,
            dates=DayOrMonth(
                self._dated,
                only_day_first=self._telling["first"],
                only_month_first=self._telling["second"],
                written=tuple(self._dates)[:_MOST_DATES],
            ),
        )
