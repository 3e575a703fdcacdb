"""A text that is saved while it is being typed.

`st.text_area` sends nothing until it loses the focus, and a reload loses what was typed. What is
typed here is sealed as a draft after each pause, so that it survives a reload, a crash and a second
window. Where two windows write at one place, the later one is told instead of winning.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v2 import component

from afreflect.storage.journal import Conflict, Draft, Journal
from afreflect.ui import step_clock, watching, words

HERE = Path(__file__).parent
MOST = 20_000
_TEXT = component(
    "afreflect_autosave",
    html=(HERE / "autosave.html").read_text("utf-8"),
    css=(HERE / "autosave.css").read_text("utf-8"),
    js=(HERE / "autosave.js").read_text("utf-8"),
)


@dataclass(frozen=True)
class Written:
    """What stands in the field, and what another window saved meanwhile, if it did.

    `revision` is the draft that the text was begun on, `stamp` changes whenever the field is to
    show another text, `number` counts what the browser sent.
    """

    text: str
    revision: int
    stamp: int = 0
    number: int = 0
    theirs: Draft | None = None


def autosaving_text(
    place: str, label: str, journal: Journal | None, first: str = "", rows: int = 3
) -> Written:
    """The field for one place, and what is written in it; `first` where there is no draft.

    Without an open private file the text lasts as long as the page. To be called in a fragment, so
    that saving draws nothing else anew.
    """
    written = _written(place, journal, first)
    if written.theirs is not None:
        _ask_which(place, written)
    _TEXT(
        key=_key(place),
        data={
            "label": label,
            "text": written.text,
            "rows": rows,
            "most": MOST,
            "stamp": written.stamp,
            "number": written.number,
            "kept": journal is not None,
            "closing": watching.is_closing(),
            "conflict": written.theirs is not None,
        },
        on_written_change=lambda: _receive(place, journal),
    )
    return written


def as_it_stands(place: str) -> Written | None:
    """What stands in the field of a place, if it was shown."""
    return st.session_state.get(_state(place))


def forget(place: str, journal: Journal | None) -> None:
    """Empty the draft once its text stands elsewhere."""
    written: Written | None = st.session_state.pop(_state(place), None)
    if journal is not None and written is not None:
        journal.save_draft(place, "", written.revision)


def clear(place: str, journal: Journal | None) -> None:
    """Empty the draft of a place, whether this page showed it or one before a reload did."""
    st.session_state.pop(_state(place), None)
    draft = journal.draft(place) if journal else Draft("", 0)
    if journal is not None and draft.text:
        journal.save_draft(place, "", draft.revision)


def standing(place: str) -> str | None:
    """What stands in the field now; None where the page has not shown it."""
    written: Written | None = st.session_state.get(_state(place))
    return None if written is None or written.theirs is not None else written.text


def put(place: str, text: str, journal: Journal | None) -> None:
    """Let the field show another text from now on."""
    before = _written(place, journal, text)
    saved = journal.save_draft(place, text, before.revision) if journal else before.revision
    revision = before.revision if isinstance(saved, Conflict) else saved
    st.session_state[_state(place)] = Written(text, revision, before.stamp + 1, before.number)


def written(place: str, journal: Journal | None) -> Written:
    """What stands in the field of a place, wherever on the page it is asked for."""
    return _written(place, journal, "")


def _written(place: str, journal: Journal | None, first: str) -> Written:
    if _state(place) not in st.session_state:
        draft = journal.draft(place) if journal else Draft("", 0)
        st.session_state[_state(place)] = Written(draft.text or first, draft.revision)
    return st.session_state[_state(place)]


def _receive(place: str, journal: Journal | None) -> None:
    """Save what the browser sent, unless it was typed on a text that is no longer shown."""
    sent: dict[str, Any] | None = st.session_state[_key(place)].get("written")
    before: Written = st.session_state[_state(place)]
    if not sent or sent.get("stamp") != before.stamp:
        return
    step_clock.still_here()
    text, number = str(sent.get("text", ""))[:MOST], int(sent.get("number", 0))
    saved = journal.save_draft(place, text, before.revision) if journal else before.revision
    if isinstance(saved, Conflict):
        after = Written(text, before.revision, before.stamp, number, saved.theirs)
    else:
        after = Written(text, saved, before.stamp, number)
    st.session_state[_state(place)] = after


def _ask_which(place: str, written: Written) -> None:
    """Two windows wrote at the same place: show both, and let the clinician choose."""
    theirs = written.theirs or Draft("", 0)
    st.warning("You wrote this in another window as well. Which one shall stay?")
    st.markdown(f"**There:** {words.as_written(theirs.text)}")
    st.markdown(f"**Here:** {words.as_written(written.text)}")
    with st.container(horizontal=True, gap="small"):
        for name, text, label in (
            ("theirs", theirs.text, "Take the other one"),
            ("mine", written.text, "Keep this one"),
        ):
            st.button(
                label,
                key=f"{name}_{place}",
                on_click=_settle,
                args=(place, Written(text, theirs.revision, written.stamp + 1)),
            )


def _settle(place: str, chosen: Written) -> None:
    st.session_state[_state(place)] = chosen


def _state(place: str) -> str:
    return f"written at {place}"


def _key(place: str) -> str:
    return f"text_{place}"
