"""The freeze: one picture, once; afterwards nobody's figure is anywhere."""

from collections.abc import Iterable

import streamlit as st

from afreflect.domain.disclosure import Contribution, Refused
from afreflect.domain.hour import NotNow
from afreflect.storage.rooms import Ended, OpenRoom
from afreflect.ui import page, rooms, words


def render(room: OpenRoom, contributions: Iterable[Contribution] | None) -> None:
    """Make the picture of what was given to the room, or of these; then go on with the hour."""
    ready = st.checkbox("Everybody had the time to say yes or no", key="everybody_had_time")
    with page.choices("freeze_choices"):
        pressed = page.primary("Freeze the picture", key="freeze", disabled=not ready)
        ended = st.button("End this session", key="end_session", type="tertiary")
    st.caption(
        "Frozen, it can't be changed. Every figure is deleted then, and the picture is what is "
        "left. Nobody can join it or leave it afterwards, and a second try with nearly the same "
        "people is refused."
    )
    if ended:
        room.end()
        rooms.leave()
        st.rerun()
    if pressed:
        try:
            room.freeze(contributions)
        except (Refused, NotNow, Ended) as fault:
            st.error(words.as_written(str(fault)))
            return
        st.rerun()
