"""One measure before it is chosen: what it counts, why it matters, and a guess at the figure."""

import streamlit as st

from afreflect.domain import entered
from afreflect.domain.expectation import Expectation
from afreflect.domain.metric import Metric
from afreflect.storage.practice import Practice
from afreflect.ui import beside, definition, log_start, metrics, navigation, page, words
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
    beside.show_provisional(held, metric)
    log_start.standard_note(held, metric)
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
        typed = _guess(metric)
        with page.choices("look_choices"):
            shown = st.form_submit_button("Show me my practice", key="show", type="primary")
            skipped = st.form_submit_button("Skip the guess", key="skip")
    if shown or skipped:
        _go_on(held, metric, why, typed if shown else None)


def _guess(metric: Metric) -> tuple[str, str, str]:
    """What is expected and how sure the clinician is, as it is typed: the figure and a range."""
    unit = entered.how_to_type(metric)
    expected = st.text_input(
        f"{_asked(metric)} {unit}?",
        key=f"guess_{metric.id}",
        width=460,
    )
    st.markdown("How sure are you? You would be surprised to see it …")
    with page.choices("sure"):
        below = st.text_input("below", key=f"guess_low_{metric.id}", width=150)
        above = st.text_input("or above", key=f"guess_high_{metric.id}", width=150)
    return expected, below, above


def _asked(metric: Metric) -> str:
    """Which figure is guessed: the middle one of a duration, a share, a rate, an average mark."""
    if metric.kind == "duration":
        return (
            f"Before you look: within what time is it for half of your {metric.noun}? Your guess,"
        )
    if metric.kind == "mean":
        return "Before you look: what do you expect your average to be,"
    if metric.kind == "rate":
        return f"Before you look: what do you expect over all your {metric.noun} together,"
    return f"Before you look: what share of your {metric.noun} {metric.met_short}? Your guess,"


def _expectation(typed: tuple[str, str, str], metric: Metric) -> Expectation | None:
    """The guess that was typed, or none; raises ValueError with one plain sentence."""
    value, low, high = (entered.figure(text, metric) for text in typed)
    if value is None and (low is not None or high is not None):
        raise ValueError("Write the figure you expect as well, or skip the guess.")
    return None if value is None else Expectation(value, low, high)


def _go_on(held: Session, metric: Metric, why: str, typed: tuple[str, str, str] | None) -> None:
    if not why.strip():
        st.error("Add a few words on why it matters to you: they are for you, later.")
        return
    try:
        expected = _expectation(typed, metric) if typed else None
        held.choose(Choice(metric.id, why.strip()))
    except ValueError as error:
        st.error(str(error))
        return
    held.guesses[metric.id] = expected
    held.considering = None
    held.bound_for_practice = True
    navigation.go("my_practice")
