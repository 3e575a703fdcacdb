"""The room that this browser has open: the same in each of its windows.

Its key is wrapped by the browser's cookie. Where there is no cookie, as in a test of a single page,
a visit holds its room in memory.
"""

import streamlit as st

from afreflect.domain.disclosure import Asked
from afreflect.storage import rooms
from afreflect.storage.database import Database
from afreflect.storage.rooms import Codes, OpenRoom, Way
from afreflect.ui.entry import Visit
from afreflect.ui.visitor import visitor

_KEY = "afreflect-room"


def here(_visit: Visit) -> OpenRoom | None:
    """The room of this browser; None where it has none open, or it has ended."""
    there = visitor(active=False)
    if there.live is not None:
        return rooms.opened_in(there.door.keeper.database, there.live)
    held = st.session_state.get(_KEY)
    return held if held is not None and held.revision() != rooms.GONE else None


def begin(asked: Asked, way: Way) -> tuple[OpenRoom, Codes]:
    """A new room, open in this browser, and its codes, to be shown once."""
    there = visitor(active=False)
    room, codes = rooms.begin(there.door.keeper.database, there.owner, asked, way)
    keep(room)
    return room, codes


def enter(code: str) -> OpenRoom:
    """Open the room of a code, a facilitator's or a member's; raises WrongKey with a sentence."""
    room = rooms.by_code(database(), code)
    keep(room)
    return room


def keep(room: OpenRoom) -> None:
    """Let a room stay open in this browser, instead of any other."""
    there = visitor(active=False)
    if there.live is None:
        st.session_state[_KEY] = room
    else:
        rooms.keep_open(there.live, room)


def leave() -> None:
    """Leave the room in this browser; the room itself stays as it is."""
    there = visitor(active=False)
    if there.live is None:
        st.session_state.pop(_KEY, None)
    else:
        rooms.close_in(there.door.keeper.database, there.live)


def database() -> Database:
    """Where rooms are kept."""
    return visitor(active=False).door.keeper.database
