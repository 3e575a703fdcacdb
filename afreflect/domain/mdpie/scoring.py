"""The axes: mindset M, data quality D from its two ticks, and support S, with their doubt.

Ranges, weights, minimums and caps are our own choice, and nobody has validated them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from statistics import fmean

from afreflect.domain.mdpie.items import DISCIPLINE, FELT, KEYS, NOT_OF_TEAMS, STEPS, SUPPORT
from afreflect.domain.mdpie.model import Answers, Situation, far_apart
from afreflect.domain.trust import CAPPED_AT, CAPS

LEAST_ITEMS = 4
LEAST_ITEMS_OF_TEAMS = 3
"""Of the four items that a team's measure leaves; the same two thirds as four of six."""
LEAST_FELT = 3
COMPUTED_PART, FELT_PART = 0.6, 0.4
LEAST_DOUBT_OF_MINDSET = 8.0
DOUBT_OF_QUALITY, DOUBT_OF_UNKNOWN, DOUBT_OF_APART = 5.0, 4.0, 5.0
SUPPORT_NEEDED = 60.0
_STEP = 100 / (STEPS - 1)


@dataclass(frozen=True)
class Scores:
    """The axes of one placement, 0 to 100, and the answers on which the rules turn.

    `computed` and `felt` are Dc and Ds from 0 to 1. `agency` is None where it was not said and
    `is_supported` tells whether the support of the group's leadership is in place.
    """

    mindset: float | None
    se_mindset: float
    computed: float | None
    felt: float | None
    data_quality: float | None
    se_data_quality: float
    capped_by: tuple[str, ...]
    support: float | None
    is_supported: bool
    acceptance: int | None
    agency: int | None


def score(answers: Answers, situation: Situation) -> Scores:
    """Everything that the rules look at; raises ValueError for an answer beside its scale."""
    _refuse_beside(answers)
    keyed = keyed_answers(answers.mindset, situation.is_team)
    felt = felt_quality(answers.felt)
    computed = situation.computed_quality
    caps = capped_by(situation)
    return Scores(
        mindset=_mindset(keyed, situation.is_team),
        se_mindset=_doubt_of_mindset(list(keyed.values())),
        computed=computed,
        felt=felt,
        data_quality=_quality(computed, felt, bool(caps)),
        se_data_quality=_doubt_of_quality(situation, felt),
        capped_by=caps,
        support=_support(answers.support),
        is_supported=_is_supported(answers.support),
        acceptance=answers.acceptance,
        agency=answers.agency,
    )


def keyed_answers(mindset: Mapping[str, int], is_team: bool) -> dict[str, int]:
    """The answers that count, each turned so that 6 is the most open one."""
    return {
        item: answer if KEYS[item] > 0 else STEPS + 1 - answer
        for item, answer in sorted(mindset.items())
        if item in KEYS and not (is_team and item in NOT_OF_TEAMS)
    }


def least_items(is_team: bool) -> int:
    """How many items of mindset have to be answered, with one of each key among them."""
    return LEAST_ITEMS_OF_TEAMS if is_team else LEAST_ITEMS


def felt_quality(felt: Mapping[str, int]) -> float | None:
    """Ds, 0 to 1: the mean of the felt items, where at least three of the five were answered."""
    said = [felt[item] for item in FELT if item in felt]
    return (fmean(said) - 1) / (STEPS - 1) if len(said) >= LEAST_FELT else None


def capped_by(situation: Situation) -> tuple[str, ...]:
    """The components that are so low that data quality ends at 40."""
    found = {"D1": situation.completeness, "D4": situation.attribution_share}
    return tuple(id_ for id_, value in found.items() if value is not None and value < CAPS[id_])


def _mindset(keyed: Mapping[str, int], is_team: bool) -> float | None:
    keys = {KEYS[item] for item in keyed}
    if len(keyed) < least_items(is_team) or len(keys) < 2:
        return None
    return _STEP * (fmean(keyed.values()) - 1)


def _doubt_of_mindset(keyed: list[int]) -> float:
    """The standard error of the mean, and never less than 8 points."""
    if len(keyed) < 2:
        return LEAST_DOUBT_OF_MINDSET
    middle = fmean(keyed)
    spread = sqrt(sum((each - middle) ** 2 for each in keyed) / (len(keyed) - 1))
    return max(LEAST_DOUBT_OF_MINDSET, _STEP * spread / sqrt(len(keyed)))


def _quality(computed: float | None, felt: float | None, is_capped: bool) -> float | None:
    """D: computed and felt together; computed alone where nothing was felt."""
    if computed is None:
        return None
    whole = computed if felt is None else COMPUTED_PART * computed + FELT_PART * felt
    return min(100 * whole, float(CAPPED_AT)) if is_capped else 100 * whole


def _doubt_of_quality(situation: Situation, felt: float | None) -> float:
    """Five points, four for each unknown component, the felt tick among them, five if apart."""
    unknown = situation.unknown_components + (felt is None)
    apart = situation.computed_quality is not None and far_apart(situation.computed_quality, felt)
    return DOUBT_OF_QUALITY + DOUBT_OF_UNKNOWN * unknown + (DOUBT_OF_APART if apart else 0.0)


def _support(support: Mapping[str, int]) -> float | None:
    """S, where what was left out counts as no; None where nothing was said."""
    said = [support[item] for item in SUPPORT if item in support]
    return 100 * sum(said) / (2 * len(SUPPORT)) if said else None


def _is_supported(support: Mapping[str, int]) -> bool:
    reached = _support(support)
    return (
        reached is not None
        and round(reached, 9) >= SUPPORT_NEEDED
        and support.get(DISCIPLINE, 0) > 0
    )


def _refuse_beside(answers: Answers) -> None:
    asked = dict.fromkeys(SUPPORT, (0, 2)) | dict.fromkeys((*KEYS, *FELT), (1, STEPS))
    given = {**answers.mindset, **answers.felt, **answers.support}
    unknown = [item for item in given if item not in asked]
    if unknown:
        raise ValueError(f"There is no item {unknown[0]}.")
    ends = [(given[item], asked[item]) for item in given]
    ends += [
        (said, (1, STEPS)) for said in (answers.acceptance, answers.agency) if said is not None
    ]
    for said, (least, most) in ends:
        if type(said) is not int or not least <= said <= most:
            raise ValueError(f"{said!r} is no step from {least} to {most}.")
