"""Deciding, what stands in the way, a request to those who can change it, and the end."""

from collections.abc import Mapping

import streamlit as st

from afreflect.domain import commitment
from afreflect.domain.leaders_note import leaders_note
from afreflect.domain.looking_back import WORDS
from afreflect.ui import (
    letter,
    my_plan_make,
    navigation,
    page,
    reflect_asking,
    reflect_parts,
    words,
)
from afreflect.ui.components import autosave
from afreflect.ui.talk import Talk

DECISIONS = {
    "try": "Try one small thing",
    "keep": "Keep: this is how I choose to practise",
    "another": "Choose another measure",
    "question": "Question the measure",
}
ASKED = {
    "try": "What would you like to try, in a few words?",
    "keep": "A word on why, for later.",
}
ELSEWHERE = {"another": "what_i_value", "question": "contest"}
CHOSEN = {
    "try": "You want to try one small thing",
    "keep": "You keep it: this is how you choose to practise",
    "another": "You chose to look at another measure",
    "question": "You chose to question the measure",
}
PLAN = "my_plan"
IN_THE_WAY, ASKED_FOR = "What stands in the way", "What I ask for"


def render(talk: Talk) -> None:
    """Four decisions of the same worth, and none at all."""
    chosen = talk.so_far.choices.get("decision", "")
    if chosen in ASKED:
        _in_words(talk, chosen)
        return
    if talk.facts.at_target:
        st.write(
            "You are where you said you want to be. You can keep it as it is, or give your time "
            "to another measure."
        )
    reflect_parts.ideas(talk.metric)
    order = ("keep", "another", "try", "question") if talk.facts.at_target else tuple(DECISIONS)
    for name in order:
        if st.button(DECISIONS[name], key=f"decide_{name}"):
            _decide(talk, name)
    if st.button("Go on without deciding", key="no_decision", type="tertiary"):
        talk.go_on()


def _decide(talk: Talk, name: str) -> None:
    talk.settle("decision", name)
    if name in ELSEWHERE:
        talk.held.contesting = None
        talk.leave(ELSEWHERE[name])
    st.rerun()


def _in_words(talk: Talk, chosen: str) -> None:
    st.markdown(f"**{CHOSEN[chosen]}.**")
    if chosen == "try":
        reflect_parts.ideas(talk.metric)
    _words(talk, chosen)
    with page.choices("decided"):
        if page.primary("Go on", key="go_on") and reflect_asking.put_down(talk, WORDS):
            talk.go_on()
        if st.button("Choose again", key="choose_again", type="tertiary"):
            talk.settle("decision", "")
            st.rerun()


@st.fragment
def _words(talk: Talk, chosen: str) -> None:
    first = talk.answers.get(WORDS) or (_first_thought(talk) if chosen == "try" else "")
    place = talk.place(WORDS)
    autosave.autosaving_text(place, ASKED[chosen], talk.journal, first=first, rows=2)


def _first_thought(talk: Talk) -> str:
    """What was already said that could be tried: nobody writes it twice (FR-40)."""
    return talk.answers.get("P37") or talk.answers.get("P32") or ""


def barrier(talk: Talk) -> None:
    """Asked once: one's own hands, the clinic, or above it (FR-13)."""
    st.write("What is most in the way? Pick the nearest one.")
    for name, label in commitment.BARRIERS.items():
        if st.button(label, key=f"barrier_{name}"):
            talk.settle("barrier", name)
            talk.go_on()
    if st.button("Go on without saying", key="no_barrier", type="tertiary"):
        talk.go_on()


def request(talk: Talk) -> None:
    """What stands in the way of the clinic's or the system's making, as a page for leaders."""
    level = talk.so_far.choices.get("barrier", "")
    said = talk.answers
    extract = talk.practice.extract
    in_the_way = said.get("P46" if level == "clinic" else "P47", "")
    period = (extract.since, extract.until)
    own = {IN_THE_WAY: in_the_way, ASKED_FOR: said.get("P48", "")}

    def write(own: Mapping[str, str]) -> str:
        return leaders_note(talk.metric, level, own[IN_THE_WAY], own[ASKED_FOR], period)

    if not write(own):
        st.write("A few words on what is in the way, one step back, become a request here.")
    else:
        st.write(
            "This becomes a request in your words, to copy or to save. We add no patient and no "
            "figure of yours. Whether you send it is up to you."
        )
        letter.offer("leaders", own, write, f"request_{talk.metric.id}.txt")
    if page.primary("Go on", key="go_on"):
        talk.go_on()


def end(talk: Talk) -> None:
    """What was said today, and the ways on; closing it keeps it as it is."""
    chosen = talk.so_far.choices.get("decision", "")
    if chosen in CHOSEN:
        why = talk.answers.get(WORDS, "")
        st.markdown(f"**{CHOSEN[chosen]}.** {words.as_written(why)}")
    for prompt_id, answer in talk.answers.items():
        if talk.script.may_be_shown(prompt_id):
            asked = talk.script.text(prompt_id)
            st.markdown(f":small[{asked}]  \n{words.as_written(answer)}")
    if talk.so_far.choices.get("map") == "done":
        st.write("Your map is kept. It is for you alone, so it does not stand here.")
    if not talk.is_kept:
        st.write("You looked, and said nothing. That is fine, and nothing was kept.")
    with page.choices("end"):
        if chosen == "try":
            if page.primary("Make it a small plan", key="to_plan"):
                _plan(talk)
            if st.button("Done for today", key="done", type="tertiary"):
                _close(talk)
        elif page.primary("Done for today", key="done"):
            _close(talk)

    page.quiet_link("looking_back", "Everything I valued, looked at and found")


def _plan(talk: Talk) -> None:
    """Close the conversation, and go on with what was said in it as a plan's first words."""
    said = {
        "act": talk.answers.get(WORDS, ""),
        my_plan_make.ONE_MORE: talk.answers.get("P44", ""),
        "barrier": talk.so_far.choices.get("barrier", ""),
        "occasion": talk.begun.id,
    }
    talk.end()
    my_plan_make.begin_from(talk.held, talk.metric.id, said, talk.journal)
    navigation.go(PLAN)


def _close(talk: Talk) -> None:
    talk.end()
    navigation.go("log" if st.session_state.get(page.BOUND_FOR_LOG) else "my_practice")
