"""What each column was taken to mean, as a table, and the way to change it."""

from collections.abc import Mapping as Labels
from collections.abc import Sequence

import streamlit as st

from afreflect.domain.extract import Mapping
from afreflect.storage.guess import assign
from afreflect.storage.profile import profiles
from afreflect.storage.reader import Guess, Reading, explain, read
from afreflect.storage.sheet import Sheet
from afreflect.storage.vocabulary import vocabulary
from afreflect.ui import fields, mapping_edits, words
from afreflect.ui.mapping_edits import Source
from afreflect.ui.session import Session

SHOWN = 3
FIRST_ROWS = 3
LOOKED_AT = 20
NOT_TAKEN = "(not in this extract)"
SAME_COLUMN = "(in the same column)"


def tables(reading: Reading, mapping: Mapping) -> None:
    """What we take, from which column, and what stands there; the first file open to view."""
    by_file: dict[str, list[Guess]] = {}
    for guess in sorted(explain(reading, mapping), key=fields.order):
        by_file.setdefault(guess.file, []).append(guess)
    for at, sheet in enumerate(sorted(reading.sheets, key=lambda sheet: _place(sheet, by_file))):
        with st.expander(f"Columns of {words.as_written(sheet.name)}", expanded=at == 0):
            if sheet.name in by_file:
                _table(by_file[sheet.name])
            else:
                st.write("We take nothing from this file.")
            _first_rows(sheet, reading.left_out)


def _place(sheet: Sheet, by_file: Labels[str, Sequence[Guess]]) -> int:
    return list(by_file).index(sheet.name) if sheet.name in by_file else len(by_file)


def _first_rows(sheet: Sheet, left_out: Sequence[str]) -> None:
    """The first rows as they stand in the file, but for the columns that identify people."""
    rows = sheet.first_rows(FIRST_ROWS)
    st.caption("The first rows, as they stand in the file")
    st.dataframe(
        {
            name: [row[at] for row in rows]
            for at, name in enumerate(sheet.columns)
            if f"{sheet.name}: {name}" not in left_out
        },
        hide_index=True,
        alt=f"The first {len(rows)} rows of {sheet.name}",
    )


def _table(guesses: Sequence[Guess]) -> None:
    we_take, from_column, such_as = zip(*map(_row, guesses), strict=True)
    st.table(
        {"We take": we_take, "from your column": from_column, "such as": such_as},
        border="horizontal",
        hide_index=True,
    )


def columns_of(reading: Reading) -> dict[str, tuple[str, ...]]:
    """Each file's columns by the file's name."""
    return {sheet.name: tuple(sheet.columns) for sheet in reading.sheets}


def change(held: Session, reading: Reading, mapping: Mapping) -> None:
    """One group of fields at a time, each with the column it is taken from."""
    others = [
        (entry.table, sheet.name)
        for sheet in reading.sheets
        if (entry := mapping.file(sheet.name)) and entry.table in fields.FILES
    ]
    groups = [*fields.VISITS, *dict.fromkeys(fields.TABLES[name] for name, _ in others), "Files"]
    group = st.segmented_control(
        "Change",
        groups,
        default=groups[0],
        required=True,
        key="group",
        label_visibility="collapsed",
    )
    if group == "Files":
        for sheet in reading.sheets:
            _file(held, mapping, reading, sheet.name)
    elif group in fields.VISITS:
        _fields(held, mapping, reading, "visits", "", fields.VISITS[group])
    else:
        for name, file in others:
            if fields.TABLES[name] == group:
                _fields(held, mapping, reading, name, file, fields.FILES[name])


def _fields(
    held: Session,
    mapping: Mapping,
    reading: Reading,
    table_name: str,
    file: str,
    labels: Labels[str, str],
) -> None:
    offered = mapping_edits.sources(mapping, columns_of(reading), table_name)
    offered = [source for source in offered if not file or source.file == file]
    for canonical, label in labels.items():
        now = mapping_edits.taken(mapping, table_name, file, canonical)
        _field(held, canonical, label, (table_name, file), now, offered)


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


def _file(held: Session, mapping: Mapping, reading: Reading, file: str) -> None:
    """What a file holds, and how it belongs to the main one."""
    entry = mapping.file(file)
    kinds = ["", *fields.TABLES]
    names = ["", *columns_of(reading)[file]]
    left, right = st.columns(2, vertical_alignment="bottom")
    kind = left.selectbox(
        f"{file} holds",
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


def _use_as(
    held: Session, mapping: Mapping, reading: Reading, file: str, table: str, join: str
) -> None:
    """Read a file as something else, its columns guessed anew and its dates looked at again."""
    words_known = vocabulary()
    sheet = next(sheet for sheet in reading.sheets if sheet.name == file)
    guessed = assign(table, profiles(sheet, words_known), words_known) if table else {}
    result = read(reading.uploads, mapping_edits.use_as(mapping, file, table, join, guessed))
    if isinstance(result, list):
        held.problems = tuple(result)
    else:
        held.remap(result.mapping)
    st.rerun()


def _row(guess: Guess) -> tuple[str, str, str]:
    columns = [words.as_written(name) for name in guess.sources]
    more = len(columns) - SHOWN
    shown = ", ".join(columns[:SHOWN]) + (f" and {more} more" if more > 0 else "")
    examples = [words.as_written(words.shortened(value)) for value in guess.examples[:2]]
    return fields.label(guess.table, guess.canonical), shown, " · ".join(examples)


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
