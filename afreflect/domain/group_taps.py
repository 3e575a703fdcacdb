"""What a group is asked in private while a picture lands: a tap each, told in words from eight.

Ours, not taken from any instrument. A tap answers for a moment, and of nobody in particular.
"""

from dataclasses import dataclass

from afreflect.domain import disclosure


@dataclass(frozen=True)
class Tap:
    """A question for each alone, and how the answers of many are told."""

    id: str
    ask: str
    told: str


LANDING: tuple[Tap, ...] = (
    Tap("surprised", "Did it surprise you?", "were surprised by it"),
    Tap("hard", "Is something in it hard to look at?", "find something in it hard to look at"),
    Tap(
        "curious", "Is there something in it that you want to understand?", "want to understand it"
    ),
)
"""How a picture lands, each a yes or a no."""


def told(tap: Tap, counted: str) -> str:
    """The words of a tally as a sentence: "Most of us were surprised by it."."""
    return f"{counted[:1].upper()}{counted[1:]} {tap.told}."


def nothing_told() -> str:
    """What is said where too few answered for a tally."""
    return (
        f"Answers are told from {disclosure.LEAST_FOR_NUMBERS} on, and only as few, about half or "
        "most of us."
    )
