"""The items that are tapped: their words are content, their keys and minimums are ours."""

from dataclasses import dataclass
from typing import Literal

KEYS: dict[str, int] = {"M1": -1, "M2": -1, "M3": -1, "M4": 1, "M5": 1, "M6": 1}
"""Each item of mindset: -1 where agreeing tells of a more settled view, 1 of a more open one."""
NOT_OF_TEAMS = frozenset({"M2", "M4"})
"""Items about moving the measure oneself, which nobody can answer for a team's measure."""
FELT = ("F1", "F2", "F3", "F4", "F5")
SUPPORT = ("S1", "S2", "S3", "S4", "S5", "S6")
DISCIPLINE = "S5"
"""The item that data are not used for discipline or pay."""
STEPS = 6
"""Steps of the scale of agreement, without a middle."""


@dataclass(frozen=True)
class Item:
    """One sentence to tap on; `key` is "+" or "-" for mindset and empty elsewhere."""

    id: str
    text: str
    key: Literal["", "+", "-"] = ""


@dataclass(frozen=True)
class Items:
    """Every item in its order, with the words of the two scales.

    `agreement` names the steps 1 to 6, `extent` the steps 0 to 2. Raises ValueError where an item,
    a key or a step is missing or not ours.
    """

    mindset: tuple[Item, ...]
    felt: tuple[Item, ...]
    support: tuple[Item, ...]
    agreement: tuple[str, ...]
    extent: tuple[str, ...]

    def __post_init__(self) -> None:
        keys = {item.id: {"-": -1, "+": 1}.get(item.key) for item in self.mindset}
        named = (tuple(item.id for item in self.felt), tuple(item.id for item in self.support))
        if keys != KEYS or named != (FELT, SUPPORT):
            raise ValueError("The items are M1 to M6 with their keys, F1 to F5 and S1 to S6.")
        if len(self.agreement) != STEPS or len(self.extent) != 3:
            raise ValueError("The scale of agreement has six steps, that of support three.")

    def asked(self, is_team: bool) -> tuple[Item, ...]:
        """The items of mindset that are asked about a measure."""
        return tuple(item for item in self.mindset if not (is_team and item.id in NOT_OF_TEAMS))

    def text(self, item_id: str) -> str:
        """An item's sentence; raises KeyError where there is none."""
        return {each.id: each.text for each in (*self.mindset, *self.felt, *self.support)}[item_id]
