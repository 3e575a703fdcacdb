"""Signal or chance, and whether the target is within reach: in words, with the reasons behind."""

from datetime import date

import streamlit as st

from afreflect.charts import icons
from afreflect.domain import figure, process
from afreflect.domain.gaps import Gaps
from afreflect.domain.ledger import BaselineChange, BaselineMoved, BaselineMovedBack
from afreflect.domain.metric import Metric
from afreflect.domain.run_chart import RunChart
from afreflect.ui import chart, page, words
from afreflect.ui.session import Session

RULES = {
    "nhs": "NHS Making Data Count",
    "nhs2023": "NHS Making Data Count, as changed in November 2023",
    "anhoej": "Anhøj: runs and crossings",
}
BY_CHANCE = {"run": (14, 4), "g": (15, 7), "t": (22, 9)}
BY_CHANCE_ELSE = (30, 13)
"""Steady series of 36 points in 100 that the NHS's and Anhøj's rules mark by chance.

From benchmarks/false_alarms.py; docs/deviations.md has them all.
"""
MOVED: dict[BaselineChange, str] = {
    "recalculated": "Limits begin anew on",
    "fixed": "Limits are those of the months up to",
}
HOW: dict[BaselineChange, str] = {
    "recalculated": "Begin the limits anew on that day",
    "fixed": "Keep the limits of the months up to that day",
}
CHARTS = {
    "run": "A run chart",
    "xmr": "An XmR chart",
    "p": "A p chart",
    "pprime": "A Laney p′ chart",
    "u": "A u chart",
    "uprime": "A Laney u′ chart",
    "c": "A c chart",
    "xbar": "An X̄ chart",
    "g": "A g chart",
    "t": "A t chart",
}
_RULES = "rules asked for"


def rules() -> str:
    """The set of rules that was chosen; the NHS's until another is."""
    wished = st.session_state.get(_RULES, process.DEFAULT_RULES)
    return wished if wished in RULES else process.DEFAULT_RULES


def say(read: RunChart | Gaps) -> None:
    """One line on signal and chance, one on the target's reach; nothing on a first look."""
    drawn = bool(read.gaps) if isinstance(read, Gaps) else read.has_series
    if read.neutral or not drawn:
        return
    colours = chart.palette()
    sign = icons.variation(read.process.now, colours)
    said = [icons.with_words(sign, read.process.sentence)]
    if read.process.reach:
        said.append(
            icons.with_words(icons.reach(read.process.assurance, colours), read.process.reach)
        )
    st.html("".join(said))
    for warning in read.process.warnings:
        st.caption(warning)


def why(read: RunChart | Gaps, held: Session) -> None:
    """Which chart this is and why, which rules, and from which points the limits are taken."""
    st.write(f"{CHARTS.get(read.process.kind, 'A chart')}. {read.process.reason}")
    st.radio(
        "Rules by which a signal is told from chance",
        list(RULES),
        index=list(RULES).index(rules()),
        format_func=RULES.__getitem__,
        captions=_by_chance(read.process.kind),
        key="rules",
        on_change=_ask_for_rules,
    )
    _baseline(read.metric, held)


def _by_chance(kind: str) -> list[str]:
    nhs, anhoej = BY_CHANCE.get(kind, BY_CHANCE_ELSE)
    return [
        f"Marks something in about {count} of 100 steady series of 36 points."
        for count in (nhs, nhs, anhoej)
    ]


def _ask_for_rules() -> None:
    st.session_state[_RULES] = st.session_state["rules"]


def _baseline(metric: Metric, held: Session) -> None:
    """Limits move only with a day and a cause, and each move can be taken back."""
    for move in process.baseline_moves(held.ledger, metric.id):
        with page.choices(f"move_{move.id}"):
            why = words.as_written(move.why)
            said = f"{MOVED[move.how]} {figure.say_day(move.on)}: {why}"
            st.markdown(said, width="content")
            if st.button("Take it back", key=f"back_{move.id}", type="tertiary"):
                held.record(BaselineMovedBack(move.id))
                st.rerun()
    st.markdown("**Did something change on a known day?**")
    with st.form(f"baseline_{metric.id}", border=False):
        how = st.radio("What should the limits do?", list(HOW), format_func=HOW.__getitem__)
        on = st.date_input("On which day?", value=None, max_value=date.today(), format="YYYY-MM-DD")
        cause = st.text_input("What happened on that day?")
        asked = st.form_submit_button("Move the limits")
    if not asked:
        return
    if not isinstance(on, date) or not cause.strip():
        st.error("Give the day and what happened on it: limits move only with a cause.")
        return
    held.record(BaselineMoved(metric.id, how, on, cause.strip()))
    st.rerun()
