"""Where corrections are typed: a grid of visits, or one visit field by field, and who and why."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from afreflect.domain import correctable, correction
from afreflect.domain.correctable import FIELDS, Texts
from afreflect.domain.ledger import Corrected, Event
from afreflect.storage import correcting
from afreflect.storage.correcting import Asked, Faulty
from afreflect.storage.practice import Practice
from afreflect.ui import fields, page, words

ROW = 37
"""Pixels of a row of the grid."""
TALLEST = 560
"""Pixels of a grid, which then scrolls."""
_WHO = "with whom fields were corrected last"
_ID, _WRONG = "Visit", "What is wrong"
_EMPTY = ""


@dataclass(frozen=True)
class Saved:
    """What is to be kept of what was typed, and a sentence for each value that can't be."""

    events: list[Event]
    refused: list[str]


def grid(practice: Practice, asked: Asked, visits: Sequence[Faulty], number: int) -> Saved | None:
    """These visits in a grid; what was saved of it, or None while nothing was."""
    there = correcting.fields(practice, (visit.encounter_id for visit in visits))
    shown = [visit for visit in visits if visit.encounter_id in there]
    table: dict[str, list[Any]] = {
        _ID: [visit.encounter_id for visit in shown],
        _WRONG: [_wrong(visit) for visit in shown],
    }
    for column in asked.used:
        table[fields.label("visits", column)] = [
            _shown(column, there[visit.encounter_id]) for visit in shown
        ]
    key = f"grid_{number}_{hash(tuple(table[_ID]))}_{'_'.join(asked.used)}"
    st.caption(
        "A time is 2025-03-01 08:05, or only 08:05. Double-click a cell, or press Enter on it."
    )
    st.data_editor(
        table,
        hide_index=True,
        num_rows="fixed",
        disabled=[_ID, _WRONG],
        column_config=_columns(asked.used),
        height=min(TALLEST, ROW * (len(shown) + 1) + 3),
        placeholder="–",
        key=key,
        alt="Visits with something missing or odd; each cell but the first two can be changed",
    )
    changes = _edited(st.session_state[key]["edited_rows"], [v.encounter_id for v in shown], asked)
    if not changes:
        return None
    count = sum(map(len, changes.values()))
    label = "Save 1 correction" if count == 1 else f"Save {count} corrections"
    return _who_and_why(f"grid_{number}", label, changes, there)


def one_visit(
    practice: Practice, asked: Asked, visits: Sequence[Faulty], number: int
) -> Saved | None:
    """One visit, listed or named by its number, with a field for each thing that can be changed."""
    st.header("One visit, field by field", anchor=False)
    wrong = {visit.encounter_id: _wrong(visit) for visit in visits}
    encounter_id = st.selectbox(
        "Which visit? Choose one, or type its number.",
        list(wrong),
        index=None,
        accept_new_options=True,
        format_func=lambda visit: f"{visit}: {wrong[visit]}" if visit in wrong else visit,
        placeholder="A visit number",
        key=f"which_visit_{number}",
    )
    if not encounter_id:
        return None
    found = correcting.fields(practice, [encounter_id.strip()])
    if not found:
        st.error(
            f"No visit has the number {words.as_written(encounter_id)}: check how it is written."
        )
        return None
    ((encounter_id, texts),) = found.items()
    every = st.toggle("Every field of it", key=f"every_field_{number}")
    columns = tuple(FIELDS) if every else asked.used
    typed = _inputs(columns, texts, f"{number}_{encounter_id}")
    changed = {
        column: said for column, said in typed.items() if said != (_shown(column, texts) or _EMPTY)
    }
    return _who_and_why(
        f"visit_{number}", "Save this visit", {encounter_id: changed} if changed else {}, found
    )


def _inputs(columns: Sequence[str], texts: Texts, key: str) -> dict[str, str]:
    typed = {}
    with st.grid(2, min_column_width=260):
        for column in columns:
            label, there = fields.label("visits", column), _shown(column, texts)
            if options := _options(column):
                said = st.selectbox(
                    label,
                    [_EMPTY, *options],
                    index=1 + options.index(there) if there in options else 0,
                    format_func=_named(column),
                    key=f"field_{column}_{key}",
                )
            else:
                said = st.text_input(label, there or _EMPTY, key=f"field_{column}_{key}")
            typed[column] = said or _EMPTY
    return typed


def _who_and_why(
    key: str, label: str, changes: Mapping[str, Mapping[str, str]], there: Mapping[str, Texts]
) -> Saved | None:
    """Who and why, asked once for all that is saved together."""
    with st.form(f"why_{key}", border=False):
        who = st.text_input(
            "Put right with whom? A role will do.",
            st.session_state.get(_WHO, correction.ME),
            max_chars=60,
            key=f"who_{key}",
        )
        why = st.text_input(
            "Why, in a few words?",
            placeholder="The paper chart has the time",
            max_chars=200,
            key=f"why_text_{key}",
        )
        with page.choices(f"save_{key}"):
            sent = st.form_submit_button(label, key=f"save_now_{key}", type="primary")
    if not sent:
        return None
    if not why or not why.strip():
        st.error("Say in a few words why: whoever reads the log later will ask.")
        return None
    if not changes:
        st.error("Nothing is changed yet: change a field first.")
        return None
    who = " ".join((who or "").split()) or correction.ME
    st.session_state[_WHO] = who
    return _checked(changes, there, who, " ".join(why.split()))


def _checked(
    changes: Mapping[str, Mapping[str, str]], there: Mapping[str, Texts], who: str, why: str
) -> Saved:
    events: list[Event] = []
    refused = []
    for encounter_id, typed in changes.items():
        texts = there[encounter_id]
        found = correction.checked(texts, typed)
        events += [
            Corrected(encounter_id, column, texts[column], after, who, why)
            for column, after in found.kept.items()
        ]
        refused += [f"Visit {encounter_id}: {sentence}" for sentence in found.refused]
    return Saved(events, refused)


def _edited(
    rows: Mapping[int, Mapping[str, Any]], ids: Sequence[str], asked: Asked
) -> dict[str, dict[str, str]]:
    """What was typed into the grid, by visit and column; an emptied cell is nothing typed."""
    columns = {fields.label("visits", column): column for column in asked.used}
    return {
        ids[int(row)]: {
            columns[label]: _EMPTY if said is None else str(said)
            for label, said in cells.items()
            if label in columns
        }
        for row, cells in rows.items()
    }


def _columns(used: Sequence[str]) -> dict[str, Any]:
    configured: dict[str, Any] = {
        _ID: st.column_config.TextColumn(pinned=True),
        _WRONG: st.column_config.TextColumn(),
    }
    for column in used:
        label, options = fields.label("visits", column), _options(column)
        if options:
            configured[label] = st.column_config.SelectboxColumn(
                options=options, format_func=_named(column)
            )
        else:
            configured[label] = st.column_config.TextColumn()
    return configured


def _options(column: str) -> list[str]:
    """What may be chosen in a field, as it is shown; nothing where it is typed."""
    return [correctable.say(column, option) for option in FIELDS[column].options]


def _named(column: str) -> Callable[[Any], str]:
    """How an option of a field is called on screen."""
    codes = {_EMPTY: "Not known", **fields.CODES.get(column, {})}
    return lambda option: str(codes.get(option, option))


def _shown(column: str, texts: Texts) -> str | None:
    return correctable.say(column, texts[column]) or None


def _wrong(visit: Faulty) -> str:
    return ", ".join(
        f"{fields.label('visits', column)} {fault}" for column, fault in visit.faults.items()
    )
