"""The rules from acceptance to the zone, the first that applies, for one answer sheet or for many.

What a rule looks at has few states: six steps of agency, above the line or below it. So the rules
are worked out once for every state and then only looked up, which two thousand draws need.
"""

from functools import cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from afreflect.domain.mdpie.items import STEPS
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
Weights = tuple[float, float, float, float]
"""Of the four zones: a zone alone has 1, "between" two has a half each."""
_Z1: Weights = (1.0, 0.0, 0.0, 0.0)
_Z2: Weights = (0.0, 1.0, 0.0, 0.0)
_Z3: Weights = (0.0, 0.0, 1.0, 0.0)
_Z4: Weights = (0.0, 0.0, 0.0, 1.0)
_Z2_OR_Z3: Weights = (0.0, 0.5, 0.5, 0.0)
_UNKNOWN: Weights = (np.nan, np.nan, np.nan, np.nan)
_NOT_KNOWN, _BELOW, _UNAIDED, _ABOVE = range(4)


def weights(scores: Scores, situation: Situation) -> NDArray:
    """Rules 3 to 10 on the answers as they are; NaN where one is missing that they turn on."""
    mindset, quality = (
        np.array([np.nan if value is None else value])
        for value in (scores.mindset, scores.data_quality)
    )
    accepted, agency = (np.array([value or 0]) for value in (scores.acceptance, scores.agency))
    return _looked_up(mindset, quality, accepted, agency, situation, scores.is_supported)[0]


def shares(
    mindset: NDArray,
    quality: NDArray,
    accepted: NDArray,
    agency: NDArray,
    situation: Situation,
    is_supported: bool,
    otherwise: NDArray,
) -> NDArray:
    """The mean weight of each zone over many draws; where one is not known, `otherwise` counts."""
    found = _looked_up(mindset, quality, accepted, agency, situation, is_supported)
    return np.where(np.isnan(found), otherwise, found).mean(axis=0)


def height(mindset: ArrayLike, data_quality: ArrayLike) -> NDArray:
    """What the sloped line is drawn by: 50 or more lies above it."""
    return np.round(OF_MINDSET * np.asarray(mindset) + OF_QUALITY * np.asarray(data_quality), 9)


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


def _looked_up(
    mindset: NDArray,
    quality: NDArray,
    accepted: NDArray,
    agency: NDArray,
    situation: Situation,
    is_supported: bool,
) -> NDArray:
    """The weights of every row, shape (rows, 4); an answer of 0 was not given."""
    heights = height(mindset, quality)
    side = np.where(heights < NEEDED, _BELOW, _ABOVE)
    if situation.ideas < IDEA_NEEDED:
        side[(mindset < LOW_MINDSET) & (side == _ABOVE)] = _UNAIDED
    side[np.isnan(heights)] = _NOT_KNOWN
    table = _table(situation.is_settled, situation.is_team, is_supported)
    return table[accepted, agency, side]


@cache
def _table(is_settled: bool, is_team: bool, is_supported: bool) -> NDArray:
    """The weights by acceptance (0 to 6), agency (0 to 6) and side of the line (0 to 3)."""
    table = np.empty((STEPS + 1, STEPS + 1, _ABOVE + 1, len(ZONES)))
    for accepted, agency, side in np.ndindex(table.shape[:-1]):
        rest = _rest(agency, side, is_settled, is_team, is_supported)
        table[accepted, agency, side] = _with_acceptance(accepted, rest)
    return table


def _with_acceptance(accepted: int, rest: Weights) -> Weights:
    if accepted == 0:
        return _UNKNOWN
    if accepted <= NO:  # Rule 3.
        return _Z1
    if accepted == OPEN:  # Rule 4.
        first, second, third, fourth = rest
        return (0.5 + first / 2, second / 2, third / 2, fourth / 2)
    return rest


def _rest(agency: int, side: int, is_settled: bool, is_team: bool, is_supported: bool) -> Weights:
    """Rules 5 to 10, the first that applies."""
    if is_settled:  # Rule 5.
        return _Z3
    if is_team:  # Rule 6: nobody lacks agency over what is the department's doing.
        agency = STEPS
    if agency == 0:
        return _UNKNOWN
    if agency <= NO:  # Rule 7.
        return _Z2
    if side == _NOT_KNOWN:
        return _UNKNOWN
    if agency == OPEN:  # Rule 8.
        return _Z2 if side == _BELOW else _Z2_OR_Z3
    if side in (_BELOW, _UNAIDED):  # Rule 9.
        return _Z2_OR_Z3 if agency >= SOME else _Z2
    return _Z4 if is_supported else _Z3  # Rule 10.
