"""Asking a colleague: a page to read together, and who responded, in what role, and how."""

from datetime import date

import streamlit as st

from afreflect.domain import cpd_draft, cpd_log
from afreflect.domain.cpd_log import FEEDBACK_FROM, LogEntryWritten
from afreflect.domain.cpd_minutes import Minutes
from afreflect.ui import (
    chart,
    log_fields,
    log_open,
    metrics,
    navigation,
    occasions,
    page,
    step_clock,
)
from afreflect.ui import words as said
from afreflect.ui.entry import Visit
from afreflect.ui.session import Session

TO_ASK = (
    "What do you see here first?",
    "What would you want to know before you believe it?",
    "Where have you met the same, and what did you try?",
    "What would you keep as it is?",
    "What is one thing worth trying, and how would we know?",
)
"""Questions for two, our own: what is seen, before what is to be done."""


def render(visit: Visit) -> None:
    """The measure on one page without anything private, five questions, and who said what."""
    held = visit.session
    chart.style()
    page.question("What does a colleague see in it?", held)
    entry = log_open.opened(held)
    if entry is None:
        page.nothing_yet("Write an entry first; then read it together.", "To the log", "log")
        return
    st.write(
        "Turn the screen so that both can see it. Nothing of how you reacted is on this page, and "
        "no patient. About fifteen minutes are enough."
    )
    st.header(said.as_written(entry.question or entry.title), anchor=False)
    st.markdown(said.as_written(entry.result))
    metric = metrics.known().get(entry.metric_id)
    if metric is not None and held.practice is not None and not held.practice.why_not(metric):
        read = occasions.chart(held, held.practice, metric)
        if read.has_series:
            chart.show(read, None)
        elif read.whole.value is not None:
            chart.show_single(read)
    st.header("To talk about", anchor=False)
    st.markdown("\n".join(f"{number}. {text}" for number, text in enumerate(TO_ASK, start=1)))
    _who(held, entry)


def in_entry(entry: LogEntryWritten) -> None:
    """In the entry: whether somebody responded, and the way to ask."""
    st.header("Feedback", anchor=False)
    if entry.has_feedback:
        who = FEEDBACK_FROM[entry.feedback_from]
        st.markdown(
            f"{who}: {said.as_written(entry.feedback_role)}, {said.as_written(entry.feedback_how)}"
        )
    else:
        st.write("Nobody has responded to your findings yet. It counts for most with a colleague.")
    with page.choices("feedback_choices"):
        label = "Change it" if entry.has_feedback else "Ask a colleague for feedback"
        if st.button(label, key="ask_colleague"):
            navigation.go("log_feedback")


def _who(held: Session, entry: LogEntryWritten) -> None:
    """Who responded to these findings: a role and no name."""
    st.header("Afterwards", anchor=False)
    noticed = [
        each for each in cpd_log.unused(held.ledger, entry.metric_id) if each.step == "feedback"
    ]
    names = [name for name in FEEDBACK_FROM if name != "none"]
    with st.form("who_responded", border=False):
        who = st.selectbox(
            "Who responded to what you found?",
            names,
            index=names.index(entry.feedback_from) if entry.feedback_from in names else 0,
            format_func=lambda name: FEEDBACK_FROM[name],
            key="feedback_from",
        )
        role = st.text_input(
            "In what role? No name.",
            entry.feedback_role,
            placeholder="an emergency physician at another site",
            key="feedback_role",
        )
        how = st.text_input(
            "How, and what did they say?",
            entry.feedback_how,
            placeholder="we read it together; they asked about nights",
            key="feedback_how",
        )
        on = st.date_input(
            "On", entry.feedback_on or step_clock.today(), format="YYYY-MM-DD", key="feedback_on"
        )
        minutes = st.number_input(
            "Minutes of it",
            min_value=0,
            step=5,
            value=entry.minutes_feedback + cpd_log.counted(noticed).feedback,
            help="What was noticed on this page stands there. Talking often outlasts it.",
            key="feedback_min",
        )
        sent = st.form_submit_button("Put it into the entry", key="put_feedback", type="primary")
    if st.button("Back to the entry", key="back_to_entry", type="tertiary"):
        navigation.go("log_entry")
    if not sent:
        return
    if not role.strip() or not how.strip():
        st.error("Say in what role, and how: a college asks for both.")
        return
    spent = entry.minutes
    own = Minutes(
        spent.data, spent.reflect, int(minutes), spent.discuss, spent.plan, spent.remeasure
    )
    log_fields.record(
        held,
        cpd_draft.with_minutes(entry, own),
        feedback_from=who,
        feedback_role=role.strip(),
        feedback_how=how.strip(),
        feedback_on=on if isinstance(on, date) else None,
        # What was noticed meanwhile is in the number above: it is not offered a second time.
        noticed=",".join(sorted(entry.noticed_ids | {each.id for each in noticed})),
        last=max(entry.last, on) if isinstance(on, date) else entry.last,
    )
    navigation.go("log_entry")
