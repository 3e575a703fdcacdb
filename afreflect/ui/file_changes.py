"""Changing what a whole file holds, how it belongs to the others, and how its dates are written."""

import streamlit as st

from afreflect.domain.extract import Mapping
from afreflect.storage.guess import assign
from afreflect.storage.profile import profiles
from afreflect.storage.reader import Reading, understood_as
from afreflect.storage.vocabulary import vocabulary
from afreflect.ui import fields, mapping_edits, words
from afreflect.ui.session import Session


def change(held: Session, mapping: Mapping, reading: Reading, file: str) -> None:
    """What a file holds, and how it belongs to the main one."""
    entry = mapping.file(file)
    kinds = ["", *fields.TABLES]
    names = ["", *mapping_edits.columns_of(reading)[file]]
    left, right = st.columns(2, vertical_alignment="bottom")
    kind = left.selectbox(
        f"{words.as_written(file)} holds",
        kinds,
        index=kinds.index(entry.table) if entry else 0,
        format_func=lambda name: fields.TABLES.get(name, "(nothing we use)"),
        key=f"table_{file}_{held.times_read}",
    )
    join = entry.join if entry else ""
    if kind == "visits" and len(reading.sheets) > 1:
        join = right.selectbox(
            "and belongs to the other file by",
            names,
            index=names.index(join) if join in names else 0,
            format_func=lambda name: name or "(nothing: it stands by itself)",
            key=f"join_{file}_{held.times_read}",
        )
    if (kind, join) != ((entry.table, entry.join) if entry else ("", "")):
        _use_as(held, mapping, reading, file, kind, join)
    if entry is not None and entry.dates:
        order = st.selectbox(
            f"Dates in {words.as_written(file)}",
            list(fields.DATE_ORDERS),
            index=list(fields.DATE_ORDERS).index(entry.dates),
            format_func=fields.DATE_ORDERS.__getitem__,
            key=f"dates_{file}_{held.times_read}",
        )
        if order != entry.dates:
            held.remap(mapping.with_file(file, dates=order))
            st.rerun()


def _use_as(
    held: Session, mapping: Mapping, reading: Reading, file: str, table: str, join: str
) -> None:
    """Take a file for something else, its columns guessed anew and its dates looked at again."""
    words_known = vocabulary()
    sheet = next(sheet for sheet in reading.sheets if sheet.name == file)
    guessed = assign(table, profiles(sheet, words_known), words_known) if table else {}
    anew = mapping_edits.use_as(mapping, file, table, join, guessed)
    result = understood_as(reading, anew)
    if isinstance(result, list):
        held.problems = tuple(result)
    else:
        held.remap(result.mapping)
    st.rerun()
