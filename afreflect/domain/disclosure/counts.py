"""Counts of cases in a group's view: small ones withheld, the rest coarse (K-02, K-05, K-07)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

SMALL = 8
"""Counts below this are withheld; none at all counts as small too."""
BASE = 5
LEAST_FOR_BOTH = 20
"""Cases below which a share and its count never stand together (K-07)."""


@dataclass(frozen=True)
class Cells:
    """A table of counts as it may be shown; None is withheld, a total like any cell."""

    rows: tuple[tuple[int | None, ...], ...]
    row_totals: tuple[int | None, ...]
    column_totals: tuple[int | None, ...]
    total: int | None


def rounded(count: int) -> int | None:
    """A count to the nearest 5; None where it is below 8, zero included (K-02)."""
    if count < 0:
        raise ValueError("A count is not below zero.")
    return None if count < SMALL else BASE * ((count + BASE // 2) // BASE)


def share_of_rounded(part: int, whole: int) -> float | None:
    """A share worked out from rounded parts (K-07).

    None where the part, the rest or the whole is withheld: "everybody" tells of each, and so does
    "nobody" (A3).
    """
    if part > whole:
        raise ValueError("A part is not above its whole.")
    above, rest, below = rounded(part), rounded(whole - part), rounded(whole)
    return None if above is None or rest is None or below is None else min(above / below, 1.0)


def say_share(part: int, whole: int) -> str:
    """A share in words, its count beside it only from twenty cases on (K-07)."""
    share = share_of_rounded(part, whole)
    if share is None:
        return "too few to show"
    said = f"about {100 * share:.0f} %"
    return said if whole < LEAST_FOR_BOTH else f"{said} of about {rounded(whole):,}"


def cells(table: Sequence[Sequence[int]]) -> Cells:
    """A table of counts with its totals, none of its hidden numbers to be had from the others.

    Small counts are hidden; then the table is solved for each of them, by somebody who knows every
    other number exactly and by somebody who reads the rounded ones, and further ones are hidden
    until none comes out (K-05).
    """
    full = _with_totals(table)
    hidden = [place for place, count in np.ndenumerate(full) if count < SMALL]
    while solved := _solved(full.shape, hidden) or _narrow(full, hidden):
        row = solved[0][0]
        shown = [place for place in np.ndindex(*full.shape) if place not in hidden]
        hidden.append(min(shown, key=lambda each: (each[0] != row, full[each], each)))
    said = [
        tuple(None if (row, column) in hidden else rounded(int(count)) for column, count in line)
        for row, line in ((row, enumerate(counts)) for row, counts in enumerate(full))
    ]
    return Cells(
        rows=tuple(line[:-1] for line in said[:-1]),
        row_totals=tuple(line[-1] for line in said[:-1]),
        column_totals=said[-1][:-1],
        total=said[-1][-1],
    )


def _narrow(full: np.ndarray, hidden: Sequence[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """The hidden numbers that the rounded ones leave no wider than the rounding."""
    from scipy.optimize import linprog  # Slow to import, and few tables need it.

    rows = _made_of(full.shape)
    shown = [at for at, place in enumerate(np.ndindex(*full.shape)) if place not in hidden]
    if not shown:
        return []
    said = np.array([rounded(int(full.flat[at])) or 0 for at in shown])
    limits = np.concatenate([said + BASE / 2, BASE / 2 - said])
    read = np.vstack([rows[shown], -rows[shown]])
    found = []
    for place in hidden:
        wanted = rows[np.ravel_multi_index(place, full.shape)]
        low, high = (
            linprog(sign * wanted, A_ub=read, b_ub=limits, method="highs") for sign in (1, -1)
        )
        if high.success and -high.fun - low.fun <= BASE + 1e-6:
            found.append(place)
    return found


def _with_totals(table: Sequence[Sequence[int]]) -> np.ndarray:
    if not table or not table[0] or len({len(line) for line in table}) > 1:
        raise ValueError("A table has rows of one length.")
    inner = np.array(table, dtype=int)
    with_rows = np.column_stack([inner, inner.sum(axis=1)])
    return np.vstack([with_rows, with_rows.sum(axis=0)])


def _made_of(shape: tuple[int, ...]) -> np.ndarray:
    """For each number of a table with its totals, the inner ones that it adds up; one row each."""
    tall, wide = shape
    down = np.vstack([np.eye(tall - 1), np.ones(tall - 1)])
    across = np.vstack([np.eye(wide - 1), np.ones(wide - 1)])
    return np.kron(down, across)


def _solved(shape: tuple[int, ...], hidden: Sequence[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """The hidden numbers that every other number of the table and its totals gives away.

    Each row and each column says that its numbers less its total make nought; a number is free
    where some way of keeping all of these changes it.
    """
    if not hidden:
        return []
    tall, wide = shape
    lines = np.zeros((tall + wide, len(hidden)))
    for at, (row, column) in enumerate(hidden):
        lines[row, at] = -1 if column == wide - 1 else 1
        lines[tall + column, at] = -1 if row == tall - 1 else 1
    _, sizes, ways = np.linalg.svd(lines)
    free = ways[int((sizes > 1e-9).sum()) :]
    return [place for at, place in enumerate(hidden) if np.allclose(free[:, at], 0, atol=1e-9)]
