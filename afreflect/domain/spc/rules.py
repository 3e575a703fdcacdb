"""Patterns that chance seldom makes, and the named sets of rules that look for them.

`nhs` is what NHS England's Making Data Count drew until November 2023, as NHSRplotthedots still
does: a point beyond a limit, seven in a row that rise or fall, two in three near a limit and on one
side, seven in a row on one side. In November 2023 Making Data Count began to count points beyond
the limit towards two in three as well (`nhs2023`; NHSRplotthedots, issue 194). `anhoej` looks for a
run too long and for too few crossings of the centre for so many points (Anhøj & Olesen 2014), and
for points beyond a limit where a chart has limits.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binom

from afreflect.domain.spc.kinds import D2, Limits
from afreflect.domain.spc.stretches import Column, Mask, Places, Stretches

SIGNALS = ("none", "point beyond limit", "trend", "two in three", "shift", "run", "crossings")
"""What a point can be named for. The first that applies in this order is the one that is named."""
_NONE, BEYOND, TREND, TWO_IN_THREE, SHIFT, RUN, CROSSINGS = range(len(SIGNALS))
IN_A_ROW = 7
"""Points that rise or fall, or stay on one side, before it is called a trend or a shift."""
ROUNDING = 1e-13
"""A share of the largest value: what is nearer to a line lies on it, as far as a computer knows."""

Codes = NDArray[np.int8]


@dataclass(frozen=True)
class RuleSet:
    """A named set of rules, with the constants its authors use.

    `sigma` times the mean moving range is how far an XmR chart's limits are from its centre.
    `screened` tells whether its authors leave out moving ranges beyond their own limit.
    `beyond_counts` lets points beyond a limit count towards two in three.
    """

    name: str
    sigma: float
    screened: bool
    by_runs: bool
    beyond_counts: bool = False


RULE_SETS = {
    "nhs": RuleSet("nhs", 2.66, screened=True, by_runs=False),
    "nhs2023": RuleSet("nhs2023", 2.66, screened=True, by_runs=False, beyond_counts=True),
    "anhoej": RuleSet("anhoej", 3 / D2, screened=False, by_runs=True),
}


@dataclass(frozen=True)
class Runs:
    """What Anhøj's rules look at, one entry a stretch; points on the centre are not useful."""

    n_useful: Places
    longest_run: Places
    longest_run_max: Places
    n_crossings: Places
    n_crossings_min: Places

    @property
    def signal(self) -> Mask:
        """Whether a stretch has a run too long or too few crossings."""
        return (self.longest_run > self.longest_run_max) | (self.n_crossings < self.n_crossings_min)


@dataclass(frozen=True)
class Found:
    """The signals: a code of SIGNALS for each point, and which way it points (1 up, -1 down)."""

    signal: Codes
    toward: Codes
    runs: Runs | None = None


def look(
    rules: RuleSet,
    value: Column,
    lines: Limits,
    stretches: Stretches,
    left_out: Mask | None = None,
) -> Found:
    """Every signal that a set of rules sees; a point without a value is never one.

    A point that is left out can be beyond a limit, and Anhøj's runs and crossings pass it by.
    """
    slack = _slack(value, stretches)
    side = _side(value, lines.centre - slack, lines.centre + slack)
    # Where nothing varied in the baseline, there is nothing by which to call a point unusual.
    far = _side(value, lines.lower - slack, lines.upper + slack) * (lines.upper > lines.lower)
    if rules.by_runs:
        return _by_runs(side, far, stretches, left_out)
    beyond = far != 0
    near = _side(value, lines.near_lower - slack, lines.near_upper + slack) != 0
    near &= lines.upper > lines.lower
    if not rules.beyond_counts:
        near &= ~beyond
    rising = trends(value, stretches)
    signal = np.zeros(len(value), dtype=np.int8)
    signal[shifts(side, stretches)] = SHIFT
    signal[two_in_three(near, side, stretches)] = TWO_IN_THREE
    signal[rising != 0] = TREND
    signal[beyond] = BEYOND
    return Found(signal, np.where(signal == TREND, rising, side) * (signal != _NONE))


def shifts(side: Codes, stretches: Stretches) -> Mask:
    """The points that are part of seven or more in a row on one side of the centre."""
    first, length = _rows(side, stretches)
    return np.repeat((length >= IN_A_ROW) & (side[first] != 0), length)


def trends(value: Column, stretches: Stretches) -> Codes:
    """1 for points of seven or more in a row that rise, -1 where they fall.

    A point at which one trend ends and another begins belongs to the later one.
    """
    step = np.zeros(len(value), dtype=np.int8)
    step[1:] = _side(value[1:], value[:-1], value[:-1])
    step[stretches.starts] = 0
    _, length = _rows(step, stretches)
    step *= np.repeat(length >= IN_A_ROW - 1, length)
    part = step.copy()
    part[:-1] = np.where(step[1:] != 0, step[1:], step[:-1])
    return part


def two_in_three(near: Mask, side: Codes, stretches: Stretches) -> Mask:
    """The near points of any three in a row, all on one side, of which two or more are near."""
    if len(near) < IN_A_ROW - 4:
        return np.zeros(len(near), dtype=np.bool_)
    one_side = (side[2:] == side[1:-1]) & (side[1:-1] == side[:-2]) & (side[2:] != 0)
    pair = near[1:] & near[:-1]
    three = one_side & (pair[1:] | pair[:-1] | (near[2:] & near[:-2]))
    three[_ending_too_early(stretches)] = False
    part = np.zeros(len(near), dtype=np.bool_)
    part[2:] = three
    part[1:-1] |= three
    part[:-2] |= three
    return part & near


def longest_run_max(n_useful: Places) -> Places:
    """The longest run that chance explains among so many useful points (Schilling 2012)."""
    return np.round(np.log2(np.maximum(n_useful, 1))).astype(np.intp) + 3


def crossings_min(n_useful: Places) -> Places:
    """The fewest crossings that chance explains: the 5 % quantile of coin tosses (Chen 2010)."""
    different, at = np.unique(n_useful, return_inverse=True)
    return np.array([_fewest_crossings(int(n)) for n in different], dtype=np.intp)[at]


@lru_cache(maxsize=4096)
def _fewest_crossings(n_useful: int) -> int:
    return int(binom.ppf(0.05, n_useful - 1, 0.5)) if n_useful > 1 else 0


def _by_runs(side: Codes, far: Codes, stretches: Stretches, left_out: Mask | None) -> Found:
    useful = np.flatnonzero(side if left_out is None else (side != 0) & ~left_out)
    belongs = stretches.of[useful]
    n_useful = np.bincount(belongs, minlength=len(stretches.starts))
    first, length = _rows_of(side[useful], belongs)
    of_run = belongs[first]
    n_runs = np.bincount(of_run, minlength=len(stretches.starts))
    longest = np.zeros(len(stretches.starts), dtype=np.intp)
    np.maximum.at(longest, of_run, length)
    runs = Runs(
        n_useful,
        longest,
        longest_run_max(n_useful),
        np.maximum(n_runs - 1, 0),
        crossings_min(n_useful),
    )
    signal = np.zeros(len(side), dtype=np.int8)
    signal[useful[(runs.n_crossings < runs.n_crossings_min)[belongs]]] = CROSSINGS
    signal[useful[np.repeat(length > runs.longest_run_max[of_run], length)]] = RUN
    signal[far != 0] = BEYOND
    # Too few crossings are a trait of the whole stretch and point nowhere.
    toward = np.where((signal == BEYOND) | (signal == RUN), side, 0).astype(np.int8)
    return Found(signal, toward, runs)


def _side(value: Column, low: Column, high: Column) -> Codes:
    """1 above the high line, -1 below the low one, 0 between, on them, or without a value."""
    return (value > high).view(np.int8) - (value < low).view(np.int8)


def _slack(value: Column, stretches: Stretches) -> Column:
    return stretches.spread(ROUNDING * np.fmax.reduceat(np.abs(value), stretches.starts))


def _rows(code: Codes, stretches: Stretches) -> tuple[Places, Places]:
    """Where each row of equal codes begins, and how long it is; none crosses a stretch's end."""
    begins = np.ones(len(code), dtype=np.bool_)
    np.not_equal(code[1:], code[:-1], out=begins[1:])
    begins[stretches.starts] = True
    first = np.flatnonzero(begins)
    return first, np.diff(first, append=len(code))


def _rows_of(code: Codes, belongs: Places) -> tuple[Places, Places]:
    """The same for points that are not all of a stretch; `belongs` is the stretch of each."""
    begins = np.ones(len(code), dtype=np.bool_)
    begins[1:] = (code[1:] != code[:-1]) | (belongs[1:] != belongs[:-1])
    first = np.flatnonzero(begins)
    return first, np.diff(first, append=len(code))


def _ending_too_early(stretches: Stretches) -> Places:
    """The threes that begin in an earlier stretch, by the place of their first point."""
    later = stretches.starts[1:]
    places = np.concatenate((later - 1, later - 2))
    return places[(places >= 0) & (places < stretches.n - 2)]
