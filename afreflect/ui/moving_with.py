"""What may move with a measure: the balancing ones, early signs, and ties among one's own."""

import streamlit as st

from afreflect.domain import figure, moving
from afreflect.domain.metric import Metric, MetricResult
from afreflect.domain.moving import Tie
from afreflect.storage.practice import MeasureError, Practice
from afreflect.ui import first_look, held_against, navigation, page
from afreflect.ui.session import Choice, Session

NOT_LOOKED_AT = "You have not looked at this one yet."


def render(held: Session, practice: Practice, metric: Metric, known: dict[str, Metric]) -> None:
    """One quiet block below the chart; nothing where there is nothing to say."""
    balancing = [
        known[other]
        for other in metric.balancing
        if other in known and practice.why_not(known[other]) is None
    ]
    tied = moving.tied_with(_ties(held, practice, known), metric.id)
    if not (balancing or tied or metric.leading):
        return
    with st.container(key="moves", gap="xsmall"):
        st.markdown("**What may move with it**")
        for other in balancing:
            _balancing(held, practice, other)
        said = [
            f"Early sign: {sign.indicator}. How soon it shows: {sign.lag}."
            for sign in metric.leading
        ]
        said += [moving.say(tie, metric.title, known[other].title) for other, tie in tied]
        if said:
            st.caption("  \n".join([*said, *([moving.NOT_CAUSE] if tied else ())]))


def _balancing(held: Session, practice: Practice, other: Metric) -> None:
    """A measure that could get worse while this one gets better: its figure, one click to it."""
    with page.choices(f"moves_{other.id}"):
        if st.button(other.title, key=f"open_{other.id}", type="tertiary"):
            _open(held, other)
        st.caption(_figure(held, practice, other), width="content")


def _open(held: Session, other: Metric) -> None:
    if held.choice(other.id):
        held.showing = other.id
        st.rerun()
    held.considering = Choice(other.id, "")
    navigation.go("what_i_value")


def _figure(held: Session, practice: Practice, other: Metric) -> str:
    # A measure of one's own is guessed and met neutrally first, not in passing.
    if held.choice(other.id) and first_look.is_first(held, other):
        return NOT_LOOKED_AT
    whole = _by_month(held, practice, other).whole
    cases = f"{figure.count(whole.n)} {other.noun}"
    if whole.n < other.n_show or whole.value is None:
        return f"{cases}, too few for a figure"
    return f"{figure.say_interval(whole, other)}, {cases}"


def _by_month(held: Session, practice: Practice, metric: Metric) -> MetricResult:
    return held_against.measured_by_month(held, practice, metric, metric.summaries[0])


def _ties(held: Session, practice: Practice, known: dict[str, Metric]) -> tuple[Tie, ...]:
    """Every pair of the chosen measures that this extract can answer and that were looked at."""
    chosen = [known[choice.metric_id] for choice in held.chosen if choice.metric_id in known]
    series = {}
    for metric in chosen:
        if practice.why_not(metric) is None and not first_look.is_first(held, metric):
            try:
                series[metric.id] = _by_month(held, practice, metric).points
            except MeasureError:  # Its own page says what is wrong with it.
                continue
    return held.once(("ties", *series.items()), lambda: moving.pairs(series))
