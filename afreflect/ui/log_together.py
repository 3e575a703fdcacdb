"""Several entries of a period in one file, for one college."""

import streamlit as st

from afreflect.domain import cpd_handing, cpd_log
from afreflect.domain.cpd_cycle import year_of
from afreflect.domain.cpd_handing import handed
from afreflect.domain.cpd_log import LogEntryWritten
from afreflect.storage.regimes import regimes
from afreflect.ui import log_export, step_clock, words
from afreflect.ui.session import Session


def render(held: Session, found: tuple[LogEntryWritten, ...]) -> None:
    """The college, the days, and the files; entries that were not looked through stay out."""
    colleges = [c for c in cpd_log.colleges(held.ledger) if c.regime_id in regimes()]
    if not colleges:
        st.write("Choose a college first.")
        return
    chosen = st.selectbox(
        "For",
        colleges,
        format_func=lambda each: regimes()[each.regime_id].name,
        key="together_for",
    )
    regime = regimes()[chosen.regime_id]
    today = step_clock.today()
    year = year_of(regime.cycle, today, chosen.appraisal)
    days = st.date_input(
        "From and to", (year.first, year.last), format="YYYY-MM-DD", key="together_days", width=320
    )
    if not (isinstance(days, tuple) and len(days) == 2):
        return
    since, until = days
    mine = [
        each for each in cpd_handing.within(found, since, until) if regime.id in each.regime_ids
    ]
    checks = {each.entry_id: cpd_log.checked(held.ledger, each) for each in mine}
    for each in mine:
        if checks[each.entry_id] is None:
            st.caption(f"Not looked through yet, and left out: {words.as_written(each.title)}")
    person = log_export.asked_for("together")
    ready = [
        handed(
            each,
            regime,
            checks[each.entry_id],
            person,
            warnings=log_export.warnings(held, each, regime),
        )
        for each in mine
        if checks[each.entry_id] is not None
    ]
    if not ready:
        st.write("No entry of these days is ready.")
        return
    charts = {each.entry.entry_id: log_export.chart_of(held, each.entry) for each in ready}
    log_export.files(ready, charts, f"log-{since}-to-{until}")
