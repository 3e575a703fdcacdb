"""Which colleges one reports to, and when one's own cycle began."""

from datetime import date

import streamlit as st

from afreflect.domain import cpd_log, figure
from afreflect.domain.cpd import CHECK, Regime
from afreflect.domain.cpd_log import CollegeChosen, CollegeLeft
from afreflect.storage.regimes import regimes
from afreflect.ui import page, step_clock, words
from afreflect.ui.session import Session

_PICKED = "college_picked"


def render(held: Session) -> None:
    """The colleges chosen, each with its cycle, and a way to add one."""
    chosen = cpd_log.colleges(held.ledger)
    st.header("My colleges", anchor=False)
    if not chosen:
        st.write("Choose who you report to: then entries follow that college's order and wording.")
    for each in chosen:
        if regime := regimes().get(each.regime_id):
            _one(held, regime, each)
    _add(held, {each.regime_id for each in chosen})


def _one(held: Session, regime: Regime, chosen: CollegeChosen) -> None:
    with st.container(key=f"college_{regime.id}", gap="xsmall"):
        st.markdown(f"**{words.as_written(regime.name)}**")
        if regime.is_old(step_clock.today()):
            st.warning(
                f"These rules were read on {figure.say_day(regime.read_on)}, more than a year "
                f"ago. {CHECK}."
            )
        if regime.banner:
            st.caption(regime.banner)
        if regime.cycle.years > 1:
            _started(held, regime, chosen)
        if regime.cycle.year == "appraisal":
            _appraisal(held, regime, chosen)
        if st.button("I don't report there", key=f"leave_{regime.id}", type="tertiary"):
            held.record(CollegeLeft(regime.id))
            st.rerun()


def _started(held: Session, regime: Regime, chosen: CollegeChosen) -> None:
    this = step_clock.today().year
    first = st.number_input(
        f"Year in which my cycle of {regime.cycle.years} years began",
        min_value=this - 20,
        max_value=this,
        value=min(max(chosen.started.year, this - 20), this),
        key=f"started_{regime.id}",
        width=320,
    )
    if int(first) != chosen.started.year:
        started = date(int(first), 7 if regime.cycle.year == "july" else 1, 1)
        held.record(CollegeChosen(regime.id, started, chosen.appraisal))
        st.rerun()


def _appraisal(held: Session, regime: Regime, chosen: CollegeChosen) -> None:
    met = st.date_input(
        "Date of my last or next appraisal",
        value=chosen.appraisal,
        format="YYYY-MM-DD",
        key=f"appraisal_{regime.id}",
        width=320,
    )
    if isinstance(met, date) and met != chosen.appraisal:
        held.record(CollegeChosen(regime.id, chosen.started, met))
        st.rerun()


def _add(held: Session, taken: set[str]) -> None:
    left = [each for each in regimes().values() if each.id not in taken]
    with page.choices("college_choices"):
        picked = st.selectbox(
            "Add a college",
            left,
            index=None,
            format_func=lambda each: f"{each.name}, {each.place}",
            placeholder="Choose one",
            key=f"{_PICKED}_{len(taken)}",
        )
    if picked is not None:
        today = step_clock.today()
        first = date(today.year, 7, 1) if picked.cycle.year == "july" else date(today.year, 1, 1)
        if first > today:
            first = date(today.year - 1, 7, 1)
        held.record(CollegeChosen(picked.id, first))
        st.rerun()
