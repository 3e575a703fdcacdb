"""From answers and situation to a placement: rules 1 and 2, what is missing, then the zones."""

from dataclasses import replace
from typing import Literal

from afreflect.domain import figure
from afreflect.domain.mdpie import doubt, rules, why
from afreflect.domain.mdpie.items import Items
from afreflect.domain.mdpie.model import (
    Answers,
    Placement,
    Situation,
    Zone,
    far_apart,
    say,
)
from afreflect.domain.mdpie.scoring import Scores, least_items, score

APART = (
    "What we can count of the data and how far you trust them lie far apart. Say first what stands "
    "between the two, or go on without."
)
NO_ACCEPTANCE = "You have not said yet whether this is a fair enough picture to learn from."
NO_AGENCY = "You have not said yet whether there is one thing you could try."
NOTHING_KNOWN = "Nothing is known yet about the data behind this measure."


def place(answers: Answers, situation: Situation, items: Items | None = None) -> Placement:
    """Where our arithmetic puts a clinician for one measure today, with its doubt and its reasons.

    With `items` the reasons carry the sentences that were tapped on. Raises ValueError for an
    answer beside its scale. The first rule that applies holds (shared specification, 5.4).
    """
    scores = score(answers, situation)
    weighed = doubt.weigh(scores, situation)
    reason = (
        too_little(situation)
        or _apart(scores, situation)
        or _missing(scores, weighed, situation.is_team)
    )
    zones = () if reason else doubt.zones(answers, situation, weighed)
    position = bool(zones) and scores.mindset is not None
    return Placement(
        mindset=scores.mindset if position else None,
        data_quality=scores.data_quality if position else None,
        computed_tick=None if scores.computed is None else 100 * scores.computed,
        felt_tick=None if scores.felt is None else 100 * scores.felt,
        se_mindset=scores.se_mindset if position else None,
        se_data_quality=scores.se_data_quality if position else None,
        zones=zones,
        by_rule=weighed.by_rule if zones else (),
        shares=weighed.shares if zones else {},
        sub_state=_sub_state(zones, situation),
        label=say(zones),
        not_placed=reason,
        why=why.lines(answers, situation, scores, weighed, zones, reason, items),
    )


def too_little(situation: Situation) -> str:
    """Rule 1: why the data are too few to place anybody on, or an empty text (R11)."""
    if situation.n < situation.n_show:
        return (
            f"There are {figure.count(situation.n)} cases here, and this measure needs "
            f"{figure.count(situation.n_show)} before it says anything."
        )
    mine = situation.share_mine
    if mine is not None and round(mine, 9) < rules.LEAST_OF_MINE:
        return (
            f"Only {100 * mine:.0f} of 100 cases are known to be yours: too few to say anything "
            "about your own practice."
        )
    return ""


def moved_to(
    placement: Placement, mindset: float, data_quality: float, is_supported: bool = False
) -> Placement:
    """The clinician's own place, which counts (R12): no doubt of ours is drawn around it."""
    zones = (rules.zone_at(mindset, data_quality, is_supported),)
    return replace(
        placement,
        mindset=mindset,
        data_quality=data_quality,
        se_mindset=None,
        se_data_quality=None,
        zones=zones,
        by_rule=zones,
        shares={},
        sub_state="",
        label=say(zones),
        not_placed="",
        why=(why.chosen(zones[0]),),
    )


def _apart(scores: Scores, situation: Situation) -> str:
    """Rule 2: two ticks that disagree are not put together before they were talked over."""
    if scores.computed is None or situation.validity:
        return ""
    return APART if far_apart(scores.computed, scores.felt) else ""


def _missing(scores: Scores, weighed: doubt.Weighed, is_team: bool) -> str:
    """What was not answered and is needed, or an empty text."""
    if scores.acceptance is None:
        return NO_ACCEPTANCE
    if weighed.by_rule:
        return ""
    if scores.data_quality is None:
        return NOTHING_KNOWN
    if scores.mindset is None:
        return (
            f"At least {least_items(is_team)} of the sentences about mindset need an answer, "
            "and some from either side."
        )
    return NO_AGENCY


def _sub_state(zones: tuple[Zone, ...], situation: Situation) -> Literal["", "a", "b"]:
    """Questioning that is reasoned (Z1a), or not accepted though our own checks pass (Z1b)."""
    if Zone.Z1 not in zones:
        return ""
    doubted = (
        situation.computed_quality is not None
        and round(situation.computed_quality, 9) < rules.DOUBTED_DATA
    )
    return "a" if situation.known_objection or doubted else "b"
