"""The map of what pulls both ways: private, a draft until its clinician says that it is done.

The four columns follow the idea of competing commitments (Kegan and Lahey); labels and words are
our own.
"""

from collections.abc import Mapping

import streamlit as st

from afreflect.domain.occasion import Answered
from afreflect.domain.prompt import Step
from afreflect.ui import page, words
from afreflect.ui.components import autosave
from afreflect.ui.talk import Talk

COLUMNS = {
    "What I want": ("P49",),
    "What I do instead": ("P50",),
    "What worries me, and what I also stand by": ("P51", "P52"),
    "What I take for granted": ("P53",),
}
"""The four columns, and the lines that stand in each."""
TEST = "P54"


def render(talk: Talk) -> None:
    """The whole map to look at, and its two ends: done, or still a draft."""
    lines = {prompt: _line(talk, prompt) for step in _steps(talk) for prompt in step.prompts}
    if not any(lines.values()):
        st.write("The map is empty, and that is fine.")
    else:
        _drawn(lines)
    with page.choices("map"):
        if any(lines.values()) and page.primary("It is done", key="map_done"):
            for prompt, text in lines.items():
                if text != talk.answers.get(prompt, ""):
                    talk.say(Answered(talk.begun.id, prompt, text))
                autosave.forget(talk.place(prompt), talk.journal)
            talk.settle("map", "done")
            talk.go_on()
        if st.button("Leave it a draft", key="map_draft", type="tertiary"):
            talk.go_on()


def _drawn(lines: Mapping[str, str]) -> None:
    """Four columns side by side, on a phone one under the other, and the test below them."""
    with st.container(key="tug"):
        for place, (name, prompts) in zip(st.columns(4), COLUMNS.items(), strict=True):
            said = [words.as_written(lines[prompt]) for prompt in prompts if lines.get(prompt)]
            with place.container(border=True, height="stretch"):
                st.markdown("  \n".join([f"**{name}**", *(said or ["…"])]))
    if lines.get(TEST):
        st.markdown(f"**A safe, small test.** {words.as_written(lines[TEST])}")
        st.caption("A test is for watching what happens. It is no promise.")


def _steps(talk: Talk) -> tuple[Step, ...]:
    return talk.script.flows["map"].steps


def _line(talk: Talk, prompt: str) -> str:
    """What stands in a field of the map: typed here, drafted before, or done."""
    here = autosave.as_it_stands(talk.place(prompt))
    if here is not None:
        return here.text.strip()
    drafted = talk.journal.draft(talk.place(prompt)).text if talk.journal else ""
    return drafted.strip() or talk.answers.get(prompt, "")
