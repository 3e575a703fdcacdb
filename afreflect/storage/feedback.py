"""Evaluation forms, long or wide, become one row a form and item."""

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from afreflect.domain.extract import Mapping, Problem, SetAside
from afreflect.storage import canonical
from afreflect.storage.canonical import Group, Source
from afreflect.storage.moments import Clock
from afreflect.storage.numbers import number
from afreflect.storage.row_facts import without_other_rows
from afreflect.storage.vocabulary import Vocabulary

COLUMNS = (
    "form_id", "physician_id", "rater_id", "occurred_on", "item", "score", "scale_min", "scale_max",
)  # fmt: skip
FACTS = ("not_data", "is_total", "source_row", "source_file")
_USUAL_SCALES = (5.0, 6.0, 7.0, 9.0, 10.0, 100.0)


def marks(
    forms: Sequence[Group], mapping: Mapping, words: Vocabulary, clock: Clock
) -> tuple[pa.Table, list[SetAside], list[Problem]]:
    """Every mark of the forms, the rows without any, and what is to be said of them."""
    tables: list[pa.Table] = []
    aside: list[SetAside] = []
    for group in forms:
        table, without = _marks_of(group, mapping, words, clock)
        tables.append(table)
        aside += without
    scaled, warnings = _with_scale(pa.concat_tables(tables), mapping)
    return scaled, aside, warnings


def _marks_of(
    group: Group, mapping: Mapping, words: Vocabulary, clock: Clock
) -> tuple[pa.Table, list[SetAside]]:
    table = canonical.text_table(group, mapping, words, clock)
    # Forms without a number of their own are told apart by their place.
    place = pc.binary_join_element_wise(
        table["source_file"], pc.cast(table["source_row"], pa.string()), " row "
    )
    form = pc.coalesce(table["form_id"], place)
    table = table.set_column(table.column_names.index("form_id"), "form_id", form)
    items = _items(group, mapping)
    if not items:
        usable, aside = without_other_rows(table, ("score",))
        return usable.select([*COLUMNS, *FACTS]), aside
    scores = [canonical.distinct(at.sheet.table[at.column], number, pa.float64()) for at in items]
    answered = pc.coalesce(*scores)
    usable, aside = without_other_rows(table.append_column("any mark", answered), ("any mark",))
    kept = pa.table({"row": usable["source_row"]})
    wide = []
    for source, score in zip(items, scores, strict=True):
        of_item = score.take(pc.index_in(kept["row"], value_set=table["source_row"]))
        wide.append(_one_item(usable, source.column, of_item))
    return pa.concat_tables(wide), aside


def _items(group: Group, mapping: Mapping) -> list[Source]:
    names = canonical.columns_of(group, mapping).get("items", ())
    return [at for at in canonical.sources(group, names) if isinstance(at, Source)]


def _one_item(table: pa.Table, name: str, score: pa.ChunkedArray) -> pa.Table:
    item = pa.repeat(pa.scalar(name), table.num_rows)
    named = table.set_column(table.column_names.index("item"), "item", item)
    return named.set_column(named.column_names.index("score"), "score", score).select(
        [*COLUMNS, *FACTS]
    )


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
