"""What a group's frozen picture is made of, and the only things that are ever released of it."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

RULES_VERSION = "1.0"
"""The version of these rules, written on every snapshot (K-11)."""
HowMany = Literal["fewer than 5", "5 to 7", "8 or more"]
LEAST_CASES = 10
"""Cases below which a contributor's figure is left out (K-02)."""
LEAST_FOR_WORDS, LEAST_FOR_NUMBERS = 5, 8
"""Contributors from which a group is shown in words, and from which in numbers (K-01)."""


class Refused(ValueError):
    """A group that is not shown; its text is the same whoever gave what."""


@dataclass(frozen=True)
class Contribution:
    """One contributor's part: an opaque digest, the cases, and the figure in the metric's unit.

    Shares run from 0 to 1, durations are minutes, ratings are marks, rates are per their unit.
    """

    contributor: str
    n: int
    figure: float


@dataclass(frozen=True)
class Scale:
    """The axis and the rounding step of a kind of figure, fixed before any figure is seen (A7)."""

    step: float
    low: float
    high: float


@dataclass(frozen=True)
class Asked:
    """What a group is asked for, the same for everybody; `until` is the first day not counted."""

    metric_id: str
    title: str
    question: str
    definition: str
    unit: str
    kind: str
    better: str
    scale: Scale
    since: date
    until: date
    standard: str = ""


@dataclass(frozen=True)
class Edge:
    """One mark of a band as it is said; `value` is None where it is coded ("under 10 %")."""

    value: float | None
    words: str


@dataclass(frozen=True)
class Band:
    """Where the middle of a group lies; none of the three depends on who is lowest or highest."""

    low: Edge
    middle: Edge
    high: Edge


@dataclass(frozen=True)
class Snapshot:
    """The frozen, anonymised view of a group: all that is ever shown or kept of it (K-11)."""

    id: str
    rules_version: str
    asked: Asked
    made_on: date
    how_many: HowMany
    band: Band | None
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Release:
    """What is remembered of an earlier snapshot, to refuse differencing: keyed digests (K-06).

    `shown` is False for a group that was tried and refused.
    """

    metric_id: str
    since: date
    until: date
    members: frozenset[str]
    shown: bool = True
