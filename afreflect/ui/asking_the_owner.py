"""An objection that these data can't answer: a request to whoever looks after them."""

import streamlit as st

from afreflect.domain.exclusion import Exclusion
from afreflect.domain.metric import Metric, Objection
from afreflect.domain.request import request
from afreflect.storage.practice import Practice
from afreflect.storage.wanted import wanted
from afreflect.ui import beside, letter, objections, page, words
from afreflect.ui.session import Session

ASKED = "What I ask"


def render(
    held: Session,
    practice: Practice,
    metric: Metric,
    objection: Objection,
    exclusion: Exclusion | None,
) -> None:
    """The request, to copy or to save, and the objection to keep."""
    page.question("Who could answer this?", held, "my_practice")
    st.caption(f"{metric.title}. “{words.as_written(objection.text)}”")
    beside.show_provisional(held, metric)
    with st.container(key="answer"):
        st.markdown(_why(practice, exclusion))
    lacking = wanted(exclusion.needs[0]) if exclusion else ""
    extract = practice.extract
    # What colleagues are quoted with was published: there is nobody of one's own in it.
    quoted = objection.text in [each.text for each in metric.objections]
    letter.offer(
        "owner",
        {} if quoted else {ASKED: objection.text},
        lambda own: request(
            metric, own.get(ASKED, objection.text), lacking, (extract.since, extract.until)
        ),
        f"question_{metric.id}.txt",
    )
    objections.keep(held, metric, objection)


def _why(practice: Practice, exclusion: Exclusion | None) -> str:
    if exclusion is None:
        return (
            "No rule over these data can run this. Here is a request to whoever looks after them, "
            "with no patient and no figure in it."
        )
    return (
        f"Running this {practice.why_not(exclusion)}. Here is a request to whoever looks after "
        "the data, with no patient and no figure in it."
    )
