"""What tells a row of data from a blank line, a total, a remark or the names printed again."""

import re

import pyarrow as pa
import pyarrow.compute as pc

from afreflect.domain.extract import SetAside
from afreflect.storage.sheet import Sheet, plain
from afreflect.storage.vocabulary import Vocabulary

_UNITS_WITHIN = 3
_UNIT = (
    r"^\s*([(\[<{].*[)\]>}]|[dmyhsajt]{1,4}([-/.: ]+[dmyhsajt]{1,4})+|mins?|minutes?|text|code|id"
    r"|date|datetime|timestamp|string|integer|number|years?|hours?|#|%|n|no\.?|kg|cm|bpm|mmhg"
    r"|(var)?char(\(\d+\))?|text\(\d+\)|float|double|bool(ean)?|numeric|int|str)\s*$"
)
_LINE = r"^[-=_*+~.─—| ]{2,}$"
_REMARK_AMONG = 4
"""From this many columns on, a row with a single filled cell is a remark and no row of data."""


def row_facts(sheet: Sheet, asked: pa.Array, words: Vocabulary) -> dict[str, pa.Array]:
    """For each row why it is none (`not_data`, else null), whether it begins like a total
    (`is_total`), its text, and where it stands.
    """
    table = sheet.rows
    rows = table.num_rows
    filled = _count([pc.is_valid(column) for column in table.columns], rows)
    totals = _begins_like_a_total(table, words)
    return {
        "not_data": _not_data(table, filled, asked),
        "is_total": totals,
        "row_text": _row_text(table),
        "source_row": sheet.row_numbers,
        "source_file": pa.repeat(pa.scalar(sheet.name), rows),
    }


def without_other_rows(
    mapped: pa.Table, required: tuple[str, ...]
) -> tuple[pa.Table, list[SetAside]]:
    """The rows of data that hold what is required of them, and the others counted by reason."""
    reason = mapped["not_data"].combine_chunks()
    total = pc.and_(pc.is_null(reason), mapped["is_total"])
    reason = pc.if_else(total, "a totals or footer row", reason)
    lacking = pa.repeat(pa.scalar(False), mapped.num_rows)
    for name in required:
        lacking = pc.or_(lacking, pc.is_null(mapped[name]))
    said = f"nothing that can be read as {' and '.join(required)}"
    reason = _whole(pc.if_else(pc.and_(pc.is_null(reason), lacking), said, reason))
    return mapped.filter(pc.is_null(reason)), [
        SetAside(entry["values"], entry["counts"], _where(mapped, reason, entry["values"]))
        for entry in reason.drop_null().value_counts().to_pylist()
    ]


def _where(mapped: pa.Table, reason: pa.Array, said: str) -> tuple[str, ...]:
    rows = mapped.select(["source_row", "source_file"]).filter(
        pc.fill_null(pc.equal(reason, said), False)
    )
    return tuple(
        f"row {row['source_row']} of {row['source_file']}" for row in rows.slice(0, 3).to_pylist()
    )


def _not_data(table: pa.Table, filled: pa.Array, asked: pa.Array) -> pa.Array:
    # A column in the same words as its name: one such cell may be chance, half a row is not.
    repeats = _count(
        [
            pc.fill_null(
                pc.is_in(pc.utf8_trim_whitespace(table[name]), value_set=_said(name)), False
            )
            for name in table.column_names
        ],
        table.num_rows,
    )
    width = len(table.column_names)
    names_again = pc.and_(pc.greater(repeats, 1), pc.greater_equal(pc.multiply(repeats, 2), filled))
    units = _units_below_the_names(table, filled)
    remark = pc.equal(filled, 1) if width >= _REMARK_AMONG else pc.less(filled, 0)
    nothing = pa.scalar(None, pa.string())
    return pc.case_when(
        pc.make_struct(
            pc.or_(pc.equal(filled, 0), _lines_alone(table)),
            pc.fill_null(names_again, False),
            units,
            remark,
            pc.invert(asked),
        ),
        "a blank row",
        "the column names again",
        "what the columns are measured in",
        "a totals or footer row",
        "not one of the rows the mapping asks for",
        nothing,
    )


def _said(name: str) -> pa.Array:
    """A column's name as it may be printed again, on the next page or in capitals."""
    own = re.sub(r" \(\d+\)$", "", name)
    return pa.array(sorted({name, own, own.upper(), own.lower(), own.title()}), pa.string())


def _lines_alone(table: pa.Table) -> pa.Array:
    """Which rows are drawn and not written: "-----" in every cell that is filled."""
    label = _whole(pc.coalesce(*table.columns))
    drawn = pc.fill_null(pc.match_substring_regex(label, _LINE), False)
    places = pc.indices_nonzero(drawn)
    if len(places) == 0:
        return drawn
    # Where the first cell is drawn, the others may be written all the same.
    written = _count(
        [
            pc.fill_null(pc.invert(pc.match_substring_regex(column, _LINE)), False)
            for column in table.take(places).columns
        ],
        len(places),
    )
    kept = places.filter(pc.equal(written, 0))
    return pc.is_in(pa.array(range(len(drawn)), kept.type), value_set=kept)


def _units_below_the_names(table: pa.Table, filled: pa.Array) -> pa.Array:
    """Which of the first rows say of each column its unit or its form: "(min)", "dd/mm/yyyy"."""
    first = table.slice(0, _UNITS_WITHIN)
    said = _count(
        [
            pc.fill_null(pc.match_substring_regex(column, _UNIT, ignore_case=True), False)
            for column in first.columns
        ],
        first.num_rows,
    )
    above = filled.slice(0, _UNITS_WITHIN)
    found = pc.and_(pc.equal(said, above), pc.greater(above, 1))
    rest = pa.repeat(pa.scalar(False), table.num_rows - first.num_rows)
    return pa.concat_arrays([found, rest])


def _count(flags: list[pa.ChunkedArray | pa.Array], rows: int) -> pa.Array:
    """How many of the flags hold in each row."""
    total = pa.repeat(pa.scalar(0, pa.int32()), rows)
    for flag in flags:
        total = pc.add(total, _whole(pc.cast(flag, pa.int32())))
    return total


def _begins_like_a_total(table: pa.Table, words: Vocabulary) -> pa.Array:
    label = _whole(pc.coalesce(*table.columns))
    encoded = label.dictionary_encode()
    said = [_is_total(cell, words) for cell in encoded.dictionary.to_pylist()]
    return pc.fill_null(pa.array(said, pa.bool_()).take(encoded.indices), False)


def _is_total(cell: str, words: Vocabulary) -> bool:
    # Most first cells are ids: they need no closer look.
    if not cell or (" " not in cell and any(char.isdigit() for char in cell)):
        return False
    written = plain(cell[:80]).split()
    return any(" ".join(written[:length]) in words.totals for length in (1, 2, 3))


def _row_text(table: pa.Table) -> pa.Array:
    joined = pc.binary_join_element_wise(
        *table.columns, "\x1f", null_handling="replace", null_replacement=""
    )
    return _whole(joined)


def _whole(column: pa.ChunkedArray | pa.Array) -> pa.Array:
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
