"""Intervals: how far a figure from so few cases may lie from the long run."""

from collections.abc import Sequence

import numpy as np
from scipy import stats

LEVEL = 0.95
Interval = tuple[float, float]


def wilson(met: float, n: float, level: float = LEVEL) -> Interval | None:
    """The score interval of a proportion, without continuity correction (Wilson 1927).

    Fractions from 0 to 1; None without any case.
    """
    if n <= 0:
        return None
    z = float(stats.norm.ppf((1 + level) / 2))
    share = met / n
    middle = (share + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z * np.sqrt(share * (1 - share) / n + z**2 / (4 * n**2)) / (1 + z**2 / n)
    # Of none or of all one end is 0 or 1 itself, which rounding misses by a hair.
    low = float(middle - half) if met > 0 else 0.0
    high = float(middle + half) if met < n else 1.0
    return max(0.0, low), min(1.0, high)


def quantile(ordered: Sequence[float], share: float, level: float = LEVEL) -> Interval | None:
    """The order-statistic interval of a quantile, distribution-free (Conover 1999, section 3.2).

    `ordered` ascending, in the unit of the values. None where too few values reach the level.
    """
    n = len(ordered)
    if n == 0:
        return None
    lower = int(stats.binom.ppf((1 - level) / 2, n, share))
    upper = int(stats.binom.ppf((1 + level) / 2, n, share)) + 1
    if lower < 1 or upper > n:
        return None
    return float(ordered[lower - 1]), float(ordered[upper - 1])


def mean(average: float, spread: float | None, n: int, level: float = LEVEL) -> Interval | None:
    """Student's t interval of a mean; `spread` is the sample standard deviation.

    None with fewer than two values.
    """
    if n < 2 or spread is None:
        return None
    half = student(n, level) * spread / n**0.5
    return average - half, average + half


def student(n: int, level: float = LEVEL) -> float:
    """How many standard errors of a mean of n values reach to the ends of its interval."""
    return float(stats.t.ppf((1 + level) / 2, n - 1))


def clopper_pearson(met: float, n: float, level: float = LEVEL) -> Interval | None:
    """The exact interval of a proportion (Clopper & Pearson 1934): never too narrow, often wide.

    Fractions from 0 to 1; None without any case.
    """
    if n <= 0:
        return None
    tail = (1 - level) / 2
    low = 0.0 if met == 0 else float(stats.beta.ppf(tail, met, n - met + 1))
    high = 1.0 if met == n else float(stats.beta.ppf(1 - tail, met + 1, n - met))
    return low, high


def poisson(events: float, exposure: float = 1.0, level: float = LEVEL) -> Interval | None:
    """The exact interval of a count, or of a rate over an exposure (Garwood 1936).

    In events per unit of exposure; None without any exposure.
    """
    if exposure <= 0:
        return None
    tail = (1 - level) / 2
    low = 0.0 if events == 0 else float(stats.gamma.ppf(tail, events))
    return low / exposure, float(stats.gamma.ppf(1 - tail, events + 1)) / exposure
