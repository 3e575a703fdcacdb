"""The two codes of a room: the one to lead with is shown once, the other to whoever leads."""

import streamlit as st

from afreflect.domain.disclosure import Asked
from afreflect.storage.rooms import Codes, OpenRoom, Way
from afreflect.ui import rooms
from afreflect.ui.components import copy_button

_CODES = "codes of the room that was begun"


def begin(asked: Asked, way: Way) -> OpenRoom:
    """A new room, open in this browser; its codes stand on the page until they are put away."""
    room, codes = rooms.begin(asked, way)
    hold(room, codes)
    return room


def hold(room: OpenRoom, codes: Codes) -> None:
    """Let a room that was begun elsewhere be open in this browser, its codes on the page."""
    st.session_state[_CODES] = room.id, codes
    rooms.keep(room)


def render(room: OpenRoom) -> None:
    """The code to lead with, if this page began the room and it was not put away."""
    of_room, codes = st.session_state.get(_CODES, ("", None))
    if codes is None or of_room != room.id:
        return
    with st.container(key="room_codes", border=True):
        _code(
            "facilitator", "For you, to come back to this session from anywhere", codes.facilitator
        )
        st.caption("Shown once. Whoever has your code can lead this session.")
        if st.button("I have it", key="codes_kept"):
            st.session_state.pop(_CODES)
            st.rerun()


def for_members(room: OpenRoom) -> None:
    """The code for those who take part, also after a reload."""
    with st.container(key="join_code", border=True):
        _code("join", "For those who take part", room.join_code)


def _code(name: str, label: str, code: str) -> None:
    st.markdown(f"**{label}**")
    st.code(code, language=None, wrap_lines=True)
    copy_button(code, f"code_{name}", label)
