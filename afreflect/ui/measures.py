"""The measures chosen so far: why each matters, its target, and room for up to five."""

import streamlit as st

from afreflect.domain.metric import Metric
from afreflect.storage.journal import Journal
from afreflect.storage.practice import Practice
from afreflect.ui import metrics, navigation, page, why, words
from afreflect.ui.session import MOST_MEASURES, Session
from afreflect.ui.value_cards import look_into


def render(held: Session, practice: Practice, journal: Journal | None) -> None:
    """Your measures, and a way to add or to let one go."""
    page.question("Which measures do I care about?", held, "what_i_value")
    known = metrics.known()
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
    aim = held.history(metric.id).current
    st.write(f"Target: {words.target(aim, metric)}" if aim else "No target yet.")
    with page.choices(f"choices_{metric.id}"):
        if st.button("Change target" if aim else "Set a target", key=f"target_{metric.id}"):
            held.showing = metric.id
            navigation.go("target")
        if st.button("Look at it", key=f"look_{metric.id}", type="tertiary"):
            held.showing = metric.id
            navigation.go("my_practice")
        if st.button("Let it go", key=f"drop_{metric.id}", type="tertiary"):
            held.drop(metric.id)
            st.rerun()


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
