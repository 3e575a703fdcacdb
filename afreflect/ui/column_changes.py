"""Changing what the columns of an extract were taken to mean, one group of fields at a time."""

from collections.abc import Mapping as Labels
from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from afreflect.domain.extract import Mapping
from afreflect.storage.reader import Reading, clinicians, own_clinician
from afreflect.ui import codes, fields, file_changes, mapping_edits
from afreflect.ui.mapping_edits import Source
from afreflect.ui.session import Session

LOOKED_AT = 20
NOT_TAKEN = "(not in this extract)"
SAME_COLUMN = "(in the same column)"


def change(held: Session, reading: Reading, mapping: Mapping) -> None:
    """One group of fields at a time, each with the column it is taken from."""
    others = [
        (entry.table, sheet.name)
        for sheet in reading.sheets
        if (entry := mapping.file(sheet.name)) and entry.table in fields.FILES
    ]
    groups = [
        *fields.VISITS,
        *dict.fromkeys(fields.TABLES[name] for name, _ in others),
        "Codes",
        "Files",
    ]
    group = st.segmented_control(
        "Change",
        groups,
        default=groups[0],
        required=True,
        key="group",
        label_visibility="collapsed",
    )
    if group == "Codes":
        codes.change(held, reading, mapping)
    elif group == "Files":
        for sheet in reading.sheets:
            file_changes.change(held, mapping, reading, sheet.name)
    elif group in fields.VISITS:
        if group == "People":
            _own_id(held, mapping, reading)
        _fields(held, mapping, reading, "visits", "", fields.VISITS[group])
    else:
        for name, file in others:
            if fields.TABLES[name] == group:
                _fields(held, mapping, reading, name, file, fields.FILES[name])
                if name == "feedback":
                    _scale(held, mapping, file)


def _fields(
    held: Session,
    mapping: Mapping,
    reading: Reading,
    table_name: str,
    file: str,
    labels: Labels[str, str],
) -> None:
    offered = mapping_edits.sources(mapping, mapping_edits.columns_of(reading), table_name)
    offered = [source for source in offered if not file or source.file == file]
    for canonical, label in labels.items():
        now = mapping_edits.taken(mapping, table_name, file, canonical)
        _field(held, canonical, label, (table_name, file), now, offered)


def _own_id(held: Session, mapping: Mapping, reading: Reading) -> None:
    """Which of the clinicians in the extract its owner is."""
    ids = sorted(clinicians(reading, mapping))
    now = own_clinician(reading, mapping)
    if now not in ids or len(ids) < 2:
        return
    picked = st.selectbox(
        "My own physician id", ids, index=ids.index(now), key=f"own_id_{held.times_read}"
    )
    if picked != now:
        held.remap(replace(mapping, clinician=picked))
        st.rerun()


def _field(
    held: Session,
    canonical: str,
    label: str,
    place: tuple[str, str],
    now: tuple[str, ...],
    offered: Sequence[Source],
) -> None:
    """One field's column; for a time, also the column with the time of day."""
    timed = canonical in fields.MOMENTS and (len(now) == 2 or _lacks_a_time(held, now))
    several = len(now) > (2 if timed else 1)
    names = [source.name for source in offered]
    key = f"{place[1]}_{canonical}_{held.times_read}"
    left, right = st.columns(2, vertical_alignment="bottom") if timed else (st.container(), None)
    first = now[0] if now else ""
    options = ["", *([_joined(now)] if several else []), *names]
    current = _joined(now) if several else first
    picked = left.selectbox(
        label,
        options,
        index=options.index(current) if current in options else 0,
        format_func=lambda name: name or NOT_TAKEN,
        key=f"column_{key}",
    )
    clock = now[1] if timed and len(now) == 2 else ""
    if right is not None and first:
        clock = right.selectbox(
            f"Time of day of: {label.lower()}",
            ["", *names],
            index=names.index(clock) + 1 if clock in names else 0,
            format_func=lambda name: name or SAME_COLUMN,
            key=f"clock_{key}",
        )
    wanted = now if several and picked == current else tuple(filter(None, (picked, clock)))
    if not picked:
        wanted = ()
    if wanted != now and held.mapping is not None:
        held.remap(mapping_edits.take(held.mapping, *place, canonical, wanted))
        st.rerun()


def _scale(held: Session, mapping: Mapping, file: str) -> None:
    """The lowest and highest mark, where no column of the forms tells them."""
    if mapping_edits.taken(mapping, "feedback", file, "scale_max"):
        return
    low, high = mapping.scale or (None, None)
    left, right = st.columns(2)
    lowest = left.number_input(
        "Marks go from", value=low, step=1.0, format="%g", key=f"scale_low_{held.times_read}"
    )
    highest = right.number_input(
        "up to", value=high, step=1.0, format="%g", key=f"scale_high_{held.times_read}"
    )
    if lowest is None or highest is None or (lowest, highest) == mapping.scale:
        return
    if lowest >= highest:
        st.error("The highest mark must be above the lowest: correct one of them.")
        return
    held.remap(replace(mapping, scale=(lowest, highest)))
    st.rerun()


def _lacks_a_time(held: Session, names: Sequence[str]) -> bool:
    """Whether a column of dates says nothing of the time of day, which may stand elsewhere."""
    if held.reading is None or len(names) != 1:
        return False
    for sheet in held.reading.sheets:
        if names[0] in sheet.columns:
            at = sheet.columns.index(names[0])
            filled = [row[at] for row in sheet.first_rows(LOOKED_AT) if row[at].strip()]
            return not any(":" in value for value in filled)
    return False


def _joined(names: Sequence[str]) -> str:
    return " + ".join(names)
