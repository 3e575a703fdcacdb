"""Rare events: the cases or the time between them, in place of months with none."""

import numpy as np
from numpy.typing import ArrayLike

from afreflect.domain.spc.stretches import Column


def cases_between(met: ArrayLike) -> Column:
    """The cases without an event before each event, of cases in their order, for a g chart.

    The cases after the last event are no gap yet and are left out.
    """
    at = np.flatnonzero(np.asarray(met, dtype=np.bool_))
    return (np.diff(at, prepend=-1) - 1).astype(np.float64)


def time_between(moments: ArrayLike) -> Column:
    """The days from each event to the next, of moments in their order, for a t chart.

    Two events at the same moment are zero days apart, which a t chart refuses.
    """
    days = np.asarray(moments, dtype="datetime64[us]").astype(np.int64) / 86_400_000_000
    return np.diff(days)
