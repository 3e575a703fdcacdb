"""Somebody in the room who works out what a colleague's figure can be, by linear programming.

Written against the published rule alone (which ranks an edge is averaged over, how it is rounded
and coded), on none of the functions that keep it. The attacker is taken to know more than the wall
tells: how many contributed, and the exact figures of some contributors, at first only their own.

The unknowns are the figures in order, x1 <= x2 <= ... <= xn. A colleague whose figure is not known
can stand at any rank that is free, so a named one's range runs from the least that the lowest of
them can be to the most that the highest can be, over every order that fits what was released.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import block_diag, csr_matrix

from afreflect.domain.disclosure import Edge, Snapshot
from tests.domain.disclosure.groups import NATURAL

TOGETHER = 200
"""Attacks solved as the blocks of one linear programme: they share no unknown."""


@dataclass(frozen=True)
class Attack:
    """What was released, how many contributed, the known figures, and ranks they truly have.

    The ranks are no knowledge of the attacker's. They are one of the orders that must be allowed
    for, and are tried first: where it alone leaves a wide range, the others can only widen it.
    """

    released: Snapshot
    size: int
    known: tuple[float, ...]
    ranks: tuple[int, ...]


def attack(released: Snapshot, figures: Iterable[float], ranks: Iterable[int]) -> Attack:
    """The attack of those who stand at these ranks; among equals they may stand in any order."""
    ordered = sorted(figures)
    found: list[int] = []
    for rank in ranks:
        alike = [at for at, each in enumerate(ordered) if each == ordered[rank]]
        free = [at for at in alike if at not in found]
        found.append(min(free, key=lambda at: abs(at - len(ordered) / 2)))
    found.sort()
    return Attack(released, len(ordered), tuple(ordered[at] for at in found), tuple(found))


def pinned(attacks: Sequence[Attack]) -> list[Attack]:
    """The attacks that succeed: the range is no wider than the rounding step."""
    hopeful = [
        each
        for start in range(0, len(attacks), TOGETHER)
        for each in _narrow(attacks[start : start + TOGETHER])
    ]
    return [each for each in hopeful if _is_narrow(each, *over_all_orders(each))]


def over_all_orders(attack: Attack) -> tuple[float, float]:
    """The lowest and the highest that a named colleague's figure can be, over every order."""
    ends = []
    for ranks in combinations(range(attack.size), len(attack.known)):
        tried = [Attack(attack.released, attack.size, attack.known, ranks)]
        both = _solve(tried, True), _solve(tried, False)
        if both[0] and both[1]:
            ends += [*both[0], *both[1]]
    return min(ends), max(ends)


def _narrow(attacks: Sequence[Attack]) -> list[Attack]:
    lows, highs = _solve(attacks, True), _solve(attacks, False)
    assert lows, "What was released must fit the true figures."
    assert highs
    return [
        each
        for each, low, high in zip(attacks, lows, highs, strict=True)
        if _is_narrow(each, low, high)
    ]


def _is_narrow(attack: Attack, low: float, high: float) -> bool:
    return high - low <= attack.released.asked.scale.step * (1 + 1e-6)


def _solve(attacks: Sequence[Attack], lowest: bool) -> list[float]:
    """The end of each range with the known at their ranks; nothing where that order fits none."""
    blocks: list[csr_matrix] = []
    limits: list[float] = []
    bounds: list[tuple[float, float]] = []
    wanted: list[float] = []
    targets: list[int] = []
    for each in attacks:
        block, limit = _constraints(each)
        blocks.append(block)
        limits += limit
        free = [rank for rank in range(each.size) if rank not in each.ranks]
        target = free[0] if lowest else free[-1]
        targets.append(len(wanted) + target)
        told = dict(zip(each.ranks, each.known, strict=True))
        natural = NATURAL[each.released.asked.kind]
        for rank in range(each.size):
            bounds.append((told[rank], told[rank]) if rank in told else natural)
            wanted.append((1.0 if lowest else -1.0) if rank == target else 0.0)
    matrix = block_diag(blocks, format="csr")
    solved = linprog(wanted, A_ub=matrix, b_ub=limits, bounds=bounds, method="highs")
    return [float(solved.x[target]) for target in targets] if solved.success else []


def _constraints(attack: Attack) -> tuple[csr_matrix, list[float]]:
    size = attack.size
    in_order = np.eye(size - 1, size) - np.eye(size - 1, size, k=1)
    rows, limits = [*in_order], [0.0] * (size - 1)
    for ranks, (low, high) in edges(attack.released, size):
        row = np.zeros(size)
        row[list(ranks)] = 1 / len(ranks)
        rows += [row, -row]
        limits += [high, -low]
    return csr_matrix(np.array(rows)), limits


def edges(released: Snapshot, size: int) -> Iterable[tuple[range, tuple[float, float]]]:
    """The ranks (from nought) behind each edge of a band, and what their mean can have been."""
    if released.band is None:
        return
    half = size // 2
    middle = range(half - 1, half + 2) if size % 2 else range(half - 2, half + 2)
    ranks = range(1, 4), middle, range(size - 4, size - 1)
    band = released.band
    for each, edge in zip(ranks, (band.low, band.middle, band.high), strict=True):
        yield each, _before_rounding(edge, released)


def _before_rounding(edge: Edge, released: Snapshot) -> tuple[float, float]:
    """What a mean can have been that is said so; a hair wider, for sums of floating numbers."""
    scale, hair = released.asked.scale, 1e-7
    low, high = NATURAL[released.asked.kind]
    if edge.value is not None:
        return edge.value - scale.step / 2 - hair, edge.value + scale.step / 2 + hair
    if edge.words.startswith("under"):
        return low, scale.low + 1.5 * scale.step + hair
    return scale.high - 1.5 * scale.step - hair, high
