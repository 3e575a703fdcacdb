"""Asking: up to three prompts and taps, each to be left empty, each saved as it is typed."""

import streamlit as st

from afreflect.domain.occasion import Answered, Tapped
from afreflect.ui import page, reflect_parts
from afreflect.ui.components import autosave
from afreflect.ui.talk import Talk

SCALE = range(1, 7)
TAPS = {
    "landing": ("How does it land?", "1 is lightly, 6 is very hard."),
    "acceptance": (
        "Is this a fair enough picture to learn from?",
        "1 is not at all, 6 is quite fair.",
    ),
    "agency": (
        "Do you know one thing you could try?",
        "1 is nothing yet, 6 is something quite clear.",
    ),
}
"""What is tapped from 1 to 6, and what the ends of the scale mean."""
PRIVATE = "private"
"""What a step is whose words stay a draft until the clinician says that they are done."""
LEAVES_NO_TRACE = "Answer what you like. What you leave empty leaves no trace."


def render(talk: Talk) -> None:
    """The step's prompts and taps, what else belongs to it, and the way on."""
    reflect_parts.before(talk)
    _fields(talk)
    for item in talk.step.taps:
        _tap(talk, item)
    st.caption(LEAVES_NO_TRACE)
    if page.primary("Go on", key="go_on") and put_down(talk):
        talk.go_on()


@st.fragment
def _fields(talk: Talk) -> None:
    """The fields of a step, each saved as it is typed."""
    for prompt_id in talk.step.prompts:
        if prompt_id not in reflect_parts.NOT_WRITTEN:
            autosave.autosaving_text(
                talk.place(prompt_id),
                talk.script.text(prompt_id),
                talk.journal,
                first=talk.answers.get(prompt_id, ""),
                rows=2,
            )


def put_down(talk: Talk, *besides: str) -> bool:
    """Put down what was written on this step; not while another window's words are to be chosen."""
    if talk.step.part == PRIVATE:
        return True
    for prompt_id in (*talk.step.prompts, *besides):
        written = autosave.as_it_stands(talk.place(prompt_id))
        if written is None:
            continue
        if written.theirs is not None:
            return False
        if written.text.strip() != talk.answers.get(prompt_id, ""):
            talk.say(Answered(talk.begun.id, prompt_id, written.text.strip()))
        autosave.forget(talk.place(prompt_id), talk.journal)
    return True


def _tap(talk: Talk, item: str) -> None:
    """A row of six; a second tap on the same takes it back."""
    asked, ends = TAPS[item]
    key = f"tap_{item}_{talk.begun.id}_{talk.step.name}"
    st.pills(
        f"{asked} {ends}",
        list(SCALE),
        default=talk.so_far.taps.get(item),
        key=key,
        on_change=lambda: talk.say(Tapped(talk.begun.id, item, st.session_state[key])),
    )
