"""Which of the clinician's own measures rise and fall together, month by month."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

import numpy as np
from scipy import stats

from afreflect.domain.metric import Point

MONTHS = 12
"""Common points below which nothing is said of two measures."""
LEVEL = 0.05
NOT_CAUSE = (
    "Moving together is not cause: both may follow the season, the department or the same patients."
)


@dataclass(frozen=True)
class Tie:
    """Two measures that are tied over time, by their ids.

    `rho` is Spearman's rank correlation of their `points` common months, `p` its two-sided
    probability by chance, `adjusted` the same for as many pairs as were looked at.
    """

    first: str
    second: str
    points: int
    rho: float
    p: float
    adjusted: float

    @property
    def holds(self) -> bool:
        """Whether more than chance ties them."""
        return self.adjusted < LEVEL


def pairs(series: Mapping[str, Sequence[Point]]) -> tuple[Tie, ...]:
    """Every pair of measures with enough common months, tied or not.

    Spearman 1904; probabilities adjusted for the number of pairs after Holm 1979. Months count
    where both measures have enough cases for a figure.
    """
    found = [
        tie
        for (first, left), (second, right) in combinations(series.items(), 2)
        if (tie := _pair(first, second, _figures(left), _figures(right)))
    ]
    least = 0.0
    adjusted = []
    for place, tie in enumerate(sorted(found, key=lambda tie: tie.p)):
        least = max(least, min(1.0, tie.p * (len(found) - place)))
        adjusted.append(replace(tie, adjusted=least))
    return tuple(adjusted)


def tied_with(ties: Sequence[Tie], metric_id: str) -> tuple[tuple[str, Tie], ...]:
    """The measures that are tied with one, each with how."""
    return tuple(
        (tie.second if tie.first == metric_id else tie.first, tie)
        for tie in ties
        if tie.holds and metric_id in (tie.first, tie.second)
    )


def say(tie: Tie, here: str, other: str) -> str:
    """A tie in one sentence, with the two measures' titles."""
    end = "high too" if tie.rho > 0 else "low"
    return (
        f'Over {tie.points} months, when "{here}" was high, "{other}" tended to be {end} (rank '
        f"correlation {tie.rho:.2f})."
    )


def _figures(points: Sequence[Point]) -> dict[object, float]:
    return {
        point.start: point.value
        for point in points
        if point.start and point.value is not None and point.carries_a_rate
    }


def _pair(
    first: str, second: str, left: Mapping[object, float], right: Mapping[object, float]
) -> Tie | None:
    common = [start for start in left if start in right]
    if len(common) < MONTHS:
        return None
    x, y = np.array([left[start] for start in common]), np.array([right[at] for at in common])
    if np.ptp(x) == 0 or np.ptp(y) == 0:
        return None
    found: Any = stats.spearmanr(x, y)
    p = float(found.pvalue)
    return Tie(first, second, len(common), float(found.statistic), p, p)
