"""The look through an entry before anything leaves: each finding is mended or let stand."""

import streamlit as st

from afreflect.domain import cpd_fields, cpd_log, figure, redaction
from afreflect.domain.cpd_log import LogEntryChecked, LogEntryWritten
from afreflect.domain.redaction import Finding
from afreflect.storage.redaction import looked_through
from afreflect.ui import findings, log_fields, page
from afreflect.ui.session import Session

TICK = "I have checked that no patient or colleague could be recognised"


def render(held: Session, entry: LogEntryWritten) -> None:
    """What may tell somebody, one by one; then the clinician's own word that nobody can be told."""
    st.header("Could anybody be recognised?", anchor=False)
    check = cpd_log.checked(held.ledger, entry)
    if check is not None:
        st.write(
            f"You looked it through as it stands, on {figure.say_day(check.at.date())}. Any change "
            "asks for another look."
        )
        return
    accepted = _accepted(entry)
    found = looked_through(entry)
    left = redaction.open_ones(found, accepted)
    if left:
        st.write(findings.left(len(left), "saved"))
    else:
        st.write("Nothing is left to look at.")
    for finding in left:
        _one(held, entry, finding)
    st.caption(redaction.CANT_SEE)
    if not left and page.primary(TICK, key="looked_through"):
        stands = ",".join(sorted({each.key for each in found} & accepted))
        held.record(LogEntryChecked(entry.entry_id, entry.fingerprint, stands))
        st.rerun()


def _one(held: Session, entry: LogEntryWritten, finding: Finding) -> None:
    findings.one(
        finding,
        str(getattr(entry, finding.field)),
        cpd_fields.LABELS.get(finding.field, "Feedback"),
        lambda text: log_fields.record(held, entry, **{finding.field: text}),
        lambda: _accepted(entry).add(finding.key),
    )


def _accepted(entry: LogEntryWritten) -> set[str]:
    """What was let stand in this entry since the page was opened."""
    return st.session_state.setdefault(f"let stand in {entry.entry_id}", set())
