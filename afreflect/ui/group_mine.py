"""My part in a group's session: join, say yes or no, see my own beside the group's, and take part.

This screen is the member's own. What it shows of their figure stands nowhere else.
"""

import streamlit as st

from afreflect.domain import hour
from afreflect.domain.disclosure import Snapshot
from afreflect.domain.hour import CLOSE, REACTION, RELATIONSHIP, Board, Phase
from afreflect.storage.lock import WrongKey
from afreflect.storage.rooms import OpenRoom
from afreflect.ui import (
    chart,
    group_consent,
    group_given,
    group_log,
    group_own,
    group_say,
    group_tap,
    page,
    rooms,
    visitor,
    watching,
    words,
)
from afreflect.ui.entry import Visit

QUESTION = "What is my part in it?"
SAID: dict[Phase, str] = {
    RELATIONSHIP: "Getting together. Numbers come later.",
    REACTION: "How does it land? There is no need to explain anything yet.",
    hour.CONTENT: "What does the picture say, and what might explain it?",
    hour.COACHING: "What is one small thing worth trying?",
    CLOSE: "What do you take along?",
}
_SECONDS = 4
_LEFT = "the session that was left"


def render(visit: Visit) -> None:
    """The way in; then consent; then one's own part in the phase that the group is in."""
    chart.style()
    room = rooms.here(visit)
    if room is None:
        _outside(visit)
    elif room.is_facilitator:
        _of_the_facilitator()
    else:
        _inside(visit, room)


def _outside(visit: Visit) -> None:
    page.question(QUESTION, visit.session)
    st.write(
        "A group looks at one measure together, in a picture in which nobody can be picked out. "
        "You are part of it only if you say yes. Your own figure is shown to you alone."
    )
    hosted = visitor.visitor(active=True).door.hosting.hosted
    if hosted:
        _join(visit)
    group_given.render(visit, first=not hosted)
    group_log.render(visit)


def _join(visit: Visit) -> None:
    with st.form("join_session", border=False):
        code = st.text_input(
            "The code of the session", key="join_code", max_chars=80, autocomplete="off"
        )
        sent = st.form_submit_button("Join", key="join", type="primary")
    if not sent:
        return
    if visit.journal is None:
        st.error("Make your private file first: what you write here is kept in it.")
        return
    try:
        rooms.enter(code)
    except WrongKey as fault:
        st.error(str(fault))
        return
    st.rerun()


def _of_the_facilitator() -> None:
    """One's own figure never stands where the wall is shown from (K-09)."""
    st.title(QUESTION, anchor=False)
    st.write(
        "This browser runs the session, and its screen may be shared. So nothing of your own is "
        "shown here. Join from another device to take part yourself."
    )
    page.quiet_link("group", "Back to the session")


def _inside(visit: Visit, room: OpenRoom) -> None:
    board = room.board()
    asked = room.asked
    st.title(words.as_written(asked.question), anchor=False)
    _wait(visit, _seen(room, board))
    snapshot = room.snapshot
    group_log.remember(room)
    if snapshot is None:
        group_consent.render(visit, room)
    else:
        st.caption(SAID[board.phase])
        _taking_part(visit, room, board, snapshot)
    _leave()


def _taking_part(visit: Visit, room: OpenRoom, board: Board, snapshot: Snapshot) -> None:
    if group_say.is_waiting():
        # One thing at a time: what is about to be shown to others is read alone.
        group_say.look_through(visit, room)
        return
    if board.phase == REACTION:
        group_tap.render(visit, room, board)
        # The picture was shown once: it comes back where somebody asks for it.
        with page.unfolded("Look at the picture again", "picture_again") as unfolded:
            if unfolded:
                group_own.beside(visit, snapshot)
    elif board.phase != RELATIONSHIP:
        group_own.beside(visit, snapshot)
        group_tap.render(visit, room, board)
    group_say.render(room, board, learning=board.phase == CLOSE)
    if board.phase == CLOSE:
        group_log.render(visit)


def _seen(room: OpenRoom, board: Board) -> tuple[object, ...]:
    """What of the room this screen depends on; all else may change without drawing it anew."""
    return room.snapshot is not None, board.phase, board.heard


@st.fragment(run_every=_SECONDS)
def _wait(visit: Visit, before: tuple[object, ...]) -> None:
    """Follow the group; looking by itself is nothing that a person did."""
    room = rooms.here(visit)
    if room is None or _seen(room, room.board()) != before:
        watching.draw_anew()


def _leave() -> None:
    st.divider()
    if st.button("Leave the session", key="leave_session", type="tertiary"):
        rooms.leave()
        st.rerun()
