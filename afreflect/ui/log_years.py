"""A college's year and cycle: what is here, what was done elsewhere, what is still missing."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import streamlit as st

from afreflect.charts import log_progress
from afreflect.domain import cpd_tally, figure
from afreflect.domain.cpd import CHECK, Regime
from afreflect.domain.cpd_cycle import deadline, year_of
from afreflect.domain.cpd_log import CollegeChosen, DoneElsewhere, LogEntryWritten
from afreflect.domain.cpd_minutes import QUARTERS, said
from afreflect.domain.cpd_tally import Progress
from afreflect.ui import chart, page, words
from afreflect.ui.session import Session


def render(
    held: Session,
    regime: Regime,
    chosen: CollegeChosen,
    found: Sequence[LogEntryWritten],
    today: date,
) -> None:
    """The goals as a plot and as a table, and where each comes from."""
    st.header(words.as_written(regime.college), anchor=False)
    year = year_of(regime.cycle, today, chosen.appraisal)
    due = deadline(regime.cycle, year)
    by = f" Report it by {figure.say_day(due)}." if due else ""
    st.caption(f"This year: {figure.say_day(year.first)} to {figure.say_day(year.last)}.{by}")
    goals = cpd_tally.progress(held.ledger, found, regime, chosen, today)
    if not goals:
        st.write("No amount is stated here for this college.")
        return
    st.vega_lite_chart(
        log_progress.draw(goals, chart.palette()),
        theme=None,
        width="stretch",
        alt=log_progress.alt_text(goals),
        key=f"progress_{regime.id}",
    )
    with page.unfolded("The same as a table", f"goals_{regime.id}") as unfolded:
        if unfolded:
            _table(goals)
    with page.unfolded("What I did elsewhere", f"elsewhere_{regime.id}") as unfolded:
        if unfolded:
            _elsewhere(held, regime, goals, today)
    with page.unfolded("The rules, and where they were read", f"rules_{regime.id}") as unfolded:
        if unfolded:
            rules(regime)


def rules(regime: Regime) -> None:
    """Every rule of a college with its source, and which of them could not be read."""
    st.write(
        f"Read in copies of the sources on {figure.say_day(regime.read_on)}. Rules change every "
        f"year. {CHECK}."
    )
    st.table(
        {
            "Rule": [rule.text for rule in regime.rules],
            "Source": [
                rule.source if rule.verified else f"{rule.source}. {CHECK}."
                for rule in regime.rules
            ],
        },
        border="horizontal",
        hide_index=True,
    )


def _table(goals: Sequence[Progress]) -> None:
    st.table(
        {
            "Asked for": [
                f"{each.goal.name} ({figure.say_day(each.span.first)} to "
                f"{figure.say_day(each.span.last)})"
                for each in goals
            ],
            "Asked": [said(each.goal.amount) for each in goals],
            "From here": [said(each.here) for each in goals],
            "Elsewhere": [said(each.elsewhere) for each in goals],
            "Still missing": [said(each.missing) for each in goals],
        },
        border="horizontal",
        hide_index=True,
    )


def _elsewhere(held: Session, regime: Regime, goals: Sequence[Progress], today: date) -> None:
    """Type in what the college already has from other activities, in its own unit."""
    with st.form(f"elsewhere_form_{regime.id}", border=False):
        typed = {
            each.goal.id: st.number_input(
                f"{each.goal.name}: done elsewhere",
                min_value=0.0,
                step=1.0 if each.goal.unit == "entries" else 0.25,
                value=float(each.elsewhere),
                key=f"elsewhere_{regime.id}_{each.goal.id}",
            )
            for each in goals
        }
        sent = st.form_submit_button("Count it", key=f"count_{regime.id}")
    if sent:
        for each in goals:
            quarters = int(Decimal(str(typed[each.goal.id])) * QUARTERS)
            if Decimal(quarters) / QUARTERS != each.elsewhere:
                held.record(DoneElsewhere(regime.id, each.goal.id, quarters, today))
        st.rerun()
