"""Which kind of chart a series calls for, and why, in one sentence."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from scipy.stats import rankdata
from scipy.stats import t as student

from afreflect.domain.spc.chart import TRIAL_BELOW
from afreflect.domain.spc.kinds import Kind
from afreflect.domain.spc.stretches import Column

Measured = Literal["proportion", "rate", "count", "level", "rating"]
RULES_FROM = 10
"""Points from which rules are applied; Anhøj's critical values begin there too (Anhøj 2015)."""
SEASONS_FROM = 24
"""Points from which a season can be told from chance: two of each month."""
SEASONAL = 0.05
YEAR = 12
ALIKE = 1e-12
"""A share of one below which what is left is a matter of rounding."""
RARE = 0.25
"""The share of points without any event from which events are called rare."""
FEW_EVENTS = 5.0
"""Events a point below which limits drawn as for a normal distribution are rough."""
OVERDISPERSED = 1.645
"""Standard errors by which neighbours differ more than chance explains, one-sided at 5 %."""

_WIDER = "Look at longer periods, or at the cases between events where they are rare."
_SEASON = (
    "The figures follow the time of year: set a month against the same month of other years "
    "before you call it a signal."
)


@dataclass(frozen=True)
class Choice:
    """A kind of chart and why; `ruled` tells whether any rule is applied to it.

    `cases_only` is True where the whole period holds too few cases for any figure.
    """

    kind: Kind
    reason: str
    ruled: bool = True
    cases_only: bool = False
    warnings: tuple[str, ...] = ()


def choose(
    measured: Measured,
    values: ArrayLike,
    sizes: ArrayLike | None = None,
    *,
    months: ArrayLike | None = None,
    n_show: int = 0,
    cases: float | None = None,
) -> Choice:
    """The kind of chart for one series in its order, with the reason in one sentence.

    `values` are counts where `sizes` are their denominators (proportion, rate); counts; or figures
    whose `sizes` are the cases behind each (level, rating). `months` are calendar months, 1 to 12,
    where the points are months. Where fewer than `n_show` cases stand behind the whole, there is no
    figure at all; `cases` is their number, by default that of the sizes.
    """
    value = np.asarray(values, dtype=np.float64)
    size = None if sizes is None else np.asarray(sizes, dtype=np.float64)
    if cases is None and size is not None:
        cases = float(np.nansum(size))
    if cases is not None and cases < n_show:
        return Choice(
            "run",
            f"There are {cases:.0f} cases in all, and a figure needs {n_show}: "
            "only the cases are shown.",
            ruled=False,
            cases_only=True,
        )
    plotted = np.isfinite(value) & (np.isfinite(size) & (size > 0) if size is not None else True)
    n = int(plotted.sum())
    if n < RULES_FROM:
        return Choice(
            "run",
            f"With {n} point{'' if n == 1 else 's'}, fewer than {RULES_FROM}, a line and its "
            f"median are shown and no rule is applied. {_WIDER}",
            ruled=False,
        )
    with np.errstate(invalid="ignore", over="ignore"):
        chosen = _by_kind(measured, value[plotted], size[plotted] if size is not None else None)
    warnings = list(chosen.warnings)
    figure = value
    if size is not None and measured in ("proportion", "rate"):
        figure = value / np.where(size > 0, size, np.nan)
    with np.errstate(invalid="ignore", over="ignore"):
        follows_the_year = months is not None and seasonal(figure, np.asarray(months))
    if follows_the_year:
        warnings.append(_SEASON)
    if n < TRIAL_BELOW and chosen.kind != "run":
        warnings.append(
            f"These are trial limits: they rest on {n} points, and until there are {TRIAL_BELOW} "
            "each further point moves them."
        )
    return Choice(chosen.kind, chosen.reason, warnings=tuple(warnings))


def rare(counts: ArrayLike) -> bool:
    """Whether so many points hold no event that limits around them would mislead."""
    value = np.asarray(counts, dtype=np.float64)
    return bool(value.any()) and bool(np.mean(value == 0) >= RARE)


def overdispersed(value: Column, size: Column, binomial: bool) -> bool:
    """Whether neighbouring points differ more than chance within them explains.

    Half the squared differences of neighbours, each point in its standard errors, against their
    mean and variance under chance alone (von Neumann 1941): a shift or a trend in the series
    changes few of them, while a spread between all points changes all.
    """
    share = value.sum() / size.sum()
    spread = np.sqrt(share * (1 - share if binomial else 1) / size)
    if not np.all(spread > 0):
        return False
    apart = (value / size - share) / spread
    neighbours = float(np.square(np.diff(apart)).sum() / 2)
    n = len(value)
    return bool(neighbours - (n - 1) > OVERDISPERSED * np.sqrt(3 * n - 4))


def seasonal(figure: Column, months: Column) -> bool:
    """Whether each month resembles the same month a year before more than chance explains.

    Spearman's correlation of the two, one-sided at 5 %, after a straight line of its own is taken
    out of each year, so that neither a trend nor a change of level passes for a season. Only of
    months that follow each other.
    """
    if np.isfinite(figure).sum() < SEASONS_FROM or np.any(np.diff(months) % YEAR != 1):
        return False
    years = [figure[at : at + YEAR] for at in range(0, len(figure), YEAR)]
    left = np.concatenate([_without_its_line(year) for year in years])
    now, before = left[YEAR:], left[:-YEAR]
    both = np.isfinite(now) & np.isfinite(before)
    if both.sum() < SEASONS_FROM - YEAR or np.ptp(now[both]) == 0 or np.ptp(before[both]) == 0:
        return False
    together = float(np.corrcoef(rankdata(now[both]), rankdata(before[both]))[0, 1])
    free = int(both.sum()) - 2
    apart = together * (free / max(1 - together**2, ALIKE)) ** 0.5
    return bool(student.sf(apart, free) < SEASONAL)


def _without_its_line(year: Column) -> Column:
    """What a straight line leaves of a year, rounding apart; nothing where few months are known."""
    known = np.isfinite(year)
    if known.sum() < YEAR / 2:
        return np.full(len(year), np.nan)
    at = np.arange(len(year))
    left = year - np.polyval(np.polyfit(at[known], year[known], 1), at)
    return np.where(np.abs(left) < ALIKE * np.abs(year[known]).max(), 0.0, left)


def _by_kind(measured: Measured, value: Column, size: Column | None) -> Choice:
    if measured in ("level", "rating"):
        return _of_levels(measured, value)
    if rare(value):
        return Choice(
            "run",
            "So many points have no event at all that limits would mislead: a line and its median, "
            "and better the cases or the time between events.",
            warnings=("Events are rare here: look at the cases or the days between them.",),
        )
    rough = (
        ("There are few events at each point, so the limits are rough.",)
        if np.median(value) < FEW_EVENTS
        else ()
    )
    if measured == "count" or size is None:
        more = overdispersed(value, np.ones(len(value)), binomial=False)
        return Choice("xmr", _COUNT_VARIES) if more else Choice("c", _COUNT, warnings=rough)
    more = overdispersed(value, size, binomial=measured == "proportion")
    if measured == "proportion":
        return Choice("pprime", _SHARE_VARIES) if more else Choice("p", _SHARE, warnings=rough)
    return Choice("uprime", _RATE_VARIES) if more else Choice("u", _RATE, warnings=rough)


def _of_levels(measured: Measured, value: Column) -> Choice:
    values, times = np.unique(value, return_counts=True)
    if len(values) > 1 and times.max() > len(value) / 2:
        return Choice(
            "run",
            "Most points have the same value, so limits would rest on a few steps: a line and its "
            "median.",
        )
    return Choice("xbar", _RATING) if measured == "rating" else Choice("xmr", _LEVEL)


_SHARE = "Each point is a part of known cases, and chance explains how they differ: a p chart."
_SHARE_VARIES = (
    "Each point is a part of known cases, and they differ more than chance within them explains: "
    "Laney's p' chart, with wider limits."
)
_RATE = (
    "Each point counts events over hours, days or the like, and chance explains how they differ: "
    "a u chart."
)
_RATE_VARIES = (
    "Each point counts events over hours, days or the like, and they differ more than chance "
    "within them explains: Laney's u' chart, with wider limits."
)
_COUNT = (
    "Each point counts events over equal periods or equal hours, as chance alone would have it: "
    "a c chart."
)
_COUNT_VARIES = (
    "Each point counts events, and they differ more than chance explains: an XmR chart, with "
    "limits from the steps between points."
)
_LEVEL = "Each point is one measured figure: an XmR chart, with limits from the steps between them."
_RATING = (
    "Each point is the mean of several ratings: an X-bar chart, with limits from their spread."
)
