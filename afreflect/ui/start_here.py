"""On Today: the one measure to start with, among those whose target was set (FR-24)."""

import streamlit as st

from afreflect.domain import commitment, trust
from afreflect.domain.metric import Metric
from afreflect.domain.start_here import Valued, start_here
from afreflect.storage.practice import MeasureError, Practice
from afreflect.ui import beside, first_look, metrics, navigation, page, words
from afreflect.ui.session import Session


def offer(held: Session) -> None:
    """One sentence and the way there; nothing where there is nothing to choose."""
    practice = held.practice
    if practice is None:
        return
    found = start_here(_valued(held, practice))
    if found is None:
        return
    title = words.as_written(metrics.known()[found.metric_id].title)
    with st.container(key="start_here", border=True):
        st.markdown(
            f"**You could start here.** Of your measures with a target, {title} is furthest from "
            "it, counted in changes that matter to you. Its data can carry a look."
        )
        with page.choices("start_here_ways"):
            if st.button("Look at it", key="start_here_look"):
                held.showing = found.metric_id
                navigation.go("my_practice")


def _valued(held: Session, practice: Practice) -> list[Valued]:
    """What was chosen, has a target, was looked at, and is not being worked at already."""
    tried = {each.made.metric_id for each in commitment.going_on(held.ledger)}
    found = []
    for choice in held.chosen:
        metric = metrics.known().get(choice.metric_id)
        if metric is None or metric.id in tried or practice.why_not(metric):
            continue
        # Before a first look is reacted to, nothing is said of where its figure lies (FR-16).
        target = held.history(metric.id).current
        if target is not None and not first_look.is_first(held, metric):
            value, quality = _figure(held, practice, metric)
            found.append(Valued(metric.id, target, value, quality))
    return found


def _figure(held: Session, practice: Practice, metric: Metric) -> tuple[float | None, int | None]:
    """The figure of the whole period where there are cases enough, and the data's quality."""
    try:
        result, _ = beside.measured(held, practice, metric)
        counted = held.once(("trust facts", metric.id), lambda: practice.trust_facts(metric))
    except MeasureError:  # My practice says which measure can't be shown, and why.
        return None, None
    value = result.whole.value if result.whole.n >= metric.n_show else None
    history = held.history(metric.id)
    return value, trust.read(metric, counted.facts, held.ledger, history).quality
