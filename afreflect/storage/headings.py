"""The names of columns, which may stand in several rows one under the other, or in merged cells.

"Arrival" over "Date" and "Time" makes "Arrival Date" and "Arrival Time": what stands above belongs
to the columns under it as far as the next cell to the right, and is used where a column's own name
says too little.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from afreflect.storage.sheet import header_row, plain

MOST_ROWS = 3
_SAYS_LITTLE = frozenset(
    "id ids no number num nr nummer numero code name nom date day time hour heure datum uhrzeit "
    "zeit datetime value unit start end begin from to".split()
)


@dataclass(frozen=True)
class Heading:
    """The rows that name the columns, the first and the last of them, and what they name."""

    first: int
    last: int
    names: tuple[str, ...]


def heading(rows: Sequence[Sequence[str]], known: frozenset[str]) -> Heading | None:
    """Where a table's columns are named and how, or None where no row does."""
    at = header_row(rows, known)
    return None if at is None else heading_at(rows, at, known)


def heading_at(rows: Sequence[Sequence[str]], at: int, known: frozenset[str]) -> Heading:
    """The heading of which a row is the one with the most names."""
    last = at
    while last + 2 < len(rows) and last - at < MOST_ROWS - 1 and _goes_on(rows, at, last, known):
        last += 1
    first = at
    while first and last - first < MOST_ROWS - 1 and _names_several(rows[first - 1]):
        first -= 1
    width = max(len(row) for row in rows[first : last + 1])
    block = [[*row, *[""] * (width - len(row))] for row in rows[first : last + 1]]
    return Heading(first, last, _names(block, known))


def _goes_on(rows: Sequence[Sequence[str]], at: int, last: int, known: frozenset[str]) -> bool:
    """Whether the row below a heading's last is one more of it: names alone, under merged cells."""
    cells = [plain(cell) for cell in rows[last + 1] if cell.strip()]
    return (
        len(cells) > 1
        and _has_merged_cells(rows[at : last + 1], rows[last + 1])
        and all(cell in known or _says_little(cell) for cell in cells)
    )


def _says_little(cell: str) -> bool:
    return bool(cell) and set(cell.split()) <= _SAYS_LITTLE


def _has_merged_cells(above: Sequence[Sequence[str]], row: Sequence[str]) -> bool:
    """Whether a row fills what rows above it leave blank, or says again and again the same."""
    cells = [plain(cell) for cell in row if cell.strip()]
    fills = any(
        cell.strip() and not any(place < len(each) and each[place].strip() for each in above)
        for place, cell in enumerate(row)
    )
    return fills or len(set(cells)) < len(cells)


def _names_several(row: Sequence[str]) -> bool:
    """Whether a row above the names has names of its own, and is no title or remark."""
    cells = [cell.strip() for cell in row if cell.strip()]
    return len(cells) > 1 and not any(
        any(map(str.isdigit, cell)) or len(cell) > 60 or cell.endswith(":") for cell in cells
    )


def _names(block: Sequence[Sequence[str]], known: frozenset[str]) -> tuple[str, ...]:
    if len(block) == 1:
        return tuple(block[0])
    filled = [*map(_to_the_right, block[:-1]), list(block[-1])]
    columns = [
        _each_once([row[place] for row in filled], [row[place] for row in block])
        for place in range(len(block[0]))
    ]
    times = Counter(plain(parts[-1]) for parts in columns if parts)
    return tuple(_name(parts, times, known) for parts in columns)


def _each_once(filled: Sequence[str], own: Sequence[str]) -> list[str]:
    """What is said of a column from top to bottom, its own name last."""
    below = max((row for row, cell in enumerate(own) if cell.strip()), default=-1)
    if below < 0:
        return []
    parts = [" ".join(cell.split()) for cell in filled[: below + 1] if cell.strip()]
    return [part for before, part in pairwise(["", *parts]) if part != before]


def _to_the_right(row: Sequence[str]) -> list[str]:
    said, found = "", []
    for cell in row:
        said = cell if cell.strip() else said
        found.append(said)
    return found


def _name(parts: Sequence[str], times: Counter[str], known: frozenset[str]) -> str:
    """A column's own name, with as much of what stands above it as makes it tell."""
    if not parts:
        return ""
    own = plain(parts[-1])
    alone = times[own] == 1
    little = _says_little(own)
    if alone and not little and (own in known or len(parts) == 1):
        return parts[-1]
    for start in range(len(parts) - 2, -1, -1):
        together = " ".join(parts[start:])
        if plain(together) in known:
            return together
    return parts[-1] if alone and not little else " ".join(parts[-2:])
