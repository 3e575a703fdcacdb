"""Cells that a spreadsheet was told to leave alone: ="00123", or an apostrophe before a number."""

import re
from collections.abc import Collection, Sequence

import pyarrow as pa
import pyarrow.compute as pc

_WRAPPED = re.compile(r"""^(?:="(.*)"|=(\d+(?:\.\d+)?)|'(.+))$""", re.DOTALL)
_UNWRAPPING = r"""(?s)^(?:="(.*)"|=(\d+(?:\.\d+)?)|'(.+))$"""
_NEARLY_ALL = 0.8


def bare(cell: str) -> str:
    """A cell without what keeps a spreadsheet from changing it."""
    found = _WRAPPED.match(cell)
    return next((part for part in found.groups() if part is not None), "") if found else cell


def wrapped_columns(names: Sequence[str], rows: Sequence[Sequence[str]]) -> frozenset[str]:
    """The columns of which nearly all cells are wrapped so; one apostrophe may be a name's."""
    found = set()
    for place, name in enumerate(names):
        cells = [row[place] for row in rows if place < len(row) and row[place].strip()]
        if cells and sum(bare(cell) != cell for cell in cells) >= _NEARLY_ALL * len(cells):
            found.add(name)
    return frozenset(found)


def unwrapped(table: pa.Table, columns: Collection[str]) -> pa.Table:
    """A table with the cells of some columns as they were meant."""
    for name in columns:
        if name in table.column_names:
            place = table.column_names.index(name)
            cells = pc.replace_substring_regex(table.column(place), _UNWRAPPING, r"\1\2\3")
            said = pc.if_else(pc.equal(cells, ""), pa.scalar(None, pa.string()), cells)
            table = table.set_column(place, name, said)
    return table
