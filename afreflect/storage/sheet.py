"""Any file becomes a sheet: named columns of text, every row accounted for."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa

from afreflect.domain.extract import SetAside

_INSIDE_A_NAME = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")
HEADER_ROWS_SEARCHED = 30


@dataclass(frozen=True)
class Sheet:
    """One file as a table of text, cells as written and blanks as null.

    `set_aside` counts the rows that could not be read into the table at all; `rows_in` includes
    them. `first_row` is the number that a person would give to the first row of data.
    """

    name: str
    columns: tuple[str, ...]
    table: pa.Table
    set_aside: tuple[SetAside, ...] = ()
    first_row: int = 2

    @property
    def rows_in(self) -> int:
        """Rows of data in the file, usable or not."""
        return self.table.num_rows + sum(group.rows for group in self.set_aside)

    def first_rows(self, n: int) -> list[tuple[str, ...]]:
        """The first rows as text, for showing."""
        rows = self.table.slice(0, n).to_pylist()
        return [tuple(row[name] or "" for name in self.columns) for row in rows]


class Unreadable(ValueError):
    """A file that can't be read: the sentence for the user, and the mapping key that may help."""

    def __init__(self, sentence: str, settles: str = "") -> None:
        super().__init__(sentence)
        self.settles = settles


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
