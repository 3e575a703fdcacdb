"""Placements over time, read from the ledger: which one counts, the path, what need not be asked.

One measure at a time, and nothing is ever averaged over measures. Support is asked once a site and
year, felt data quality once a measure and extract.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from afreflect.domain import mdpie, occasion, questions
from afreflect.domain.ledger import Event
from afreflect.domain.mdpie import Answers, Situation, Validity
from afreflect.domain.metric import Metric
from afreflect.domain.occasion import OccasionBegun, Placed, Tapped
from afreflect.domain.target import Target
from afreflect.domain.trust import Trust

PATH = 3
"""How many occasions the path shows."""
SITE = "site"
"""The question that settles which site the support of an occasion speaks of."""
A_YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Stood:
    """Where a clinician put themselves on one occasion; the computed place stands in `placed`."""

    occasion: OccasionBegun
    placed: Placed

    @property
    def has_place(self) -> bool:
        """Whether they put themselves anywhere; staying unplaced is an answer too."""
        return self.placed.mindset is not None and self.placed.data_quality is not None


def decided(ledger: Iterable[Event], occasion_id: str) -> Placed | None:
    """The place that counts: the last decision, or without one that on the empty grid."""
    chosen = occasion.placed(ledger, occasion_id)
    decisions = [each for each in chosen if each.how != "self"]
    return (decisions or list(chosen) or [None])[-1]


def history(ledger: Iterable[Event], metric_id: str = "") -> tuple[Stood, ...]:
    """Every placement of a measure, or of all in turn, the oldest first."""
    events = tuple(ledger)
    found = [(begun, decided(events, begun.id)) for begun in occasion.occasions(events, metric_id)]
    return tuple(Stood(begun, place) for begun, place in found if place is not None)


def path(ledger: Iterable[Event], metric_id: str, but_not: str = "") -> tuple[Stood, ...]:
    """The last three places of a measure, the oldest first; `but_not` names an occasion in hand."""
    places = [
        each
        for each in history(ledger, metric_id)
        if each.has_place and each.occasion.id != but_not
    ]
    return tuple(places[-PATH:])


def support(ledger: Iterable[Event], site: str, today: date) -> dict[str, int]:
    """What was said of the support at a site within a year, whatever the measure was.

    An extract of several sites, or of none that is named, has an empty one.
    """
    events = tuple(ledger)
    there = {
        begun.id
        for begun in occasion.occasions(events)
        if occasion.settled(events, begun.id).get(SITE, "") == site
    }
    recent = (
        event for event in _taps(events, mdpie.SUPPORT, there) if event.at.date() > today - A_YEAR
    )
    return _standing(recent)


def felt(ledger: Iterable[Event], begun: OccasionBegun) -> dict[str, int]:
    """How the data felt: as said of this measure and extract, else of another one of the extract.

    So a second measure of one extract asks nothing twice, and may still be answered otherwise.
    """
    events = tuple(ledger)
    same = [
        each for each in occasion.occasions(events) if each.extract_sha256 == begun.extract_sha256
    ]
    own = {each.id for each in same if each.metric_id == begun.metric_id}
    elsewhere = {each.id for each in same} - own
    return _standing([*_taps(events, mdpie.FELT, elsewhere), *_taps(events, mdpie.FELT, own)])


def answers_for(
    ledger: Iterable[Event], begun: OccasionBegun, today: date, site: str = ""
) -> Answers:
    """Everything that counts for a placement on this occasion, carried over or tapped now."""
    events = tuple(ledger)
    now = occasion.taps(events, begun.id)
    return Answers(
        mindset={item: now[item] for item in mdpie.KEYS if item in now},
        felt=felt(events, begun),
        support=support(events, site, today),
        acceptance=now.get("acceptance"),
        agency=now.get("agency"),
    )


def carried_over(
    ledger: Iterable[Event], begun: OccasionBegun, today: date, site: str = ""
) -> tuple[str, ...]:
    """The items whose answer stands from another occasion, so that a screen can say so."""
    events = tuple(ledger)
    answers = answers_for(events, begun, today, site)
    now = occasion.taps(events, begun.id)
    return tuple(item for item in (*answers.felt, *answers.support) if item not in now)


def situation_for(
    ledger: Iterable[Event],
    begun: OccasionBegun,
    trust: Trust,
    metric: Metric,
    target: Target | None = None,
) -> Situation:
    """What is known on an occasion without asking, from its frozen figure and what was decided."""
    events = tuple(ledger)
    chosen = occasion.settled(events, begun.id)
    return mdpie.situation_of(
        trust,
        metric,
        begun.n,
        at_target=at_target(begun.value, target),
        keeps=chosen.get("decision") == "keep",
        known_objection=known_objection(events, metric),
        validity=_validity(chosen.get("validity", "")),
    )


def at_target(value: float | None, target: Target | None) -> bool:
    """Whether a figure lies where its clinician wants it (FR-21)."""
    return value is not None and target is not None and target.reached_by(value)


def known_objection(ledger: Iterable[Event], metric: Metric) -> bool:
    """Whether an open objection of the clinician's own is one that the metric's file names."""
    texts = {each.text for each in metric.objections}
    exclusions = {each.exclusion for each in metric.objections} - {""}
    return any(
        each.asked.words in texts or each.asked.exclusion in exclusions
        for each in questions.questions(ledger, metric.id)
        if each.settled is None
    )


def _validity(answer: str) -> Validity:
    return answer if answer in ("had", "declined") else ""


def _taps(events: Iterable[Event], items: Iterable[str], there: set[str]) -> list[Tapped]:
    wanted = set(items)
    return [
        event
        for event in events
        if isinstance(event, Tapped) and event.item_id in wanted and event.occasion_id in there
    ]


def _standing(taps: Iterable[Tapped]) -> dict[str, int]:
    """The last answer to each item, without those that were taken back."""
    last = {event.item_id: event.value for event in taps}
    return {item: value for item, value in last.items() if value is not None}
