"""What a placement is made from and what it is: answers, situation, zones, and the words for them.

MD-PIE is a model of groups of physicians (an interview study of fifteen). Placing one person, for
one measure on one day, is our own extension; every number in this package is ours and unvalidated.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Literal

from afreflect.domain import trust

VERSION = f"mdpie 1.0, trust {trust.VERSION}"
"""Of the items, weights and rules, with that of the weights of computed data quality."""

Attribution = Literal["individual", "shared", "team"]
Validity = Literal["", "had", "declined"]
NOT_PLACED = "Not placed"
_NOTHING: Mapping[str, int] = MappingProxyType({})


class Zone(StrEnum):
    """The four zones of the paper, under the ids of the specification."""

    Z1 = "Z1"
    Z2 = "Z2"
    Z3 = "Z3"
    Z4 = "Z4"

    @property
    def label(self) -> str:
        """What a screen calls it."""
        return LABELS[self]


LABELS = {
    Zone.Z1: "Questioning the data",
    Zone.Z2: "Not sure yet what to do with it",
    Zone.Z3: "Learning from my own data",
    Zone.Z4: "Learning with support around me",
}
MINDSET_AXIS = "Mindset: how changeable this feels today"
QUALITY_AXIS = "Data quality: how far this data can carry me"


@dataclass(frozen=True)
class Answers:
    """What was tapped: items of mindset and felt data quality 1 to 6, of support 0 to 2.

    `acceptance` is "a fair enough picture to learn from", `agency` "one thing I could try", both 1
    to 6. What was skipped is not in it, or None.
    """

    mindset: Mapping[str, int] = field(default_factory=lambda: _NOTHING)
    felt: Mapping[str, int] = field(default_factory=lambda: _NOTHING)
    support: Mapping[str, int] = field(default_factory=lambda: _NOTHING)
    acceptance: int | None = None
    agency: int | None = None


@dataclass(frozen=True)
class Part:
    """One component of computed data quality, as the page on trust says it; `value` 0 to 1."""

    id: str
    name: str
    weight: float
    value: float | None
    why: str


@dataclass(frozen=True)
class Situation:
    """What is known without asking: the cases, whose they are, the data behind, what was decided.

    `share_mine` is the part of the rows known to be the clinician's own, None where no row names
    anybody. `computed_quality` is Dc, 0 to 1. `ideas` is D8 (0, 0.5 or 1), `completeness` D1 and
    `attribution_share` D4. `keeps` is "this is how I choose to practise"; `known_objection` that an
    open objection of the clinician's own is one that the metric's file names. `validity` tells
    whether the dialogue about the two ticks was had.
    """

    n: int
    n_show: int
    share_mine: float | None
    attribution: Attribution
    computed_quality: float | None
    unknown_components: int
    ideas: float
    completeness: float | None
    attribution_share: float | None
    at_target: bool = False
    keeps: bool = False
    known_objection: bool = False
    validity: Validity = ""
    parts: tuple[Part, ...] = ()

    @property
    def is_team(self) -> bool:
        """Whether the measure is the department's doing more than one person's."""
        return self.attribution == "team"

    @property
    def is_settled(self) -> bool:
        """Whether nothing has to move: the target is met, or the clinician chose to keep it."""
        return self.at_target or self.keeps


@dataclass(frozen=True)
class Why:
    """One line of "Why here": what it is about ("M1", "D4", "rule"), its name, and the words."""

    about: str
    name: str
    words: str


@dataclass(frozen=True)
class Placement:
    """Where the arithmetic puts one clinician for one measure today; the clinician may refuse it.

    `mindset` and `data_quality` are 0 to 100, each with its standard error, and None where there is
    no position: not placed, or too few items of mindset. The ticks are computed and felt data
    quality, 0 to 100. `zones` holds one zone, two for "between", none for not placed; the likelier
    first. `by_rule` is what the rules alone say, without the doubt. `shares` adds up to 1.
    `sub_state` tells the two ways of questioning the data apart: "a" reasoned, "b" not accepted.
    """

    mindset: float | None
    data_quality: float | None
    computed_tick: float | None
    felt_tick: float | None
    se_mindset: float | None
    se_data_quality: float | None
    zones: tuple[Zone, ...]
    by_rule: tuple[Zone, ...]
    shares: Mapping[Zone, float]
    sub_state: Literal["", "a", "b"]
    label: str
    not_placed: str
    why: tuple[Why, ...]
    version: str = VERSION

    @property
    def ticks_disagree(self) -> bool:
        """Whether computed and felt data quality are too far apart to be put together."""
        if self.computed_tick is None or self.felt_tick is None:
            return False
        return far_apart(self.computed_tick / 100, self.felt_tick / 100)


APART = 0.30


def far_apart(computed: float, felt: float | None) -> bool:
    """Whether Dc and Ds, 0 to 1, differ by more than 0.30."""
    return felt is not None and round(abs(computed - felt), 9) > APART


def say(zones: tuple[Zone, ...]) -> str:
    """The label of a placement: one zone's, "between" two, or not placed."""
    if not zones:
        return NOT_PLACED
    if len(zones) == 1:
        return zones[0].label
    first, second = sorted(zones)
    return f"Between “{first.label}” and “{second.label}”"
