"""The clock of an open page: it closes by itself when nobody is there any more."""

from typing import NoReturn

import streamlit as st

from afreflect.ui import visitor as visitors
from afreflect.ui.visitor import Visitor

SECONDS_BETWEEN = 3
SECONDS_OF_CLOSING = 9
_CLOSING = "page is closing"
_BY_THE_CLOCK = "run by the clock"


def is_closing() -> bool:
    """Whether the page has a few seconds left: what is being written is asked for and saved."""
    return bool(st.session_state.get(_CLOSING))


def by_a_person() -> bool:
    """Whether somebody did something to bring this run about; asked once a run."""
    return not st.session_state.pop(_BY_THE_CLOCK, False)


def is_by_a_person() -> bool:
    """The same, asked without settling it; to be asked before `by_a_person` is."""
    return not st.session_state.get(_BY_THE_CLOCK, False)


def draw_anew() -> NoReturn:
    """Run the whole page again; a look by itself is nothing that a person did."""
    st.session_state[_BY_THE_CLOCK] = True
    st.rerun()


def render(visitor: Visitor) -> None:
    """Look at the session every few seconds; this does not count as doing something."""
    if is_closing() and visitor.seconds_left() > SECONDS_OF_CLOSING:
        st.session_state[_CLOSING] = False
    if visitor.live is not None:
        _watch(visitor.open_journal() is not None)


@st.fragment(run_every=SECONDS_BETWEEN)
def _watch(was_open: bool) -> None:
    visitor = visitors.visitor(active=False)
    if visitor.is_shut_out or (was_open and visitor.open_journal() is None):
        st.rerun()
    if visitor.seconds_left() <= SECONDS_OF_CLOSING and not is_closing():
        st.session_state[_CLOSING] = st.session_state[_BY_THE_CLOCK] = True
        st.rerun()
    if is_closing():
        st.caption("This page is about to close. What you wrote is kept.")
