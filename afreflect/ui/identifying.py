"""Which columns stay out because they identify people, and how to say that the check is wrong."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

import streamlit as st

from afreflect.domain.extract import Mapping
from afreflect.domain.left_out import CAN_MISS, ColumnLeftOut
from afreflect.storage.columns_left_out import further, is_named
from afreflect.storage.reader import Reading
from afreflect.ui import words
from afreflect.ui.session import Session

CAUTION = (
    "Keep a column only if you are sure that nothing in it points to a person. It is then kept "
    "with your visits, and stands in what you take out."
)
AGE_ONLY = "Of a date of birth only the age is kept. Patients' numbers are never kept as they are."


def say(left_out: Sequence[ColumnLeftOut]) -> None:
    """Which columns stay out, and what such a check can miss."""
    st.write(words.left_out(left_out))
    st.caption(f"{CAN_MISS} {AGE_ONLY}")


def change(
    held: Session, reading: Reading, mapping: Mapping, left_out: Sequence[ColumnLeftOut]
) -> None:
    """Why each column stays out, and how to say that the check is wrong about one."""
    out = {(entry.file, entry.column) for entry in left_out}
    may_be_kept = further(reading, mapping)
    with st.expander("Columns left out because they identify people", key="left_out"):
        if left_out:
            _table(left_out, several=len(reading.sheets) > 1)
        _keep(held, mapping, [at for at in left_out if (at.file, at.column) in may_be_kept])
        there = [at for at in may_be_kept if at not in out]
        for file, column in there:
            if is_named(mapping.keep, file, column):
                _undo(held, mapping, file, column)
        _leave_out(held, mapping, there, several=len(reading.sheets) > 1)


def _table(left_out: Sequence[ColumnLeftOut], several: bool) -> None:
    files = {"File": [words.as_written(entry.file) for entry in left_out]} if several else {}
    st.table(
        {
            **files,
            "Column": [words.as_written(entry.column) for entry in left_out],
            "Why": [_capital(entry.why) for entry in left_out],
        },
        border="horizontal",
        hide_index=True,
    )


def _keep(held: Session, mapping: Mapping, left_out: Sequence[ColumnLeftOut]) -> None:
    """A button for each column that may be there by mistake."""
    doubtful = [entry for entry in left_out if not entry.certain]
    if not doubtful:
        return
    st.write("Is one of them here by mistake?")
    st.caption(CAUTION)
    with st.container(horizontal=True):
        for entry in doubtful:
            label = f"Keep “{words.as_written(words.shortened(entry.column))}”"
            if st.button(label, key=f"keep {entry.file} {entry.column}"):
                name = _name(entry.file, entry.column)
                left = tuple(
                    other for other in mapping.leave_out if other not in (name, entry.column)
                )
                kept = (
                    mapping.keep if entry.by == "you" and not entry.kind else (*mapping.keep, name)
                )
                held.remap(replace(mapping, keep=kept, leave_out=left))
                st.rerun()


def _undo(held: Session, mapping: Mapping, file: str, column: str) -> None:
    said = words.as_written(words.shortened(column))
    st.write(f"You kept “{said}”.")
    if st.button(f"Leave “{said}” out again", key=f"undo {file} {column}"):
        gone = (column, _name(file, column))
        kept = tuple(name for name in mapping.keep if name not in gone)
        held.remap(replace(mapping, keep=kept))
        st.rerun()


def _leave_out(
    held: Session, mapping: Mapping, there: Sequence[tuple[str, str]], several: bool
) -> None:
    """A column that the check missed."""
    if not there:
        return
    chosen = st.selectbox(
        "Does another column identify somebody?",
        there,
        index=None,
        format_func=lambda at: f"{at[1]} ({at[0]})" if several else at[1],
        placeholder="Choose one to leave it out",
        key=f"leave_out_{held.times_read}_{len(mapping.leave_out)}",
    )
    if chosen is not None:
        kept = tuple(name for name in mapping.keep if name not in (chosen[1], _name(*chosen)))
        held.remap(replace(mapping, keep=kept, leave_out=(*mapping.leave_out, _name(*chosen))))
        st.rerun()


def _name(file: str, column: str) -> str:
    return f"{PurePath(file).stem}.{column}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
