"""What somebody did here, counted for themselves alone (FR-02); nobody else is ever told.

There is no goal and no streak: it says what was done, and an empty count is no reproach.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from afreflect.domain.ledger import CaseSetAside, Corrected, Questioned, Reacted
from afreflect.domain.occasion import OccasionBegun
from afreflect.domain.plan_events import CommitmentMade, LookedAgain


@dataclass(frozen=True)
class OwnUse:
    """How often each was done: first looks, looks into the data, conversations, plans, re-looks."""

    opened: int = 0
    looked_into: int = 0
    thought_over: int = 0
    planned: int = 0
    looked_again: int = 0

    @property
    def sentence(self) -> str:
        """What was done in words, without what was not; '' where nothing was."""
        said = [
            _times(self.opened, "looked at a measure for the first time"),
            _times(self.looked_into, "put right, set aside or questioned something in the data"),
            _times(self.thought_over, "thought one over"),
            _times(self.planned, "planned one small thing"),
            _times(self.looked_again, "looked again"),
        ]
        done = [each for each in said if each]
        if not done:
            return ""
        return f"So far you {'; '.join(done)}. This is counted for you alone."


def of(ledger: Iterable[Any]) -> OwnUse:
    """What the events of a ledger tell."""
    kinds = [type(event) for event in ledger]
    return OwnUse(
        opened=kinds.count(Reacted),
        looked_into=sum(kinds.count(kind) for kind in (CaseSetAside, Corrected, Questioned)),
        thought_over=kinds.count(OccasionBegun),
        planned=kinds.count(CommitmentMade),
        looked_again=kinds.count(LookedAgain),
    )


def _times(number: int, done: str) -> str:
    if not number:
        return ""
    return f"{done}, {'once' if number == 1 else f'{number} times'}"
