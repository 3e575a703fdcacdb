"""Delimited text is cut into rows and columns; every row is kept, or counted with the reason."""

import csv
import io
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from afreflect.domain.extract import SetAside
from afreflect.storage.sheet import Sheet, Unreadable

MOST_IN_A_BLOCK = 1 << 24
_SUSPICIOUS_FROM = 6
"""From this many columns on, a line inside of a cell with as many delimiters is taken for a row."""


@dataclass(frozen=True)
class Body:
    """The rows of a text file below its column names.

    `names` are the columns, the last of them perhaps without a name of their own (`named` counts
    the others). `first_row` is the number a person would give to the first row.
    """

    file: str
    text: str
    delimiter: str
    names: tuple[str, ...]
    named: int
    first_row: int


def cut(body: Body) -> Sheet:
    """The rows as a sheet; raises Unreadable where rows would be lost without a word."""
    odd: list[arrow_csv.InvalidRow] = []

    def keep_for_later(row: arrow_csv.InvalidRow) -> str:
        odd.append(row)
        return "skip"

    try:
        table = arrow_csv.read_csv(
            pa.BufferReader(body.text.encode()),
            read_options=arrow_csv.ReadOptions(
                column_names=body.names, use_threads=False, block_size=MOST_IN_A_BLOCK
            ),
            parse_options=arrow_csv.ParseOptions(
                delimiter=body.delimiter,
                newlines_in_values=True,
                invalid_row_handler=keep_for_later,
            ),
            convert_options=arrow_csv.ConvertOptions(
                column_types={name: pa.string() for name in body.names},
                null_values=[""],
                strings_can_be_null=True,
                quoted_strings_can_be_null=True,
            ),
        )
    except (pa.ArrowInvalid, UnicodeEncodeError) as error:
        raise Unreadable(
            f"{body.file} can't be cut into rows and columns: export it again as CSV with "
            "quotation marks around text."
        ) from error
    _refuse_swallowed_rows(body, table)
    table, ragged = _mended(body, table, odd)
    used = [name for position, name in enumerate(body.names) if _has_use(body, table, position)]
    return Sheet(body.file, tuple(used), table.select(used), ragged, body.first_row)


def _has_use(body: Body, table: pa.Table, position: int) -> bool:
    """Whether a column has a name, or at least a value: trailing delimiters make columns too."""
    return position < body.named or table.column(position).null_count < table.num_rows


def _mended(
    body: Body, table: pa.Table, odd: list[arrow_csv.InvalidRow]
) -> tuple[pa.Table, tuple[SetAside, ...]]:
    """The table with the rows that only have too many or too few blank cells at their end."""
    mended: dict[int, list[str | None]] = {}
    ragged: list[arrow_csv.InvalidRow] = []
    for row in odd:
        cells = _fitted(body, row.text)
        if cells is None or row.number is None:
            ragged.append(row)
        else:
            mended[row.number] = cells
    if mended:
        table = _with_rows(table, mended, {row.number for row in ragged})
    if not ragged:
        return table, ()
    where = tuple(
        f"row {(row.number or 0) + body.first_row - 1}: {row.actual_columns} cells"
        for row in ragged[:3]
    )
    reason = f"not {body.named} cells, as the column names have"
    return table, (SetAside(reason, len(ragged), where),)


def _fitted(body: Body, text: str) -> list[str | None] | None:
    cells = next(csv.reader(io.StringIO(text), delimiter=body.delimiter), [])
    while len(cells) > len(body.names) and not cells[-1].strip():
        cells.pop()
    if not body.named <= len(cells) <= len(body.names):
        return None
    blanks = [""] * (len(body.names) - len(cells))
    return [cell or None for cell in (*cells, *blanks)]


def _with_rows(
    table: pa.Table, mended: dict[int, list[str | None]], lost: set[int | None]
) -> pa.Table:
    """The table with more rows, each at its place; `lost` numbers belong to no row of it."""
    total = table.num_rows + len(mended) + len(lost)
    numbers = [n for n in range(1, total + 1) if n not in mended and n not in lost]
    columns = list(zip(*mended.values(), strict=True))
    more = pa.table([pa.array(column, pa.string()) for column in columns], names=table.column_names)
    order = pc.sort_indices(pa.array([*numbers, *mended]))
    return pa.concat_tables([table, more]).take(order)


def _refuse_swallowed_rows(body: Body, table: pa.Table) -> None:
    """A quotation mark that is never closed swallows whole rows: they must not vanish."""
    if '"' not in body.text:
        return
    line = _line_of_an_unclosed_quote(body) or _line_of_a_row_in_a_cell(body, table)
    if line is not None:
        raise Unreadable(
            f"{body.file} opens a quotation mark near line {line + body.first_row - 1} and never "
            "closes it, so rows after it would be lost: mend that line or export the file again."
        )


def _line_of_an_unclosed_quote(body: Body) -> int | None:
    reader = csv.reader(io.StringIO(body.text), delimiter=body.delimiter, strict=True)
    while True:
        before = reader.line_num
        try:
            next(reader)
        except StopIteration:
            return None
        except csv.Error as fault:
            # Within one line a stray quotation mark costs no row; over several it does.
            if reader.line_num > before + 1 or "unexpected end" in str(fault):
                return before + 1


def _line_of_a_row_in_a_cell(body: Body, table: pa.Table) -> int | None:
    width = len(body.names)
    if width < _SUSPICIOUS_FROM:
        return None
    for column in table.columns:
        with_lines = column.filter(pc.fill_null(pc.match_substring(column, "\n"), False))
        for cell in with_lines.to_pylist():
            if any(line.count(body.delimiter) == width - 1 for line in cell.split("\n")[1:]):
                return body.text.count("\n", 0, body.text.find(cell.split("\n")[0])) + 1
    return None
