"""Cases that are not to count: set aside with a reason, and brought back with one click (FR-20)."""

from collections.abc import Mapping, Sequence
from typing import get_args

import streamlit as st

from afreflect.domain import questions
from afreflect.domain.ledger import AsideReason, CaseBroughtBack, CaseSetAside
from afreflect.domain.metric import Metric, Unit
from afreflect.ui import page, words
from afreflect.ui.session import Session

REASONS: Mapping[AsideReason, str] = {
    "not mine": "Not mine",
    "planned": "Planned",
    "wrong time": "Wrong time",
    "other": "Something else",
}


def offer(held: Session, metric: Metric, units: Sequence[Unit]) -> None:
    """Choose one of the listed cases, say why it should not count, and set it aside."""
    by_id = {unit.unit_id: unit for unit in units}
    picked = st.selectbox(
        f"Should one of these {metric.noun} not count? You can bring it back at any time.",
        list(by_id),
        index=None,
        format_func=lambda unit_id: _named(unit_id, by_id.get(unit_id), metric),
        placeholder="Choose one",
        key=f"case_{metric.id}",
    )
    if picked is None:
        return
    reason = st.pills(
        "Why?",
        get_args(AsideReason),
        format_func=lambda reason: REASONS[reason],
        key=f"aside_reason_{metric.id}",
    )
    said = st.text_input("In a few words, for later", key=f"aside_words_{metric.id}")
    if st.button("Set it aside", key="set_aside"):
        if reason is None:
            st.error("Choose why it should not count.")
        elif reason == "other" and not said.strip():
            st.error("Say in a few words why it should not count.")
        else:
            held.record(CaseSetAside(metric.id, picked, reason, said.strip()))
            st.rerun()


def listed(held: Session, metric: Metric) -> None:
    """Every case that is set aside for this measure, each with its way back."""
    aside = questions.aside(held.ledger, metric.id)
    if not aside:
        return
    st.markdown("**Set aside by you**")
    for case in reversed(aside):
        with page.choices(f"aside_{case.id}"):
            said = [REASONS[case.reason], *([words.as_written(case.words)] if case.words else [])]
            day = words.day(case.at.date())
            st.markdown(
                f"{words.as_written(case.unit_id)}: {', '.join(said)} ({day})", width="content"
            )
            st.button(
                "Bring it back",
                key=f"back_{case.id}",
                type="tertiary",
                on_click=held.record,
                args=(CaseBroughtBack(metric.id, case.unit_id),),
            )


def _named(unit_id: str, unit: Unit | None, metric: Metric) -> str:
    if unit is None:
        return unit_id
    said = [unit_id, *([words.day(unit.occurred_on)] if unit.occurred_on else [])]
    if unit.met:
        said.append(metric.met_short)
    return ", ".join(said)
