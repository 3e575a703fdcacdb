"""The look through an entry before anything leaves: each finding is mended or let stand."""

import streamlit as st

from afreflect.domain import cpd_fields, cpd_log, figure, redaction
from afreflect.domain.cpd_log import LogEntryChecked, LogEntryWritten
from afreflect.domain.redaction import Finding
from afreflect.storage.redaction import looked_through
from afreflect.ui import log_fields, page, words
from afreflect.ui.session import Session

_AROUND = 60
_CLOSING = (".", ",", ";", ":", "?", ")")
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
        st.write(f"{_counted(len(left))} to look at before it can be saved.")
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
    text = str(getattr(entry, finding.field))
    with st.container(key=f"finding_{finding.key}", border=True, gap="xsmall"):
        st.markdown(in_its_place(text, finding))
        label = cpd_fields.LABELS.get(finding.field, "Feedback")
        st.caption(f"{redaction.SAID[finding.kind]}. In: {label}")
        instead = st.text_input(
            f"Instead of “{words.as_written(finding.text)}”",
            redaction.INSTEAD[finding.kind],
            key=f"instead_{finding.key}",
            width=320,
        )
        with page.choices(f"finding_choices_{finding.key}"):
            if st.button("Change it", key=f"mend_{finding.key}"):
                mended = redaction.mended(text, finding, instead)
                log_fields.record(held, entry, **{finding.field: mended})
                st.rerun()
            if st.button("Let it stand", key=f"stand_{finding.key}", type="tertiary"):
                _accepted(entry).add(finding.key)
                st.rerun()


def in_its_place(text: str, finding: Finding) -> str:
    """The finding in bold between whole words of its text."""
    before, after = text[: finding.start], text[finding.end :]
    if len(before) > _AROUND:
        before = f"… {before[-_AROUND:].partition(' ')[2]}"
    if len(after) > _AROUND:
        after = f"{after[:_AROUND].rpartition(' ')[0]} …"
    gap = "" if after[:1] in _CLOSING else " "
    return (
        f"{words.as_written(before)} **{words.as_written(finding.text)}**"
        f"{gap}{words.as_written(after)}"
    )


def _accepted(entry: LogEntryWritten) -> set[str]:
    """What was let stand in this entry since the page was opened."""
    return st.session_state.setdefault(f"let stand in {entry.entry_id}", set())


def _counted(number: int) -> str:
    return "One place" if number == 1 else f"{number} places"
