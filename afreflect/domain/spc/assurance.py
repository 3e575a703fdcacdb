"""Whether a process, as it is, will meet a target: always, sometimes or never."""

from typing import Literal

import numpy as np

from afreflect.domain.spc.stretches import Column

Assurance = Literal["always", "sometimes", "never", ""]
_WORDS: dict[Assurance, str] = {
    "always": "If nothing changes, this way of working will keep meeting your target.",
    "sometimes": "If nothing changes, your target will sometimes be met and sometimes missed, "
    "by chance.",
    "never": "If nothing changes, this way of working will not reach your target.",
    "": "",
}


def assure(lower: float, upper: float, low: float | None, high: float | None) -> Assurance:
    """Compares a process's limits with the wanted range, its ends included; None is an open end.

    '' without limits or without a target. A limit that equals the target meets it: a series
    always at 100 % meets a target of 100 %.
    """
    if (low is None and high is None) or not (np.isfinite(lower) and np.isfinite(upper)):
        return ""
    least = -np.inf if low is None else low
    most = np.inf if high is None else high
    if lower >= least and upper <= most:
        return "always"
    if upper < least or lower > most:
        return "never"
    return "sometimes"


def last(lower: Column, upper: Column) -> tuple[float, float]:
    """The limits that hold now: those of the last point that has any, NaN where none has."""
    known = np.flatnonzero(np.isfinite(lower) & np.isfinite(upper))
    if not len(known):
        return np.nan, np.nan
    return float(lower[known[-1]]), float(upper[known[-1]])


def in_words(assurance: Assurance) -> str:
    """The assurance as a sentence for the clinician."""
    return _WORDS[assurance]
