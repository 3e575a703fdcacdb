"""One measure's grid as it stands in this run: the occasion, what was tapped, what is computed."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from afreflect.domain import mdpie, occasion, placements, placing, reflection, trust
from afreflect.domain.mdpie import Answers, Items, Placement, Situation
from afreflect.domain.mdpie.scoring import score
from afreflect.domain.metric import Metric
from afreflect.domain.occasion import OccasionBegun, Placed, PlacedHow, Settled, Tapped
from afreflect.domain.placing import Stand
from afreflect.domain.split import NOT_KNOWN
from afreflect.storage import splits
from afreflect.storage.content import mindset_items
from afreflect.storage.journal import Journal
from afreflect.storage.practice import Practice
from afreflect.ui import occasions
from afreflect.ui.components.grid import Spot
from afreflect.ui.session import Session

VALIDITY = "validity"


@dataclass(frozen=True)
class Standpoint:
    """Everything that a part of the grid's page needs.

    `begun` is the occasion in hand, or the one that would begin; `is_kept` tells which.
    `placement` is what the arithmetic says of it. `site` is the one site of the extract; empty
    where there are several, or none is named.
    """

    held: Session
    journal: Journal | None
    practice: Practice
    metric: Metric
    items: Items
    begun: OccasionBegun
    stand: Stand
    answers: Answers
    situation: Situation
    placement: Placement
    site: str = ""

    @property
    def is_kept(self) -> bool:
        """Whether anything was said on this occasion yet."""
        return self.begun in self.held.ledger

    @property
    def is_of_today(self) -> bool:
        """Whether the occasion is about the extract and the definition of now."""
        return (self.begun.extract_sha256, self.begun.definition_sha256) == (
            self.practice.extract.sha256,
            self.metric.sha256,
        )

    @property
    def gate_is_open(self) -> bool:
        """Whether the group's leadership opened the gate."""
        return score(self.answers, self.situation).is_supported

    @property
    def landed_hard(self) -> bool:
        """Whether nothing may be asked about change now: it was hard to look at."""
        return reflection.said(self.held.ledger, self.begun.id, datetime.now(UTC)).keeps_back

    @property
    def place(self) -> str:
        """Where the one line why is drafted."""
        return f"grid/{self.metric.id}"

    def begin(self) -> str:
        """The id of the occasion in hand, which begins with the first thing said."""
        return occasions.begin(self.held, self.practice, self.metric).id

    def tap(self, item: str, value: int) -> None:
        """Put down one tap."""
        begun = self.begin()
        settled = occasion.settled(self.held.ledger, begun)
        if item in mdpie.SUPPORT and self.site != settled.get(placements.SITE, ""):
            self.settle(placements.SITE, self.site)
        self.held.record(Tapped(begun, item, value))

    def settle(self, question: str, answer: str) -> None:
        """Put down a choice."""
        self.held.record(Settled(self.begin(), question, answer))

    def put(self, spot: Spot | None, how: PlacedHow, words: str = "") -> None:
        """Put down a place, with what is computed beside it where that was asked for."""
        computed = self.placement if how != "self" and self.answers.mindset else None
        self.held.record(
            Placed(
                self.begin(),
                spot.mindset if spot else None,
                spot.quality if spot else None,
                how,
                computed.mindset if computed else None,
                computed.data_quality if computed else None,
                ",".join(computed.zones) if computed else "",
                words,
                mdpie.VERSION,
            )
        )


def of(held: Session, journal: Journal | None, practice: Practice, metric: Metric) -> Standpoint:
    """The standpoint towards a measure, of the occasion in hand or of one that would begin."""
    begun = occasions.in_hand(held, metric) or occasions.would_begin(held, practice, metric)
    counted = held.once(("trust facts", metric.id), lambda: practice.trust_facts(metric))
    history = held.history(metric.id)
    trusted = trust.read(metric, counted.facts, held.ledger, history)
    site = held.once(("site", metric.id), lambda: _only_site(practice, metric))
    answers = placements.answers_for(held.ledger, begun, date.today(), site)
    situation = placements.situation_for(held.ledger, begun, trusted, metric, history.current)
    items = mindset_items()
    return Standpoint(
        held,
        journal,
        practice,
        metric,
        items,
        begun,
        placing.stand(held.ledger, begun),
        answers,
        situation,
        mdpie.place(answers, situation, items),
        site,
    )


def _only_site(practice: Practice, metric: Metric) -> str:
    """The one site of what a measure counts, or nothing: support is asked once a site and year."""
    by = next((each for each in splits.fitting(metric) if each.by == placements.SITE), None)
    if by is None or practice.why_not(by):
        return ""
    named = [part.name for part in practice.by_parts(metric, by) if part.name != NOT_KNOWN]
    return named[0] if len(named) == 1 else ""
