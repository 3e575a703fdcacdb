"""What colleges ask of a learning log: dated rules that can be cited, one regime a college.

Rules change every year. Each carries its source and the day it was read, and whether it could be
checked against that source; a log suggests, and the college decides.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from afreflect.domain.cpd_cycle import CycleRule, anniversary
from afreflect.domain.cpd_minutes import Rounding, Step

CHECK = "Check with your college"
"""What stands beside whatever could not be checked, and beside every suggestion."""
Unit = Literal["credits", "hours", "packet"]


@dataclass(frozen=True)
class Rule:
    """One rule of a college, as its source states it.

    `verified` is False where nobody could read it at the source: it is then a reason to ask.
    """

    id: str
    text: str
    source: str
    verified: bool
    effective_from: date | None = None
    value: Decimal | None = None


@dataclass(frozen=True)
class Category:
    """A kind of activity that a college counts, and when a self-made log may suggest it.

    `self_made` is False for what only an accredited programme gives: it is never suggested.
    `least_n` and `needs` (fields) are what an entry must hold, `missing` says what without them;
    `remeasured` asks for the same measure before and after. `otherwise` is the category that is
    offered instead. `strongest_with` names a field that makes it stronger and never blocks it.
    `note` is said with the category wherever it stands.
    """

    id: str
    name: str
    unit: Unit
    rule: str
    steps: tuple[Step, ...]
    per_hour: Decimal = Decimal(1)
    self_made: bool = True
    least_n: int = 0
    needs: tuple[str, ...] = ()
    missing: str = ""
    remeasured: bool = False
    otherwise: str = ""
    strongest_with: str = ""
    note: str = ""


@dataclass(frozen=True)
class Ask:
    """What a college wants to find in an entry: `words` say what is absent.

    All of `fields`, or with `any_of` one of them. "must" is asked for, "better" makes an entry
    stronger.
    """

    fields: tuple[str, ...]
    words: str
    level: Literal["must", "better"] = "must"
    any_of: bool = False


@dataclass(frozen=True)
class Goal:
    """How much a college asks for, over a year or a cycle, of some categories or of all."""

    id: str
    name: str
    amount: Decimal
    unit: Literal["credits", "hours", "entries"]
    per: Literal["year", "cycle"]
    rule: str
    categories: tuple[str, ...] = ()
    feedback: bool = False


@dataclass(frozen=True)
class Asked:
    """One field of a portal: which of ours it takes, and what it is called there."""

    field: str
    label: str


@dataclass(frozen=True)
class Regime:
    """One college's programme, as its file in content/regimes states it.

    `wants_standard` says that the college asks for a comparison with a published standard;
    `banner` stands on every export for it. `labels_are` says whose words the fields' names are.
    """

    id: str
    college: str
    programme: str
    place: str
    read_on: date
    cycle: CycleRule
    rounding: Rounding
    rules: tuple[Rule, ...]
    categories: tuple[Category, ...]
    asks: tuple[Ask, ...]
    goals: tuple[Goal, ...]
    portal: tuple[Asked, ...]
    labels_are: str
    banner: str = ""
    wants_standard: bool = False

    @property
    def name(self) -> str:
        """The college with its programme: "Royal College of Physicians … (MOC)"."""
        return f"{self.college} ({self.programme})" if self.programme else self.college

    def rule(self, rule_id: str) -> Rule:
        """One of its rules; raises KeyError where a file names one that it doesn't state."""
        return {rule.id: rule for rule in self.rules}[rule_id]

    def category(self, category_id: str) -> Category:
        """One of its categories; raises KeyError where a file names one that it doesn't state."""
        return {each.id: each for each in self.categories}[category_id]

    def is_old(self, today: date) -> bool:
        """Whether its rules were read more than twelve months ago (claim check 9)."""
        return anniversary(self.read_on, self.read_on.year + 1) < today


def faults(regime: Regime, known_fields: Iterable[str]) -> list[str]:
    """Everything that keeps a regime from making sense, each as one sentence with its name."""
    rules = {rule.id for rule in regime.rules}
    categories = {each.id for each in regime.categories}
    fields = set(known_fields)
    unsaid = [each.id for each in regime.categories if each.needs and not each.missing]
    found = [
        f"There is no rule {each.rule!r}, which {each.id!r} rests on."
        for each in (*regime.categories, *regime.goals)
        if each.rule not in rules
    ]
    named = {name for goal in regime.goals for name in goal.categories}
    named |= {each.otherwise for each in regime.categories if each.otherwise}
    found += [f"There is no category {name!r}." for name in sorted(named - categories)]
    asked = {name for ask in regime.asks for name in ask.fields}
    asked |= {each.field for each in regime.portal}
    asked |= {name for each in regime.categories for name in (*each.needs, each.strongest_with)}
    found += [f"An entry has no field {name!r}." for name in sorted(asked - fields - {""})]
    found += [f"{name!r} needs something and does not say what." for name in unsaid]
    if not regime.portal:
        found.append("It names no field of a portal.")
    return [f"{regime.id}: {fault}" for fault in found]
