"""What one visit holds: one typed object under one key of Streamlit's session state."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import streamlit as st

from afreflect.domain import correction, questions
from afreflect.domain.choice import Choice
from afreflect.domain.exclusion import LeavingOut
from afreflect.domain.expectation import Expectation
from afreflect.domain.extract import File, Mapping, Problem, Upload
from afreflect.domain.ledger import Event, Ledger, together
from afreflect.domain.metric import Objection
from afreflect.domain.target import Target, TargetHistory
from afreflect.storage import correcting
from afreflect.storage.job import Job
from afreflect.storage.practice import Practice
from afreflect.storage.reader import Reading

if TYPE_CHECKING:
    from afreflect.ui.keeping import Kept

T = TypeVar("T")
MOST_MEASURES = 5
Source = Literal["own", "sample"]
_KEY = "afreflect"


@dataclass(frozen=True)
class PutRight:
    """A practice with the corrections of a ledger, and the extract that it was made of."""

    imported: Practice
    ledger: Ledger
    fingerprint: str
    practice: Practice


@dataclass(frozen=True)
class MadeOf:
    """What was made of one practice, by what asks for it."""

    practice: Practice
    found: dict[Hashable, Any]


@dataclass(frozen=True)
class Planning:
    """A commitment that is being made: of which measure, and after which one or conversation."""

    metric_id: str
    follows: str = ""
    occasion_id: str = ""


@dataclass
class Session:
    """One source's extract, measures, guesses and targets; in memory, gone with the visit.

    `uploads` were handed over and not read yet; `times_read` and `times_refused` count what came of
    it. `mapping` is what the columns of `reading` are
    taken to mean and `tried` what loading it so gave, or `problems` why it can't be loaded;
    `starter` is a starter file that waits for its code, `from_starter` what was in it;
    `imported` is the one that was confirmed, and `practice` is it with what was put right.
    `contesting` is a measure's id and the objection to it that is looked at.
    `considering` is the measure looked into and not chosen yet. `guesses` holds what was
    expected, or None where the clinician skipped. `showing` is the metric last chosen to look
    at. `bound_for_practice` holds from the choice of a measure until the practice page has shown
    it, so that the second of two quick clicks does not stop on the way. `let_go` is the choice that
    was dropped last, with its place, until the next action. `jobs` is long work that goes on in a
    thread, by its name. `ledger` is everything that was done about data and measures, in order.
    `planning` is the commitment that is being made, `looking_again` the id of the one that is
    looked at again.
    `put_right` is the corrected practice, as it was last asked for, and `made` what was measured of
    it once.
    """

    source: Source
    uploads: tuple[File, ...] = ()
    times_read: int = 0
    times_refused: int = 0
    reading: Reading | None = None
    mapping: Mapping | None = None
    tried: Practice | None = None
    starter: Upload | None = None
    from_starter: Practice | None = None
    imported: Practice | None = None
    problems: tuple[Problem, ...] = ()
    considering: Choice | None = None
    chosen: tuple[Choice, ...] = ()
    guesses: dict[str, Expectation | None] = field(default_factory=dict)
    targets: dict[str, TargetHistory] = field(default_factory=dict)
    ledger: Ledger = ()
    contesting: tuple[str, Objection] | None = None
    showing: str = ""
    bound_for_practice: bool = False
    let_go: tuple[int, Choice] | None = None
    jobs: dict[str, Job[Any]] = field(default_factory=dict)
    planning: Planning | None = None
    looking_again: str = ""
    put_right: PutRight | None = None
    made: MadeOf | None = None

    def remap(self, mapping: Mapping) -> None:
        """Take the columns to mean something else; the practice stays until confirmed anew."""
        self.mapping = mapping
        self.tried = None
        self.problems = ()

    def wait_for_code(self, file: Upload | None) -> None:
        """Take a starter file in place of files that were not confirmed, or none any more."""
        self.starter, self.from_starter = file, None
        self.reading = self.mapping = None
        self.tried = self.imported
        self.problems = ()

    def try_starter(self, practice: Practice) -> None:
        """Take what was in the starter file, to be confirmed like files that were read."""
        self.starter = None
        self.tried = self.from_starter = practice

    @property
    def is_starter_open(self) -> bool:
        """Whether what was in a starter file waits to be confirmed."""
        return (
            self.from_starter is not None and self.tried is self.from_starter is not self.imported
        )

    def confirm(self) -> None:
        """Let the extract as tried be the practice from now on."""
        if self.tried is not None:
            self.imported = self.tried

    @property
    def confirmed(self) -> bool:
        """Whether the practice is what the columns, as they are taken now, give."""
        return self.imported is not None and self.imported is self.tried

    @property
    def practice(self) -> Practice | None:
        """The clinician's practice with every correction that holds; None where there is none.

        It is made once for the same extract and corrections.
        """
        if self.imported is None:
            return None
        made = self.put_right
        if made is None or made.imported is not self.imported or made.ledger != self.ledger:
            made = self.put_right = _put_right(self.imported, self.ledger, made)
        return made.practice

    def once(self, what: Hashable, make: Callable[[], T]) -> T:
        """What is made of the practice; made again only where the practice is another one."""
        practice = self.practice
        if practice is None:
            return make()
        if self.made is None or self.made.practice is not practice:
            self.made = MadeOf(practice, {})
        if what not in self.made.found:
            self.made.found[what] = make()
        return self.made.found[what]

    def choose(self, choice: Choice) -> None:
        """Add a measure, or change why it matters.

        Raises ValueError when there are five already.
        """
        if self.choice(choice.metric_id):
            self.chosen = tuple(
                choice if kept.metric_id == choice.metric_id else kept for kept in self.chosen
            )
        elif len(self.chosen) >= MOST_MEASURES:
            raise ValueError("You have five measures: let one go before you add another.")
        else:
            self.chosen = (*self.chosen, choice)
        self.showing = choice.metric_id

    def drop(self, metric_id: str) -> None:
        """Let a measure go; its guess and targets stay, should it come back."""
        for place, choice in enumerate(self.chosen):
            if choice.metric_id == metric_id:
                self.let_go = place, choice
        self.chosen = tuple(choice for choice in self.chosen if choice.metric_id != metric_id)
        if self.showing == metric_id:
            self.showing = self.chosen[0].metric_id if self.chosen else ""

    def bring_back(self, place: int, choice: Choice) -> None:
        """Choose again what was let go, where it stood; nothing where it is chosen already."""
        if self.choice(choice.metric_id) is None and len(self.chosen) < MOST_MEASURES:
            self.chosen = (*self.chosen[:place], choice, *self.chosen[place:])
            self.showing = self.showing or choice.metric_id

    def choice(self, metric_id: str) -> Choice | None:
        """The clinician's choice of this metric, if they chose it."""
        return next((choice for choice in self.chosen if choice.metric_id == metric_id), None)

    def history(self, metric_id: str) -> TargetHistory:
        """Every target set for one metric, oldest first."""
        return self.targets.get(metric_id, TargetHistory())

    def set_target(self, metric_id: str, target: Target) -> None:
        """Let a new target hold from now on; the earlier ones are kept with their dates (FR-34).

        The same target again, as a second click gives it, changes nothing.
        """
        if target != self.history(metric_id).current:
            self.targets[metric_id] = self.history(metric_id).changed_to(target)

    def leaving_out(self, metric_id: str) -> LeavingOut:
        """The cases that are set aside for a metric."""
        return questions.leaving_out(self.ledger, metric_id)

    def record(self, *events: Event) -> None:
        """Add events to the ledger; one that stands there already changes nothing."""
        self.ledger = together(self.ledger, events)


def _put_right(imported: Practice, ledger: Ledger, before: PutRight | None) -> PutRight:
    """The corrected practice; the one from before where only other events came."""
    holding = correction.in_force(ledger)
    fingerprint = correction.fingerprint(holding)
    if before and before.imported is imported and before.fingerprint == fingerprint:
        practice = before.practice
    else:
        practice = correcting.corrected(imported, holding)
    return PutRight(imported, ledger, fingerprint, practice)


@dataclass
class Held:
    """Everything a visit holds: the own extract and the sample apart, so that neither mixes.

    `kept` is what of the own one stands in the private file, as this visit last saw it; None where
    no private file is open. Nothing of the sample is ever kept.
    """

    source: Source = "own"
    kept: "Kept | None" = None
    own: Session = field(default_factory=lambda: Session("own"))
    sample: Session = field(default_factory=lambda: Session("sample"))


def current() -> Session:
    """The session of the source that is open in this visit."""
    holding = held()
    return holding.sample if holding.source == "sample" else holding.own


def switch(source: Source) -> Session:
    """Open the other source; what was done with the first stays as it is."""
    held().source = source
    return current()


def is_exploring() -> bool:
    """Whether the sample is looked at."""
    return held().source == "sample"


def held() -> Held:
    """All that this visit holds."""
    if _KEY not in st.session_state:
        st.session_state[_KEY] = Held()
    return st.session_state[_KEY]
