"""What is protected from whom, in plain words, before anything is kept."""

import streamlit as st

from afreflect.ui import page
from afreflect.ui.hosting import Hosting

VERSION = 1
_AGREED = "consent read"


def words(served: Hosting) -> tuple[str, ...]:
    """Each thing to know, in a paragraph of its own."""
    where = "on the server of those who host it" if served.hosted else "on this computer"
    return (
        f"**What it is for.** Your own learning, and nothing else. What you keep stays {where}; "
        "nothing is sent to anybody.",
        "**Who can read it.** You, with your passphrase. Everything you keep is sealed: a stolen "
        "disk, a copy of the database or a backup shows none of it.",
        "**What the seal can't do.** Whoever alters a running server could read what is open in it "
        "at that time. If that worries you, use the app on your own laptop.",
        "**The law.** Notes like these can be ordered by a court, and then you may have to open "
        "them. Write nothing that identifies a patient.",
        "**If you forget.** Nobody can reset your passphrase. Your recovery code opens your file; "
        "without both it stays shut for good.",
    )


def show(served: Hosting) -> None:
    """The words, one paragraph each."""
    for paragraph in words(served):
        st.markdown(paragraph)


def ask_first(served: Hosting) -> None:
    """Where the data go to a server of others, the words come before anything; ends the run."""
    if st.session_state.get(_AGREED):
        return
    page.heading("Before you begin")
    show(served)
    if page.primary("I have read this, go on", key="consent"):
        st.session_state[_AGREED] = True
        st.rerun()
    st.stop()
