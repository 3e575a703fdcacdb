"""What a session leaves in one's own log: its minutes, and feedback only where there was any.

Talking about a group's picture is no feedback on one's own practice. Colleges ask who responded to
one's own findings, in what role, and how; nothing else is offered as that.
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

import streamlit as st

from afreflect.domain import cpd_log
from afreflect.domain.cpd_log import FEEDBACK_FROM, LogEntryWritten, MinutesNoticed
from afreflect.domain.cpd_minutes import said_minutes
from afreflect.domain.metric import Metric
from afreflect.storage.practice import MeasureError
from afreflect.storage.rooms import OpenRoom
from afreflect.ui import log_fields, log_start, metrics, page, step_clock, words
from afreflect.ui.entry import Visit
from afreflect.ui.session import Session

MOST = 240
NO, YES = "No, we talked about the group's picture", "Yes, to my own figure"
_SESSION = "the group session for the log"


@dataclass(frozen=True)
class Attended:
    """A session that somebody took part in: which, about which measure, and since when."""

    room: str
    metric_id: str
    since: datetime

    @property
    def event_id(self) -> str:
        """The id of its minutes in the ledger, so that none of them count twice."""
        return hashlib.sha256(f"minutes of {self.room}".encode()).hexdigest()[:32]


def remember(room: OpenRoom, since: datetime | None = None) -> None:
    """Note that somebody takes part, from now on or `since`, if they did not before."""
    before: Attended | None = st.session_state.get(_SESSION)
    if before is None or before.room != room.id:
        st.session_state[_SESSION] = Attended(
            room.id, room.asked.metric_id, since or datetime.now(UTC)
        )


def render(visit: Visit) -> None:
    """Minutes and feedback of the session that was attended last, if any."""
    attended: Attended | None = st.session_state.get(_SESSION)
    metric = metrics.known().get(attended.metric_id) if attended else None
    if attended is None or metric is None:
        return
    st.header("For your log", anchor=False)
    if visit.session.source == "sample":
        st.caption("You are looking at sample data: nothing of it goes into a log.")
        return
    _minutes(visit.session, attended)
    _feedback(visit.session, metric)


def _minutes(held: Session, attended: Attended) -> None:
    kept = next((e for e in cpd_log.noticed(held.ledger) if e.id == attended.event_id), None)
    if kept is not None:
        st.write(f"{said_minutes(kept.minutes)} of talking it through are noted for your log.")
        return
    spent = round((datetime.now(UTC) - attended.since).total_seconds() / 300) * 5
    with st.form("session_minutes", border=False):
        minutes = st.number_input(
            "Minutes in the session",
            min_value=0,
            max_value=MOST,
            step=5,
            value=spent if spent <= MOST else 0,
            key="session_min",
            width=220,
        )
        st.caption("By the clock since you came in. Change them to what you know.")
        sent = st.form_submit_button("Note them for my log", key="note_minutes")
    if sent and not minutes:
        st.error("Say how many minutes it was.")
    if sent and minutes:
        about = attended.metric_id
        day = step_clock.today()
        held.record(MinutesNoticed("discuss", int(minutes), day, about, id=attended.event_id))
        st.rerun()


def _feedback(held: Session, metric: Metric) -> None:
    """Offered only to those to whose own findings somebody responded."""
    entry = next((e for e in cpd_log.entries(held.ledger) if e.metric_id == metric.id), None)
    if entry is not None and entry.has_feedback:
        who = f"{FEEDBACK_FROM[entry.feedback_from].lower()}, {entry.feedback_role}"
        st.write(f"Your log entry says who responded to your findings: {words.as_written(who)}.")
        page.quiet_link("log", "To my log")
        return
    responded = st.radio(
        "Did anybody respond to your own findings?", [NO, YES], key="responded", index=0
    )
    if responded != YES:
        return
    if entry is None and held.practice is None:
        st.write("Bring your own data in first: feedback belongs to what you found yourself.")
        page.quiet_link("my_data", "To my data")
        return
    with st.form("session_feedback", border=False):
        role = st.text_input(
            "In what role? No name.",
            placeholder="three emergency physicians of my department",
            key="group_role",
        )
        how = st.text_input(
            "How, and what did they say?",
            placeholder="I told them what I found; they asked about nights",
            key="group_how",
        )
        sent = st.form_submit_button("Put it into my log entry", key="put_group_feedback")
    if not sent:
        return
    if not role.strip() or not how.strip():
        st.error("Say in what role, and how: a college asks for both.")
        return
    try:
        _put(held, entry, metric, role.strip(), how.strip())
    except MeasureError as fault:
        st.error(words.as_written(str(fault)))
        return
    st.rerun()


def _put(held: Session, entry: LogEntryWritten | None, metric: Metric, role: str, how: str) -> None:
    """Into the entry about this measure; a new one where there is none."""
    if entry is None:
        entry_id = log_start.write(held, metric)
        entry = cpd_log.entry(held.ledger, entry_id)
    if entry is None:
        return
    today = step_clock.today()
    log_fields.record(
        held,
        entry,
        feedback_from="group",
        feedback_role=role,
        feedback_how=how,
        feedback_on=today,
        last=max(entry.last, today),
    )
