"""Why a placement is where it is, in words: items, components, weights, caps, rule and doubt."""

from afreflect.domain.mdpie import rules
from afreflect.domain.mdpie.doubt import CERTAIN, Weighed
from afreflect.domain.mdpie.items import (
    DISCIPLINE,
    FELT,
    KEYS,
    NOT_OF_TEAMS,
    STEPS,
    SUPPORT,
    Items,
)
from afreflect.domain.mdpie.model import (
    VERSION,
    Answers,
    Situation,
    Why,
    Zone,
    far_apart,
)
from afreflect.domain.mdpie.scoring import (
    COMPUTED_PART,
    FELT_PART,
    LEAST_FELT,
    SUPPORT_NEEDED,
    Scores,
    keyed_answers,
)
from afreflect.domain.trust import CAPPED_AT, CAPS

OURS = (
    f"The sentences, weights and rules are ours (version {VERSION}), and nobody has validated them."
)
EXTENT = ("no", "partly", "yes")


def lines(
    answers: Answers,
    situation: Situation,
    scores: Scores,
    weighed: Weighed,
    zones: tuple[Zone, ...],
    not_placed: str,
    items: Items | None = None,
) -> tuple[Why, ...]:
    """Everything that went into a placement, in the order in which it was put together."""
    first = Why("zone", "Not placed", not_placed) if not_placed else _zone(weighed, zones)
    return (
        first,
        *(() if not_placed else (_rule(scores, situation),)),
        *_mindset(answers, scores, situation, items),
        *_quality(answers, scores, situation, items),
        *_support(answers, scores, items),
        Why("version", "Whose arithmetic", OURS),
    )


def chosen(zone: Zone) -> Why:
    """The one line of a place that the clinician chose."""
    return Why("zone", zone.label, "You put yourself here, and that is what counts.")


def _zone(weighed: Weighed, zones: tuple[Zone, ...]) -> Why:
    name = " or ".join(zone.label for zone in zones)
    return Why("zone", name, f"{_shares(weighed.shares)} {_how_sure(weighed, zones)}".strip())


def _shares(shares: dict[Zone, float]) -> str:
    found = sorted(((share, zone) for zone, share in shares.items() if share > 0), reverse=True)
    if not found:
        return ""
    said = ", ".join(f"“{zone.label}” in {_percent(share)}" for share, zone in found)
    return f"We moved your answers a little, 2,000 times: {said}."


def _how_sure(weighed: Weighed, zones: tuple[Zone, ...]) -> str:
    if len(zones) == 1:
        return ""
    if weighed.alone is not None:
        return "One answer a step higher or lower would change the place, so we name both."
    if len(weighed.by_rule) > 1:
        return "Your answers lie between the two, so we name both."
    return f"None of them reaches {100 * CERTAIN:.0f} % clearly enough to stand alone."


def _rule(scores: Scores, situation: Situation) -> Why:
    return Why("rule", "The rule that decided", _rule_in_words(scores, situation))


def _rule_in_words(scores: Scores, situation: Situation) -> str:
    acceptance = scores.acceptance or 0
    if acceptance <= rules.NO:
        return (
            f"You gave {acceptance} of 6 to “a fair enough picture to learn from”; up to 2, the "
            "picture itself comes first."
        )
    rest = _rest_in_words(scores, situation)
    if acceptance == rules.OPEN:
        return (
            "You gave 3 of 6 to “a fair enough picture to learn from”, which lies between "
            f"questioning it and what follows. {rest}"
        )
    return rest


def _rest_in_words(scores: Scores, situation: Situation) -> str:
    if situation.is_settled:
        return (
            "You chose to keep it as it is: nothing has to move."
            if situation.keeps
            else "You are at your own target: nothing has to move."
        )
    agency = scores.agency
    if not situation.is_team and agency is not None and agency <= rules.NO:
        return f"You gave {agency} of 6 to “one thing I could try”; up to 2, that comes first."
    if scores.mindset is None or scores.data_quality is None:
        return ""
    return " ".join(
        said
        for said in (_line(scores), _unaided(scores, situation), _tried(situation, agency))
        if said
    )


def _line(scores: Scores) -> str:
    height = float(rules.height(scores.mindset or 0.0, scores.data_quality or 0.0))
    where = "above" if height >= rules.NEEDED else "below"
    return (
        f"0.55 × mindset {scores.mindset:.0f} + 0.45 × data quality {scores.data_quality:.0f} make "
        f"{height:.1f}, which is {where} the line at {rules.NEEDED:.0f}."
    )


def _unaided(scores: Scores, situation: Situation) -> str:
    if (scores.mindset or 0.0) < rules.LOW_MINDSET and situation.ideas < rules.IDEA_NEEDED:
        return (
            f"Mindset is below {rules.LOW_MINDSET:.0f} and the measure comes with nothing to try, "
            "so that the data can't make up for it."
        )
    return ""


def _tried(situation: Situation, agency: int | None) -> str:
    if situation.is_team:
        return "The measure is the department's doing, so what you could try does not count here."
    if agency == rules.OPEN:
        return "You gave 3 of 6 to “one thing I could try”, which lies between two places."
    return f"You gave {agency} of 6 to “one thing I could try”."


def _mindset(
    answers: Answers, scores: Scores, situation: Situation, items: Items | None
) -> list[Why]:
    keyed = keyed_answers(answers.mindset, situation.is_team)
    found = [_item(item, answers.mindset[item], counts, items) for item, counts in keyed.items()]
    if situation.is_team:
        names = " and ".join(sorted(NOT_OF_TEAMS))
        found.append(
            Why("M", "Not asked", f"{names}: nobody can answer them for a team's measure.")
        )
    if scores.mindset is None:
        said = f"{len(keyed)} of {len(KEYS)} sentences have an answer: too few for a place."
        return [*found, Why("M", "Mindset", said)]
    said = (
        f"The mean of {len(keyed)} answers, as they count, makes {scores.mindset:.0f} of 100; it "
        f"may be off by {scores.se_mindset:.0f} either way, or more. Each counts the same."
    )
    return [*found, Why("M", "Mindset", said)]


def _item(item: str, answer: int, counts: int, items: Items | None) -> Why:
    said = f"You gave {answer} of {STEPS}."
    if counts != answer:
        said += f" It is worded the other way round and counts as {counts}."
    return Why(item, _text(item, items), said)


def _quality(
    answers: Answers, scores: Scores, situation: Situation, items: Items | None
) -> list[Why]:
    found = [
        Why(part.id, part.name, f"{_worth(part.value)}, weight {part.weight:.2f}. {part.why}")
        for part in situation.parts
    ]
    if scores.computed is not None:
        unknown = situation.unknown_components
        left = f" Unknown parts are left out: {unknown}." if unknown else ""
        found.append(
            Why("Dc", "Data quality, counted", f"{100 * scores.computed:.0f} of 100.{left}")
        )
    found += [
        Why(item, _text(item, items), f"You gave {answers.felt[item]} of {STEPS}.")
        for item in FELT
        if item in answers.felt
    ]
    found.append(Why("Ds", "Data quality, felt", _felt(answers, scores)))
    found += [_cap(id_, situation) for id_ in scores.capped_by]
    if scores.data_quality is not None:
        found.append(Why("D", "Data quality, together", _together(scores)))
    return found


def _felt(answers: Answers, scores: Scores) -> str:
    if scores.felt is None:
        said = len([item for item in FELT if item in answers.felt])
        return f"{said} of {len(FELT)} sentences have an answer; {LEAST_FELT} are needed."
    return f"{100 * scores.felt:.0f} of 100, the mean of your answers."


def _cap(id_: str, situation: Situation) -> Why:
    names = {part.id: part.name for part in situation.parts}
    reached = {"D1": situation.completeness, "D4": situation.attribution_share}[id_] or 0.0
    return Why(
        f"cap {id_}",
        f"A limit: {names.get(id_, id_)}",
        f"It is {reached:.2f}, and below {CAPS[id_]:.2f} data quality ends at {CAPPED_AT}.",
    )


def _together(scores: Scores) -> str:
    said = (
        f"{scores.data_quality:.0f} of 100; it may be off by {scores.se_data_quality:.0f}, or more."
    )
    if scores.felt is None:
        return f"What can be counted alone: {said}"
    apart = ""
    if scores.computed is not None and far_apart(scores.computed, scores.felt):
        apart = " The two lie far apart, which makes it less sure."
    return f"{COMPUTED_PART} × counted + {FELT_PART} × felt make {said}{apart}"


def _support(answers: Answers, scores: Scores, items: Items | None) -> list[Why]:
    if scores.support is None:
        return []
    found = [
        Why(item, _text(item, items), f"You said {EXTENT[answers.support[item]]}.")
        for item in SUPPORT
        if item in answers.support
    ]
    counts = "It counts" if scores.is_supported else "It does not count yet"
    said = (
        f"{scores.support:.0f} of 100. {counts}: {SUPPORT_NEEDED:.0f} are needed, and at least "
        f"“partly” to “{_text(DISCIPLINE, items)}”"
    )
    return [*found, Why("S", "Support around me", said)]


def _text(item: str, items: Items | None) -> str:
    return items.text(item) if items else item


def _worth(value: float | None) -> str:
    return "Not known" if value is None else f"{value:.2f} of 1"


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"
