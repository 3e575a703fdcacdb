"""Question a measure: by what colleagues have questioned, or in one's own words."""

import streamlit as st

from afreflect.domain.exclusion import Exclusion
from afreflect.domain.metric import Metric, Objection
from afreflect.storage.exclusions import ExclusionError, fitting
from afreflect.storage.practice import MeasureError, Practice
from afreflect.ui import (
    asking_the_owner,
    beside,
    chart,
    metrics,
    navigation,
    objections,
    page,
    with_and_without,
    words,
)
from afreflect.ui.entry import Visit
from afreflect.ui.session import Session


def render(visit: Visit) -> None:
    """The objections to choose from, or the one that was chosen, run."""
    held = visit.session
    metric = metrics.known().get(held.showing)
    if held.practice is None or metric is None or not held.choice(metric.id):
        page.question("What would I question about a measure?", held)
        page.nothing_yet(
            "Look at a measure first; then you can question it here.",
            "Show me my practice" if held.practice else "Bring in my data",
            "my_practice" if held.practice else "my_data",
        )
        return
    chart.style()
    try:
        runnable = fitting(metric)
        _either(held, held.practice, metric, runnable)
    except (ExclusionError, MeasureError) as fault:
        st.error(words.as_written(str(fault)))


def _either(
    held: Session, practice: Practice, metric: Metric, runnable: dict[str, Exclusion]
) -> None:
    chosen = held.contesting
    if chosen is None or chosen[0] != metric.id:
        _choose(held, practice, metric, runnable)
        return
    objection = chosen[1]
    exclusion = runnable.get(objection.exclusion)
    if exclusion is not None and practice.why_not(exclusion) is None:
        with_and_without.render(held, practice, metric, objection, exclusion)
    else:
        asking_the_owner.render(held, practice, metric, objection, exclusion)


def _choose(
    held: Session, practice: Practice, metric: Metric, runnable: dict[str, Exclusion]
) -> None:
    page.question("What would I question about this measure?", held)
    st.write(f"**{metric.title}.** Run an objection on your own data, instead of arguing about it.")
    beside.show_provisional(held, metric)
    st.header("What colleagues have questioned", anchor=False)
    for number, objection in enumerate(metric.objections):
        with st.container(key=f"objection_{number}", gap=None):
            if st.button(objection.text, key=f"question_{number}", type="tertiary"):
                look_at(held, metric, objection)
            st.caption(_what_follows(practice, runnable.get(objection.exclusion)))
    _own_words(held, practice, metric, runnable)
    objections.listed(held, metric)
    if st.button("Back to my practice", key="back", type="tertiary"):
        navigation.go("my_practice")


def look_at(held: Session, metric: Metric, objection: Objection) -> None:
    """Run this objection, or make a request of it."""
    held.contesting = (metric.id, objection)
    st.rerun()


def _what_follows(practice: Practice, exclusion: Exclusion | None) -> str:
    """What a click on an objection does with this extract."""
    if exclusion is None:
        return "No rule can run this: it becomes a request to whoever looks after the data."
    reason = practice.why_not(exclusion)
    if reason:
        return f"A request to whoever looks after the data: it {reason}."
    return f"Run it: with and without {exclusion.noun}."


def _own_words(
    held: Session, practice: Practice, metric: Metric, runnable: dict[str, Exclusion]
) -> None:
    """One's own objection, with something to leave out or without."""
    st.header("In your own words", anchor=False)
    can = [name for name, each in runnable.items() if practice.why_not(each) is None]
    with st.form("own_words", border=False):
        said = st.text_area("What do you question?", key=f"own_words_{metric.id}", height=96)
        left_out = st.selectbox(
            "And leave out, to see what becomes of the figure",
            can,
            index=None,
            format_func=lambda name: runnable[name].title,
            placeholder="Nothing: I only want to say it",
            key=f"own_exclusion_{metric.id}",
        )
        asked = st.form_submit_button("Question this measure", key="ask", type="primary")
    if not asked:
        return
    if said and said.strip():
        look_at(held, metric, Objection(said.strip(), left_out or ""))
    elif left_out:
        look_at(held, metric, Objection(runnable[left_out].title, left_out))
    else:
        st.error("Say in a few words what you question.")
