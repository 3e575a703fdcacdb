"""Whether a process, as it is, will meet a target: always, sometimes or never."""

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from afreflect.domain.spc.stretches import Column, Places

Assurance = Literal["always", "sometimes", "never", ""]
ASSURANCES: tuple[Assurance, ...] = ("", "always", "sometimes", "never")
_NONE, _ALWAYS, _SOMETIMES, _NEVER = range(4)
_WORDS: dict[Assurance, str] = {
    "always": "If nothing changes, this way of working will keep meeting your target.",
    "sometimes": "If nothing changes, chance alone will decide when your target is met.",
    "never": "If nothing changes, this way of working will not reach your target.",
    "": "",
}


def assured(
    lower: ArrayLike, upper: ArrayLike, low: float | None, high: float | None
) -> NDArray[np.int8]:
    """Compares limits with the wanted range, its ends included; None is an open end.

    Places in ASSURANCES: the first without limits or without a target. A limit that equals the
    target meets it: a series that is always at 100 % meets a target of 100 %.
    """
    below, above = np.asarray(lower, dtype=np.float64), np.asarray(upper, dtype=np.float64)
    known = np.isfinite(below) & np.isfinite(above)
    if low is None and high is None:
        known = np.zeros_like(known)
    least = -np.inf if low is None else low
    most = np.inf if high is None else high
    inside = (below >= least) & (above <= most)
    outside = (above < least) | (below > most)
    found = np.where(inside, _ALWAYS, np.where(outside, _NEVER, _SOMETIMES))
    return np.where(known, found, _NONE).astype(np.int8)


def last_known(lower: Column, upper: Column, starts: Places) -> Places:
    """For each series the place of its last point with limits, or of its first where none has."""
    known = np.isfinite(lower) & np.isfinite(upper)
    return np.maximum.reduceat(np.where(known, np.arange(len(lower)), 0), starts).clip(starts)


def in_words(assurance: Assurance) -> str:
    """The assurance as a sentence for the clinician."""
    return _WORDS[assurance]
