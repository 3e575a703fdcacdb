"""Answer sheets and situations made by hand, for tests of placements."""

from dataclasses import replace
from typing import Any

from afreflect.domain.mdpie import FELT, KEYS, SUPPORT, Answers, Placement, Situation, place

INDIVIDUAL = Situation(
    n=400,
    n_show=100,
    share_mine=1.0,
    attribution="individual",
    computed_quality=0.8,
    unknown_components=0,
    ideas=1.0,
    completeness=0.95,
    attribution_share=1.0,
)
TEAM = replace(INDIVIDUAL, attribution="team", attribution_share=0.4, ideas=0.5)


def mindset(*keyed: int) -> dict[str, int]:
    """Answers to M1 to M6 in their order, each as it counts; one number stands for all six."""
    counts = keyed * 6 if len(keyed) == 1 else keyed
    return {
        item: count if key > 0 else 7 - count
        for (item, key), count in zip(KEYS.items(), counts, strict=True)
    }


def felt(answer: int) -> dict[str, int]:
    return dict.fromkeys(FELT, answer)


def support(*answers: int) -> dict[str, int]:
    """Answers to S1 to S6; one number stands for all six."""
    said = answers * 6 if len(answers) == 1 else answers
    return dict(zip(SUPPORT, said, strict=True))


M20, M33, M50, M80, M90 = (
    mindset(2),
    mindset(2, 3, 3, 2, 3, 3),
    mindset(3, 4, 3, 4, 3, 4),
    mindset(5),
    mindset(5, 6, 5, 6, 5, 6),
)


def placed(
    of_mindset: dict[str, int],
    quality: float,
    agency: int | None = 5,
    acceptance: int | None = 6,
    situation: Situation = INDIVIDUAL,
    given: dict[str, int] | None = None,
    **changes: Any,
) -> Placement:
    """A placement by mindset, data quality (computed alone, 0 to 100), agency and acceptance."""
    known = replace(situation, **{"computed_quality": quality / 100, **changes})
    return place(Answers(of_mindset, {}, given or {}, acceptance, agency), known)
