"""What two snapshots of overlapping groups tell together, by linear programming over orders.

The unknowns are people, not ranks: one who is in both groups has one figure. The attacker tries
orders of everybody from the lowest to the highest, and for each the least and the most that a
named colleague's figure can be; where these leave little, every order at once.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

from afreflect.domain.disclosure import Snapshot
from tests.domain.disclosure.attacker import edges
from tests.domain.disclosure.groups import NATURAL

Reads = Callable[[Snapshot, int], Iterable[tuple[range, tuple[float, float]]]]
"""How a snapshot is read: the ranks that a number is the mean of, and from where to where it is."""


@dataclass(frozen=True)
class Together:
    """The true figures of everybody, the groups that were shown, and whose figure is known."""

    figures: Mapping[str, float]
    shown: Sequence[tuple[Snapshot, frozenset[str]]]
    attacker: str
    reads: Reads = edges

    @property
    def step(self) -> float:
        return self.shown[0][0].asked.scale.step


def pins(attack: Together, colleague: str) -> bool:
    """Whether what was shown leaves the colleague no more than the rounding step.

    Some orders are tried first: where they alone leave more, all others can only add to it.
    """
    ends: list[float] = []
    for order in _orders(attack, colleague):
        ends += _ends(attack, colleague, order)
        if ends and max(ends) - min(ends) > attack.step * (1 + 1e-6):
            return False
    low, high = over_all_orders(attack, colleague)
    return high - low <= attack.step * (1 + 1e-6)


def over_all_orders(attack: Together, colleague: str) -> tuple[float, float]:
    """The least and the most that a colleague's figure can be, exactly, over every order at once.

    A mixed-integer programme: each member of a group takes one rank of it, and where they do, their
    figure is the figure of that rank.
    """
    people = list(attack.figures)
    low, high = NATURAL[attack.shown[0][0].asked.kind]
    programme = _Programme([low] * len(people), [high] * len(people))
    own = people.index(attack.attacker)
    programme.least[own] = programme.most[own] = attack.figures[attack.attacker]
    for snapshot, members in attack.shown:
        inside = [at for at, each in enumerate(people) if each in members]
        ranks = [programme.unknown(low, high) for _ in inside]
        takes = [[programme.unknown(0, 1, whole=True) for _ in ranks] for _ in inside]
        for lower, upper in pairwise(ranks):
            programme.hold({lower: 1, upper: -1}, -np.inf, 0)
        for who, row in zip(inside, takes, strict=True):
            programme.hold(dict.fromkeys(row, 1), 1, 1)
            for rank, taken in zip(ranks, row, strict=True):
                for sign in (1, -1):
                    programme.hold({rank: sign, who: -sign, taken: high - low}, -np.inf, high - low)
        for column in zip(*takes, strict=True):
            programme.hold(dict.fromkeys(column, 1), 1, 1)
        programme.hold({**dict.fromkeys(ranks, 1), **dict.fromkeys(inside, -1)}, 0, 0)
        for averaged, (least, most) in attack.reads(snapshot, len(inside)):
            programme.hold({ranks[at]: 1 / len(averaged) for at in averaged}, least, most)
    target = people.index(colleague)
    return programme.end(target, 1), programme.end(target, -1)


@dataclass
class _Programme:
    """Unknowns with their bounds, and what holds between them."""

    least: list[float]
    most: list[float]
    whole: set[int] = field(default_factory=set)
    held: list[tuple[dict[int, float], float, float]] = field(default_factory=list)

    def unknown(self, least: float, most: float, whole: bool = False) -> int:
        self.least.append(least)
        self.most.append(most)
        if whole:
            self.whole.add(len(self.least) - 1)
        return len(self.least) - 1

    def hold(self, parts: Mapping[int, float], least: float, most: float) -> None:
        self.held.append((dict(parts), least, most))

    def end(self, target: int, sign: int) -> float:
        rows = np.zeros((len(self.held), len(self.least)))
        for row, (parts, _, _) in zip(rows, self.held, strict=True):
            row[list(parts)] = list(parts.values())
        wanted = np.zeros(len(self.least))
        wanted[target] = sign
        limits: Any = np.array([(least, most) for _, least, most in self.held])
        ends: Any = np.array([self.least, self.most])
        solved = milp(
            wanted,
            constraints=LinearConstraint(rows, limits[:, 0], limits[:, 1]),
            integrality=[int(at in self.whole) for at in range(len(self.least))],
            bounds=Bounds(ends[0], ends[1]),
        )
        assert solved.x is not None, "What was released must fit the true figures."
        return float(solved.x[target])


def _orders(attack: Together, colleague: str) -> Iterator[list[str]]:
    """The true order, then the colleague at every other place and in everybody else's stead."""
    true = sorted(attack.figures, key=lambda each: attack.figures[each])
    yield true
    rest = [each for each in true if each != colleague]
    for place in (0, len(rest), *range(1, len(rest))):
        yield [*rest[:place], colleague, *rest[place:]]
    for other in rest:
        stead = {colleague: other, other: colleague}
        yield [stead.get(each, each) for each in true]


def _ends(attack: Together, colleague: str, order: Sequence[str]) -> list[float]:
    at = {each: place for place, each in enumerate(order)}
    rows, limits = (
        [*(np.eye(len(order) - 1, len(order)) - np.eye(len(order) - 1, len(order), k=1))],
        [],
    )
    limits += [0.0] * (len(order) - 1)
    for snapshot, members in attack.shown:
        inside = [each for each in order if each in members]
        for ranks, (low, high) in attack.reads(snapshot, len(inside)):
            row = np.zeros(len(order))
            row[[at[inside[rank]] for rank in ranks]] = 1 / len(ranks)
            rows += [row, -row]
            limits += [high, -low]
    bounds = [NATURAL[attack.shown[0][0].asked.kind]] * len(order)
    own = attack.figures[attack.attacker]
    bounds[at[attack.attacker]] = (own, own)
    found = []
    for sign in (1.0, -1.0):
        wanted = np.zeros(len(order))
        wanted[at[colleague]] = sign
        solved = linprog(wanted, A_ub=np.array(rows), b_ub=limits, bounds=bounds, method="highs")
        if solved.success:
            found.append(float(solved.x[at[colleague]]))
    return found
