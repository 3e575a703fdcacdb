"""The CPD log: what there is to hand in, what is still missing, and a way to begin."""

from datetime import date

import streamlit as st

from afreflect.domain import cpd_claims, cpd_log, figure
from afreflect.domain.cpd_log import LogEntryWritten
from afreflect.domain.cpd_minutes import said_minutes
from afreflect.storage.regimes import regimes
from afreflect.ui import (
    log_colleges,
    log_open,
    log_start,
    log_together,
    log_years,
    page,
    step_clock,
    words,
)
from afreflect.ui.entry import Visit
from afreflect.ui.session import Session


def render(visit: Visit) -> None:
    """The entries, each college's year and cycle, and how to make another entry."""
    held = visit.session
    page.question("What have I learned that I can hand in?", held, at_log=True)
    log_open.put_back(held)
    found = cpd_log.entries(held.ledger)
    if not found:
        log_start.nothing_yet(held)
    else:
        _entries(held, found)
        log_start.another(held)
    log_colleges.render(held)
    today = step_clock.today()
    for chosen in cpd_log.colleges(held.ledger):
        if regime := regimes().get(chosen.regime_id):
            log_years.render(held, regime, chosen, found, today)
    if found:
        with page.unfolded("Save several entries together", "together") as unfolded:
            if unfolded:
                log_together.render(held, found)


def _entries(held: Session, found: tuple[LogEntryWritten, ...]) -> None:
    """Every entry, the youngest first: when, how long, for whom, and whether it was checked."""
    for entry in found:
        with st.container(key=f"entry_{entry.entry_id}", border=True, gap="xsmall"):
            st.header(words.as_written(entry.title or "An entry without a title"), anchor=False)
            st.markdown(
                f"{_when(entry.first, entry.last)}, {said_minutes(entry.minutes.total)}. "
                f"{_standing(held, entry)}"
            )
            for name in entry.regime_ids:
                if regime := regimes().get(name):
                    said = [each.sentence for each in cpd_claims.suggestions(entry, regime)]
                    st.caption(f"{regime.college}: {' '.join(said) or 'nothing suggested yet.'}")
            if st.button("Open it", key=f"open_{entry.entry_id}"):
                log_open.open_entry(entry.entry_id)


def _when(first: date, last: date) -> str:
    if first == last:
        return figure.say_day(last)
    return f"{figure.say_day(first)} to {figure.say_day(last)}"


def _standing(held: Session, entry: LogEntryWritten) -> str:
    if cpd_log.checked(held.ledger, entry):
        return "Looked through, ready to save."
    return "Not looked through yet."
