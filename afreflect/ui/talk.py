"""One conversation as it stands in this run: its evidence, what was said, and the step in hand."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import NoReturn

import streamlit as st

from afreflect.domain import evidence, occasion, questions, reflection
from afreflect.domain.ledger import Event
from afreflect.domain.looking_back import WORDS
from afreflect.domain.metric import Metric
from afreflect.domain.occasion import OccasionBegun, OccasionEnded, Settled
from afreflect.domain.prompt import Script, Step
from afreflect.domain.reflection import Facts, Said
from afreflect.domain.run_chart import RunChart
from afreflect.storage.journal import Journal
from afreflect.storage.practice import Practice
from afreflect.storage.prompts import script
from afreflect.ui import navigation, occasions
from afreflect.ui.components import autosave
from afreflect.ui.session import Session


@dataclass(frozen=True)
class Talk:
    """Everything that a step of the conversation needs.

    `begun` stands in the ledger only once something was said: `is_kept` tells.
    """

    held: Session
    journal: Journal | None
    practice: Practice
    metric: Metric
    read: RunChart
    begun: OccasionBegun
    script: Script
    facts: Facts
    so_far: Said
    steps: tuple[Step, ...]
    step: Step

    @property
    def is_kept(self) -> bool:
        """Whether anything was said yet."""
        return self.begun in self.held.ledger

    @property
    def answers(self) -> dict[str, str]:
        """What stands written, by its prompts."""
        return occasion.answers(self.held.ledger, self.begun.id)

    def place(self, prompt_id: str) -> str:
        """Where a prompt's draft is kept; one conversation at a time is held about a measure."""
        return f"reflect/{self.metric.id}/{prompt_id}"

    def say(self, *events: Event) -> None:
        """Put down what was said; the first word begins the conversation in the ledger."""
        if not self.is_kept:
            self.held.record(self.begun)
        self.held.record(*events)

    def settle(self, question: str, answer: str) -> None:
        """Put down a choice."""
        self.say(Settled(self.begun.id, question, answer))

    def go_to(self, step: Step) -> NoReturn:
        """Show this step."""
        st.session_state[_at(self.held, self.metric)] = step.name
        st.rerun()

    def go_on(self) -> NoReturn:
        """Show the next step, by what the ledger says by now."""
        self.go_to(self._next())

    def leave(self, page: str) -> NoReturn:
        """Go to another page; coming back, the conversation goes on after this step."""
        st.session_state[_at(self.held, self.metric)] = self._next().name
        navigation.go(page)

    def _next(self) -> Step:
        steps = reflection.plan(self.script, _said(self.held, self.begun), self.facts)
        return reflection.next_step(steps, self.step.name)

    def end(self) -> None:
        """Close the conversation: the next one begins anew."""
        if self.is_kept:
            self.held.record(OccasionEnded(self.begun.id))
        # What was skipped with words in it goes; a map stays a draft until it is said to be done.
        for prompt_id in (*filter(self.script.may_be_shown, self.script.prompts), WORDS):
            autosave.clear(self.place(prompt_id), self.journal)
        st.session_state.pop(_at(self.held, self.metric), None)
        st.session_state.pop(_pending(self.held, self.metric), None)


def of(held: Session, journal: Journal | None, practice: Practice, metric: Metric) -> Talk:
    """The conversation about a measure that is open, or one that would begin now."""
    read = occasions.chart(held, practice, metric)
    begun = occasions.in_hand(held, metric) or _beginning(held, practice, metric)
    facts = _facts(held, read, begun)
    so_far = _said(held, begun)
    steps = reflection.plan(script(), so_far, facts)
    _follow_the_way(held, metric, begun, steps)
    at = st.session_state.get(_at(held, metric))
    step = next((each for each in steps if each.name == at), None)
    talk = Talk(
        held, journal, practice, metric, read, begun, script(), facts, so_far, steps, steps[0]
    )
    if step is None:
        step = _resumed(talk)
        st.session_state[_at(held, metric)] = step.name
    return Talk(**{**vars(talk), "step": step})


def _resumed(talk: Talk) -> Step:
    """The step to go on with after a reload: by what was said, and by what was being written."""
    drafts = {
        prompt
        for prompt in talk.script.prompts
        if talk.journal is not None and talk.journal.draft(talk.place(prompt)).text.strip()
    }
    found = reflection.traces(talk.held.ledger, talk.begun.id) | drafts
    return reflection.resume_at(talk.steps, found)


def _said(held: Session, begun: OccasionBegun) -> Said:
    return reflection.said(held.ledger, begun.id, datetime.now(UTC))


def _follow_the_way(
    held: Session, metric: Metric, begun: OccasionBegun, steps: tuple[Step, ...]
) -> None:
    """A way that was chosen on another page, as on the grid, opens here at its first step."""
    chosen = [
        event.id
        for event in held.ledger
        if isinstance(event, Settled)
        and (event.occasion_id, event.question) == (begun.id, "way")
        and event.answer
    ]
    key = f"way followed, {held.source}, {metric.id}"
    if chosen and st.session_state.get(key) != chosen[-1]:
        st.session_state[key] = chosen[-1]
        if _at(held, metric) in st.session_state:
            first = reflection.next_step(steps, reflection.WAY.name)
            st.session_state[_at(held, metric)] = first.name


def _beginning(held: Session, practice: Practice, metric: Metric) -> OccasionBegun:
    """What would begin now: the same all through this visit, as long as its figures are."""
    key = _pending(held, metric)
    known: OccasionBegun | None = st.session_state.get(key)
    fresh = occasions.would_begin(held, practice, metric)
    if known is None or _figures(known) != _figures(fresh):
        st.session_state[key] = fresh
    return st.session_state[key]


def _figures(begun: OccasionBegun) -> dict[str, object]:
    return {name: value for name, value in vars(begun).items() if name not in ("id", "at")}


def _facts(held: Session, read: RunChart, begun: OccasionBegun) -> Facts:
    metric = read.metric
    asked = questions.questions(held.ledger, metric.id)
    today = date.today()
    return Facts(
        at_target=evidence.at_target(begun, held.history(metric.id).current),
        team=metric.attribution == "team",
        objected=questions.provisional_until(held.ledger, metric.id, today) is not None,
        answered=any(each.settled is not None for each in asked),
        guessed=held.guesses.get(metric.id) is not None,
        has_course=read.has_series,
    )


def _at(held: Session, metric: Metric) -> str:
    return f"step of the conversation, {held.source}, {metric.id}"


def _pending(held: Session, metric: Metric) -> str:
    return f"conversation not begun, {held.source}, {metric.id}"
