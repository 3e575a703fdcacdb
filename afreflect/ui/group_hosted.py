"""A picture from everyone's own account: a code for those who take part, and the freeze.

Whoever leads the session is shown nobody: not who said yes, nor how many, before the picture is
made. A count that moved while people decide would tell who decided last.
"""

import streamlit as st

from afreflect.domain import group_consent
from afreflect.storage.rooms import OpenRoom
from afreflect.ui import group_asked, group_codes, group_figure, group_freeze, page
from afreflect.ui.entry import Visit


def render(visit: Visit, room: OpenRoom | None) -> None:
    """The measure and the period; then the code, and the freeze."""
    if room is None:
        st.write(
            "Each colleague joins from their own account and says yes or no on their own screen."
        )
        asked = group_asked.choose(visit, "Begin the session")
        if asked is not None:
            group_codes.begin(asked, "hosted")
            st.rerun()
        return
    group_figure.show_asked(room.asked)
    group_codes.for_members(room)
    group_codes.render(room)
    st.markdown(
        "1. Give the code to those who take part. They open “My part in a group”, and join.\n"
        "2. Give everybody the time to read, and to say yes or no.\n"
        "3. Freeze the picture. It is made once."
    )
    _what_they_read(room)
    group_freeze.render(room, None)


def _what_they_read(room: OpenRoom) -> None:
    with page.unfolded("What everybody reads before they say yes or no", "they_read") as unfolded:
        if unfolded:
            for paragraph in group_consent.said(room.asked, "hosted"):
                st.markdown(paragraph)
