"""Which log entry is open, and that somebody is on the way to one."""

import streamlit as st

from afreflect.domain import cpd_log
from afreflect.domain.cpd_log import LogEntryWritten
from afreflect.ui import navigation
from afreflect.ui.session import Session

_OPEN = "log entry that is open"


def open_entry(entry_id: str) -> None:
    """Leave for one entry."""
    st.session_state[_OPEN] = entry_id
    navigation.go("log_entry")


def opened(held: Session) -> LogEntryWritten | None:
    """The entry that was opened last, if it still stands; else the youngest."""
    found = cpd_log.entries(held.ledger)
    asked = st.session_state.get(_OPEN)
    return next((each for each in found if each.entry_id == asked), found[0] if found else None)
