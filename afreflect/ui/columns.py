"""What each column was taken to mean: one table a file, with the file's first rows."""

from collections.abc import Collection, Sequence
from collections.abc import Mapping as Labels

import streamlit as st

from afreflect.domain.extract import Mapping
from afreflect.domain.left_out import ColumnLeftOut
from afreflect.storage.reader import Guess, Reading, explain
from afreflect.storage.sheet import Sheet
from afreflect.ui import fields, words

SHOWN = 3
FIRST_ROWS = 3


def tables(reading: Reading, mapping: Mapping, left_out: Sequence[ColumnLeftOut]) -> None:
    """What we take, from which column, and what stands there; the first file open to view."""
    hidden = {(entry.file, entry.column) for entry in left_out}
    by_file: dict[str, list[Guess]] = {}
    for guess in sorted(explain(reading, mapping), key=fields.order):
        by_file.setdefault(guess.file, []).append(guess)
    for at, sheet in enumerate(sorted(reading.sheets, key=lambda sheet: _place(sheet, by_file))):
        with st.expander(f"Columns of {words.as_written(sheet.name)}", expanded=at == 0):
            if sheet.name in by_file:
                _table(by_file[sheet.name])
            else:
                st.write("We take nothing from this file.")
            _first_rows(sheet, hidden)


def _place(sheet: Sheet, by_file: Labels[str, Sequence[Guess]]) -> int:
    return list(by_file).index(sheet.name) if sheet.name in by_file else len(by_file)


def _first_rows(sheet: Sheet, hidden: Collection[tuple[str, str]]) -> None:
    """The first rows as they stand in the file, but for the columns that identify people."""
    rows = sheet.first_rows(FIRST_ROWS)
    st.caption("The first rows, as they stand in the file")
    st.dataframe(
        {
            name: [row[at] for row in rows]
            for at, name in enumerate(sheet.columns)
            if (sheet.name, name) not in hidden
        },
        hide_index=True,
        alt=f"The first {len(rows)} rows of {sheet.name}",
    )


def _table(guesses: Sequence[Guess]) -> None:
    we_take, from_column, such_as = zip(*map(_row, guesses), strict=True)
    st.table(
        {"We take": we_take, "from your column": from_column, "such as": such_as},
        border="horizontal",
        hide_index=True,
    )


def _row(guess: Guess) -> tuple[str, str, str]:
    columns = [words.as_written(name) for name in guess.sources]
    more = len(columns) - SHOWN
    shown = ", ".join(columns[:SHOWN]) + (f" and {more} more" if more > 0 else "")
    examples = [words.as_written(words.shortened(value)) for value in guess.examples[:2]]
    return fields.label(guess.table, guess.canonical), shown, " · ".join(examples)
