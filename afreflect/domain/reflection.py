"""The order of a conversation about one measure: reaction, then content, then coaching.

A pure state machine over the ledger. What was said decides what is asked next; what was skipped
leaves no trace, and so can't. Nothing that was written is read by any rule: only taps and choices.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from afreflect.domain import occasion
from afreflect.domain.occasion import OccasionParked, Settled, Tapped
from afreflect.domain.prompt import Flow, Phase, Script, Step

HARD = 5
"""The landing, of 1 to 6, from which on nothing is asked about change unless it is asked for."""
FAIR = 3
"""Acceptance up to which the data comes first (docs/placement.md, rules 3 and 4)."""
SITTING = timedelta(hours=6)
"""How long a hard landing counts for what is looked at after it (our choice)."""
STUCK = 2
"""Agency up to which one is not sure yet what to do (rule 7)."""
MOST_WAYS = 3
"""Ways on that are offered at once."""
BY_CHOICE = "map"
"""The flow that is never proposed, only found (its worries are nobody else's business)."""
STEPS_ASIDE = ("pause", "colleague", "help")
"""Answers to a hard landing that leave the measure for now."""

REACTION = Step("reaction", Phase.REACTION, ("P06", "P07"), ("landing",))
PAUSE = Step("pause", Phase.REACTION, settles="pause")
FAIRNESS = Step("fair", Phase.CONTENT, ("P14",), ("acceptance",))
CHANGE = Step("change", Phase.CONTENT, settles="change")
AGENCY = Step("agency", Phase.COACHING, taps=("agency",))
PLACE = Step("place", Phase.CONTENT, part="place")
WAY = Step("way", Phase.CONTENT, settles="way")
DECIDE = Step("decide", Phase.COACHING, settles="decision")
BARRIER = Step("barrier", Phase.COACHING, settles="barrier")
END = Step("end", Phase.CONTENT, part="end")
BARRIERS = {
    "me": Step("barrier_words", Phase.COACHING, ("P45",)),
    "clinic": Step("barrier_words", Phase.COACHING, ("P46", "P48")),
    "system": Step("barrier_words", Phase.COACHING, ("P47", "P48")),
}
REQUEST = Step("request", Phase.COACHING, part="request")


@dataclass(frozen=True)
class Facts:
    """What besides the conversation decides its order.

    `at_target` is True where the figure lies where the clinician wants it, `team` where the measure
    describes the service. `objected` is True where the clinician's own objection is open,
    `answered` where one was settled. `guessed` is True where they said what they expected,
    `has_course` where the figure has a course in time to look at.
    """

    at_target: bool = False
    team: bool = False
    objected: bool = False
    answered: bool = False
    guessed: bool = False
    has_course: bool = True


@dataclass(frozen=True)
class Said:
    """What stands of a conversation: its taps, its choices, and its place.

    `hard` is True where it landed hard itself, `hard_before` where another one did shortly before.
    """

    taps: dict[str, int]
    choices: dict[str, str]
    zones: tuple[str, ...] = ()
    placed: bool = False
    parked: bool = False
    hard: bool = False
    hard_before: bool = False
    asked_for_change: bool = False

    @property
    def keeps_back(self) -> bool:
        """Whether nothing may be asked about change now."""
        return (self.hard or self.hard_before) and not self.asked_for_change


def said(ledger: Iterable[Any], occasion_id: str, now: datetime | None = None) -> Said:
    """What the ledger holds of a conversation, the later word before the earlier.

    A landing that was tapped anew asks anew: what was chosen after the earlier one holds no more.
    `now` tells what else belongs to this sitting; without it, this conversation alone does.
    """
    everything = tuple(ledger)
    events = [each for each in everything if getattr(each, "occasion_id", "") == occasion_id]
    choices: dict[str, str] = {}
    asked = parked = False
    for event in events:
        parked = isinstance(event, OccasionParked)
        if isinstance(event, Tapped) and event.item_id == "landing":
            choices.pop("pause", None)
            choices.pop("change", None)
            asked = False
        elif isinstance(event, Settled):
            choices[event.question] = event.answer
            asked = asked or (event.question, event.answer) == ("change", "asked")
    taps = occasion.taps(events, occasion_id)
    places = occasion.placed(events, occasion_id)
    return Said(
        taps,
        choices,
        zones=_zones(places, choices.get("place", "")),
        placed=bool(places),
        parked=parked,
        hard=taps.get("landing", 0) >= HARD,
        hard_before=_hard_before(everything, occasion_id, now),
        asked_for_change=asked,
    )


def plan(script: Script, so_far: Said, facts: Facts) -> tuple[Step, ...]:
    """Every step of the conversation as it stands now, in their order, to its end."""
    steps = [REACTION]
    if so_far.hard:
        steps.append(PAUSE)
        if so_far.choices.get("pause", "") in ("", *STEPS_ASIDE):
            return (*steps, END)
    steps += [_look(facts), FAIRNESS]
    if so_far.hard or so_far.hard_before:
        steps.append(CHANGE)
    if not facts.at_target and not so_far.keeps_back:
        steps.append(AGENCY)
    steps += [PLACE, WAY, *_flow(script, so_far, facts)]
    if not so_far.keeps_back:
        steps += [DECIDE, *_barriers(so_far)]
    return (*steps, END)


def ways(script: Script, so_far: Said, facts: Facts) -> tuple[Flow, ...]:
    """The ways on that fit where the clinician stands, the likeliest first, three at most.

    The map of what pulls both ways is never among them.
    """
    order = [*(["request"] if facts.team else []), *_fitting(so_far, facts)]
    open_now = [flow for flow in (script.flows[name] for name in order) if _may(flow, so_far)]
    return tuple(dict.fromkeys(open_now))[:MOST_WAYS]


def map_is_open(script: Script, so_far: Said) -> bool:
    """Whether the map may be chosen: never where nothing may be asked about change."""
    return _may(script.flows[BY_CHOICE], so_far)


def next_step(steps: Sequence[Step], at: str) -> Step:
    """The step after the one of that name; the first where the conversation has none such."""
    names = [step.name for step in steps]
    if at not in names:
        return steps[0]
    return steps[min(names.index(at) + 1, len(steps) - 1)]


def step_before(steps: Sequence[Step], at: str) -> Step | None:
    """The step before the one of that name, if there is one."""
    names = [step.name for step in steps]
    return steps[names.index(at) - 1] if at in names[1:] else None


def resume_at(steps: Sequence[Step], found: Collection[str]) -> Step:
    """Where to go on another day, or after a crash: the last step with a word, a tap or a draft.

    A step that was skipped left no trace, and is simply there again. What two steps ask counts for
    the earlier one; a way that was chosen leads on to where it begins.
    """
    last, counted = steps[0], set[str]()
    for step in steps:
        here = set(asked_by(step)) - counted
        last = step if here & set(found) else last
        counted |= here
    return next_step(steps, last.name) if last == WAY else last


def asked_by(step: Step) -> tuple[str, ...]:
    """Everything that a step could leave in the ledger, by the names under which it does."""
    here = (step.settles,) if step.settles else ()
    return (*step.prompts, *step.taps, *here, *(("place",) if step == PLACE else ()))


def traces(ledger: Iterable[Any], occasion_id: str) -> frozenset[str]:
    """What was said in a conversation: prompts, taps and choices by their names, and "place"."""
    events = tuple(ledger)
    return frozenset(
        (
            *occasion.answers(events, occasion_id),
            *occasion.taps(events, occasion_id),
            *said(events, occasion_id).choices,
            *(["place"] if occasion.placed(events, occasion_id) else []),
        )
    )


def _look(facts: Facts) -> Step:
    """What stands behind the number: the guess where there was one, then chance or definition."""
    chance = "P25" if facts.has_course else "P26"
    prompts = ("P13", chance) if facts.guessed else (chance,)
    return Step("look", Phase.CONTENT, prompts, part="look")


def _hard_before(everything: Sequence[Any], occasion_id: str, now: datetime | None) -> bool:
    """Whether another conversation landed hard within this sitting, by its last tap."""
    if now is None:
        return False
    landings = {
        event.occasion_id: event.value
        for event in everything
        if isinstance(event, Tapped)
        and event.item_id == "landing"
        and event.occasion_id != occasion_id
        and event.at > now - SITTING
    }
    return any((value or 0) >= HARD for value in landings.values())


def _zones(places: Sequence[occasion.Placed], chosen: str) -> tuple[str, ...]:
    """The zones of the place that counts; none where the clinician stays unplaced.

    The words that the clinician chose for it count before what was computed (R12).
    """
    decided = [each for each in places if each.how != "self"]
    last = decided[-1] if decided else None
    if last is None or last.how == "unplaced":
        return ()
    if chosen:
        return (chosen,)
    return tuple(zone.strip() for zone in last.computed_zones.split(",") if zone.strip())


def _fitting(so_far: Said, facts: Facts) -> list[str]:
    """The flows for where one stands: in one's own words, else by the taps, then as computed."""
    own = so_far.zones[0] if so_far.choices.get("place") and so_far.zones else ""
    fair = so_far.taps.get("acceptance")
    if own == "Z1" or (not own and fair is not None and fair <= FAIR):
        return ["doubt", "cases", "works"] if facts.objected else ["cases", "doubt", "works"]
    if facts.at_target:
        return ["works", "support", "now_what"]
    if "Z4" in so_far.zones[:1]:
        return ["support", "now_what", "works"]
    knows = so_far.taps.get("agency")
    if (not own and knows is not None and knows <= STUCK) or "Z2" in so_far.zones[:1]:
        return ["five", "works", "cases"]
    return ["now_what", "works", "cases"]


def _may(flow: Flow, so_far: Said) -> bool:
    """Whether a flow may be walked: a request asks others to change, and always may."""
    return flow.id == "request" or not (flow.asks_for_change and so_far.keeps_back)


def _flow(script: Script, so_far: Said, facts: Facts) -> list[Step]:
    """The steps of the way that was chosen, as far as they may be asked now."""
    flow = script.flows.get(so_far.choices.get("way", ""))
    if flow is None or not _may(flow, so_far):
        return []
    if flow.id == "request":
        return _asking(so_far)
    return [step for step in flow.steps if step.after != "answered" or facts.answered]


def _barriers(so_far: Said) -> list[Step]:
    """What stands in the way, asked once: not again where the way there was the request."""
    if so_far.choices.get("decision") != "try" or so_far.choices.get("way") == "request":
        return []
    return _asking(so_far)


def _asking(so_far: Said) -> list[Step]:
    """The barrier, words on it, and for what is not in one's own hands the request to leaders."""
    barrier = so_far.choices.get("barrier", "")
    words = [BARRIERS[barrier]] if barrier in BARRIERS else []
    return [BARRIER, *words, *([REQUEST] if barrier in ("clinic", "system") else [])]
