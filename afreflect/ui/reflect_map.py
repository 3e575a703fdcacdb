"""The map of what pulls both ways: private, a draft until its clinician says that it is done.

The four columns follow the idea of competing commitments (Kegan and Lahey); labels and words are
our own.
"""

import streamlit as st

from afreflect.domain.occasion import Answered
from afreflect.ui import page, words
from afreflect.ui.components import autosave
from afreflect.ui.talk import Talk

COLUMNS = {
    "P49": "What I want",
    "P50": "What I do instead",
    "P51": "What worries me",
    "P52": "What I also stand by",
    "P53": "What I take for granted",
    "P54": "A safe, small test",
}


def render(talk: Talk) -> None:
    """The whole map to look at, and its two ends: done, or still a draft."""
    lines = {prompt: text for prompt in COLUMNS if (text := _line(talk, prompt))}
    if not lines:
        st.write("The map is empty, and that is fine.")
    for prompt, text in lines.items():
        st.markdown(f"**{COLUMNS[prompt]}**  \n{words.as_written(text)}")
    if "P54" in lines:
        st.caption("A test is for watching what happens. It is no promise.")
    with page.choices("map"):
        if lines and page.primary("It is done", key="map_done"):
            for prompt, text in lines.items():
                if text != talk.answers.get(prompt):
                    talk.say(Answered(talk.begun.id, prompt, text))
                autosave.forget(talk.place(prompt), talk.journal)
            talk.settle("map", "done")
            talk.go_on()
        if st.button("Leave it a draft", key="map_draft", type="tertiary"):
            talk.go_on()


def _line(talk: Talk, prompt: str) -> str:
    """What stands in a field of the map: typed here, drafted before, or done."""
    here = autosave.as_it_stands(talk.place(prompt))
    if here is not None:
        return here.text.strip()
    drafted = talk.journal.draft(talk.place(prompt)).text if talk.journal else ""
    return drafted.strip() or talk.answers.get(prompt, "")
