"""Five thousand plausible answer sheets, placed: writes its figures into docs/placement.md.

    python -m benchmarks.population

Nobody answered these. They are drawn, with a fixed seed, from assumptions that are stated in the
document and in `drawn` below; they show what the rules do, and nothing about physicians.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from afreflect.domain.mdpie import (
    FELT,
    KEYS,
    SUPPORT,
    Answers,
    Placement,
    Situation,
    Zone,
    one_tap_away,
    place,
)
from afreflect.domain.mdpie.doubt import weigh
from afreflect.domain.mdpie.model import far_apart
from afreflect.domain.mdpie.scoring import Scores, score
from afreflect.domain.trust_parts import EVIDENCE, PARTS, WEIGHTS

PAGE = Path(__file__).resolve().parents[1] / "docs" / "placement.md"
BEGINS, ENDS = "<!-- figures begin -->\n", "<!-- figures end -->\n"
SHEETS = 5000
FIRST = 300
"""The first of the same sheets, which a test draws again."""
SEED = 5


@dataclass(frozen=True)
class Sheet:
    """One made-up clinician's answers about one measure, and what is known of its data."""

    answers: Answers
    situation: Situation


def drawn(sheets: int = SHEETS, seed: int = SEED) -> Iterator[Sheet]:
    """The sheets, one after the other; the assumptions are those that docs/placement.md lists."""
    rng = np.random.default_rng(seed)
    for _ in range(sheets):
        situation = _situation(rng)
        openness, warmth = rng.normal(0, 1, 2)
        computed = situation.computed_quality or 0.0
        liked = 0.6 * computed + 0.4 * _between(rng, 0.55 + 0.12 * warmth, 0.15)
        mindset = {item: _step(rng, 3.9 + 0.8 * openness, 0.9) for item in KEYS}
        answers = Answers(
            mindset=_some(rng, {m: s if KEYS[m] > 0 else 7 - s for m, s in mindset.items()}),
            felt=_some(rng, {item: _step(rng, 1 + 5 * liked, 0.8) for item in FELT}),
            support=_support(rng),
            acceptance=_said(rng, _step(rng, 1.8 + 3.4 * liked + 0.4 * openness, 0.9)),
            agency=_said(rng, _step(rng, 3.2 + 0.9 * situation.ideas + 0.6 * openness, 1.0)),
        )
        yield Sheet(answers, _talked_over(rng, answers, situation))


def _situation(rng: np.random.Generator) -> Situation:
    attribution = rng.choice(["individual", "shared", "team"], p=[0.4, 0.4, 0.2])
    share = None if rng.random() < 0.1 else float(rng.beta(8, 1))
    ideas = float(rng.choice([0.0, 0.5, 1.0], p=[0.2, 0.3, 0.5]))
    parts = {
        "D1": float(rng.beta(9, 2)),
        "D2": None if rng.random() < 0.1 else float(rng.beta(3, 1)),
        "D3": None if rng.random() < 0.6 else float(rng.beta(9, 2)),
        "D4": None if share is None else share * PARTS[attribution],
        "D5": None if rng.random() < 0.05 else float(rng.beta(2, 2)),
        "D6": float(rng.choice([5 / 6, 1.0], p=[0.3, 0.7])),
        "D7": EVIDENCE[rng.choice(["guideline", "consensus", "none"], p=[0.3, 0.4, 0.3])],
        "D8": ideas,
        "D9": float(rng.beta(6, 2)),
    }
    known = {part: value for part, value in parts.items() if value is not None}
    weight = sum(WEIGHTS[part] for part in known)
    return Situation(
        n=int(rng.lognormal(5.7, 0.8)),
        n_show=int(rng.choice([30, 50, 100])),
        share_mine=share,
        attribution=attribution,
        computed_quality=sum(WEIGHTS[part] * value for part, value in known.items()) / weight,
        unknown_components=len(parts) - len(known),
        ideas=ideas,
        completeness=parts["D1"],
        attribution_share=parts["D4"],
        at_target=rng.random() < 0.15,
        keeps=rng.random() < 0.05,
        known_objection=rng.random() < 0.2,
    )


def _support(rng: np.random.Generator) -> dict[str, int]:
    """A third says nothing of support; a place is mostly one that does much, or little, of it."""
    if rng.random() < 1 / 3:
        return {}
    there = rng.beta(2, 2)
    return {item: int(rng.binomial(2, there)) for item in SUPPORT}


def _talked_over(rng: np.random.Generator, answers: Answers, situation: Situation) -> Situation:
    """Half of those whose two ticks lie apart have talked it over or have chosen not to."""
    scores = score(answers, situation)
    if not far_apart(situation.computed_quality or 0.0, scores.felt) or rng.random() < 0.5:
        return situation
    return replace(situation, validity="had" if rng.random() < 0.5 else "declined")


def _between(rng: np.random.Generator, middle: float, spread: float) -> float:
    return float(np.clip(rng.normal(middle, spread), 0, 1))


def _step(rng: np.random.Generator, middle: float, spread: float) -> int:
    return int(np.clip(round(rng.normal(middle, spread)), 1, 6))


def _some(rng: np.random.Generator, answers: dict[str, int]) -> dict[str, int]:
    """One answer in twenty is skipped."""
    return {item: answer for item, answer in answers.items() if rng.random() >= 0.05}


def _said(rng: np.random.Generator, answer: int) -> int | None:
    return None if rng.random() < 0.03 else answer


@dataclass(frozen=True)
class Figures:
    """What became of the sheets.

    `labels` counts each label and `unplaced` why there is none. `taps` are the single taps away
    from sheets with one zone, and `flips` those that end in another one zone. `loose_flips` counts
    the same, by the two zones, where the 60 % alone would decide; `loose_taps` are the taps there.
    `named_both` sheets have two zones for the sake of the last rule alone.
    """

    sheets: int
    labels: Counter[str]
    unplaced: Counter[str]
    taps: int
    flips: int
    loose_taps: int
    loose_flips: Counter[str]
    named_both: int


def figures(sheets: int = SHEETS) -> Figures:
    """Places every sheet, and weighs every sheet that is one tap away from it."""
    labels: Counter[str] = Counter()
    unplaced: Counter[str] = Counter()
    loose: Counter[str] = Counter()
    taps = flips = loose_taps = named_both = 0
    for sheet in drawn(sheets):
        found = place(sheet.answers, sheet.situation)
        labels[_label(found)] += 1
        if not found.zones:
            unplaced[_reason(found)] += 1
            continue
        seen: dict[Scores, Zone | None] = {}
        alone = _alone(sheet.answers, sheet.situation, seen)
        if alone is None:
            continue
        near = [_alone(one, sheet.situation, seen) for one in one_tap_away(sheet.answers)]
        others = [zone for zone in near if zone not in (None, alone)]
        loose.update(" and ".join(sorted((alone, str(zone)))) for zone in others)
        loose_taps += len(near)
        if len(found.zones) == 1:
            # What one label becomes of another can only be one that its own rules name alone.
            taps, flips = taps + len(near), flips + len(others)
        else:
            named_both += 1
    return Figures(sheets, labels, unplaced, taps, flips, loose_taps, loose, named_both)


def _alone(answers: Answers, situation: Situation, seen: dict[Scores, Zone | None]) -> Zone | None:
    scores = replace(score(answers, situation), support=None)
    if scores not in seen:
        seen[scores] = weigh(scores, situation).alone
    return seen[scores]


def _label(found: Placement) -> str:
    if not found.zones:
        return "Not placed"
    state = found.sub_state if found.zones == (Zone.Z1,) else ""
    return " or ".join(sorted(found.zones)) + state


def _reason(found: Placement) -> str:
    if "cases" in found.not_placed:
        return "too few cases of one's own"
    return "ticks apart" if found.ticks_disagree else "an answer that is missing"


def tables(first: Figures, whole: Figures) -> str:
    """The figures as they stand in docs/placement.md."""
    names = sorted({*first.labels, *whole.labels})
    rows = [f"| {name} | {_part(name, first)} | {_part(name, whole)} |" for name in names]
    return "\n".join(
        [
            f"| Placement, % | {_of_first(first)} | of {whole.sheets:,} sheets |",
            "| --- | ---: | ---: |",
            *rows,
            "",
            f"{_of_first(first)[0].upper()}{_of_first(first)[1:]}: {_in_words(first)}",
            "",
            f"Of all {whole.sheets:,}: {_in_words(whole)}",
            "",
        ]
    )


def _of_first(first: Figures) -> str:
    return f"of the first {first.sheets:,}"


def _part(name: str, found: Figures) -> str:
    return f"{100 * found.labels[name] / found.sheets:.1f}"


def _in_words(found: Figures) -> str:
    unplaced = _listed(found.unplaced)
    return (
        f"not placed for {unplaced}. **{found.flips:,} of {found.taps:,}** single taps from a "
        "sheet with one zone end in another one zone. With the 60 % alone it would be "
        f"{found.loose_flips.total():,} of {found.loose_taps:,} ({_listed(found.loose_flips)}); "
        f"the last rule names both zones for {found.named_both:,} sheets instead."
    )


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {count:,}" for name, count in sorted(counts.items())) or "none"


def block() -> str:
    """What stands between the two marks, from a fresh run."""
    return tables(figures(FIRST), figures())


def main() -> None:
    """Writes the figures between the two marks of docs/placement.md."""
    text = PAGE.read_text("utf-8")
    before, rest = text.split(BEGINS)
    _, after = rest.split(ENDS)
    PAGE.write_text(f"{before}{BEGINS}{block()}{ENDS}{after}", "utf-8")


if __name__ == "__main__":
    main()
