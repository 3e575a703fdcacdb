"""Delimited text is cut into rows and columns; every row is kept, or counted with the reason.

It is cut in blocks, so that a file may be larger than the memory. A file that fits is kept as one
table; of a larger one only what is known of its columns, and its rows are cut again when wanted.
"""

import csv
import io
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from afreflect.domain.extract import SetAside
from afreflect.storage.column_facts import FactsOfColumns
from afreflect.storage.sheet import Blocks, Sheet, Unreadable
from afreflect.storage.sizes import Sizes
from afreflect.storage.text_stream import Feed, Text
from afreflect.storage.wrapping import unwrapped

MOST_IN_A_BLOCK = 1 << 24
_SUSPICIOUS_FROM = 6
"""From this many columns on, a line inside of a cell with as many delimiters is taken for a row."""
_EXAMPLES = 3


@dataclass(frozen=True)
class Body:
    """The rows of a text file below its column names.

    `names` are the columns, the last of them perhaps without a name of their own (`named` counts
    the others). `first_row` is the number a person would give to the first row. The cells of
    `wrapped` columns are kept from a spreadsheet's changes by marks around them.
    """

    file: str
    text: Text
    delimiter: str
    names: tuple[str, ...]
    named: int
    first_row: int
    wrapped: frozenset[str] = frozenset()


def cut(body: Body, sizes: Sizes, told: Callable[[float], None] | None = None) -> Sheet:
    """The rows as a sheet; raises Unreadable where rows would be lost without a word.

    `told` learns the share that is done.
    """
    large = body.text.file.size > sizes.whole
    cutting = Cutting(body, sizes, told=told)
    facts = FactsOfColumns(body.names)
    tables: list[pa.Table] = []
    rows = 0
    swallowed: str | None = None
    try:
        for table in cutting.tables():
            rows += table.num_rows
            if cutting.quoted and swallowed is None:
                swallowed = _row_in_a_cell(body, table)
            if large:
                facts.add(table)
            if not large or rows - table.num_rows < Blocks.HEAD:
                tables.append(table)
    except (pa.ArrowInvalid, UnicodeEncodeError) as error:
        _refuse_swallowed_rows(body, swallowed)
        raise Unreadable(
            f"{body.file} can't be cut into rows and columns: export it again as CSV with "
            "quotation marks around text."
        ) from error
    if cutting.quoted:
        _refuse_swallowed_rows(body, swallowed)
    aside = _ragged(body, cutting)
    if not large:
        table = pa.concat_tables(tables) if tables else _empty(body.names)
        used = [name for name in body.names if _has_use(body, name, _filled(table, name))]
        return Sheet(body.file, tuple(used), table.select(used), aside, body.first_row)
    known = facts.found()
    used = tuple(name for name in body.names if _has_use(body, name, known[name].filled))
    head = pa.concat_tables([*tables, _empty(body.names)]).select(used).slice(0, Blocks.HEAD)
    blocks = Blocks(
        column_names=used,
        num_rows=rows,
        head=head.take(pa.array(range(head.num_rows), pa.int64())),
        facts={name: known[name] for name in used},
        cut=lambda names: Cutting(body, sizes, tuple(names)).tables(),
    )
    return Sheet(body.file, used, blocks, aside, body.first_row)


class Cutting:
    """One way through the rows of a body, in tables; what could not be read stands beside it."""

    def __init__(
        self,
        body: Body,
        sizes: Sizes,
        columns: tuple[str, ...] | None = None,
        told: Callable[[float], None] | None = None,
    ) -> None:
        self._body = body
        # What is held whole is cut as one block.
        whole = body.text.file.size <= sizes.whole
        self._block = min(sizes.whole, MOST_IN_A_BLOCK) if whole else sizes.block
        self._columns = body.names if columns is None else columns
        self._feed = Feed(body.text, told)
        self._odd: deque[arrow_csv.InvalidRow] = deque()
        self.ragged = 0
        self.examples: list[arrow_csv.InvalidRow] = []

    @property
    def quoted(self) -> bool:
        """Whether a quotation mark was seen so far."""
        return self._feed.quoted

    def tables(self) -> Iterator[pa.Table]:
        """The rows in their order; raises pyarrow's ArrowInvalid and UnicodeEncodeError."""
        # A file whose every row is odd, or that holds none, has no block at all.
        reader = arrow_csv.open_csv(
            pa.PythonFile(self._feed, mode="r"),
            read_options=arrow_csv.ReadOptions(
                column_names=self._body.names, use_threads=False, block_size=self._block
            ),
            parse_options=arrow_csv.ParseOptions(
                delimiter=self._body.delimiter,
                newlines_in_values=True,
                invalid_row_handler=self._keep_for_later,
            ),
            convert_options=arrow_csv.ConvertOptions(
                column_types={name: pa.string() for name in self._body.names},
                include_columns=self._columns,
                null_values=[""],
                strings_can_be_null=True,
                quoted_strings_can_be_null=True,
            ),
        )
        number = 1
        for batch in reader:
            table = pa.Table.from_batches([batch])
            end = number + table.num_rows
            here = []
            while self._odd and (self._odd[0].number or 0) < end:
                here.append(self._odd.popleft())
                end += 1
            if here:
                table = self._with(table, here, number, end)
            if table.num_rows:
                yield unwrapped(table, self._body.wrapped)
            number = end
        rest = list(self._odd)
        self._odd.clear()
        if rest:
            last = self._with(_empty(self._columns), rest, number, number + len(rest))
            yield unwrapped(last, self._body.wrapped)

    def _keep_for_later(self, row: arrow_csv.InvalidRow) -> str:
        self._odd.append(row)
        return "skip"

    def _with(
        self, table: pa.Table, odd: Sequence[arrow_csv.InvalidRow], number: int, end: int
    ) -> pa.Table:
        """The rows from `number` to `end`, with those that only lack or have blank cells at the
        end.
        """
        mended: dict[int, list[str | None]] = {}
        for row in odd:
            cells = _fitted(self._body, row.text)
            if cells is not None and row.number is not None:
                mended[row.number] = cells
                continue
            self.ragged += 1
            if len(self.examples) < _EXAMPLES:
                self.examples.append(row)
        if not mended:
            return table
        elsewhere = {row.number for row in odd}
        numbers = [n for n in range(number, end) if n not in elsewhere]
        places = [self._body.names.index(name) for name in self._columns]
        more = pa.table(
            [
                pa.array([cells[place] for cells in mended.values()], pa.string())
                for place in places
            ],
            names=list(self._columns),
        )
        order = pc.sort_indices(pa.array([*numbers, *mended], pa.int64()))
        return pa.concat_tables([table, more]).take(order).combine_chunks()


def _empty(names: Sequence[str]) -> pa.Table:
    return pa.table([pa.array([], pa.string()) for _ in names], names=list(names))


def _filled(table: pa.Table, name: str) -> int:
    return table.num_rows - table.column(name).null_count


def _has_use(body: Body, name: str, filled: int) -> bool:
    """Whether a column has a name, or at least a value: trailing delimiters make columns too."""
    return body.names.index(name) < body.named or filled > 0


def _ragged(body: Body, cutting: Cutting) -> tuple[SetAside, ...]:
    if not cutting.ragged:
        return ()
    where = tuple(
        f"row {(row.number or 0) + body.first_row - 1}: {row.actual_columns} cells"
        for row in cutting.examples
    )
    return (SetAside(f"not {body.named} cells, as the column names have", cutting.ragged, where),)


def _fitted(body: Body, text: str) -> list[str | None] | None:
    try:
        cells = next(csv.reader(io.StringIO(text), delimiter=body.delimiter), [])
    except csv.Error:
        return None  # A cell longer than any that a person wrote.
    while len(cells) > len(body.names) and not cells[-1].strip():
        cells.pop()
    if not body.named <= len(cells) <= len(body.names):
        return None
    blanks = [""] * (len(body.names) - len(cells))
    return [cell or None for cell in (*cells, *blanks)]


def _refuse_swallowed_rows(body: Body, swallowed: str | None) -> None:
    """A quotation mark that is never closed swallows whole rows: they must not vanish."""
    line = _line_of_an_unclosed_quote(body)
    if line is None and swallowed is not None:
        line = next((n for n, said in enumerate(body.text.lines(), 1) if swallowed in said), 1)
    if line is not None:
        raise Unreadable(
            f"{body.file} opens a quotation mark near line {line + body.first_row - 1} and never "
            "closes it, so rows after it would be lost: mend that line or export the file again."
        )


def _line_of_an_unclosed_quote(body: Body) -> int | None:
    reader = csv.reader(body.text.lines(), delimiter=body.delimiter, strict=True)
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


def _row_in_a_cell(body: Body, table: pa.Table) -> str | None:
    """The line before the first row that stands inside of a cell, or None."""
    width = len(body.names)
    if width < _SUSPICIOUS_FROM:
        return None
    found: list[tuple[int, str]] = []
    for column in table.columns:
        broken = pc.fill_null(pc.match_substring(column, "\n"), False)
        for row in pc.indices_nonzero(broken).to_pylist():
            first, *others = column[row].as_py().split("\n")
            if any(line.count(body.delimiter) == width - 1 for line in others):
                found.append((row, first))
                break
    return min(found, key=lambda place: place[0])[1] if found else None
