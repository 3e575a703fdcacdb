"""What whoever leads the hour has at hand in every phase, and what never reaches the wall."""

import streamlit as st

from afreflect.domain.hour import CLOSE, RELATIONSHIP, Board, LeadersDid, TakenOff
from afreflect.domain.hour_script import Script
from afreflect.storage.hour_script import script
from afreflect.storage.rooms import OpenRoom
from afreflect.ui import page
from afreflect.ui.components import autosaving_text
from afreflect.ui.entry import Visit


def render(visit: Visit, room: OpenRoom, board: Board, said: Script) -> None:
    """Notes, what may be said to what is heard, and the checklist of those who lead the place."""
    st.header("At hand", anchor=False)
    with page.unfolded("Notes of your own", "own_notes") as unfolded:
        if unfolded:
            _notes(visit, room)
    with page.unfolded("What may be said to what you hear", "own_steps") as unfolded:
        if unfolded:
            st.table(
                {
                    "You hear": [each.hear for each in said.steps],
                    "Where the talk is": [each.name for each in said.steps],
                    "You could say": [each.say for each in said.steps],
                },
                border="horizontal",
                hide_index=True,
            )
    if board.phase in (RELATIONSHIP, CLOSE):
        with page.unfolded("For those who lead the place", "own_leaders") as unfolded:
            if unfolded:
                _leaders(room, board, said)


def before() -> None:
    """Four questions before the hour; only one of them can speak against having it."""
    for each in script().before:
        answer = st.pills(each.text, ["Yes", "Not yet"], key=f"before_{each.id}")
        if answer != "Not yet":
            continue
        if each.concern:
            st.warning(each.if_not)
        else:
            st.caption(each.if_not)


@st.fragment
def _notes(visit: Visit, room: OpenRoom) -> None:
    autosaving_text(
        f"group/{room.id}/notes", "Only for you: never on the wall.", visit.journal, rows=4
    )
    if visit.journal is None:
        st.caption("They go when this page is reloaded or closed: copy what you want to keep.")


def _leaders(room: OpenRoom, board: Board, said: Script) -> None:
    st.write("For a leader who takes part. It is ticked by them, and stands on no wall.")
    done = {each.item: each for each in board.leaders_did}
    for item in said.leaders:
        ticked = st.checkbox(item.text, value=item.id in done, key=f"leader_{item.id}")
        if ticked and item.id not in done:
            room.record(LeadersDid(item.id))
        elif not ticked and item.id in done:
            room.record(TakenOff(done[item.id].id))
