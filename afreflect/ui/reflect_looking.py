"""What stands behind the number: how it spreads, its cases, and what has been questioned."""

import streamlit as st

from afreflect.domain import expectation, questions
from afreflect.ui import behind_a_point, navigation, page, reflect_asking, words
from afreflect.ui.talk import Talk


def render(talk: Talk) -> None:
    """The objections of colleagues and of one's own, the cases, and one prompt on chance."""
    if talk.read.guess is not None:
        st.markdown(expectation.gap(talk.metric, talk.read.guess, talk.read.result))
    _questioned(talk)
    cases(talk)
    reflect_asking.render(talk)


def cases(talk: Talk) -> None:
    """The visits or forms behind the number, one by one, on this computer only."""
    if not talk.read.whole.n:
        return
    with page.unfolded(f"The {talk.metric.noun}, one by one", behind_a_point.OPEN) as unfolded:
        if unfolded:
            behind_a_point.render(talk.read, talk.practice, talk.held)


def _questioned(talk: Talk) -> None:
    own = questions.questions(talk.held.ledger, talk.metric.id)
    still_open = [each.asked for each in own if each.settled is None]
    if still_open:
        said = "\n".join(f"- {words.as_written(each.words)}" for each in still_open)
        st.markdown(f"**You have questioned**\n{said}")
    if talk.metric.objections:
        with st.expander("What colleagues have questioned"):
            st.markdown("\n".join(f"- {each.text}" for each in talk.metric.objections))
            if st.button("Try one of these on my own data", key="to_contest", type="tertiary"):
                talk.held.contesting = None
                navigation.go("contest")
