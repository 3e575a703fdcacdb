"""The value cards: values before numbers, and one tap picks one measure."""

from collections.abc import Sequence

import streamlit as st

from afreflect.domain.metric import Metric
from afreflect.domain.value_card import ValueCard
from afreflect.storage.content import value_cards
from afreflect.storage.practice import Practice
from afreflect.ui import metrics
from afreflect.ui.session import Choice, Session

_OPENED = "value card opened"


def render(held: Session, practice: Practice) -> None:
    """Every card; one that can't pick a measure by itself says why."""
    st.write(
        "Choose what matters most to you. There are no wrong answers, and you can add more later."
    )
    catalogue = tuple(metrics.known().values())
    with st.grid(2, min_column_width=320, gap="small", key="cards"):
        for card in _supported_first(catalogue, practice):
            _card(card, card.metrics(catalogue), held, practice)


def _supported_first(catalogue: Sequence[Metric], practice: Practice) -> list[ValueCard]:
    """Every card in its order, those that this extract can't support after the others."""

    def unsupported(card: ValueCard) -> bool:
        return all(practice.why_not(metric) for metric in card.metrics(catalogue))

    return sorted(value_cards(), key=unsupported)


def _card(card: ValueCard, candidates: Sequence[Metric], held: Session, practice: Practice) -> None:
    picked = metrics.picked(candidates, practice)
    supported = [metric for metric in candidates if practice.why_not(metric) is None]
    with st.container(key=f"card_{card.id}", border=True, gap="xsmall", height="stretch"):
        tapped = st.button(
            card.title, key=f"value_{card.id}", type="tertiary", disabled=not supported
        )
        st.caption(card.text)
        if not supported:
            st.caption(_unsupported(candidates, practice))
        elif picked is not None and tapped:
            look_into(held, picked, why=card.title)
        elif picked is None:
            if tapped:
                st.session_state[_OPENED] = card.id
            if st.session_state.get(_OPENED) == card.id:
                _choose_by_name(card, supported, held)


def look_into(held: Session, metric: Metric, why: str) -> None:
    """Open the screen that asks for a guess before the metric is chosen."""
    held.considering = Choice(metric.id, why)
    st.rerun()


def _unsupported(candidates: Sequence[Metric], practice: Practice) -> str:
    if not candidates:
        return "No measure speaks of this yet."
    return f"Not with this extract: it {practice.why_not(candidates[0])}."


def _choose_by_name(card: ValueCard, supported: Sequence[Metric], held: Session) -> None:
    st.write(
        "Only measures of pace speak of this. Pace depends on much that is not yours, "
        "so we don't pick one for you. You may:"
    )
    for metric in supported:
        if st.button(metric.title, key=f"pace_{metric.id}"):
            look_into(held, metric, why=card.title)
