"""The words of an entry, in a college's order and wording, each with a button that copies it."""

from dataclasses import replace
from typing import Any

import streamlit as st

from afreflect.domain import cpd_fields, cpd_log, event_fields
from afreflect.domain.cpd import Regime
from afreflect.domain.cpd_log import LogEntryWritten
from afreflect.storage.journal import Journal
from afreflect.ui import components, page, words
from afreflect.ui.components import autosave
from afreflect.ui.session import Session

_STANDS_FOR = {"remeasure": "remeasure_result"}
"""Fields of a portal that are written in a field of another name."""
_OWN_PLACE = ("feedback_role", "feedback_how")
"""Written beside who responded and when."""
_LINES = {"title": 1, "setting": 1, "period": 1, "audit_tool": 1, "verifier": 1, "objective": 1}


def record(held: Session, entry: LogEntryWritten, **changed: Any) -> None:
    """Keep another version of an entry, with these fields changed."""
    held.record(replace(entry, **changed, id=event_fields.new_id(), at=event_fields.now()))


def taken_over(held: Session, entry: LogEntryWritten, journal: Journal | None) -> LogEntryWritten:
    """The entry with what was typed in its fields since it was last written down.

    What was changed elsewhere meanwhile, in another window or by the check, is shown in its field.
    """
    begun, changed = _begun(entry.entry_id), {}
    for name in cpd_fields.WRITTEN:
        place, now = _place(entry.entry_id, name), getattr(entry, name)
        text = autosave.standing(place)
        if text is None or name not in begun:
            continue
        if text != begun[name]:
            changed[name] = begun[name] = text
        elif now != text:
            autosave.put(place, now, journal)
            begun[name] = now
    if any(getattr(entry, name) != text for name, text in changed.items()):
        record(held, entry, **changed)
    return cpd_log.entry(held.ledger, entry.entry_id) or entry


def _begun(entry_id: str) -> dict[str, str]:
    """What the entry said where typing in each field was begun in this window."""
    return st.session_state.setdefault(f"log begun {entry_id}", {})


@st.fragment
def render(held: Session, entry_id: str, regime: Regime, journal: Journal | None) -> None:
    """The college's fields in its order; then, one click away, whatever else an entry can hold."""
    entry = cpd_log.entry(held.ledger, entry_id)
    if entry is None:
        return
    shown = [(each.field, each.label) for each in regime.portal]
    for name, label in shown:
        _one(entry, name, label, regime, journal)
    written = {_STANDS_FOR.get(name, name) for name, _ in shown}
    rest = [
        (name, cpd_fields.LABELS[name])
        for name in cpd_fields.LABELS
        if _STANDS_FOR.get(name, name) in cpd_fields.WRITTEN
        and _STANDS_FOR.get(name, name) not in written
    ]
    with page.unfolded("More that an entry can hold", f"more_{entry_id}") as unfolded:
        if unfolded:
            for name, label in rest:
                _one(entry, name, label, regime, journal)


def _one(
    entry: LogEntryWritten, name: str, label: str, regime: Regime, journal: Journal | None
) -> None:
    field = _STANDS_FOR.get(name, name)
    key = f"{entry.entry_id}_{name}"
    with st.container(key=f"field_{key}", gap="xsmall"):
        if field in cpd_fields.WRITTEN and field not in _OWN_PLACE:
            _begun(entry.entry_id).setdefault(field, getattr(entry, field))
            written = autosave.autosaving_text(
                _place(entry.entry_id, field),
                label,
                journal,
                first=getattr(entry, field),
                rows=_LINES.get(field, 3),
            )
            said = written.text
        else:
            said = cpd_fields.text(entry, name, regime)
            st.markdown(f"{words.as_written(label)}: {words.as_written(said) or 'nothing yet'}")
        if said.strip():
            components.copy_button(said, key, label)


def _place(entry_id: str, name: str) -> str:
    return f"log/{entry_id}/{name}"
