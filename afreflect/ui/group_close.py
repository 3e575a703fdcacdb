"""The end of a group session: the day to look again, the page to take along, and the end."""

from datetime import date, timedelta

import streamlit as st

from afreflect.domain.disclosure import Snapshot
from afreflect.domain.hour import Board, CheckIn
from afreflect.storage.rooms import OpenRoom
from afreflect.ui import group_files, group_log, group_picture, page, rooms, step_clock, words
from afreflect.ui.entry import Visit

WEEKS = 8
_SATURDAY, _DAYS_OF_A_WEEK = 5, 7
_SURE = "the session is about to be ended"


def render(visit: Visit, room: OpenRoom, board: Board, snapshot: Snapshot) -> None:
    """All that ends a session, in its order."""
    _check_in(room, board)
    group_picture.take_along(room, snapshot)
    if room.way != "hosted":
        group_files.offer_picture(snapshot)
    group_log.render(visit)
    _end(room)


def _check_in(room: OpenRoom, board: Board) -> None:
    st.header("When do we look again?", anchor=False)
    if board.check_in is not None:
        st.write(f"On {words.day(board.check_in)}.")
    with st.container(key="check_in", horizontal=True, vertical_alignment="bottom"):
        picked = st.date_input(
            "The day",
            board.check_in or _a_working_day(step_clock.today() + timedelta(weeks=WEEKS)),
            key="check_in_day",
            format="YYYY-MM-DD",
            width=220,
        )
        agreed = st.button("Agree on it", key="agree_check_in")
    if agreed and isinstance(picked, date):
        room.record(CheckIn(picked))
        st.rerun()


def _a_working_day(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    is_weekend = day.weekday() >= _SATURDAY
    return day + timedelta(days=_DAYS_OF_A_WEEK - day.weekday()) if is_weekend else day


def _end(room: OpenRoom) -> None:
    st.header("The end of the session", anchor=False)
    st.write(
        "To leave it keeps the picture and all that was written down: your code opens it again. "
        "To end it erases both."
    )
    with page.choices("ending"):
        if st.button("Leave it for now", key="leave_hour"):
            rooms.leave()
            st.rerun()
        if st.button("End and erase it", key="end_hour", type="tertiary"):
            st.session_state[_SURE] = room.id
            st.rerun()
    if st.session_state.get(_SURE) == room.id:
        st.warning("Nothing of this session can be had again afterwards. End it?")
        with page.choices("ending_sure"):
            if st.button("Yes, erase it", key="end_hour_sure"):
                st.session_state.pop(_SURE)
                room.end()
                rooms.leave()
                st.rerun()
            if st.button("No", key="end_hour_not", type="tertiary"):
                st.session_state.pop(_SURE)
                st.rerun()
