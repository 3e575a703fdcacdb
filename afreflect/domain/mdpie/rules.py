"""The rules from acceptance to the zone, first match, by columns: one row or two thousand at once.

A row of weights over the four zones adds up to 1: a zone alone has 1, "between" two has a half
each. A row of NaN means that an answer is missing which the rules turn on there.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from afreflect.domain.mdpie.model import Situation, Zone
from afreflect.domain.mdpie.scoring import Scores

OF_MINDSET, OF_QUALITY, NEEDED = 0.55, 0.45, 50.0
"""The sloped line between Z2 and Z3: either axis can make up for the other (R1, R2)."""
LOW_MINDSET, IDEA_NEEDED = 40.0, 0.5
LEAST_OF_MINE = 0.30
"""Of the rows, below which too few are known to be the clinician's own."""
DOUBTED_DATA = 0.50
"""Dc below which questioning the data is reasoned: our own checks agree."""
NO, OPEN, SOME = 2, 3, 5
"""Acceptance and agency: at most 2 is no, 3 lies between, from 5 on there is something to try."""

ZONES = tuple(Zone)
_OUTCOMES = np.array(
    [
        [1.0, 0.0, 0.0, 0.0],
        [0.0, 1.0, 0.0, 0.0],
        [0.0, 0.0, 1.0, 0.0],
        [0.0, 0.0, 0.0, 1.0],
        [0.0, 0.5, 0.5, 0.0],
        [np.nan] * 4,
    ]
)
_Z1, _Z2, _Z3, _Z4, _Z2_OR_Z3, _UNKNOWN = range(6)


@dataclass(frozen=True)
class Columns:
    """What the rules look at, as arrays of one length; NaN is what is not known."""

    mindset: NDArray
    data_quality: NDArray
    acceptance: NDArray
    agency: NDArray


def columns(scores: Scores) -> Columns:
    """One row: the scores as they are."""
    return Columns(
        *(
            np.array([np.nan if value is None else float(value)])
            for value in (
                scores.mindset,
                scores.data_quality,
                scores.acceptance,
                scores.agency,
            )
        )
    )


def weights(seen: Columns, situation: Situation, is_supported: bool) -> NDArray:
    """Rules 3 to 10 for every row: weights over the zones, shape (rows, 4)."""
    rest = _OUTCOMES[_without_acceptance(seen, situation, is_supported)]
    accepted = seen.acceptance[:, None]
    between = (_OUTCOMES[_Z1] + rest) / 2
    found = np.where(accepted <= NO, _OUTCOMES[_Z1], np.where(accepted == OPEN, between, rest))
    return np.where(np.isnan(accepted), np.nan, found)


def _without_acceptance(seen: Columns, situation: Situation, is_supported: bool) -> NDArray:
    """Rules 5 to 10: the first that applies, row by row."""
    agency = seen.agency
    if situation.is_team:
        # Rule 6: nobody lacks agency over what is the department's doing.
        agency = np.full_like(agency, 6.0)
    line = height(seen.mindset, seen.data_quality)
    below = line < NEEDED
    unaided = (seen.mindset < LOW_MINDSET) & (situation.ideas < IDEA_NEEDED)
    settled = np.full(agency.shape, situation.is_settled)
    first_match: tuple[tuple[NDArray, int], ...] = (
        (settled, _Z3),
        (np.isnan(agency), _UNKNOWN),
        (agency <= NO, _Z2),
        (np.isnan(line), _UNKNOWN),
        ((agency == OPEN) & ~below, _Z2_OR_Z3),
        (agency == OPEN, _Z2),
        ((below | unaided) & (agency >= SOME), _Z2_OR_Z3),
        (below | unaided, _Z2),
    )
    applies, outcome = zip(*first_match, strict=True)
    return np.select(applies, outcome, _Z4 if is_supported else _Z3)


def height(mindset: ArrayLike, data_quality: ArrayLike) -> NDArray:
    """What the sloped line is drawn by: 50 or more lies above it."""
    return np.round(OF_MINDSET * np.asarray(mindset) + OF_QUALITY * np.asarray(data_quality), 9)


def line(data_quality: float) -> float:
    """The mindset at which the line between Z2 and Z3 passes a data quality, to draw it."""
    return (NEEDED - OF_QUALITY * data_quality) / OF_MINDSET


def zone_at(mindset: float, data_quality: float, is_supported: bool = False) -> Zone:
    """The zone of a bare place on the grid; Z1 is an overlay, and no place by itself."""
    if height(mindset, data_quality) < NEEDED:
        return Zone.Z2
    return Zone.Z4 if is_supported else Zone.Z3


def named(row: NDArray) -> tuple[Zone, ...]:
    """The zones of one row of weights, the heaviest first; none where an answer is missing."""
    if np.isnan(row).any():
        return ()
    heavy = [zone for zone, weight in zip(ZONES, row, strict=True) if weight > 0]
    return tuple(sorted(heavy, key=lambda zone: -row[ZONES.index(zone)]))
