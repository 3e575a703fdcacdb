"""A private tap on how the picture lands: told to the group in words alone, from eight on."""

import streamlit as st

from afreflect.domain import group_taps
from afreflect.domain.group_taps import LANDING, Tap
from afreflect.domain.hour import REACTION, Board, NotNow
from afreflect.storage.rooms import Ended, OpenRoom
from afreflect.ui import group_figure, page
from afreflect.ui.entry import Visit


def render(visit: Visit, room: OpenRoom, board: Board) -> None:
    """The questions while the group reacts; afterwards what was told of them."""
    told = room.tallies()
    if board.phase == REACTION:
        st.header("How does it land with you?", anchor=False)
        st.caption(f"Nobody sees your answer. {group_taps.nothing_told()}")
    for tap in LANDING:
        if tap.id in told:
            st.markdown(group_taps.told(tap, told[tap.id]))
        elif board.phase == REACTION:
            _ask(visit, room, tap)


def _ask(visit: Visit, room: OpenRoom, tap: Tap) -> None:
    who = group_figure.taps_as(visit, room)
    with page.choices(f"tap_{tap.id}"):
        st.markdown(tap.ask)
        for answer, label in ((True, "Yes"), (False, "No")):
            if st.button(label, key=f"tap_{tap.id}_{label.lower()}"):
                _tap(room, who, tap, answer, visit)
    if room.tapped(who, tap.id):
        st.caption("Answered. You can change it until the answers are counted.")


def _tap(room: OpenRoom, who: str, tap: Tap, answer: bool, visit: Visit) -> None:
    owner = visit.journal.owner if visit.journal is not None else ""
    try:
        room.tap(who, tap.id, answer, owner)
    except (NotNow, Ended) as fault:
        st.error(str(fault))
