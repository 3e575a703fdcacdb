"""Several tables in one sheet: which of them is read, and what is said of the others.

They stand one under the other, each with names of its own, or side by side with a blank column
between them. The one whose columns we know best is read.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pyarrow as pa

from afreflect.domain.extract import SetAside
from afreflect.storage.headings import Heading, heading, heading_at
from afreflect.storage.sheet import Sheet, plain

Rows = Sequence[Sequence[str]]
_SHOWN = 3
_LONGEST_SHOWN = 60


@dataclass(frozen=True)
class Found:
    """One table of a sheet: its heading, and the row after its last one.

    `aside` are the rows of tables above and below it; `out` the columns of tables that stand to its
    side, and `beside` what they name.
    """

    heading: Heading
    end: int
    out: frozenset[int] = frozenset()
    aside: tuple[SetAside, ...] = ()
    beside: tuple[str, ...] = ()

    def of(self, sheet: Sheet, names: Sequence[str]) -> Sheet:
        """A sheet whose rows were cut already, without the columns of other tables; `names` are all
        the columns that there were.
        """
        out = {names[place] for place in self.out if place < len(names)}
        kept = tuple(name for name in sheet.columns if name not in out)
        table = sheet.table.select(kept) if out and isinstance(sheet.table, pa.Table) else None
        return replace(
            sheet,
            columns=kept if table is not None else sheet.columns,
            table=sheet.table if table is None else table,
            set_aside=(*sheet.set_aside, *self.aside),
            remarks=self.remarks(sheet.name) if table is not None else (),
        )

    def remarks(self, file: str) -> tuple[str, ...]:
        """What is said of tables to its side."""
        return tuple(
            f"Beside the table that is read {file} holds another ({names}): nothing is taken of it."
            for names in self.beside
        )


def best(rows: Rows, known: frozenset[str]) -> Found | None:
    """The table of a sheet with the most columns that we know, or None where none is named."""
    first = heading(rows, known)
    if first is None:
        return None
    headings = _headings(rows, first, known)
    ends = [*(each.first for each in headings[1:]), len(rows)]
    tables = list(zip(headings, ends, strict=True))
    worth = [_known(each.names, known) for each in headings]
    at = max(
        range(len(tables)), key=lambda n: (worth[n], headings[n] is first, _size(rows, tables[n]))
    )
    chosen, end = tables[at]
    aside = tuple(_aside(rows, each, below) for n, (each, below) in enumerate(tables) if n != at)
    found = Found(chosen, end, aside=tuple(group for group in aside if group.rows))
    return _apart(rows, found, known)


def _headings(rows: Rows, first: Heading, known: frozenset[str]) -> list[Heading]:
    """Every row that names columns of its own, the known heading among them."""
    names = {plain(name) for name in first.names if name.strip()}
    found: list[Heading] = []
    row = 0
    while row < len(rows):
        if row == first.first:
            found.append(first)
            row = first.last + 1
        elif _names_a_table(rows, row, names, known):
            other = heading_at(rows, row, known)
            found.append(other)
            row = max(other.last, row) + 1
        else:
            row += 1
    return found


def _names_a_table(rows: Rows, at: int, names: set[str], known: frozenset[str]) -> bool:
    """Whether a row names other columns: words alone, two of them known, with rows under them."""
    # Between two tables there is a blank line, a title, or nothing where the one begins the sheet.
    if at + 1 >= len(rows) or (at and _filled_cells(rows[at - 1]) > 1):
        return False
    cells = [plain(cell) for cell in rows[at] if cell.strip()]
    if len(cells) < 2 or len(set(cells)) < len(cells):
        return False
    if any(not cell or any(map(str.isdigit, cell)) for cell in cells):
        return False
    others = [cell for cell in cells if cell not in names]
    if sum(cell in known for cell in cells) < 2 or 2 * len(others) < len(cells):
        return False
    return any(any(map(str.isdigit, cell)) for cell in rows[at + 1])


def _filled_cells(row: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in row)


def _known(names: Sequence[str], known: frozenset[str]) -> int:
    return sum(plain(name) in known for name in names)


def _size(rows: Rows, table: tuple[Heading, int]) -> int:
    each, end = table
    return sum(map(bool, map(_filled_cells, rows[each.last + 1 : end])))


def _aside(rows: Rows, each: Heading, end: int) -> SetAside:
    """The rows of a table that is not read, without the blank ones."""
    filled = [row for row in range(each.last + 1, end) if _filled_cells(rows[row]) > 1]
    examples = tuple(f"row {row + 1}" for row in filled[:_SHOWN])
    reason = f"of another table in the same sheet ({_listed(each.names)})"
    return SetAside(reason, len(filled), examples)


def _apart(rows: Rows, found: Found, known: frozenset[str]) -> Found:
    """The table without what stands beside it behind a blank column and is a table of its own."""
    names = found.heading.names
    below = rows[found.heading.last + 1 : found.end]
    blocks = [block for block in _blocks(names, below) if _named(names, block) > 1]
    if len(blocks) < 2:
        return found
    chosen = max(blocks, key=lambda block: _known(names[slice(*block)], known))
    others = [
        block for block in blocks if block != chosen and _is_another(names, below, chosen, block)
    ]
    out = {place for block in others for place in range(*block)}
    beside = tuple(_listed(names[slice(*block)]) for block in others)
    return replace(found, out=frozenset(out), beside=beside)


def _blocks(names: Sequence[str], below: Rows) -> list[tuple[int, int]]:
    """Runs of columns between columns that hold nothing, each from its first to behind its last."""
    blank = [
        not name.strip() and not any(place < len(row) and row[place].strip() for row in below)
        for place, name in enumerate(names)
    ]
    found, start = [], None
    for place, is_blank in enumerate([*blank, True]):
        if is_blank and start is not None:
            found.append((start, place))
            start = None
        elif not is_blank and start is None:
            start = place
    return found


def _is_another(
    names: Sequence[str], below: Rows, chosen: tuple[int, int], other: tuple[int, int]
) -> bool:
    """Whether columns name the same again, or hold rows without a gap that end elsewhere."""
    ours, theirs = ({plain(name) for name in names[slice(*b)] if name} for b in (chosen, other))
    if ours & theirs:
        return True
    own, its = (_filled(below, block) for block in (chosen, other))
    return its == list(range(len(its))) and own[-1:] != its[-1:] and bool(its)


def _filled(below: Rows, block: tuple[int, int]) -> list[int]:
    """The rows that hold something in a run of columns."""
    return [at for at, row in enumerate(below) if any(cell.strip() for cell in row[slice(*block)])]


def _named(names: Sequence[str], block: tuple[int, int]) -> int:
    return _filled_cells(names[slice(*block)])


def _listed(names: Sequence[str]) -> str:
    said = ", ".join(name.strip() for name in names if name.strip())
    return said if len(said) <= _LONGEST_SHOWN else f"{said[:_LONGEST_SHOWN]} ..."
