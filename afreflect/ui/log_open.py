"""Which log entry is open, and that somebody is on the way to one."""

from dataclasses import replace

import streamlit as st

from afreflect.domain import cpd_log, event_fields
from afreflect.domain.cpd_log import LogEntryWritten
from afreflect.ui import navigation, page, words
from afreflect.ui.session import Session

_OPEN = "log entry that is open"
_TAKEN_OUT = "log entry that was taken out"


def open_entry(entry_id: str) -> None:
    """Leave for one entry."""
    st.session_state[_OPEN] = entry_id
    navigation.go("log_entry")


def took_out(entry_id: str) -> None:
    """Remember what was just taken out, so that it can be put back."""
    st.session_state[_TAKEN_OUT] = entry_id


def put_back(held: Session) -> None:
    """Offer to put back what was taken out last in this window: one click too many is soon made."""
    versions = cpd_log.versions(held.ledger, st.session_state.get(_TAKEN_OUT, ""))
    if not versions or cpd_log.entry(held.ledger, versions[-1].entry_id) is not None:
        return
    last = versions[-1]
    with page.choices("put_back"):
        st.markdown(f"You took “{words.as_written(last.title)}” out of the log.")
        if st.button("Put it back", key="put_back_entry", type="tertiary"):
            held.record(replace(last, id=event_fields.new_id(), at=event_fields.now()))
            st.session_state.pop(_TAKEN_OUT)
            st.rerun()


def opened(held: Session) -> LogEntryWritten | None:
    """The entry that was opened last, if it still stands; else the youngest."""
    found = cpd_log.entries(held.ledger)
    asked = st.session_state.get(_OPEN)
    return next((each for each in found if each.entry_id == asked), found[0] if found else None)
