"""Prompts of the conversation about one measure, and the ways through them: content, not code.

After R2C2 (relationship, reaction, content, coaching; Sargeant et al. 2015, Academic Medicine 90:
1698). The prompts are our own; nothing that is written to them is ever scored.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Literal

MOST_IN_VIEW = 3
"""Prompts and taps of one step, at most."""
Screen = Literal["card", "own", "never"]


class Phase(IntEnum):
    """The phases of R2C2, in the order that works."""

    RELATIONSHIP = 0
    REACTION = 1
    CONTENT = 2
    COACHING = 3


@dataclass(frozen=True)
class Prompt:
    """One question, with what it is for.

    `zones` are those of the model where it belongs, or "any". `axis` is M, D, S, A, G or empty.
    `screen` says who may see it: "card" may stand on a facilitator's card, "own" is for the
    clinician, "never" stands on no screen that others see.
    """

    id: str
    phase: Phase
    zones: tuple[str, ...]
    axis: str
    purpose: str
    screen: Screen
    text: str

    @property
    def asks_for_change(self) -> bool:
        """Whether it asks what could be done differently."""
        return self.phase is Phase.COACHING


@dataclass(frozen=True)
class Step:
    """One calm screen: prompts to write to, taps, and what else it is there for.

    `settles` names the question that a choice on it answers. Raises ValueError where more than
    three things are asked at once.
    """

    name: str
    phase: Phase
    prompts: tuple[str, ...] = ()
    taps: tuple[str, ...] = ()
    part: str = ""
    settles: str = ""
    after: str = ""

    def __post_init__(self) -> None:
        if len(self.prompts) + len(self.taps) > MOST_IN_VIEW:
            raise ValueError(f"The step {self.name} asks more than {MOST_IN_VIEW} things at once.")


@dataclass(frozen=True)
class Flow:
    """A way on from a place: its steps in their order."""

    id: str
    zones: tuple[str, ...]
    label: str
    steps: tuple[Step, ...]

    @property
    def asks_for_change(self) -> bool:
        """Whether any of its steps asks what could be done differently."""
        return any(step.phase is Phase.COACHING for step in self.steps)


@dataclass(frozen=True)
class Script:
    """All prompts and all flows, by their ids."""

    prompts: Mapping[str, Prompt]
    flows: Mapping[str, Flow]

    def text(self, prompt_id: str) -> str:
        """A prompt's words."""
        return self.prompts[prompt_id].text

    def on_cards(self) -> tuple[Prompt, ...]:
        """The prompts that may stand on a facilitator's card."""
        return tuple(prompt for prompt in self.prompts.values() if prompt.screen == "card")

    def may_be_shown(self, prompt_id: str) -> bool:
        """Whether others may see an answer, where its clinician chooses to show it."""
        prompt = self.prompts.get(prompt_id)
        return prompt is not None and prompt.screen != "never"
