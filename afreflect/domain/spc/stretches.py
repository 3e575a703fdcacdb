"""Points side by side in one column, cut into stretches that share a centre and limits."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Column = NDArray[np.float64]
Mask = NDArray[np.bool_]
Places = NDArray[np.intp]


@dataclass(frozen=True)
class Stretches:
    """Where each stretch of a column begins; a new series and a new baseline begin one.

    `baseline` marks the points from which centre and limits are taken; None for all of them.
    """

    starts: Places
    n: int
    baseline: Mask | None = None

    @cached_property
    def lengths(self) -> Places:
        """The number of points of each stretch."""
        return np.diff(self.starts, append=self.n)

    @cached_property
    def of(self) -> Places:
        """For each point the number of its stretch."""
        return np.repeat(np.arange(len(self.starts)), self.lengths)

    def spread(self, by_stretch: NDArray) -> NDArray:
        """A figure of each stretch, for each of its points."""
        if len(self.starts) == 1:
            return np.full(self.n, by_stretch[0])
        return np.repeat(by_stretch, self.lengths)

    def total(self, column: NDArray) -> NDArray:
        """The sum of each stretch."""
        return np.add.reduceat(column, self.starts)

    def mean(self, column: Column, counted: Mask | None) -> Column:
        """The mean of each stretch over the counted points; NaN where none counts.

        Taken twice, so that far from zero no digit is lost.
        """
        if counted is None:
            rough = self.total(column) / self.lengths
            return rough + self.total(column - self.spread(rough)) / self.lengths
        n = self.total(counted.astype(np.float64))
        rough = self.total(np.where(counted, column, 0.0)) / n
        left = np.where(counted, column - self.spread(rough), 0.0)
        return rough + self.total(left) / n

    def median(self, column: Column, counted: Mask | None) -> Column:
        """The median of each stretch over the counted points; NaN where none counts."""
        kept = column if counted is None else np.where(counted, column, np.inf)
        n = self.lengths if counted is None else self.total(counted.astype(np.intp))
        ordered = kept[np.lexsort((kept, self.of))]
        below = self.starts + np.maximum(n - 1, 0) // 2
        above = np.minimum(self.starts + n // 2, self.n - 1)
        return np.where(n > 0, (ordered[below] + ordered[above]) / 2, np.nan)

    def steps(self, column: Column) -> Column:
        """Each point less the one before it; NaN at the beginning of a stretch."""
        steps = np.empty(self.n)
        steps[1:] = column[1:] - column[:-1]
        steps[self.starts] = np.nan
        return steps


def cut(series: NDArray | None, rebased: Mask | None, n: int, fix: int | None) -> Stretches:
    """Stretches of n points: a new one where the series changes and where a point is rebased.

    With `fix`, only the first so many points of each stretch make its baseline.
    """
    begins = np.zeros(n, dtype=np.bool_)
    begins[0] = True
    if series is not None:
        begins[1:] = series[1:] != series[:-1]
    if rebased is not None:
        begins |= rebased
    stretches = Stretches(np.flatnonzero(begins), n)
    if fix is None:
        return stretches
    place = np.arange(n) - stretches.spread(stretches.starts)
    return Stretches(stretches.starts, n, place < fix)
