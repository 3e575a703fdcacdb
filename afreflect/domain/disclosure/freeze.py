"""From a group's figures to what may be shown of them, or a refusal that tells nothing."""

import math
from collections.abc import Iterable, Sequence
from datetime import date

from afreflect.domain.disclosure import scale
from afreflect.domain.disclosure.differencing import may_follow
from afreflect.domain.disclosure.model import (
    LEAST_CASES,
    LEAST_FOR_NUMBERS,
    LEAST_FOR_WORDS,
    RULES_VERSION,
    Asked,
    Band,
    Contribution,
    Edge,
    Refused,
    Release,
    Snapshot,
)
from afreflect.domain.disclosure.people import room_words
from afreflect.domain.metric import Metric

AVERAGED = 3
"""Contributors that every edge is averaged over (K-03)."""
MOST_OF_ONE, MOST_OF_TWO = 0.5, 0.75
"""Of all cases, what one and what two contributors may hold at most (K-04)."""
NOT_SHOWN = (
    "This group can't be shown without a risk that somebody could be picked out. A group is shown "
    "when at least five give a figure from enough cases each, when nobody's cases are most of "
    "them all, and when nearly the same people were not shown or tried before, nor some of them "
    "twice. Talk about the measure in words, or choose another measure."
)
"""The one refusal: which of its reasons holds would itself tell something of somebody."""


def asked(metric: Metric, since: date, until: date) -> Asked:
    """What a group is asked for; `until` is the first day not counted. Raises Refused."""
    if since >= until:
        raise Refused("The period ends before it begins: choose a later end.")
    standards = (f"{each.text} ({each.source})." for each in metric.standards)
    return Asked(
        metric_id=metric.id,
        title=metric.title,
        question=metric.question,
        definition=f"{metric.eligible} {metric.met}",
        unit=metric.unit,
        kind=metric.kind,
        better=metric.better,
        scale=scale.scale_of(metric),
        since=since,
        until=until,
        standard=" ".join(standards),
    )


def what_will_be_shown(asked: Asked) -> tuple[str, ...]:
    """What is shown at which count, to be said before anything is collected (K-10)."""
    return (
        "With fewer than five of us nothing is shown.",
        "With five to seven, words alone: what the measure counts, and no number.",
        "With eight or more, three numbers: where the middle of our group begins, lies and ends, "
        f"each an average over at least three of us and rounded to {_step(asked)}. Who is lowest "
        "and who is highest is left out.",
        f"A figure from fewer than {least_cases(asked)} cases is left out.",
        "Who gave a figure is shown to nobody. In a small room it can be noticed all the same.",
    )


def least_cases(asked: Asked) -> int:
    """Cases below which a contributor's figure is left out (K-02).

    One case moves a share by two steps at most. With fewer, only one share of somebody's cases may
    lie in what a band leaves open: "under 2 %" of fifteen cases is none.
    """
    if asked.kind != "proportion":
        return LEAST_CASES
    return max(LEAST_CASES, math.ceil(1 / (2 * asked.scale.step) - 1e-9))


def counted(
    contributions: Iterable[Contribution], least: int = LEAST_CASES
) -> tuple[Contribution, ...]:
    """Those with enough cases for a figure of their own, in an order that says nothing (K-02)."""
    kept = [each for each in contributions if each.n >= least]
    if len({each.contributor for each in kept}) < len(kept):
        raise ValueError("Somebody gave two figures: keep one of them.")
    if not all(math.isfinite(each.figure) for each in kept):
        raise ValueError("A figure is no number: leave it out.")
    return tuple(sorted(kept, key=lambda each: each.contributor))


def check_split(parts: Iterable[Iterable[Contribution]]) -> None:
    """Whether a group may be shown in parts: eight in every one of them (K-01). Raises Refused."""
    if any(len(counted(part)) < LEAST_FOR_NUMBERS for part in parts):
        raise Refused("A group is shown in parts when each of them has eight or more.")


def release(asked: Asked, contributions: Iterable[Contribution]) -> Release:
    """What is to be remembered of a snapshot of these contributions."""
    members = frozenset(each.contributor for each in counted(contributions, least_cases(asked)))
    return Release(asked.metric_id, asked.since, asked.until, members)


def snapshot(
    asked: Asked,
    contributions: Iterable[Contribution],
    earlier: Iterable[Release],
    made_on: date,
    snapshot_id: str,
) -> Snapshot:
    """The group frozen: words alone from five contributors, a coarse band from eight.

    Words below eight depend on nobody's figure, so that only numbers are held against dominance
    (K-04) and against what was shown and tried earlier (K-06). Raises Refused, always in the same
    words.
    """
    given = counted(contributions, least_cases(asked))
    if len(given) < LEAST_FOR_WORDS:
        raise Refused(NOT_SHOWN)
    shown = len(given) >= LEAST_FOR_NUMBERS
    if shown and (_dominated(given) or not may_follow(release(asked, given), tuple(earlier))):
        raise Refused(NOT_SHOWN)
    band = _band([each.figure for each in given], asked) if shown else None
    return Snapshot(
        id=snapshot_id,
        rules_version=RULES_VERSION,
        asked=asked,
        made_on=made_on,
        how_many=room_words(len(given)),
        band=band,
        sentences=_sentences(band, asked),
    )


def own_words(snapshot: Snapshot, figure: float, n: int) -> str:
    """A member's own figure beside the group's band, for their own device alone (K-09)."""
    least = least_cases(snapshot.asked)
    if n < least:
        return f"Yours comes from fewer than {least} cases: too few for a figure."
    own = f"Yours is {_own(figure, snapshot.asked)}, from {n:,} cases."
    band = snapshot.band
    if band is None:
        return f"{own} No number of the group's is shown beside it."
    side = _side(figure, band, snapshot.asked)
    return f"{own} {_runs(band, 'The band')} Yours is {side}."


def _own(figure: float, asked: Asked) -> str:
    return f"{100 * figure:.1f} %" if asked.kind == "proportion" else scale.say(figure, asked)


def _side(figure: float, band: Band, asked: Asked) -> str:
    """Which side of the band, by the rounding the band itself has."""
    own = scale.edge(figure, asked)
    if own in (band.low, band.high):
        return "at its edge" if band.low != band.high else "there too"
    place = _place(own)
    if place < _place(band.low):
        return "below it"
    return "above it" if place > _place(band.high) else "inside it"


def _place(edge: Edge) -> float:
    if edge.value is not None:
        return edge.value
    return -math.inf if edge.words.startswith("under") else math.inf


def _dominated(given: Sequence[Contribution]) -> bool:
    cases = sorted((each.n for each in given), reverse=True)
    return cases[0] > MOST_OF_ONE * sum(cases) or sum(cases[:2]) > MOST_OF_TWO * sum(cases)


def _band(figures: Sequence[float], asked: Asked) -> Band:
    """Three edges of ranks 2 to n - 1, each averaged over three of them or four."""
    inner = sorted(figures)[1:-1]
    around = AVERAGED if len(inner) % 2 else AVERAGED + 1
    start = (len(inner) - around) // 2
    edges = inner[:AVERAGED], inner[start : start + around], inner[-AVERAGED:]
    low, middle, high = (scale.edge(math.fsum(each) / len(each), asked) for each in edges)
    return Band(low, middle, high)


def _sentences(band: Band | None, asked: Asked) -> tuple[str, ...]:
    if band is None:
        return (
            "Below eight of us no number is shown, so that nobody can be picked out.",
            "We talk about the measure itself. Nobody's own figure is shown.",
        )
    return (
        _runs(band, "The middle of our group"),
        f"Half-way stands {_about(band.middle)}.",
        "Every edge is an average over at least three of us, rounded to "
        f"{_step(asked)}. The lowest and the highest figure among us are left out.",
        "The band is no target, and says nothing of any one of us.",
    )


def _runs(band: Band, what: str) -> str:
    if band.low == band.high:
        at = "" if band.low.value is None else "at "
        return f"{what} lies {at}{_about(band.low)}."
    return f"{what} runs from {_about(band.low)} to {_about(band.high)}."


def _about(edge: Edge) -> str:
    return edge.words if edge.value is None else f"about {edge.words}"


def _step(asked: Asked) -> str:
    return scale.say(asked.scale.step, asked)
