"""How far leaving some units out moves a figure, with the interval of that move.

Those that stay are a part of all, so the two figures are not independent. Those that stay and those
that go are: for shares and means the move is w (stay - go), with w the part that goes, and its
interval is w times the interval of that difference.
"""

from collections.abc import Sequence

import numpy as np
from scipy import stats

from afreflect.domain.interval import LEVEL, Interval, wilson

DRAWS = 2_000
FEWEST_DRAWS = 400
MOST_WORK = 20_000_000
"""Values drawn in all: for a department's file fewer draws are made, never below 400."""
AT_ONCE = 1_000_000
"""Values held at a time, so that a large file takes no more memory than a small one."""
SEED = 20_261_122


def of_shares(
    met_stay: float, stay: float, met_go: float, go: float, level: float = LEVEL
) -> Interval | None:
    """The interval of the move of a share, in fractions: Newcombe's hybrid score interval, scaled.

    Method 10 of Newcombe, Statistics in Medicine 1998;17:873-890. None where none stay or none go.
    """
    first, second = wilson(met_stay, stay, level), wilson(met_go, go, level)
    if first is None or second is None:
        return None
    share, other = met_stay / stay, met_go / go
    apart = share - other
    below = float(np.hypot(share - first[0], second[1] - other))
    above = float(np.hypot(first[1] - share, other - second[0]))
    part = go / (stay + go)
    return part * (apart - below), part * (apart + above)


def of_means(stay: Sequence[float], go: Sequence[float], level: float = LEVEL) -> Interval | None:
    """The interval of the move of a mean, in its unit: Welch's, scaled.

    Welch, Biometrika 1947;34:28-35. None where fewer than two values stay or go, or none differ.
    """
    if len(stay) < 2 or len(go) < 2:
        return None
    one, two = np.asarray(stay, float), np.asarray(go, float)
    errors = one.var(ddof=1) / len(one), two.var(ddof=1) / len(two)
    error = sum(errors)
    if error <= 0:
        return None
    freedom = error**2 / (errors[0] ** 2 / (len(one) - 1) + errors[1] ** 2 / (len(two) - 1))
    half = float(stats.t.ppf((1 + level) / 2, freedom)) * float(np.sqrt(error))
    apart = float(one.mean() - two.mean())
    part = len(two) / (len(one) + len(two))
    return part * (apart - half), part * (apart + half)


def of_quantiles(
    stay: Sequence[float], go: Sequence[float], share: float, level: float = LEVEL
) -> Interval | None:
    """The interval of the move of a quantile, in its unit: a percentile bootstrap, the same twice.

    Those that stay and those that go are drawn anew each by themselves (Efron, Annals of Statistics
    1979;7:1-26). None where fewer than ten stay or none go.
    """
    if len(stay) < 10 or not len(go):
        return None
    chance = np.random.default_rng(SEED)
    one, two = np.asarray(stay, float), np.asarray(go, float)
    size = len(one) + len(two)
    draws = int(np.clip(MOST_WORK // size, FEWEST_DRAWS, DRAWS))
    at_once = max(1, AT_ONCE // size)
    moves = []
    for begun in range(0, draws, at_once):
        rows = min(at_once, draws - begun)
        stayed = one[chance.integers(0, len(one), (rows, len(one)))]
        gone = two[chance.integers(0, len(two), (rows, len(two)))]
        together = np.concatenate((stayed, gone), axis=1)
        moves.append(np.quantile(stayed, share, axis=1) - np.quantile(together, share, axis=1))
    low, high = np.quantile(np.concatenate(moves), [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)
