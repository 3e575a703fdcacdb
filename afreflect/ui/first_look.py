"""The first look at a measure: one reaction, or none, before colour, signals and target (FR-16)."""

import streamlit as st

from afreflect.domain.ledger import Reacted
from afreflect.domain.metric import Metric
from afreflect.storage.content import reactions
from afreflect.ui import page
from afreflect.ui.session import Session

DOUBT = "I doubt it"
"""The one word of content/reactions.toml that asks for the data before anything else."""


def is_first(held: Session, metric: Metric) -> bool:
    """Whether the clinician has not said yet, or gone on without saying, how this extract lands."""
    if held.practice is None:
        return True
    here = (metric.id, held.practice.extract.sha256)
    return not any(
        isinstance(event, Reacted) and (event.metric_id, event.extract_sha256) == here
        for event in held.ledger
    )


def doubted(held: Session, metric: Metric) -> bool:
    """Whether this extract's figure was doubted, and there is no aim yet to go on with."""
    if held.practice is None or held.history(metric.id).targets:
        return False
    here = (metric.id, held.practice.extract.sha256)
    said = [
        event.reaction
        for event in held.ledger
        if isinstance(event, Reacted) and (event.metric_id, event.extract_sha256) == here
    ]
    return said[-1:] == [DOUBT]


def render(held: Session, metric: Metric) -> None:
    """One tap, or on without one; either opens the rest of the page."""
    with st.container(key="first_look", gap="small"):
        st.header("Before we go on: how does this land?", anchor=False)
        st.caption("One tap, no need to explain it. Only you see it.")
        with page.choices("reactions"):
            for word in reactions():
                if st.button(word, key=f"reaction_{word}"):
                    _go_on(held, metric, word)
        if st.button("Go on without saying", key="no_reaction", type="tertiary"):
            _go_on(held, metric, None)


def _go_on(held: Session, metric: Metric, word: str | None) -> None:
    if held.practice is not None:
        held.record(Reacted(metric.id, word, held.practice.extract.sha256))
    st.rerun()
