"""What a step shows besides its prompts: ideas, cases, the way to a target, a word of caution."""

from collections.abc import Callable

import streamlit as st

from afreflect.domain.ledger import Reacted
from afreflect.domain.metric import Metric
from afreflect.ui import reflect_looking
from afreflect.ui.talk import Talk

NOT_WRITTEN = ("P10",)
"""Prompts that are answered by doing: going on, or leaving it for another day."""
KINDS = {"guideline": "Guideline", "trial": "Trial", "colleague": "From colleagues"}


def before(talk: Talk) -> None:
    """What belongs above the prompts of this step."""
    if talk.step.name == "reaction":
        _first_look(talk)
    _ABOVE.get(talk.step.part, _nothing)(talk)


def ideas(metric: Metric) -> None:
    """Small changes that others have tried, each with what it rests on."""
    if not metric.ideas:
        return
    with st.expander("What others have tried"):
        for idea in metric.ideas:
            st.markdown(f"**{KINDS[idea.kind]}.** {idea.text}  \n:small[{idea.source}]")


def _first_look(talk: Talk) -> None:
    """What was tapped at the first look at this extract: nobody is asked as if they had not."""
    said = [
        event.reaction
        for event in talk.held.ledger
        if isinstance(event, Reacted)
        and (event.metric_id, event.extract_sha256)
        == (talk.metric.id, talk.practice.extract.sha256)
    ]
    if said and said[-1]:
        st.caption(f"At the first look you said: “{said[-1]}”.")


def _moment(talk: Talk) -> None:
    st.write(talk.script.text("P10"))


def _ideas(talk: Talk) -> None:
    ideas(talk.metric)


def _target(talk: Talk) -> None:
    aim = talk.held.history(talk.metric.id).current
    if talk.facts.team:
        return
    label = "Change my target" if aim else "Set a target of my own"
    if st.button(label, key="to_target", type="tertiary"):
        talk.leave("target")


def _private(_: Talk) -> None:
    st.caption("Only for you. It stays a draft until you say that it is done.")


def _nothing(_: Talk) -> None:
    """Most steps only ask."""


_ABOVE: dict[str, Callable[[Talk], None]] = {
    "moment": _moment,
    "ideas": _ideas,
    "cases": reflect_looking.cases,
    "target": _target,
    "private": _private,
}
