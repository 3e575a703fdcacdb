"""The layout that the files have, said in one line, and a way to say that it is another."""

import streamlit as st

from afreflect.storage.reader import Reading, with_preset, without_preset
from afreflect.ui import words
from afreflect.ui.session import Session


def say(held: Session, reading: Reading) -> None:
    """The line, what is worth knowing of the layout, and one button to take or leave it."""
    preset = reading.preset
    if preset is None:
        return
    key = f"preset_{held.times_read}"
    if reading.declined:
        st.write(f"You said it is not {preset.title}: its columns are guessed.")
        if st.button(f"Take the columns of {preset.title}", key=key, type="tertiary"):
            _take(held, with_preset(reading))
        return
    st.write(preset.said)
    for note in preset.notes:
        st.caption(words.as_written(note))
    if st.button("It is something else", key=key, type="tertiary"):
        _take(held, without_preset(reading))


def _take(held: Session, reading: Reading) -> None:
    """Read the same files by other columns; what was said of them before no longer fits."""
    held.reading = reading
    held.times_read += 1
    held.remap(reading.mapping)
    st.rerun()
