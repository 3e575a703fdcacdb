"""What the grid says in words: its axes, its places, and a place without a figure."""

from typing import Any

from afreflect.domain import mdpie
from afreflect.domain.mdpie import Zone
from afreflect.domain.mdpie.rules import NEEDED, OF_MINDSET, OF_QUALITY

MINDSET = (
    "this hardly feels changeable",
    "this feels a little changeable",
    "this feels partly changeable",
    "this feels quite changeable",
    "this feels very changeable",
)
QUALITY = (
    "the data hardly carry me",
    "the data carry me a little way",
    "the data carry me part of the way",
    "the data carry me a good way",
    "the data carry me a long way",
)
AXES: dict[str, dict[str, Any]] = {
    "mindset": {"title": mdpie.MINDSET_AXIS, "low": "hardly", "high": "very", "steps": MINDSET},
    "quality": {
        "title": mdpie.QUALITY_AXIS,
        "low": "not far",
        "high": "a long way",
        "steps": QUALITY,
    },
}
ZONES = {"below": Zone.Z2.label, "above": Zone.Z3.label, "beyond": Zone.Z4.label}
BETWEEN = "Between “{one}” and “{other}”"
COVERING = f"{Zone.Z1.label}: this can lie over any place."
BOUNDARY = {"mindset": OF_MINDSET, "quality": OF_QUALITY, "level": NEEDED}
HINT = "Click or tap where you see yourself, or press Tab and then the arrow keys."
TAP = "Tap where you see yourself; then drag the point, if you like."
OURS = "our arithmetic"


def gate(is_open: bool) -> str:
    """The words at the gate, which no one person opens."""
    return (
        "Open: your group's leadership opened it."
        if is_open
        else "A gate that a group's leadership opens."
    )


def description(movable: bool) -> str:
    """What a screen reader says of the drawing before anything in it."""
    said = (
        "A square. Up: mindset, how changeable this feels today. Across: data quality, how far "
        "this data can carry me. A sloping line parts two places. Below it: not sure yet what to "
        "do with it. Above it: learning from my own data."
    )
    if movable:
        said += " Arrow keys move you; with Shift they take bigger steps."
    return said


def position(mindset: float, quality: float) -> str:
    """A place in words: "This feels quite changeable; the data carry me a good way."."""
    return capital(f"{word(MINDSET, mindset)}; {word(QUALITY, quality)}.")


def capital(said: str) -> str:
    """The same words as the beginning of a sentence."""
    return said[0].upper() + said[1:]


def middle(steps: tuple[str, ...], said: str) -> float:
    """The middle of the range, of 0 to 100, that these words stand for."""
    return 100 * (steps.index(said) + 0.5) / len(steps)


def word(steps: tuple[str, ...], value: float) -> str:
    """The words for a value from 0 to 100."""
    return steps[min(len(steps) - 1, int(value / 100 * len(steps)))]
