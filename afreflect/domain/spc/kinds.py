"""The kinds of chart, and the centre and limits of each."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from scipy.special import gammaln
from scipy.stats import geom, norm

from afreflect.domain.spc.stretches import Column, Mask, Stretches

Kind = Literal["run", "xmr", "mr", "p", "pprime", "u", "uprime", "c", "g", "t", "xbar", "s"]
KINDS: tuple[Kind, ...] = get_args(Kind)
SIGMA = 3.0
NEAR = 2.0
"""Near limits stand two thirds of the way from the centre to the limits."""
D2 = 1.128
"""The mean range of two normal values, in standard deviations (Montgomery, appendix VI)."""
D4 = 3.267
"""A moving range above so many times their mean is beyond its own limit (Nelson 1982)."""
NELSON = 3.6
"""A Weibull of this shape is nearly symmetric: the power that makes times plain (Nelson 1994)."""


@dataclass(frozen=True)
class Figures:
    """What limits are computed from: one column each, one entry a point.

    `value` is the plotted figure. `sizes` are denominators or subgroup sizes, `spreads` the
    standard deviations within subgroups. `counted` marks the points in the baseline that have a
    value, None where all do. `sigma` is how many standard deviations a limit is from the centre
    for a mean moving range of one: 2.66 or 3/1.128. `centre` is given where it is known. `exact`
    takes a g chart's limits from the geometric distribution itself.
    """

    value: Column
    sizes: Column | None
    spreads: Column | None
    stretches: Stretches
    counted: Mask | None
    screened: bool
    sigma: float
    centre: float | None = None
    exact: bool = False

    def mean(self) -> Column:
        """The given centre, or the mean of each stretch's baseline, for each stretch."""
        if self.centre is not None:
            return np.full(len(self.stretches.starts), self.centre)
        return self.stretches.mean(self.value, self.counted)

    def share(self) -> Column:
        """The given centre, or all events over all sizes of each stretch's baseline."""
        if self.centre is not None:
            return np.full(len(self.stretches.starts), self.centre)
        sizes = _of(self.sizes)
        events = self.value * sizes
        if self.counted is not None:
            events = np.where(self.counted, events, 0.0)
            sizes = np.where(self.counted, sizes, 0.0)
        return self.stretches.total(events) / self.stretches.total(sizes)


@dataclass(frozen=True)
class Limits:
    """Centre, limits and near limits, each a column in the unit of the plotted figure."""

    centre: Column
    lower: Column
    upper: Column
    near_lower: Column
    near_upper: Column


def needs_sizes(kind: Kind) -> bool:
    """Whether a chart can't be drawn without a denominator."""
    return kind in ("p", "pprime", "u", "uprime")


def limits(kind: Kind, figures: Figures) -> Limits:
    """The limits that a kind of chart draws."""
    return _LIMITS[kind](figures)


def moving_range(figures: Figures, column: Column) -> Column:
    """The mean absolute step of each stretch's baseline, between neighbours that both count.

    Screened, steps beyond their own limit are left out once (Nelson 1982). Where that would leave
    nothing but standstill, as in a series that is mostly one value, all steps count.
    """
    steps = np.abs(figures.stretches.steps(column))
    counted = np.isfinite(steps)
    if figures.counted is not None:
        counted &= figures.counted
        counted[1:] &= figures.counted[:-1]
    mean = figures.stretches.mean(steps, counted)
    if not figures.screened:
        return mean
    calm = figures.stretches.mean(steps, counted & (steps < D4 * figures.stretches.spread(mean)))
    return np.where(calm > 0, calm, mean)


def _run(figures: Figures) -> Limits:
    if figures.centre is None:
        middle = figures.stretches.median(figures.value, figures.counted)
    else:
        middle = figures.mean()
    none = np.full(figures.stretches.n, np.nan)
    return Limits(figures.stretches.spread(middle), none, none, none, none)


def _xmr(figures: Figures) -> Limits:
    reach = figures.sigma * moving_range(figures, figures.value)
    return _level(figures, figures.mean(), reach)


def _mr(figures: Figures) -> Limits:
    centre = figures.mean()
    none = figures.stretches.spread(np.zeros_like(centre))
    upper = figures.stretches.spread(D4 * centre)
    near = figures.stretches.spread(D4 * centre * NEAR / SIGMA)
    return Limits(figures.stretches.spread(centre), none, upper, none, near)


def _p(figures: Figures) -> Limits:
    share = figures.stretches.spread(figures.share())
    return _around(share, _binomial(figures, share), least=0.0, most=1.0)


def _u(figures: Figures) -> Limits:
    rate = figures.stretches.spread(figures.share())
    return _around(rate, np.sqrt(rate / _at_risk(figures)), least=0.0)


def _p_prime(figures: Figures) -> Limits:
    share = figures.stretches.spread(figures.share())
    spread = _binomial(figures, share)
    return _around(share, spread * _between(figures, share, spread), least=0.0, most=1.0)


def _u_prime(figures: Figures) -> Limits:
    rate = figures.stretches.spread(figures.share())
    spread = np.sqrt(rate / _at_risk(figures))
    return _around(rate, spread * _between(figures, rate, spread), least=0.0)


def _between(figures: Figures, centre: Column, spread: Column) -> Column:
    """How far points differ beyond what chance within them explains (Laney 2002), for each point.

    Below one the points differ less than chance would have it, and the limits narrow.
    """
    apart = np.divide(figures.value - centre, spread, out=np.zeros_like(centre), where=spread > 0)
    factor = moving_range(figures, apart) / D2
    return figures.stretches.spread(factor)


def _c(figures: Figures) -> Limits:
    mean = figures.mean()
    return _level(figures, mean, SIGMA * np.sqrt(mean), least=0.0)


def _g(figures: Figures) -> Limits:
    """Cases between events: three sigma of the geometric around the median (Provost & Murray).

    Exact limits are the quantiles of a geometric distribution with the mean of the baseline that
    lie as far out as three and two sigma of a normal one (Benneyan 2001).
    """
    spread = figures.stretches.spread
    if figures.centre is None:
        middle = figures.stretches.median(figures.value, figures.counted)
    else:
        middle = figures.mean()
    if not figures.exact:
        return _level(figures, middle, SIGMA * np.sqrt(middle * (middle + 1)), least=0.0)
    share = 1 / (figures.stretches.mean(figures.value, figures.counted) + 1)
    # Where nothing ever lies between, the quantile of a certain event is one below none at all.
    ends = [
        spread(np.maximum(geom.ppf(norm.cdf(sigma), share) - 1, 0.0))
        for sigma in (-SIGMA, SIGMA, -NEAR, NEAR)
    ]
    return Limits(spread(middle), *ends)


def _t(figures: Figures) -> Limits:
    """Times between events: an XmR of their 3.6th root, drawn as times again (Nelson 1994)."""
    plain = figures.value ** (1 / NELSON)
    if figures.centre is None:
        centre = figures.stretches.mean(plain, figures.counted)
    else:
        centre = figures.mean() ** (1 / NELSON)
    level = _level(figures, centre, SIGMA / D2 * moving_range(figures, plain), least=0.0)
    return Limits(
        level.centre**NELSON,
        level.lower**NELSON,
        level.upper**NELSON,
        level.near_lower**NELSON,
        level.near_upper**NELSON,
    )


def _xbar(figures: Figures) -> Limits:
    """Means of subgroups, by the spread within them (Montgomery 6.28 to 6.31)."""
    sizes = _of(figures.sizes)
    spread = figures.stretches.spread(_within(figures))
    return _around(
        figures.stretches.spread(figures.share()), spread / (_c4(sizes) * np.sqrt(sizes))
    )


def _s(figures: Figures) -> Limits:
    """Spreads within subgroups, by their own spread (Montgomery 6.27 to 6.31)."""
    centre = figures.stretches.spread(_within(figures))
    c4 = _c4(_of(figures.sizes))
    return _around(centre, centre * np.sqrt(1 - c4**2) / c4, least=0.0)


def _within(figures: Figures) -> Column:
    """The spread within subgroups: the mean of theirs, pooled where sizes differ."""
    sizes, spreads, stretches = _of(figures.sizes), _of(figures.spreads), figures.stretches
    counted = np.isfinite(spreads)
    if figures.counted is not None:
        counted &= figures.counted
    mean = stretches.mean(spreads, counted)
    free = np.where(counted, sizes - 1, 0.0)
    pooled = np.sqrt(
        stretches.total(np.where(counted, free * spreads**2, 0.0)) / stretches.total(free)
    )
    least = np.minimum.reduceat(np.where(counted, sizes, np.inf), stretches.starts)
    most = np.maximum.reduceat(np.where(counted, sizes, -np.inf), stretches.starts)
    return np.where(least == most, mean, pooled)


def _c4(sizes: Column) -> Column:
    """How far short of the truth the spread within n normal values falls on average."""
    n = np.where(sizes > 1, sizes, np.nan)
    return np.sqrt(2 / (n - 1)) * np.exp(gammaln(n / 2) - gammaln((n - 1) / 2))


def _binomial(figures: Figures, share: Column) -> Column:
    return np.sqrt(np.maximum(share * (1 - share), 0.0) / _at_risk(figures))


def _level(figures: Figures, centre: Column, reach: Column, least: float | None = None) -> Limits:
    """The same limits for every point of a stretch; `reach` is from the centre to a limit."""
    near = reach * (NEAR / SIGMA)
    lower, near_lower = centre - reach, centre - near
    if least is not None:
        lower, near_lower = np.maximum(lower, least), np.maximum(near_lower, least)
    spread = figures.stretches.spread
    return Limits(
        spread(centre), spread(lower), spread(centre + reach), spread(near_lower),
        spread(centre + near),
    )  # fmt: skip


def _around(
    centre: Column, deviation: Column, least: float | None = None, most: float | None = None
) -> Limits:
    """Limits that differ from point to point, cut where no figure can lie."""
    far, near = SIGMA * deviation, NEAR * deviation
    lower, upper, near_lower, near_upper = centre - far, centre + far, centre - near, centre + near
    if least is not None:
        lower, near_lower = np.maximum(lower, least), np.maximum(near_lower, least)
    if most is not None:
        upper, near_upper = np.minimum(upper, most), np.minimum(near_upper, most)
    return Limits(centre, lower, upper, near_lower, near_upper)


def _at_risk(figures: Figures) -> Column:
    """How many stood behind each point; unknown where nobody did, so that it has no limits."""
    sizes = _of(figures.sizes)
    return np.where(sizes > 0, sizes, np.nan)


def _of(column: Column | None) -> Column:
    assert column is not None, "chart() has seen to it that the column is there"
    return column


_LIMITS: dict[Kind, Callable[[Figures], Limits]] = {
    "run": _run,
    "xmr": _xmr,
    "mr": _mr,
    "p": _p,
    "pprime": _p_prime,
    "u": _u,
    "uprime": _u_prime,
    "c": _c,
    "g": _g,
    "t": _t,
    "xbar": _xbar,
    "s": _s,
}
