"""The doubt becomes an objection, with somebody who looks into it and a day for an answer."""

from collections.abc import Mapping
from datetime import date
from functools import partial

import streamlit as st

from afreflect.domain import figure, questions
from afreflect.domain.ledger import Questioned
from afreflect.domain.request import request
from afreflect.ui import letter, page, words
from afreflect.ui.talk import Talk

MYSELF = "Myself"
DOUBT = "What I doubt"
MORE = {
    "P16": "Who seems wrongly counted, or wrongly left out",
    "P17": "Which way the number would move",
    "P18": "What I ask to be changed",
}
"""What goes into the request besides the objection, where it was said."""


def render(talk: Talk) -> None:
    """Keep the doubt, which makes the measure provisional; or go on without."""
    doubt = talk.answers.get("P15", "") or talk.answers.get("P16", "")
    kept = _kept(talk, doubt)
    if kept is not None:
        _is_kept(talk, kept)
    elif doubt:
        _keep(talk, doubt)
    else:
        st.write("A few words on what you doubt, two steps back, become an objection here.")
        if page.primary("Go on", key="go_on"):
            talk.go_on()


def _kept(talk: Talk, doubt: str) -> Questioned | None:
    asked = questions.questions(talk.held.ledger, talk.metric.id)
    return next((each.asked for each in asked if each.asked.words == doubt), None)


def _keep(talk: Talk, doubt: str) -> None:
    st.markdown(f"“{words.as_written(doubt)}”")
    st.write(
        "Kept, this makes the measure provisional: every screen says so until that day, or until "
        "you have an answer. You can take it back."
    )
    first, last = questions.window(date.today())
    who = st.text_input(
        "Who could answer it, or change it?",
        placeholder="a role or a name; empty for yourself",
        key="objection_owner",
    )
    until = st.date_input(
        "By when would you like an answer?",
        value=last,
        min_value=first,
        max_value=last,
        format="YYYY-MM-DD",
        key="objection_until",
    )
    with page.choices("objecting"):
        if page.primary("Keep this objection", key="keep_objection"):
            found = questions.faults(doubt, until, date.today())
            if found or until is None:
                st.error("  \n".join(found))
            else:
                talk.say(Questioned(talk.metric.id, doubt, "", until, (who or "").strip()))
                talk.settle("validity", "had")
                st.rerun()
        if st.button("Go on without keeping it", key="no_objection", type="tertiary"):
            talk.settle("validity", "declined")
            talk.go_on()


def _is_kept(talk: Talk, kept: Questioned) -> None:
    by = words.as_written(kept.ask_of or MYSELF)
    st.markdown(
        f"**You keep this objection.** {talk.metric.title} is provisional until "
        f"{figure.say_day(kept.provisional_until)}. Looking into it: {by}."
    )
    st.write(
        "This becomes a request in your words, to copy or to save. We add no patient and no figure "
        "of yours."
    )
    letter.offer(
        "objection", _own(talk, kept), partial(_request, talk), f"question_{talk.metric.id}.txt"
    )
    if page.primary("Go on", key="go_on"):
        talk.go_on()


def _own(talk: Talk, kept: Questioned) -> dict[str, str]:
    """The clinician's own words, by what each is called in the request."""
    more = {
        label: talk.answers[prompt]
        for prompt, label in MORE.items()
        if prompt in talk.answers and talk.answers[prompt] != kept.words
    }
    return {DOUBT: kept.words, **more}


def _request(talk: Talk, own: Mapping[str, str]) -> str:
    extract = talk.practice.extract
    note = request(talk.metric, own[DOUBT], "", (extract.since, extract.until))
    said = [f"{label}: {' '.join(own[label].split())}" for label in MORE.values() if label in own]
    return "\n".join([note.rstrip(), *([""] if said else []), *said, ""])
