"""Any file becomes a sheet: named columns of text, every row accounted for."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import ClassVar

import pyarrow as pa

from afreflect.domain.extract import SetAside
from afreflect.storage.column_facts import ColumnFacts, FactsOfColumns

_INSIDE_A_NAME = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")
HEADER_ROWS_SEARCHED = 30


@dataclass(frozen=True)
class Blocks:
    """The rows of a file that is too large to hold: read from it again whenever they are wanted.

    What can be asked of a table can be asked of it, a column at a time: each costs a way through
    the file and the memory for that column. `cut` gives the rows block by block, with the columns
    named to it; `head` are the first of them.
    """

    HEAD: ClassVar[int] = 1000

    column_names: tuple[str, ...]
    num_rows: int
    head: pa.Table
    facts: Mapping[str, ColumnFacts]
    cut: Callable[[Sequence[str]], Iterator[pa.Table]]

    def select(self, names: Sequence[str]) -> pa.Table:
        """Some columns as a table that is held whole."""
        found = list(self.cut(names))
        return pa.concat_tables(found) if found else self.head.select(names).slice(0, 0)

    def column(self, name: str) -> pa.ChunkedArray:
        """One column, held whole."""
        return self.select([name]).column(name)

    def __getitem__(self, name: str) -> pa.ChunkedArray:
        return self.column(name)


@dataclass(frozen=True)
class Across:
    """A table with time across as it stood in its file: its size, and where its heading begins.

    `series` gives the row of each. Rows are numbered as a person would.
    """

    lines: int
    columns: int
    heading: int
    series: Mapping[str, int]


@dataclass(frozen=True)
class Sheet:
    """One file as a table of text, cells as written and blanks as null.

    `set_aside` counts the rows that could not be read into the table at all; `rows_in` includes
    them. `first_row` is the number that a person would give to the first row of data, `numbers`
    those of all rows where they don't follow each other. `across` tells of a table in which
    time ran across, whose cells have become rows. `remarks` say what of the file is not read.
    """

    name: str
    columns: tuple[str, ...]
    table: pa.Table | Blocks
    set_aside: tuple[SetAside, ...] = ()
    first_row: int = 2
    numbers: pa.Array | None = None
    across: Across | None = None
    told: Mapping[str, ColumnFacts] | None = None
    remarks: tuple[str, ...] = ()

    @property
    def rows_in(self) -> int:
        """Rows of data in the file, usable or not."""
        return self.table.num_rows + sum(group.rows for group in self.set_aside)

    @property
    def is_large(self) -> bool:
        """Whether its rows are not held."""
        return isinstance(self.table, Blocks)

    @property
    def rows(self) -> pa.Table:
        """Its rows, held whole."""
        return self.table.select(self.columns) if isinstance(self.table, Blocks) else self.table

    @property
    def head(self) -> pa.Table:
        """The first rows, a thousand at the most."""
        rows = self.table.head if isinstance(self.table, Blocks) else self.table
        return rows.slice(0, Blocks.HEAD)

    @cached_property
    def facts(self) -> Mapping[str, ColumnFacts]:
        """What is known of each column over all rows of the file."""
        if self.told is not None:
            return self.told
        if isinstance(self.table, Blocks):
            return self.table.facts
        found = FactsOfColumns(self.columns)
        found.add(self.table)
        return found.found()

    def counted(self, column: str) -> Iterator[tuple[str | None, int]]:
        """Each different cell of a column, and how many rows hold it."""
        known = self.facts[column].counted
        if known is not None:
            yield from known.items()
            return
        for entry in self.table.column(column).value_counts().to_pylist():
            yield entry["values"], entry["counts"]

    @property
    def row_numbers(self) -> pa.Array:
        """The number of each row, as a person would give it."""
        if self.numbers is not None:
            return self.numbers
        return pa.array(range(self.first_row, self.first_row + self.table.num_rows), pa.int64())

    def first_rows(self, n: int) -> list[tuple[str, ...]]:
        """The first rows as text, for showing."""
        rows = self.head.slice(0, n).to_pylist()
        return [tuple(row[name] or "" for name in self.columns) for row in rows]

    def pieces(self, columns: Sequence[str] | None = None) -> "Iterator[Sheet]":
        """The sheet as sheets that are held whole, one after the other; a small one is its own.

        Those of a large one hold the named columns alone.
        """
        if not isinstance(self.table, Blocks):
            yield self
            return
        row = self.first_row
        for table in self.table.cut(self.columns if columns is None else columns):
            yield replace(self, table=table, set_aside=(), first_row=row, told=self.facts)
            row += table.num_rows

    def held(self, columns: Sequence[str] | None = None) -> "Sheet":
        """The same sheet with the named columns, or all of them, held whole."""
        if not isinstance(self.table, Blocks):
            return self
        names = self.columns if columns is None else tuple(columns)
        return replace(self, columns=names, table=self.table.select(names), told=self.facts)


class Unreadable(ValueError):
    """A file that can't be read: the sentence for the user, and the mapping key that may help."""

    def __init__(self, sentence: str, settles: str = "") -> None:
        super().__init__(sentence)
        self.settles = settles


@lru_cache(maxsize=1 << 15)
def plain(text: str) -> str:
    """A name stripped to lower-case words without accents, for comparing: "arrivalTime" is two."""
    words = _INSIDE_A_NAME.sub(" ", text).replace("œ", "oe").replace("N°", "No ")
    decomposed = unicodedata.normalize("NFKD", words.replace("n°", "no "))
    bare = "".join(char for char in decomposed if not unicodedata.combining(char)).lower()
    return " ".join("".join(char if char.isalnum() else " " for char in bare).split())


def header_row(rows: Sequence[Sequence[str]], known: frozenset[str]) -> int | None:
    """The index of the row that names the columns, or None where no row does.

    The row with the most names that we know; without any, the first row as wide as most rows whose
    cells are all words, so that a title line above the table is passed over.
    """
    searched = rows[:HEADER_ROWS_SEARCHED]
    scores = [sum(plain(cell) in known for cell in row) for row in searched]
    if scores and max(scores) >= 2:
        return scores.index(max(scores))
    widths = [_filled(row) for row in rows[: HEADER_ROWS_SEARCHED * 2]]
    usual = max(set(widths), key=widths.count) if widths else 0
    for index, row in enumerate(searched):
        if _filled(row) >= max(usual, 1) and all(_is_a_name(cell) for cell in row if cell):
            return index
    return None


def column_names(header: Sequence[str], width: int) -> tuple[str, ...]:
    """Distinct column names: blanks numbered, repeats told apart."""
    times: Counter[str] = Counter()
    names: dict[str, None] = {}
    for position in range(max(width, len(header))):
        written = header[position] if position < len(header) else ""
        name = distinct = " ".join(written.split()) or f"column {position + 1}"
        times[name] += 1
        while distinct in names:
            times[name] += distinct != name
            distinct = f"{name} ({times[name]})"
        names[distinct] = None
    return tuple(names)


def _filled(row: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in row)


def _is_a_name(cell: str) -> bool:
    return any(char.isalpha() for char in cell) and len(cell) <= 120
