"""Rooms of five to twelve colleagues, ordinary and hostile, drawn from a seed."""

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from afreflect.domain.disclosure import Asked, Contribution, asked, least_cases
from tests.domain.examples import RETURNS, TEACHING, WAIT

SINCE, UNTIL, MADE_ON = date(2025, 1, 1), date(2026, 1, 1), date(2026, 2, 3)
SEEN = replace(RETURNS, id="patients_per_hour", kind="rate", unit="patients per hour")
RARE = replace(RETURNS, id="rare", group_axis=(0.0, 0.2, 0.01))
SHARE, MINUTES, MARKS, PER_HOUR, FINE = (
    asked(each, SINCE, UNTIL) for each in (RETURNS, WAIT, TEACHING, SEEN, RARE)
)
ASKED = (SHARE, MINUTES, MARKS, PER_HOUR, FINE)
NATURAL = {
    "proportion": (0.0, 1.0),
    "duration": (0.0, 1440.0),
    "mean": (1.0, 5.0),
    "rate": (0.0, 30.0),
}
"""What anybody knows that a figure lies in, wherever its axis ends."""

Draw = Callable[[random.Random, int], list[float]]


def _around(middle: float, spread: float) -> Draw:
    return lambda dice, size: [min(1.0, max(0.0, dice.gauss(middle, spread))) for _ in range(size)]


def _two_clusters(dice: random.Random, size: int) -> list[float]:
    return [dice.choice((0.2, 0.8)) + dice.uniform(-0.01, 0.01) for _ in range(size)]


def _one_outlier(dice: random.Random, size: int) -> list[float]:
    return [dice.choice((0.0, 1.0)), *([dice.uniform(0.3, 0.4)] * (size - 1))]


def _alone_at_the_other_end(dice: random.Random, size: int) -> list[float]:
    top = dice.random() < 0.5
    near = [dice.choice((0.0, dice.uniform(0.0, 0.1))) for _ in range(size - 1)]
    return [0.0 if top else 1.0, *(1.0 - each if top else each for each in near)]


KINDS: dict[str, Draw] = {
    "anywhere": lambda dice, size: [dice.random() for _ in range(size)],
    "usual": _around(0.35, 0.1),
    "close together": _around(0.5, 0.01),
    "near the top": _around(0.97, 0.03),
    "near the bottom": _around(0.03, 0.03),
    "all alike": lambda dice, size: [dice.random()] * size,
    "all at 0 %": lambda dice, size: [0.0] * size,
    "all at 100 %": lambda dice, size: [1.0] * size,
    "one outlier": _one_outlier,
    "alone at the other end": _alone_at_the_other_end,
    "two clusters": _two_clusters,
    "all or nothing": lambda dice, size: [float(dice.random() < 0.5) for _ in range(size)],
}
"""How the figures of a room may lie, each on a scale from 0 to 1."""


def on_scale(place: float, what: Asked) -> float:
    """A place between 0 and 1 as a figure of what is asked, from end to end of its axis."""
    return what.scale.low + place * (what.scale.high - what.scale.low)


def gave(figures: list[float], cases: list[int] | None = None) -> list[Contribution]:
    """One contribution a figure, each by somebody of their own."""
    counts = cases or [100] * len(figures)
    both = enumerate(zip(counts, figures, strict=True))
    return [Contribution(f"c{at}", n, figure) for at, (n, figure) in both]


def rooms(
    many: int, least: int = 5, most: int = 12, seed: int = 8
) -> Iterator[tuple[Asked, list[Contribution]]]:
    """Rooms of every kind and size in turn, the one who holds many cases among them."""
    dice = random.Random(seed)
    for at in range(many):
        draw = list(KINDS.values())[at % len(KINDS)]
        size = dice.randint(least, most)
        what = ASKED[at // len(KINDS) % len(ASKED)]
        cases = [dice.randint(least_cases(what), 400) for _ in range(size)]
        if at % 5 == 0:
            cases[0] = sum(cases[1:]) + at % 2
        yield what, gave([on_scale(each, what) for each in draw(dice, size)], cases)
