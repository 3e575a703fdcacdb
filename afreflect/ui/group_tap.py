"""Private taps on how the picture lands and how it is seen: told in words alone, from eight on."""

import streamlit as st

from afreflect.domain import group_taps
from afreflect.domain.disclosure.mdpie_group import SEEING
from afreflect.domain.group_taps import LANDING, Tap
from afreflect.domain.hour import CONTENT, REACTION, Board, NotNow, Phase
from afreflect.storage.rooms import Ended, OpenRoom
from afreflect.ui import group_figure, page
from afreflect.ui.entry import Visit

ASKED: dict[Phase, tuple[str, tuple[Tap, ...]]] = {
    REACTION: ("How does it land with you?", LANDING),
    CONTENT: ("How do you see it?", SEEING),
}
"""What is asked in which phase, and above it."""


def render(visit: Visit, room: OpenRoom, board: Board) -> None:
    """The questions of the phase in hand; and what was told of those that were counted."""
    told = room.tallies()
    for phase, (title, taps) in ASKED.items():
        if board.phase == phase:
            st.header(title, anchor=False)
            st.caption(f"Nobody sees your answer. {group_taps.nothing_told()}")
        for tap in taps:
            if tap.id in told:
                st.markdown(group_taps.told(tap, told[tap.id]))
            elif board.phase == phase:
                _ask(visit, room, tap)


def _ask(visit: Visit, room: OpenRoom, tap: Tap) -> None:
    who = group_figure.taps_as(visit, room)
    st.markdown(tap.ask)
    with page.choices(f"tap_{tap.id}"):
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
