"""What the codes of an extract stand for: each value of a coded column, and a way to say so."""

from collections.abc import Sequence

import streamlit as st

from afreflect.domain import figure
from afreflect.domain.extract import Mapping
from afreflect.storage.codes import Code, codes
from afreflect.storage.reader import Reading
from afreflect.ui import fields, mapping_edits, words
from afreflect.ui.session import Session

MOST = 24
NOT_KNOWN = "(we don't know it)"


def change(held: Session, reading: Reading, mapping: Mapping) -> None:
    """The values of one coded field, those that we don't know first."""
    found = codes(reading, mapping)
    if not found:
        st.write("No column of this extract is taken for one with codes.")
        return
    field = st.radio(
        "Codes of",
        list(found),
        format_func=lambda name: fields.label("visits", name),
        key="codes_of",
        horizontal=True,
    )
    if field:
        _values(held, mapping, field, found[field])


def _values(held: Session, mapping: Mapping, field: str, found: Sequence[Code]) -> None:
    meanings = fields.CODES[field]
    for code in found[:MOST]:
        options = list(meanings) if code.code else ["", *meanings]
        picked = st.selectbox(
            f'"{words.as_written(code.value)}", {figure.count(code.rows)} rows',
            options,
            index=options.index(code.code),
            format_func=lambda name: meanings.get(name, NOT_KNOWN),
            key=f"code_{field}_{code.value}_{held.times_read}",
        )
        if picked and picked != code.code:
            held.remap(mapping_edits.say(mapping, field, code.value, picked))
            st.rerun()
    if len(found) > MOST:
        st.caption(f"And {len(found) - MOST} more values, each in fewer rows.")
