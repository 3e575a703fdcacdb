"""The log of corrections with an undo on each, and what a new extract says against them."""

from collections.abc import Iterable, Mapping, Sequence

import streamlit as st

from afreflect.domain import correctable, correction
from afreflect.domain.correctable import Value
from afreflect.domain.correction import Conflict, Logged, Place
from afreflect.domain.ledger import Corrected, Event, Ledger
from afreflect.ui import fields, page, words

MOST = 20
"""Lines of the log shown before the others are asked for."""
NOTHING = "empty"


def all_of(ledger: Iterable[Event]) -> tuple[Corrected, ...]:
    """Every correction ever made."""
    return tuple(logged.correction for logged in correction.log(ledger))


def show(ledger: Ledger, there: Mapping[Place, Value]) -> Corrected | None:
    """The log, the newest first; the correction whose undo was just clicked, if one was.

    `there` names the places that the extract still has.
    """
    lines = correction.log(ledger)
    if not lines:
        return None
    st.header("What was put right", anchor=False)
    holding = {each.id for each in correction.in_force(ledger)}
    shown = lines if st.session_state.get("whole_log") else lines[:MOST]
    clicked = None
    with st.container(key="correction_log", gap="xsmall"):
        for logged in shown:
            if _line(logged, logged.correction.id in holding, there):
                clicked = logged.correction
    with st.expander("The same as a table", key="log_table"):
        _table(shown, holding, there)
    if len(lines) > MOST:
        st.toggle(f"All {len(lines)} of them", key="whole_log")
    return clicked


def ask(conflicts: Sequence[Conflict], ledger: Ledger) -> list[Event]:
    """What the new extract says otherwise, and what the clinician just said should hold."""
    settled: list[Event] = []
    if conflicts:
        st.header("The extract now says something else", anchor=False)
    for conflict in conflicts[:MOST]:
        said = conflict.correction
        yours, theirs = (_said(said.column, each) for each in (said.after, conflict.extract_says))
        with st.container(key=f"conflict_{said.id}", border=True, gap="xsmall"):
            st.markdown(
                f"Visit {words.as_written(said.encounter_id)}, {_label(said)}: yours is "
                f"**{yours}**, the extract now says **{theirs}**."
            )
            with page.choices(f"settle_{said.id}"):
                if st.button("Keep mine", key=f"keep_{said.id}"):
                    why = "kept, though a later extract says otherwise"
                    settled = [correction.kept_again(conflict, correction.ME, why)]
                if st.button("Take the extract's", key=f"take_{said.id}"):
                    settled = list(correction.taken_back(ledger, said))
    return settled


def _line(logged: Logged, holds: bool, there: Mapping[Place, Value]) -> bool:
    """One correction with its undo; whether that was clicked."""
    said = logged.correction
    with st.container(key=f"logged_{said.id}", border=True, gap="xsmall"):
        st.markdown(
            f"Visit {words.as_written(said.encounter_id)}, {_label(said)}: "
            f"{_said(said.column, said.before)} → **{_said(said.column, said.after)}**"
        )
        with st.container(
            key=f"logged_by_{said.id}", horizontal=True, vertical_alignment="center", gap="small"
        ):
            st.caption(_by(logged, holds, there))
            return logged.undone_at is None and st.button(
                "Undo", key=f"undo_{said.id}", type="tertiary"
            )


def _by(logged: Logged, holds: bool, there: Mapping[Place, Value]) -> str:
    """Who, when and why, and what has become of it since."""
    said = logged.correction
    sentence = f"{_when(said)}, {_who(said)}: {words.as_written(said.why)}."
    return f"{sentence} {_since(logged, holds, there)}".strip()


def _since(logged: Logged, holds: bool, there: Mapping[Place, Value]) -> str:
    """What has become of a correction; nothing where it holds."""
    said = logged.correction
    if logged.undone_at:
        return f"Undone on {words.day(logged.undone_at.date())}."
    if not holds:
        return "Corrected again since."
    if (said.encounter_id, said.column) not in there:
        return "Your extract does not hold this visit now."
    return ""


def _table(lines: Sequence[Logged], holding: set[str], there: Mapping[Place, Value]) -> None:
    each = [logged.correction for logged in lines]
    st.table(
        {
            "When": [_when(said) for said in each],
            "Visit": [words.as_written(said.encounter_id) for said in each],
            "Field": [_label(said) for said in each],
            "Before": [_said(said.column, said.before) for said in each],
            "After": [_said(said.column, said.after) for said in each],
            "Who": [_who(said) for said in each],
            "Why": [words.as_written(said.why) for said in each],
            "Since": [_since(at, at.correction.id in holding, there) for at in lines],
        },
        border="horizontal",
        hide_index=True,
        alt="Every correction, the newest first",
    )


def _when(said: Corrected) -> str:
    return f"{words.day(said.at.date())} {said.at:%H:%M} UTC"


def _who(said: Corrected) -> str:
    return "by you" if said.who == correction.ME else f"with {words.as_written(said.who)}"


def _label(said: Corrected) -> str:
    return fields.label("visits", said.column)


def _said(column: str, value: Value) -> str:
    shown = correctable.say(column, value)
    return words.as_written(fields.CODES.get(column, {}).get(shown, shown)) or NOTHING
