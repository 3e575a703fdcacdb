"""Evaluation forms, long or wide, become one row a form and item."""

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from afreflect.domain.extract import Mapping, Problem, SetAside
from afreflect.storage import canonical
from afreflect.storage.canonical import Group, Source
from afreflect.storage.moments import Clock
from afreflect.storage.vocabulary import Vocabulary, number

COLUMNS = (
    "form_id", "physician_id", "rater_id", "occurred_on", "item", "score", "scale_min", "scale_max",
)  # fmt: skip
_USUAL_SCALES = (5.0, 6.0, 7.0, 9.0, 10.0, 100.0)


def marks(
    forms: Sequence[Group], mapping: Mapping, words: Vocabulary, clock: Clock, clinician: str
) -> tuple[pa.Table, list[SetAside], list[Problem]]:
    """Every mark of the forms, the rows without any, and what is to be said of them."""
    tables, aside = [], []
    for group in forms:
        table, without = _marks_of(group, mapping, words, clock)
        tables.append(table)
        if without:
            reason = "a form without any mark" if _items(group, mapping) else "a row without a mark"
            aside.append(SetAside(reason, without))
    together = pa.concat_tables(tables)
    scaled, warnings = _with_scale(together, mapping)
    mine, said = _with_one_clinician(scaled, clinician)
    return mine, aside, warnings + said


def _marks_of(
    group: Group, mapping: Mapping, words: Vocabulary, clock: Clock
) -> tuple[pa.Table, int]:
    table = canonical.text_table(group, mapping, words, clock)
    rows = table.num_rows
    numbered = pa.array([f"form {row}" for row in range(1, rows + 1)])
    form = pc.coalesce(table["form_id"], numbered)
    table = table.set_column(table.column_names.index("form_id"), "form_id", form)
    items = _items(group, mapping)
    if not items:
        without = pc.sum(pc.is_null(table["score"])).as_py() or 0
        return table.select(COLUMNS), without
    wide = [_one_item(table, source) for source in items]
    answered = [pc.is_valid(part["score"]) for part in wide]
    any_mark = answered[0]
    for column in answered[1:]:
        any_mark = pc.or_(any_mark, column)
    return pa.concat_tables(wide), rows - (pc.sum(any_mark).as_py() or 0)


def _items(group: Group, mapping: Mapping) -> list[Source]:
    names = canonical.columns_of(group, mapping).get("items", ())
    return [at for at in canonical.sources(group, names) if isinstance(at, Source)]


def _one_item(table: pa.Table, source: Source) -> pa.Table:
    column = source.sheet.table[source.column]
    score = canonical.distinct(column, number, pa.float64())
    item = pa.repeat(pa.scalar(source.column), table.num_rows)
    named = table.set_column(table.column_names.index("item"), "item", item)
    return named.set_column(named.column_names.index("score"), "score", score).select(COLUMNS)


def _with_scale(table: pa.Table, mapping: Mapping) -> tuple[pa.Table, list[Problem]]:
    """The marks with the scale that is stated, or the usual one that holds them."""
    low, high = mapping.scale or (None, None)
    warnings = []
    if low is None and table["scale_max"].null_count == table.num_rows:
        marked = table["score"].drop_null()
        top, bottom = pc.max(marked).as_py() or 5.0, pc.min(marked).as_py() or 0.0
        high = next((end for end in _USUAL_SCALES if top <= end), top)
        low = 0.0 if bottom < 1 else 1.0
        warnings.append(
            Problem(
                f"The marks run from {bottom:g} to {top:g}, so we took the scale to be {low:g} to "
                f"{high:g}: say so if it is another.",
                "scale",
                refuses=False,
            )
        )
    for name, end in (("scale_min", low if low is not None else 1.0), ("scale_max", high)):
        filled = table[name] if end is None else pc.fill_null(table[name], end)
        if mapping.scale:
            filled = pa.repeat(pa.scalar(end), table.num_rows)
        table = table.set_column(table.column_names.index(name), name, filled)
    return table, warnings


def _with_one_clinician(table: pa.Table, clinician: str) -> tuple[pa.Table, list[Problem]]:
    """Forms that name one person by another kind of id than the visits are that one's own."""
    named = [name for name in pc.unique(table["physician_id"]).to_pylist() if name]
    if not clinician or not named or clinician in named:
        return table, []
    if len(named) == 1:
        own = pa.repeat(pa.scalar(clinician), table.num_rows)
        return table.set_column(table.column_names.index("physician_id"), "physician_id", own), []
    return table, [
        Problem(
            f'None of the evaluation forms names "{clinician}", so none is counted as yours.',
            "clinician",
            refuses=False,
        )
    ]
