"""One measure before it is chosen: what it counts, why it matters, and a guess at the figure."""

import streamlit as st

from afreflect.domain import entered
from afreflect.domain.metric import Metric
from afreflect.storage.practice import Practice
from afreflect.ui import definition, metrics, navigation, page, words
from afreflect.ui.session import Choice, Session


def render(held: Session, practice: Practice, considering: Choice) -> None:
    """Ask for the guess, and for the why where no value card gave it; then on to the practice."""
    known = metrics.known()
    metric = known.get(considering.metric_id)
    if metric is None or practice.why_not(metric) is not None:
        held.considering = None
        st.rerun()
    page.question(metric.question, held, "what_i_value")
    if considering.why:
        st.write(f"Because you want this: *{words.as_written(considering.why)}*.")
    st.write(f"{metric.met} {definition.WHOSE[metric.attribution]}")
    with st.expander(
        "How it is measured: definition, evidence, what colleagues have questioned, SQL"
    ):
        definition.details(metric, {other.id: other.title for other in known.values()})
    _form(held, metric, considering)
    if st.button("Choose something else", key="something_else", type="tertiary"):
        held.considering = None
        st.rerun()


def _form(held: Session, metric: Metric, considering: Choice) -> None:
    with st.form("look", border=False):
        why = considering.why or st.text_input(
            "Why does it matter to you? A few words, for yourself.", key=f"why_{metric.id}"
        )
        guess = st.text_input(
            f"Before you look: what do you think your figure is, {entered.how_to_type(metric)}?",
            key=f"guess_{metric.id}",
            width=360,
        )
        with page.choices("look_choices"):
            shown = st.form_submit_button("Show me my practice", key="show", type="primary")
            skipped = st.form_submit_button("Skip the guess", key="skip")
    if shown or skipped:
        _go_on(held, metric, why, guess if shown else "")


def _go_on(held: Session, metric: Metric, why: str, guess: str) -> None:
    if not why.strip():
        st.error("Add a few words on why it matters to you: they are for you, later.")
        return
    try:
        figure = entered.figure(guess, metric)
        held.choose(Choice(metric.id, why.strip()))
    except ValueError as error:
        st.error(str(error))
        return
    held.guesses[metric.id] = figure
    held.considering = None
    held.bound_for_practice = True
    navigation.go("my_practice")
