"""About how many more cases it takes to tell a change of the size that matters.

A change is told when a period like the one at hand, set against a second of the same size, shows it
with a chance of 80 % at a level of 5 %, two-sided. Proportions as Fleiss, Levin & Paik (2003, 4.14)
have it, rates by the normal approximation to the Poisson, means and medians by the standard error
that their own interval shows.
"""

from math import ceil, sqrt

from scipy.stats import norm

from afreflect.domain import figure
from afreflect.domain.interval import LEVEL
from afreflect.domain.metric import Metric, Point

POWER = 0.8
_LEVEL = float(norm.ppf((1 + LEVEL) / 2))
_POWER = float(norm.ppf(POWER))


def for_proportion(share: float, change: float) -> int:
    """Cases in each of two periods; `share` and `change` are fractions.

    The share after the change is taken on the side of one half, where more cases are needed.
    """
    _refuse(change)
    after = share + change if share <= 0.5 else share - change
    after = min(max(after, 0.0), 1.0)
    mean = (share + after) / 2
    apart = abs(after - share)
    far = _LEVEL * sqrt(2 * mean * (1 - mean))
    near = _POWER * sqrt(share * (1 - share) + after * (1 - after))
    return ceil(((far + near) / apart) ** 2)


def for_rate(rate: float, change: float) -> int:
    """Units of exposure in each of two periods; `rate` and `change` are events per unit."""
    _refuse(change)
    return ceil((_LEVEL + _POWER) ** 2 * (2 * rate + change) / change**2)


def for_level(n: int, low: float, high: float, change: float) -> int:
    """Cases in each of two periods, from the 95 % interval that n cases gave a mean or a median."""
    _refuse(change)
    error = (high - low) / 2 / _LEVEL
    return ceil(2 * n * ((_LEVEL + _POWER) * error / change) ** 2)


def since(metric: Metric, before: Point, now: int, change: float) -> int | None:
    """How many more cases since a day tell a change, where the time before can grow no more.

    As many of unequal size carry as much as equal ones where 1/n + 1/m is the same. `now` is how
    many there are since. None where no number tells it: too few stand before, or nothing tells.
    """
    each = _each(metric, before, change)
    if each is None or not before.n or 2 * before.n <= each:
        return None
    # Whole numbers all the way: 1 / (2 / each - 1 / n) would be rounded up past itself.
    return max(0, -(-each * before.n // (2 * before.n - each)) - now)


def _each(metric: Metric, whole: Point, change: float) -> int | None:
    """Cases in each of two periods like this one; None where nothing tells."""
    if whole.value is None or change <= 0:
        return None
    if metric.kind == "proportion":
        return for_proportion(whole.value, change)
    if metric.kind == "rate":
        # Counted in units of exposure, and said in the units that have it: shifts, not hours.
        if not whole.exposure:
            return None
        return ceil(for_rate(whole.value, change) * whole.n / whole.exposure)
    if whole.low is None or whole.high is None or whole.high == whole.low:
        return None
    return for_level(whole.n, whole.low, whole.high, change)


def more(metric: Metric, whole: Point, change: float) -> int | None:
    """How many more cases than a period has; 0 where it has enough, None where nothing tells."""
    each = _each(metric, whole, change)
    return None if each is None else max(0, each - whole.n)


def sentence(metric: Metric, whole: Point, change: float) -> str:
    """The same as a sentence; '' where nothing tells."""
    cases = more(metric, whole, change)
    if cases is None:
        return ""
    size = figure.say_difference(change, metric)
    if cases == 0:
        return f"There are enough {metric.noun} here to tell a change of {size}."
    more_of = figure.noun_for(cases, metric.noun)
    verb = "is" if cases == 1 else "are"
    return (
        f"About {figure.count(plain(cases))} more {more_of} {verb} needed to tell a change of "
        f"{size}."
    )


def plain(cases: int) -> int:
    """Two digits that count, rounded up: nobody knows more than that."""
    unit = 10 ** max(len(str(cases)) - 2, 0)
    return -(-cases // unit) * unit


def _refuse(change: float) -> None:
    if change <= 0:
        raise ValueError("A change must be above zero to be told.")
