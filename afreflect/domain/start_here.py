"""Where to start among one's own measures: the gap that matters most, where the data carry it."""

from collections.abc import Iterable
from dataclasses import dataclass

from afreflect.domain.target import Target

LEAST_QUALITY = 50
"""Points of data quality from which a gap is named; our choice, as docs/trust.md grades it."""
MATTERS = 1.0
"""Smallest changes that matter which a gap must hold, so that it is one at all."""


@dataclass(frozen=True)
class Valued:
    """A measure with the clinician's own target, its figure, and how far its data carry.

    `value` is in the target's unit and None below the cases that the measure needs; `quality` is
    from 0 to 100, None where nothing is known.
    """

    metric_id: str
    target: Target
    value: float | None
    quality: int | None

    @property
    def gap(self) -> float:
        """How far the figure is from the target, counted in smallest changes that matter.

        Measures of different units can be set side by side only so. Zero or less where the target
        is reached, or where there is no figure that could carry it.
        """
        if self.value is None or self.quality is None or self.quality < LEAST_QUALITY:
            return 0.0
        return self.target.away(self.value) / self.target.smallest_change


def start_here(measures: Iterable[Valued]) -> Valued | None:
    """The measure with the largest gap that matters, if there are two to choose among (FR-24)."""
    valued = tuple(measures)
    largest = max(valued, key=lambda one: one.gap, default=None)
    if largest is None or len(valued) < 2 or largest.gap < MATTERS:
        return None
    return largest
