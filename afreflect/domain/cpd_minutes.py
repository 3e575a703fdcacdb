"""Minutes of learning by step, and what they come to in hours and credits.

Minutes are what is kept. Hours and credits are worked out from unrounded minutes and cut to
quarters, so that nothing is ever claimed that was not spent.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from fractions import Fraction
from typing import Literal

Step = Literal["data", "reflect", "feedback", "discuss", "plan", "remeasure"]
STEPS: Mapping[Step, str] = {
    "data": "Looking at the data",
    "reflect": "Thinking it over",
    "feedback": "Receiving feedback",
    "discuss": "Talking it through",
    "plan": "Planning a change",
    "remeasure": "Looking again",
}
"""What minutes are spent on, in the order of the work, each in words for a screen."""
Rounding = Literal["down", "nearest"]
QUARTERS = 4
"""Parts of an hour or a credit that can be told: a quarter is the least (our choice; AMA's too)."""
MOST_MINUTES_A_DAY = 12 * 60
"""More than this on one day is asked about (claim check 8)."""


@dataclass(frozen=True)
class Minutes:
    """Whole minutes on each step; raises ValueError below nought."""

    data: int = 0
    reflect: int = 0
    feedback: int = 0
    discuss: int = 0
    plan: int = 0
    remeasure: int = 0

    def __post_init__(self) -> None:
        if any(getattr(self, each.name) < 0 for each in fields(self)):
            raise ValueError("Minutes are nought or more.")

    def of(self, steps: Iterable[Step]) -> int:
        """The minutes of some steps together."""
        return sum(getattr(self, step) for step in steps)

    @property
    def total(self) -> int:
        """All minutes together."""
        return self.of(STEPS)

    def __add__(self, other: "Minutes") -> "Minutes":
        return Minutes(**{step: getattr(self, step) + getattr(other, step) for step in STEPS})


def hours(minutes: int, rounding: Rounding = "down") -> Decimal:
    """Minutes as hours in quarters: cut down, or to the nearest where a programme says so.

    Half a quarter goes up to the next one under "nearest" (AMA PRA: nearest quarter hour).
    """
    return _quarters(Fraction(minutes, 60), rounding)


def credits_for(minutes: int, an_hour: Decimal, rounding: Rounding = "down") -> Decimal:
    """Credits for unrounded minutes at so many an hour, then cut to quarters."""
    return _quarters(Fraction(minutes, 60) * Fraction(an_hour), rounding)


def said(amount: Decimal) -> str:
    """An amount in quarters as it is said: "2", "2.5", "2.25"."""
    return f"{amount.normalize():f}"


def said_minutes(minutes: int) -> str:
    """Minutes as "45 min" or "1 h 05"."""
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60:02d}"


def _quarters(amount: Fraction, rounding: Rounding) -> Decimal:
    exact = amount * QUARTERS
    whole = exact // 1 if rounding == "down" else (exact + Fraction(1, 2)) // 1
    return Decimal(int(whole)) / QUARTERS
