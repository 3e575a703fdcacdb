"""What was done about commitments, event by event: made, looked at again, answered after a cycle.

They stand in the ledger; `commitment` reads from them what holds now.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from afreflect.domain import event_fields

Barrier = Literal["me", "clinic", "system", "nothing"]
Outcome = Literal["keep", "change", "stop"]


@dataclass(frozen=True)
class CommitmentMade:
    """One thing to try: "When [trigger], I will [act], with [patients], from [start]".

    `summary` is the metric's own that is followed; `definition_sha256` tells the query that counts.
    `confidence` goes from 0 to 10 and `one_more` says what would move it by one; `leading` is the
    early sign, and the measure follows it `lag_days` later. `guess` is the figure expected since
    the start, in the metric's unit. `soon`, `mid` and `long` are what `peer` may ask about.
    `follows` is the id of the commitment that this one changes, `occasion_id` that of the
    conversation it came out of; both may be empty. `problem` and `cause` say what it is for, and
    `success` what would count as one in words (FR-27, FR-49).
    """

    metric_id: str
    metric_version: str
    definition_sha256: str
    summary: str
    trigger: str
    act: str
    patients: str
    start: date
    look_again: date
    barrier: Barrier
    confidence: int
    one_more: str = ""
    leading: str = ""
    lag_days: int = 0
    guess: float | None = None
    partner: str = ""
    check_in: date | None = None
    peer: str = ""
    soon: str = ""
    mid: str = ""
    long: str = ""
    time_needed: str = ""
    to_learn: str = ""
    follows: str = ""
    occasion_id: str = ""
    problem: str = ""
    cause: str = ""
    success: str = ""
    id: str = field(default_factory=event_fields.new_id)
    at: datetime = field(default_factory=event_fields.now)


@dataclass(frozen=True)
class LookedAgain:
    """What was decided at a re-look, in a word, with the figures as they were seen on that day.

    `look_again` is the next day to look; None once it was stopped. `before` and `since` are the two
    figures in the metric's unit with their counts, `change` and its 95 % interval lie between them;
    None where there were too few. `sentence` is what the screen said of them.
    """

    commitment_id: str
    outcome: Outcome
    words: str
    look_again: date | None
    extract_sha256: str = ""
    before_n: int = 0
    since_n: int = 0
    before: float | None = None
    since: float | None = None
    change: float | None = None
    low: float | None = None
    high: float | None = None
    sentence: str = ""
    id: str = field(default_factory=event_fields.new_id)
    at: datetime = field(default_factory=event_fields.now)


@dataclass(frozen=True)
class CycleAnswered:
    """What was written to one of the questions after a cycle; the last one holds, empty words too.

    `look_id` is the re-look after which it was asked.
    """

    commitment_id: str
    look_id: str
    prompt_id: str
    words: str
    id: str = field(default_factory=event_fields.new_id)
    at: datetime = field(default_factory=event_fields.now)


PlanEvent = CommitmentMade | LookedAgain | CycleAnswered
