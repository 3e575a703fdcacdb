"""The learning log as events of the ledger: entries in versions, minutes noticed, colleges chosen.

An entry is drafted from what was already written and belongs to its clinician: every version stays,
the newest holds. Regimes and ids of minutes stand as one text with commas between them.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import Any, Literal

from afreflect.domain import event_fields
from afreflect.domain.cpd_minutes import STEPS, Minutes

FeedbackFrom = Literal["none", "peer", "coach", "group", "patient", "learner"]
FEEDBACK_FROM: dict[str, str] = {
    "none": "Nobody yet",
    "peer": "A colleague",
    "coach": "A coach or facilitator",
    "group": "A group",
    "patient": "Patients",
    "learner": "Learners",
}
NoticedStep = Literal["data", "reflect", "feedback", "discuss", "plan", "remeasure", "import"]


@dataclass(frozen=True)
class LogEntryWritten:
    """One version of one entry: figures that were seen, words, minutes by step, for which colleges.

    `first` and `last` are the days on which the work was done, on the clinician's own calendar;
    `period` says which data it is about. `rows` are those of the extract, 0 where only its
    fingerprint is left. `n` and `remeasure_n` are units that counted. The hashes
    tell extract and definition apart; where those of before and after agree, it is the same
    measure. `noticed` are the ids of the minutes that it uses, so that none counts twice.
    """

    entry_id: str
    first: date
    last: date
    regimes: str = ""
    occasion_id: str = ""
    metric_id: str = ""
    metric_version: str = ""
    definition_sha256: str = ""
    extract_sha256: str = ""
    rows: int = 0
    noticed: str = ""
    minutes_data: int = 0
    minutes_reflect: int = 0
    minutes_feedback: int = 0
    minutes_discuss: int = 0
    minutes_plan: int = 0
    minutes_remeasure: int = 0
    title: str = ""
    setting: str = ""
    question: str = ""
    measures: str = ""
    audit_tool: str = ""
    data_source: str = ""
    period: str = ""
    n: int | None = None
    standard: str = ""
    own_target: str = ""
    result: str = ""
    provisional_until: date | None = None
    feedback_from: FeedbackFrom = "none"
    feedback_on: date | None = None
    feedback_role: str = ""
    feedback_how: str = ""
    what: str = ""
    so_what: str = ""
    now_what: str = ""
    went_well: str = ""
    could_be_better: str = ""
    share: str = ""
    next_learning: str = ""
    objective: str = ""
    barrier: str = ""
    plan: str = ""
    review_on: date | None = None
    remeasure_definition_sha256: str = ""
    remeasure_n: int | None = None
    remeasure_result: str = ""
    outcome: str = ""
    competencies: str = ""
    tags: str = ""
    verifier: str = ""
    id: str = field(default_factory=event_fields.new_id)
    at: datetime = field(default_factory=event_fields.now)

    @property
    def minutes(self) -> Minutes:
        """What was spent on each step."""
        return Minutes(**{step: getattr(self, f"minutes_{step}") for step in STEPS})

    @property
    def regime_ids(self) -> tuple[str, ...]:
        """The colleges that it is for."""
        return tuple(self.regimes.split(",")) if self.regimes else ()

    @property
    def noticed_ids(self) -> frozenset[str]:
        """The minutes noticed that it uses."""
        return frozenset(self.noticed.split(",")) - {""}

    @property
    def has_feedback(self) -> bool:
        """Whether somebody responded to these findings: who, in what role, and how (check 12)."""
        said = self.feedback_role.strip() and self.feedback_how.strip()
        return self.feedback_from != "none" and bool(said)

    @property
    def has_same_measure_again(self) -> bool:
        """Whether the same definition was measured before and after (check 3)."""
        again = self.remeasure_definition_sha256
        return bool(again) and again == self.definition_sha256 and self.remeasure_n is not None

    @property
    def fingerprint(self) -> str:
        """What tells whether anything was changed since it was checked."""
        said = {
            each.name: getattr(self, each.name)
            for each in fields(self)
            if each.name not in ("id", "at")
        }
        return hashlib.sha256(json.dumps(said, default=str, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True)
class LogEntryRemoved:
    """An entry that is no longer in the log."""

    entry_id: str
    id: str = field(default_factory=event_fields.new_id)
    at: datetime = field(default_factory=event_fields.now)


@dataclass(frozen=True)
class LogEntryChecked:
    """An entry looked through for whoever could be recognised in it, as it stood then.

    `accepted` are the findings that the clinician let stand, with commas between them.
    """

    entry_id: str
    fingerprint: str
    accepted: str = ""
    id: str = field(default_factory=event_fields.new_id)
    at: datetime = field(default_factory=event_fields.now)


@dataclass(frozen=True)
class MinutesNoticed:
    """Whole minutes of work on one step, on a day of the clinician's own calendar."""

    step: NoticedStep
    minutes: int
    on: date
    metric_id: str = ""
    id: str = field(default_factory=event_fields.new_id)
    at: datetime = field(default_factory=event_fields.now)


@dataclass(frozen=True)
class CollegeChosen:
    """A college to report to, when a cycle of one's own began, and the appraisal date, if any."""

    regime_id: str
    started: date
    appraisal: date | None = None
    id: str = field(default_factory=event_fields.new_id)
    at: datetime = field(default_factory=event_fields.now)


@dataclass(frozen=True)
class CollegeLeft:
    """A college that is no longer reported to from here."""

    regime_id: str
    id: str = field(default_factory=event_fields.new_id)
    at: datetime = field(default_factory=event_fields.now)


@dataclass(frozen=True)
class DoneElsewhere:
    """How much of one goal of a college was done outside of this log, in quarters.

    `on` is a day of the year or cycle meant; the last one said for it holds.
    """

    regime_id: str
    goal_id: str
    quarters: int
    on: date
    id: str = field(default_factory=event_fields.new_id)
    at: datetime = field(default_factory=event_fields.now)


LogEvent = (
    LogEntryWritten
    | LogEntryRemoved
    | LogEntryChecked
    | MinutesNoticed
    | CollegeChosen
    | CollegeLeft
    | DoneElsewhere
)


def entries(ledger: Iterable[Any]) -> tuple[LogEntryWritten, ...]:
    """Every entry as it stands now, the youngest work first."""
    now: dict[str, LogEntryWritten] = {}
    for event in ledger:
        if isinstance(event, LogEntryWritten):
            now[event.entry_id] = event
        elif isinstance(event, LogEntryRemoved):
            now.pop(event.entry_id, None)
    return tuple(sorted(now.values(), key=lambda each: (each.last, each.at), reverse=True))


def entry(ledger: Iterable[Any], entry_id: str) -> LogEntryWritten | None:
    """One entry as it stands now."""
    return next((each for each in entries(ledger) if each.entry_id == entry_id), None)


def versions(ledger: Iterable[Any], entry_id: str) -> tuple[LogEntryWritten, ...]:
    """Every version of an entry, the oldest first."""
    return tuple(
        event
        for event in ledger
        if isinstance(event, LogEntryWritten) and event.entry_id == entry_id
    )


def checked(ledger: Iterable[Any], written: LogEntryWritten) -> LogEntryChecked | None:
    """The check of an entry exactly as it stands; None where it was changed since (check 4)."""
    found = [
        event
        for event in ledger
        if isinstance(event, LogEntryChecked)
        and (event.entry_id, event.fingerprint) == (written.entry_id, written.fingerprint)
    ]
    return found[-1] if found else None


def colleges(ledger: Iterable[Any]) -> tuple[CollegeChosen, ...]:
    """The colleges reported to now, in the order in which they were chosen."""
    now: dict[str, CollegeChosen] = {}
    for event in ledger:
        if isinstance(event, CollegeChosen):
            now[event.regime_id] = event
        elif isinstance(event, CollegeLeft):
            now.pop(event.regime_id, None)
    return tuple(now.values())


def noticed(ledger: Iterable[Any]) -> tuple[MinutesNoticed, ...]:
    """All minutes noticed."""
    return tuple(event for event in ledger if isinstance(event, MinutesNoticed))


def unused(ledger: Iterable[Any], metric_id: str) -> tuple[MinutesNoticed, ...]:
    """The minutes noticed for a measure, or for none in particular, that no entry uses yet."""
    events = tuple(ledger)
    used = {name for each in entries(events) for name in each.noticed_ids}
    return tuple(
        each
        for each in noticed(events)
        if each.id not in used and each.metric_id in ("", metric_id)
    )


def counted(found: Iterable[MinutesNoticed], with_import: bool = False) -> Minutes:
    """Minutes noticed by step; bringing data in stays out unless it is put in (check 13)."""
    total = Minutes()
    for each in found:
        if each.step != "import":
            total += Minutes(**{each.step: each.minutes})
        elif with_import:
            total += Minutes(data=each.minutes)
    return total
