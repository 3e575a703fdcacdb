"""Objections that are kept: until when, who looks into it, and how each of them ended."""

from datetime import date

import streamlit as st

from afreflect.domain import figure, questions
from afreflect.domain.ledger import Questioned, QuestionSettled
from afreflect.domain.metric import Metric, Objection
from afreflect.domain.questions import Question
from afreflect.ui import navigation, page, words
from afreflect.ui.session import Session

WITHDRAWN = "Withdrawn"
MYSELF = "Myself"


def keep(held: Session, metric: Metric, objection: Objection) -> None:
    """Keep this objection, with a date and somebody who looks into it; or say that it is kept."""
    kept = next((each for each in _open(held, metric) if _same(each, objection)), None)
    if kept is not None:
        st.markdown(
            f"**You keep this objection.** {metric.title} is provisional until "
            f"{figure.say_day(kept.asked.provisional_until)}. Looking into it: "
            f"{words.as_written(kept.asked.ask_of or MYSELF)}."
        )
        with page.choices("kept_objection"):
            if page.primary("Back to my practice", key="to_practice"):
                _leave(held, "my_practice")
            _another(held)
        return
    first, last = questions.window(date.today())
    with st.form("keep_objection", border=False):
        left, right = st.columns(2, vertical_alignment="bottom")
        until = left.date_input(
            "Provisional until",
            value=last,
            min_value=first,
            max_value=last,
            format="YYYY-MM-DD",
            key=f"until_{metric.id}",
        )
        ask_of = right.text_input(
            "Who could answer it?",
            placeholder="a role or a name; empty for yourself",
            key=f"ask_of_{metric.id}",
        )
        sure = st.form_submit_button("Keep this objection", key="keep_it", type="primary")
    st.caption(
        "Kept, it makes this measure provisional: every screen and export says so until that day, "
        "or until you settle it. You can take it back."
    )
    _another(held)
    if sure:
        _keep(held, metric, objection, until, ask_of)


def listed(held: Session, metric: Metric) -> None:
    """Every objection of one's own to this measure, the open ones first, and how others ended."""
    asked = questions.questions(held.ledger, metric.id)
    if not asked:
        return
    st.header("Your objections to it", anchor=False)
    for question in sorted(asked, key=lambda each: each.settled is not None):
        with st.container(key=f"asked_{question.asked.id}", border=True, gap="xsmall"):
            _one(held, metric, question)


def _one(held: Session, metric: Metric, question: Question) -> None:
    asked = question.asked
    st.markdown(words.as_written(asked.words))
    by = words.as_written(asked.ask_of or MYSELF)
    if question.settled is not None:
        how = words.as_written(question.settled.words)
        st.caption(
            f"Asked {words.day(asked.at.date())}, settled {words.day(question.settled.at.date())}: "
            f"{how}"
        )
        return
    due = "" if asked.provisional_until >= date.today() else " That day is over: settle it."
    st.caption(
        f"Asked {words.day(asked.at.date())}. Provisional until "
        f"{figure.say_day(asked.provisional_until)}. Looking into it: {by}.{due}"
    )
    said = st.text_input("What came of it?", key=f"settle_words_{asked.id}")
    with page.choices(f"settle_{asked.id}"):
        if st.button("Settle it", key=f"settle_it_{asked.id}"):
            if not (said or "").strip():
                st.error("Say in a few words what came of it.")
            else:
                held.record(QuestionSettled(asked.id, said.strip()))
                st.rerun()
        if st.button("Withdraw it", key=f"withdraw_{asked.id}", type="tertiary"):
            held.record(QuestionSettled(asked.id, (said or "").strip() or WITHDRAWN))
            st.rerun()
        if st.button("Look at it again", key=f"again_{asked.id}", type="tertiary"):
            held.contesting = (metric.id, Objection(asked.words, asked.exclusion))
            st.rerun()


def _keep(
    held: Session, metric: Metric, objection: Objection, until: date | None, ask_of: str
) -> None:
    found = questions.faults(objection.text, until, date.today())
    if found or until is None:
        st.error("  \n".join(found))
        return
    held.record(Questioned(metric.id, objection.text, objection.exclusion, until, ask_of.strip()))
    st.rerun()


def _another(held: Session) -> None:
    if st.button("Question something else", key="another_objection", type="tertiary"):
        held.contesting = None
        st.rerun()


def _leave(held: Session, where: str) -> None:
    held.contesting = None
    navigation.go(where)


def _open(held: Session, metric: Metric) -> list[Question]:
    return [each for each in questions.questions(held.ledger, metric.id) if each.settled is None]


def _same(question: Question, objection: Objection) -> bool:
    asked = question.asked
    return (asked.words, asked.exclusion) == (objection.text, objection.exclusion)
