"""How sure a placement is: the rules run 2,000 times on answers that might as well have been given.

Mindset and data quality are drawn around their value, acceptance and agency move one step up or
down with probability 1/4 each. The draws are the same every time, so that the same answers always
give the same shares.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from afreflect.domain.mdpie import rules
from afreflect.domain.mdpie.items import STEPS
from afreflect.domain.mdpie.model import Answers, Situation, Zone
from afreflect.domain.mdpie.scoring import Scores, score
from afreflect.domain.trust import CAPPED_AT

DRAWS = 2000
SEED = 20261122
CERTAIN = 0.60
"""The share from which on a zone is named alone."""


@dataclass(frozen=True)
class Draws:
    """Standard normal deviates for the two axes, and steps of -1, 0 or 1 for the two answers."""

    mindset: NDArray
    data_quality: NDArray
    acceptance: NDArray
    agency: NDArray


@cache
def draws() -> Draws:
    """The same 2,000 draws every time."""
    rng = np.random.default_rng(SEED)
    steps = np.array([-1, 0, 0, 1])
    return Draws(
        rng.standard_normal(DRAWS),
        rng.standard_normal(DRAWS),
        rng.choice(steps, DRAWS),
        rng.choice(steps, DRAWS),
    )


@dataclass(frozen=True)
class Weighed:
    """What the rules alone say, and the share of each zone among the draws."""

    by_rule: tuple[Zone, ...]
    shares: dict[Zone, float]

    @property
    def alone(self) -> Zone | None:
        """The zone that rules and draws agree on; None for "between" and for not placed."""
        if len(self.by_rule) != 1 or self.shares[self.by_rule[0]] < CERTAIN:
            return None
        return self.by_rule[0]


def weigh(scores: Scores, situation: Situation) -> Weighed:
    """The rules on the answers as they are, and the shares among the draws around them."""
    as_said = rules.weights(scores, situation)
    by_rule = rules.named(as_said)
    if not by_rule:
        return Weighed((), {})
    made = draws()
    found = rules.shares(
        _around(scores.mindset, scores.se_mindset, made.mindset, 100.0),
        _around(
            scores.data_quality,
            scores.se_data_quality,
            made.data_quality,
            float(CAPPED_AT) if scores.capped_by else 100.0,
        ),
        _moved(scores.acceptance, made.acceptance),
        _moved(scores.agency, made.agency),
        situation,
        scores.is_supported,
        # A draw that turns on an answer which is missing stays with those that were given.
        otherwise=as_said,
    )
    return Weighed(by_rule, dict(zip(rules.ZONES, map(float, found), strict=True)))


def zones(answers: Answers, situation: Situation, weighed: Weighed) -> tuple[Zone, ...]:
    """The zone, or the two to lie between, the likelier first.

    A zone stands alone where the rules name it, 60 % of the draws agree, and no single answer moved
    by one step would make another zone stand alone: so no tap ever turns one certain label into
    another.
    """
    if not weighed.by_rule:
        return ()
    alone = weighed.alone
    if alone is None:
        return _between(weighed)
    near = [each.alone for each in _neighbours(answers, situation)]
    others = [zone for zone in near if zone is not None and zone is not alone]
    if not others:
        return (alone,)
    return (alone, max(others, key=lambda zone: weighed.shares[zone]))


def _between(weighed: Weighed) -> tuple[Zone, ...]:
    shares = weighed.shares
    if len(weighed.by_rule) == 2:
        return tuple(sorted(weighed.by_rule, key=lambda zone: -shares[zone]))
    likely = sorted(shares, key=lambda zone: -shares[zone])[:2]
    if weighed.by_rule[0] not in likely:
        likely[1] = weighed.by_rule[0]
    return tuple(likely)


def _around(value: float | None, error: float, deviates: NDArray, most: float) -> NDArray:
    """An axis as it might as well have been, within its ends; NaN where it is not known."""
    middle = np.nan if value is None else value
    return np.clip(middle + error * deviates, 0.0, most)


def _moved(answer: int | None, steps: NDArray) -> NDArray:
    """An answer one step up or down within its scale; 0 where it was not given."""
    return np.zeros_like(steps) if answer is None else np.clip(answer + steps, 1, STEPS)


def _neighbours(answers: Answers, situation: Situation) -> Iterator[Weighed]:
    """Every answer sheet that one tap on one scale would make of this one, weighed."""
    seen = set()
    for near in one_tap_away(answers):
        # The rules see only whether support is in place, and most taps on it leave that as it is.
        scores = replace(score(near, situation), support=None)
        if scores not in seen:
            seen.add(scores)
            yield weigh(scores, situation)


def one_tap_away(answers: Answers) -> Iterator[Answers]:
    """Every answer sheet with one answer one step higher or lower."""
    for name, least, most in (("mindset", 1, STEPS), ("felt", 1, STEPS), ("support", 0, 2)):
        given: Mapping[str, int] = getattr(answers, name)
        for item, answer in given.items():
            for moved in (answer - 1, answer + 1):
                if least <= moved <= most:
                    yield replace(answers, **{name: {**given, item: moved}})
    for name in ("acceptance", "agency"):
        answer = getattr(answers, name)
        for moved in () if answer is None else (answer - 1, answer + 1):
            if 1 <= moved <= STEPS:
                yield replace(answers, **{name: moved})


__all__ = ["CERTAIN", "DRAWS", "Weighed", "one_tap_away", "weigh", "zones"]
