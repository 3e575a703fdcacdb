"""The wall: what everyone in the room sees, in a window of its own.

It knows the snapshot and the board and nothing else. It looks at them every second, which counts as
nothing that anybody did.
"""

from pathlib import Path

import streamlit as st

from afreflect.domain import wall as slides
from afreflect.domain.hour import Hidden
from afreflect.domain.wall import Slide
from afreflect.storage.hour_script import script_for
from afreflect.storage.rooms import OpenRoom
from afreflect.ui import rooms
from afreflect.ui.components.wall import wall
from afreflect.ui.entry import Visit

STYLE = Path(__file__).with_name("wall_page.css")
SECONDS = 1
_WAITING = Slide("waiting", "statement", "A group session", ("We begin in a moment.",))


def render(visit: Visit) -> None:
    """One slide over the whole window; a calm page while there is nothing to show."""
    st.html(STYLE)
    _follow(visit)


@st.fragment(run_every=SECONDS)
def _follow(visit: Visit) -> None:
    room = rooms.here(visit)
    if room is None or room.snapshot is None:
        wall(_WAITING, "", None, lambda _: None)
        return
    board = room.board()
    if board.hidden:
        wall(None, "", None, lambda on: _tell(room, on))
        return
    words = script_for(room.way)
    now = slides.slide(words, board, room.snapshot, room.way, room.tallies())
    wall(now, words.card(board.phase).name, board.timer, lambda on: _tell(room, on))


def _tell(room: OpenRoom, on: bool) -> None:
    """Let every window know that the wall was hidden, or shown again, where it hangs."""
    if room.is_facilitator:
        room.record(Hidden(on))
