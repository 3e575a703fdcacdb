"""How far two figures lie apart, with the interval of that: of two samples, or of a part from all.

Two samples, as before and since a day, are independent. Units that stay when some are left out are
a part of all, so those two figures are not. Those that stay and those that go are: for shares,
rates and means the move is w (stay - go), with w the part that goes, and its interval is w times
the interval of that difference.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from scipy import stats

from afreflect.domain.interval import LEVEL, Interval, poisson, wilson

DRAWS = 2_000
FEWEST_DRAWS = 400
MOST_WORK = 20_000_000
"""Values drawn in all: for a department's file fewer draws are made, never below 400."""
AT_ONCE = 1_000_000
"""Values held at a time, so that a large file takes no more memory than a small one."""
SEED = 20_261_122
FEWEST_VALUES = 10
"""Values below which a quantile is not drawn anew."""


def between_shares(
    met: float, n: float, met_before: float, n_before: float, level: float = LEVEL
) -> Interval | None:
    """The interval of one share less another, in fractions: Newcombe's hybrid score interval.

    Method 10 of Newcombe, Statistics in Medicine 1998;17:873-890. None where either has no units.
    """
    first, second = wilson(met, n, level), wilson(met_before, n_before, level)
    if first is None or second is None:
        return None
    return _recovered(met / n, first, met_before / n_before, second)


def of_shares(
    met_stay: float, stay: float, met_go: float, go: float, level: float = LEVEL
) -> Interval | None:
    """The interval of the move of a share, in fractions: that of the difference, scaled.

    None where none stay or none go.
    """
    return _scaled(between_shares(met_stay, stay, met_go, go, level), go, stay + go)


def between_rates(
    events: float,
    exposure: float,
    events_before: float,
    exposure_before: float,
    level: float = LEVEL,
) -> Interval | None:
    """The interval of one rate less another, in events per exposure, from their exact intervals.

    Method of variance estimates recovery: Zou and Donner, Statistics in Medicine 2008;27:1693-1702.
    None where either has no exposure.
    """
    first = poisson(events, exposure, level)
    second = poisson(events_before, exposure_before, level)
    if first is None or second is None:
        return None
    return _recovered(events / exposure, first, events_before / exposure_before, second)


def of_rates(
    events_stay: float, stay: float, events_go: float, go: float, level: float = LEVEL
) -> Interval | None:
    """The interval of the move of a rate: that of the difference, scaled by the exposure that goes.

    None where no exposure stays or none goes.
    """
    return _scaled(between_rates(events_stay, stay, events_go, go, level), go, stay + go)


def between_means(
    values: Sequence[float], before: Sequence[float], level: float = LEVEL
) -> Interval | None:
    """The interval of one mean less another, in their unit: Welch's.

    Welch, Biometrika 1947;34:28-35. None where either has fewer than two values, or none differ.
    """
    if len(values) < 2 or len(before) < 2:
        return None
    one, two = np.asarray(values, float), np.asarray(before, float)
    errors = one.var(ddof=1) / len(one), two.var(ddof=1) / len(two)
    error = sum(errors)
    if error <= 0:
        return None
    freedom = error**2 / (errors[0] ** 2 / (len(one) - 1) + errors[1] ** 2 / (len(two) - 1))
    half = float(stats.t.ppf((1 + level) / 2, freedom)) * float(np.sqrt(error))
    apart = float(one.mean() - two.mean())
    return apart - half, apart + half


def of_means(stay: Sequence[float], go: Sequence[float], level: float = LEVEL) -> Interval | None:
    """The interval of the move of a mean, in its unit: that of the difference, scaled.

    None where fewer than two values stay or go, or none differ.
    """
    return _scaled(between_means(stay, go, level), len(go), len(stay) + len(go))


def between_quantiles(
    values: Sequence[float], before: Sequence[float], share: float, level: float = LEVEL
) -> Interval | None:
    """The interval of one quantile less another, in their unit: as `of_quantiles` draws it.

    None where either has fewer than ten values.
    """
    if len(values) < FEWEST_VALUES or len(before) < FEWEST_VALUES:
        return None
    moves = [
        np.quantile(one, share, axis=1) - np.quantile(two, share, axis=1)
        for one, two in _drawn(values, before)
    ]
    return _middle(moves, level)


def of_quantiles(
    stay: Sequence[float], go: Sequence[float], share: float, level: float = LEVEL
) -> Interval | None:
    """The interval of the move of a quantile, in its unit: a percentile bootstrap, the same twice.

    Those that stay and those that go are drawn anew each by themselves (Efron, Annals of Statistics
    1979;7:1-26). None where fewer than ten stay or none go.
    """
    if len(stay) < FEWEST_VALUES or not len(go):
        return None
    moves = [
        np.quantile(stayed, share, axis=1)
        - np.quantile(np.concatenate((stayed, gone), axis=1), share, axis=1)
        for stayed, gone in _drawn(stay, go)
    ]
    return _middle(moves, level)


def _recovered(one: float, first: Interval, other: float, second: Interval) -> Interval:
    """The interval of one figure less another, each with an interval of its own."""
    apart = one - other
    below = float(np.hypot(one - first[0], second[1] - other))
    above = float(np.hypot(first[1] - one, other - second[0]))
    return apart - below, apart + above


def _scaled(apart: Interval | None, part: float, all_units: float) -> Interval | None:
    if apart is None:
        return None
    weight = part / all_units
    return weight * apart[0], weight * apart[1]


def _drawn(one: Sequence[float], two: Sequence[float]) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Both samples drawn anew, each by itself, many times: a few rows at a time."""
    chance = np.random.default_rng(SEED)
    first, second = np.asarray(one, float), np.asarray(two, float)
    size = len(first) + len(second)
    draws = int(np.clip(MOST_WORK // size, FEWEST_DRAWS, DRAWS))
    at_once = max(1, AT_ONCE // size)
    for begun in range(0, draws, at_once):
        rows = min(at_once, draws - begun)
        yield (
            first[chance.integers(0, len(first), (rows, len(first)))],
            second[chance.integers(0, len(second), (rows, len(second)))],
        )


def _middle(moves: Sequence[np.ndarray], level: float) -> Interval:
    low, high = np.quantile(np.concatenate(moves), [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)
