"""What somebody said they value, what they looked at and what they found, folded from the events.

Nothing is counted up and nothing is compared over measures: each stands for itself, by its days.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from afreflect.domain import occasion, questions
from afreflect.domain.choice import Choice
from afreflect.domain.ledger import Event, Reacted
from afreflect.domain.occasion import OccasionBegun

WORDS = "decision"
"""The name under which the words on a decision are kept."""


@dataclass(frozen=True)
class Found:
    """One conversation: when, on which figures, and how it ended, in the clinician's own words.

    `decision` is try, keep, another, question, or empty.
    """

    on: date
    sentence: str
    decision: str
    words: str


@dataclass(frozen=True)
class Asked:
    """One objection: when, in which words, and what came of it; empty while it is open."""

    on: date
    words: str
    outcome: str


@dataclass(frozen=True)
class Passage:
    """One measure: why it matters, the days on which it was looked at, and what was found.

    `why` is empty for a measure that was let go; `looked` holds each day once.
    """

    metric_id: str
    title: str
    why: str
    looked: tuple[date, ...]
    found: tuple[Found, ...]
    asked: tuple[Asked, ...]


def passages(
    choices: Sequence[Choice], ledger: Iterable[Event], titles: dict[str, str]
) -> tuple[Passage, ...]:
    """Every measure that was chosen or looked at, the chosen ones first, in their order.

    `titles` names the measures that are known; one that is not is called as it was then.
    """
    events = tuple(ledger)
    then = {begun.metric_id: begun.metric_title for begun in occasion.occasions(events)}
    looked_at = (event.metric_id for event in events if isinstance(event, OccasionBegun | Reacted))
    whys = {choice.metric_id: choice.why for choice in choices}
    return tuple(
        Passage(
            metric_id,
            titles.get(metric_id) or then.get(metric_id, metric_id),
            whys.get(metric_id, ""),
            _looked(events, metric_id),
            _found(events, metric_id),
            _asked(events, metric_id),
        )
        for metric_id in dict.fromkeys((*whys, *looked_at))
    )


def _looked(events: Sequence[Event], metric_id: str) -> tuple[date, ...]:
    days = (
        event.at.astimezone().date()
        for event in events
        if isinstance(event, OccasionBegun | Reacted) and event.metric_id == metric_id
    )
    return tuple(dict.fromkeys(days))


def _found(events: Sequence[Event], metric_id: str) -> tuple[Found, ...]:
    return tuple(
        Found(
            begun.at.astimezone().date(),
            begun.sentence,
            occasion.settled(events, begun.id).get("decision", ""),
            occasion.answers(events, begun.id).get(WORDS, ""),
        )
        for begun in occasion.occasions(events, metric_id)
    )


def _asked(events: Sequence[Event], metric_id: str) -> tuple[Asked, ...]:
    return tuple(
        Asked(
            each.asked.at.astimezone().date(),
            each.asked.words,
            each.settled.words if each.settled else "",
        )
        for each in questions.questions(events, metric_id)
    )
