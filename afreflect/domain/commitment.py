"""A commitment: something small to try, with a trigger, and the day on which to look again.

Plans change practice where they name the situation and the act (Gollwitzer, American Psychologist
1999;54:493-503); a form that nobody looks at again changes nothing (Feedback GAP, 2013).
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from afreflect.domain import figure
from afreflect.domain.ledger import Event
from afreflect.domain.metric import Metric
from afreflect.domain.plan_events import (
    Barrier,
    CommitmentMade,
    CycleAnswered,
    LookedAgain,
    Outcome,
)

SOONEST_WEEKS, USUAL_WEEKS, LATEST_WEEKS = 6, 8, 12
"""Weeks until the re-look: what is offered, and what stands there at first."""
LONGEST = timedelta(days=366)
"""How far ahead a re-look may lie: later it is forgotten."""
MOST_LAG = 366
BARRIERS: dict[Barrier, str] = {
    "me": "Something in my own hands",
    "clinic": "Something in our clinic",
    "system": "Something above us",
    "nothing": "Nothing in particular",
}
OUTCOMES: dict[Outcome, str] = {"keep": "Keep it", "change": "Change it", "stop": "Stop it"}
AFTER_A_CYCLE = ("P33", "P34", "P35", "P36")
"""The four two-way questions (FR-46), by their ids in content/prompts.toml."""
_DAYS = {"shift": 0, "day": 1, "week": 7, "rotation": 28, "month": 30, "quarter": 91, "year": 365}
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_LAST_NUMBER = re.compile(rf"\b(\d+|{'|'.join(_NUMBERS)})\b(?!.*\b(?:\d+|{'|'.join(_NUMBERS)})\b)")


@dataclass(frozen=True)
class Commitment:
    """One commitment with every re-look and answer since, as the ledger's events leave it.

    `followed_by` is the id of the one that took its place, or ''.
    """

    made: CommitmentMade
    looks: tuple[LookedAgain, ...] = ()
    answers: tuple[CycleAnswered, ...] = ()
    followed_by: str = ""

    @property
    def id(self) -> str:
        """Its id, which is that of the event that made it."""
        return self.made.id

    @property
    def last(self) -> LookedAgain | None:
        """The last re-look, if there was one."""
        return self.looks[-1] if self.looks else None

    @property
    def is_open(self) -> bool:
        """Whether it still goes on: neither stopped nor followed by another."""
        stopped = self.last is not None and self.last.outcome == "stop"
        return not stopped and not self.followed_by

    @property
    def look_again(self) -> date | None:
        """The day of the next re-look; None only where it does not go on."""
        if not self.is_open:
            return None
        return self.last.look_again if self.last else self.made.look_again

    def is_due(self, today: date) -> bool:
        """Whether its day has come."""
        return self.look_again is not None and self.look_again <= today

    @property
    def sentence(self) -> str:
        """The commitment as one sentence."""
        return sentence(self.made.trigger, self.made.act, self.made.patients, self.made.start)

    @property
    def why(self) -> str:
        """Problem, cause and what would count as success, each as a sentence; '' without any."""
        named = (
            ("The problem", self.made.problem),
            ("What may cause it", self.made.cause),
            ("I would call it a success if", self.made.success),
        )
        said = [f"{name}: {_inside(text)}." for name, text in named if _inside(text)]
        return " ".join(said)

    def said_after(self, look: LookedAgain) -> dict[str, str]:
        """What was answered after a re-look, by prompt; empty words take an answer back."""
        last = {
            answer.prompt_id: answer.words.strip()
            for answer in self.answers
            if answer.look_id == look.id
        }
        return {prompt: words for prompt, words in last.items() if words}


def commitments(ledger: Iterable[Event]) -> tuple[Commitment, ...]:
    """Every commitment ever made, the oldest first; nothing is ever taken out."""
    events = tuple(ledger)
    made = [event for event in events if isinstance(event, CommitmentMade)]
    follower = {event.follows: event.id for event in made if event.follows}
    return tuple(
        Commitment(
            event,
            tuple(e for e in events if isinstance(e, LookedAgain) and e.commitment_id == event.id),
            tuple(
                e for e in events if isinstance(e, CycleAnswered) and e.commitment_id == event.id
            ),
            follower.get(event.id, ""),
        )
        for event in made
    )


def going_on(ledger: Iterable[Event]) -> tuple[Commitment, ...]:
    """The commitments that go on, the one to look at next first."""
    found = [each for each in commitments(ledger) if each.is_open]
    return tuple(sorted(found, key=lambda each: (each.look_again or date.max, each.made.at)))


def due(ledger: Iterable[Event], today: date) -> tuple[Commitment, ...]:
    """The commitments whose re-look has come, the longest waiting first (FR-06)."""
    return tuple(each for each in going_on(ledger) if each.is_due(today))


def sentence(trigger: str, act: str, patients: str, start: date) -> str:
    """The one sentence with its four blanks filled, in the words as they were written."""
    when, what, whom = (_inside(text) for text in (trigger, act, patients))
    if what[:1].isupper() and what[1:2].islower():
        # A phone begins every field with a capital; a verb inside a sentence has none.
        what = what[0].lower() + what[1:]
    return f"When {when}, I will {what}, with {whom}, from {figure.say_day(start)}."


def _inside(text: str) -> str:
    """Words fit for the inside of the sentence: on one line, without a stop of their own."""
    return " ".join(text.split()).rstrip(" .,;")


def usual_look_again(start: date, today: date) -> date:
    """The re-look that stands there at first: eight weeks on, never in the past."""
    return max(start, today) + timedelta(weeks=USUAL_WEEKS)


def faults(made: CommitmentMade, today: date) -> list[str]:
    """Everything that keeps this from being a commitment, each as one plain sentence (FR-05)."""
    found = []
    if not _inside(made.trigger):
        found.append("Say when: the moment at work that reminds you.")
    if not _inside(made.act):
        found.append("Say what you will do then: one small thing.")
    if not _inside(made.patients):
        found.append("Say with which patients.")
    found += look_again_faults(made.look_again, max(made.start, today), today)
    if made.start > today + LONGEST:
        found.append("Start within a year: choose an earlier day.")
    if not 0 <= made.confidence <= 10:
        found.append("Say how sure you are, from 0 to 10.")
    if not 0 <= made.lag_days <= MOST_LAG:
        found.append("Give the days until it can show as a number from 0 to 366.")
    if made.check_in is not None and not _inside(made.partner):
        found.append("Say who checks in with you, or leave that day empty.")
    if _shared(made) and not _inside(made.peer):
        found.append("Name the colleague who may ask about these, or leave the three empty.")
    return found


def look_again_faults(day: date | None, after: date, today: date) -> list[str]:
    """What keeps a day from being a re-look; there is always one (FR-06)."""
    if day is None or day <= after:
        return ["Choose a day to look again that is still to come, after the start."]
    if day > max(after, today) + LONGEST:
        return ["Look again within a year: later it is forgotten."]
    return []


def look_faults(outcome: Outcome | None, words: str, day: date | None, today: date) -> list[str]:
    """Everything that keeps this from being a re-look, each as one plain sentence."""
    found = []
    if outcome is None:
        found.append("Choose one: keep it, change it or stop it.")
    if not words.strip():
        found.append("Add a word on why: it is for you, later.")
    if outcome in ("keep", "change"):
        found += look_again_faults(day, today, today)
    return found


def _shared(made: CommitmentMade) -> bool:
    return any(text.strip() for text in (made.soon, made.mid, made.long))


def counting_sha256(metric: Metric) -> str:
    """The fingerprint of what a metric counts: its query, and not the words around it."""
    return hashlib.sha256(metric.sql.encode()).hexdigest()


def definition_changed(made: CommitmentMade, metric: Metric) -> str:
    """Why before and since can't be compared any more, as a sentence; '' where they can be."""
    if made.metric_version != metric.version:
        return (
            f"{metric.title} is counted in another way than when you began: its definition was "
            f"{made.metric_version} and is {metric.version} now. Before and since would be two "
            "different things."
        )
    if made.definition_sha256 != counting_sha256(metric):
        return (
            f"{metric.title} is counted in another way than when you began: its query was "
            "changed. Before and since would be two different things."
        )
    return ""


def lag_of(words: str) -> int:
    """About how many days a lag in words means, the longer where it is a span; 0 for none.

    "about three months" is 90, "one to two months" 60, "the same shift" 0. It is only what a field
    shows at first: the clinician says how long.
    """
    said = words.lower()
    unit = next((days for name, days in _DAYS.items() if re.search(rf"\b{name}s?\b", said)), 0)
    number = _LAST_NUMBER.search(said)
    if number is None:
        return unit
    times = _NUMBERS.get(number[1]) or int(number[1])
    return min(times * unit, MOST_LAG)
