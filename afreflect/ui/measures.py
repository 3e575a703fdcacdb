"""The measures chosen so far: why each matters, its target, and room for up to five."""

from collections.abc import Mapping

import streamlit as st

from afreflect.domain import figure
from afreflect.domain.metric import Metric
from afreflect.domain.target import Stretch, TargetHistory
from afreflect.storage.journal import Journal
from afreflect.storage.practice import Practice
from afreflect.ui import beside, metrics, navigation, page, why, words
from afreflect.ui.session import MOST_MEASURES, Session
from afreflect.ui.value_cards import look_into


def render(held: Session, practice: Practice, journal: Journal | None) -> None:
    """Your measures, and a way to add or to let one go."""
    page.question("Which measures do I care about?", held, "what_i_value")
    known = metrics.known()
    offer_to_bring_back(held, known)
    for choice in held.chosen:
        if choice.metric_id in known:
            with st.container(key=f"measure_{choice.metric_id}", border=True, gap="xsmall"):
                _measure(held, practice, known[choice.metric_id], journal)
    if page.primary("Show me my practice", key="to_practice"):
        navigation.go("my_practice")
    others = [metric for metric in known.values() if not held.choice(metric.id)]
    _add(held, practice, others)


def _measure(held: Session, practice: Practice, metric: Metric, journal: Journal | None) -> None:
    st.header(metric.title, anchor=False)
    if choice := held.choice(metric.id):
        why.render(held, choice, journal)
    if reason := practice.why_not(metric):
        st.caption(f"Not with this extract: it {reason}.")
    beside.show_provisional(held, metric)
    aim = held.history(metric.id).current
    _aim(held.history(metric.id), metric)
    with page.choices(f"choices_{metric.id}"):
        if st.button("Change the target" if aim else "Set a target", key=f"target_{metric.id}"):
            held.showing = metric.id
            navigation.go("target")
        if st.button("Look at it", key=f"look_{metric.id}", type="tertiary"):
            held.showing = metric.id
            navigation.go("my_practice")
        if st.button("Let it go", key=f"drop_{metric.id}", type="tertiary"):
            held.drop(metric.id)
            st.rerun()


def _aim(history: TargetHistory, metric: Metric) -> None:
    """The target with what it takes to matter, and the one before it."""
    if history.current is None:
        st.write("No target yet.")
        return
    smallest = figure.say_difference(history.current.smallest_change, metric)
    st.write(
        f"Target: {words.target(history.current, metric)}. Smallest change that matters: "
        f"{smallest}."
    )
    if earlier := history.stretches()[-2:-1]:
        was = figure.say_target(earlier[0].target, metric)
        st.caption(f"Before: {was}, {_when_held(earlier[0])}.")


def _when_held(stretch: Stretch) -> str:
    held = words.held(stretch)
    if stretch.until is None or stretch.since == stretch.until:
        return held
    return f"until {words.day(stretch.until)}"


def offer_to_bring_back(held: Session, known: Mapping[str, Metric]) -> None:
    """One quiet line on the measure that was just let go; the next action takes it away."""
    if held.let_go is None:
        return
    place, choice = held.let_go
    held.let_go = None
    if choice.metric_id in known:
        with page.choices("let_go"):
            st.caption(f"You let {known[choice.metric_id].title} go.", width="content")
            st.button(
                "Bring it back",
                key="bring_back",
                type="tertiary",
                on_click=held.bring_back,
                args=(place, choice),
            )


def _add(held: Session, practice: Practice, others: list[Metric]) -> None:
    if len(held.chosen) >= MOST_MEASURES:
        st.caption("Five measures are the most. Let one go to make room for another.")
        return
    with st.expander("Add a measure", key="add"):
        for metric in others:
            reason = practice.why_not(metric)
            with st.container(gap=None):
                if st.button(
                    metric.title, key=f"add_{metric.id}", type="tertiary", disabled=bool(reason)
                ):
                    look_into(held, metric, why="")
                st.caption(f"Not with this extract: it {reason}." if reason else metric.question)
