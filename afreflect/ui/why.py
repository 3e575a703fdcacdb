"""Why a measure matters to me: words that are saved while they are being written."""

import streamlit as st

from afreflect.storage.journal import Journal
from afreflect.ui import words
from afreflect.ui.components import autosave
from afreflect.ui.session import Choice, Session

_OPEN = "why is being written"


def render(held: Session, choice: Choice, journal: Journal | None) -> None:
    """The words, and a way to write them anew; what was begun elsewhere opens by itself."""
    if _is_open(choice, journal):
        _edit(held, choice, journal)
        return
    st.write(f"Why: {words.as_written(choice.why)}")
    if st.button("Change the words", key=f"why_{choice.metric_id}", type="tertiary"):
        st.session_state[_key(choice)] = True
        st.rerun()


@st.fragment
def _edit(held: Session, choice: Choice, journal: Journal | None) -> None:
    place = _place(choice)
    written = autosave.autosaving_text(place, "Why it matters to me", journal, first=choice.why)
    if not st.button("Done", key=f"why_done_{choice.metric_id}") or written.theirs is not None:
        return
    if not written.text.strip():
        st.error("Add a few words on why it matters to you: they are for you, later.")
        return
    held.choose(Choice(choice.metric_id, written.text.strip()))
    autosave.forget(place, journal)
    st.session_state[_key(choice)] = False
    st.rerun()


def _is_open(choice: Choice, journal: Journal | None) -> bool:
    """Whether the field is shown: asked for here, or something was begun before a reload."""
    if _key(choice) not in st.session_state:
        begun = journal.draft(_place(choice)).text if journal else ""
        st.session_state[_key(choice)] = bool(begun) and begun != choice.why
    return st.session_state[_key(choice)]


def _place(choice: Choice) -> str:
    return f"why/{choice.metric_id}"


def _key(choice: Choice) -> str:
    return f"{_OPEN}: {choice.metric_id}"
