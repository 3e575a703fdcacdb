"""What one visit holds: one typed object under one key of Streamlit's session state."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import streamlit as st

from afreflect.domain.extract import Mapping, Problem, Upload
from afreflect.domain.target import Target, TargetHistory

if TYPE_CHECKING:
    from afreflect.storage.practice import Practice
    from afreflect.storage.reader import Reading

MOST_MEASURES = 5
_KEY = "afreflect"


@dataclass(frozen=True)
class Choice:
    """A metric the clinician chose, and why it matters to them (FR-03)."""

    metric_id: str
    why: str


@dataclass
class Session:
    """One visit's extract, measures, guesses and targets; all in memory, gone with the visit.

    `uploads` are files handed over but not read yet; `wanted` is a mapping confirmed but not loaded
    yet, so that a click that interrupts either is made good by the next run. `guesses` holds a
    figure in the metric's unit, or None where the clinician skipped. `showing` is the metric that
    the practice page shows.
    """

    source: Literal["", "sample", "own"] = ""
    uploads: tuple[Upload, ...] | None = None
    reading: "Reading | None" = None
    mapping: Mapping | None = None
    wanted: Mapping | None = None
    problems: tuple[Problem, ...] = ()
    practice: "Practice | None" = None
    chosen: tuple[Choice, ...] = ()
    guesses: dict[str, float | None] = field(default_factory=dict)
    targets: dict[str, TargetHistory] = field(default_factory=dict)
    showing: str = ""

    def choose(self, metric_id: str, why: str) -> None:
        """Add a measure, or change why it matters; the oldest choice stays first.

        Raises ValueError when there are five already.
        """
        if self.choice(metric_id):
            self.chosen = tuple(
                Choice(metric_id, why) if choice.metric_id == metric_id else choice
                for choice in self.chosen
            )
        elif len(self.chosen) >= MOST_MEASURES:
            raise ValueError(
                f"You have {MOST_MEASURES} measures: let one go before you add another."
            )
        else:
            self.chosen = (*self.chosen, Choice(metric_id, why))
        self.showing = metric_id

    def drop(self, metric_id: str) -> None:
        """Let a measure go; its guess and targets stay, should it come back."""
        self.chosen = tuple(choice for choice in self.chosen if choice.metric_id != metric_id)
        if self.showing == metric_id:
            self.showing = self.chosen[0].metric_id if self.chosen else ""

    def choice(self, metric_id: str) -> Choice | None:
        """The clinician's choice of this metric, if they chose it."""
        return next((choice for choice in self.chosen if choice.metric_id == metric_id), None)

    def target(self, metric_id: str) -> Target | None:
        """The target that holds now for one metric."""
        return self.history(metric_id).current

    def history(self, metric_id: str) -> TargetHistory:
        """Every target set for one metric, oldest first."""
        return self.targets.get(metric_id, TargetHistory())

    def set_target(self, metric_id: str, target: Target) -> None:
        """Let a new target hold from now on; the earlier ones are kept with their dates (FR-34)."""
        self.targets[metric_id] = self.history(metric_id).changed_to(target)


def current() -> Session:
    """The session of this visit, made on its first page."""
    if _KEY not in st.session_state:
        st.session_state[_KEY] = Session()
    return st.session_state[_KEY]
