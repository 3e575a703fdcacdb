"""A group's hour: the ways to its picture, and from there the screen of whoever leads it."""

from collections.abc import Callable

import streamlit as st

from afreflect.storage.lock import WrongKey
from afreflect.storage.rooms import OpenRoom, Way
from afreflect.ui import (
    group_beside,
    group_department,
    group_files,
    group_hosted,
    group_hour,
    page,
    rooms,
    visitor,
)
from afreflect.ui.entry import Visit
from afreflect.ui.group_department_file import organising

QUESTION = "Shall we talk it over as a group?"
WAYS: dict[Way, tuple[str, str]] = {
    "department": (
        "From one department file",
        "You have a file with the work of several colleagues, and each of them agreed. "
        "The picture is made in a few minutes.",
    ),
    "files": (
        "From a file of each colleague",
        "Everyone makes a sealed file with their own app, and sends it to you.",
    ),
    "hosted": (
        "From everyone's own account here",
        "You give a code to those who take part. Everyone agrees on their own screen.",
    ),
}
_WAY = "the way to a group's picture"


def render(visit: Visit) -> None:
    """The hour that this browser leads; without one, the ways to begin one."""
    room = rooms.here(visit)
    if room is not None and room.is_facilitator and room.snapshot is not None:
        group_hour.render(visit, room, room.snapshot)
        return
    page.question(QUESTION, visit.session)
    if room is not None and not room.is_facilitator:
        st.write("This browser takes part in a session that somebody else leads.")
        page.quiet_link("group_mine", "My part in it")
        return
    way = room.way if room is not None else st.session_state.get(_WAY)
    if way is None:
        _hub()
        return
    MAKING[way](visit, room)
    if room is None and st.button("Another way", key="another_way", type="tertiary"):
        st.session_state.pop(_WAY)
        organising().take_away()
        st.rerun()


MAKING: dict[Way, Callable[[Visit, OpenRoom | None], None]] = {
    "department": group_department.render,
    "files": group_files.render,
    "hosted": group_hosted.render,
}
"""What makes the picture, each way: from the choice of a measure up to the freeze."""


def _hub() -> None:
    st.write(
        "An hour with five to twelve colleagues about one measure. You lead it, and share one "
        "picture in which nobody can be picked out. Nobody's own result is shown."
    )
    hosted = visitor.visitor(active=False).door.hosting.hosted
    for way, (name, said) in WAYS.items():
        if way not in MAKING or (way == "hosted" and not hosted):
            continue
        with st.container(key=f"way_{way}", border=True):
            st.markdown(f"**{name}**")
            st.write(said)
            if st.button(
                "Begin", key=f"begin_{way}", type="primary" if way == "department" else "secondary"
            ):
                st.session_state[_WAY] = way
                st.rerun()
    with page.unfolded("Go on with a session that was begun", "go_on_with_code") as unfolded:
        if unfolded:
            _resume()
    with page.unfolded("Four things to look at before", "before_hour") as unfolded:
        if unfolded:
            group_beside.before()
    page.quiet_link("group_mine", "Somebody else leads: I take part")


def _resume() -> None:
    with st.form("resume_hour", border=False):
        code = st.text_input("Your code", key="resume_code", max_chars=80, autocomplete="off")
        sent = st.form_submit_button("Go on", key="resume")
    if not sent:
        return
    if not code.strip():
        st.error("Write your code first.")
        return
    try:
        rooms.enter(code)
    except WrongKey as fault:
        st.error(str(fault))
        return
    st.rerun()
