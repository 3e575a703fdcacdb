"""From sheets and a mapping to text tables that carry our column names."""

from collections.abc import Callable, Iterable
from collections.abc import Mapping as Table
from dataclasses import dataclass
from typing import TypeAlias

import pyarrow as pa
import pyarrow.compute as pc

from afreflect.domain.extract import FileMapping, Mapping
from afreflect.storage import joining, patient_ids
from afreflect.storage.clinician_ids import identity, whole_ids
from afreflect.storage.clocks import as_days, counts_days, tidied, without_midnights
from afreflect.storage.moments import Clock
from afreflect.storage.numbers import amount_reader
from afreflect.storage.row_facts import row_facts
from afreflect.storage.sheet import Sheet
from afreflect.storage.times import FOLDS, count_days_alone, read_together
from afreflect.storage.vocabulary import (
    CODED,
    FLAGS,
    MOMENTS,
    NUMBERS,
    Vocabulary,
)

FIELDS = {
    "visits": (
        "encounter_id", "patient_id", "physician_id", *MOMENTS, "los_min", "wait_min",
        "disposition", "complaint", "diagnosis", "acuity", "age", "sex", "arrival_mode", "imaging",
        "modality", "ct", "consult", "planned_return", "bring_back_planned", "handed_over", "site",
        "unit", "weight", "birth_year", "birth_date", "updated_at", "version", "time_zone", *FOLDS,
    ),
    "feedback": (
        "form_id", "physician_id", "rater_id", "occurred_on", "item", "score", "scale_min",
        "scale_max", "items",
    ),
    "shifts": ("shift_id", "physician_id", "starts_at", "ends_at", "site", "kind"),
    "care": ("encounter_id", "patient_id", "physician_id", "item", "performed_ts", "value"),
    "counts": ("period", "unit", "site", "metric", "numerator", "denominator"),
}  # fmt: skip
TIMES = {
    "visits": (*MOMENTS, "birth_date", "updated_at"),
    "feedback": ("occurred_on",),
    "shifts": ("starts_at", "ends_at"),
    "care": ("performed_ts",),
    "counts": ("period",),
}
TELLING_TIMES = (*TIMES["visits"], "time_zone", *FOLDS)
"""What the times of a visit are told from."""
REQUIRED = {"shifts": ("starts_at", "ends_at"), "counts": ("numerator", "denominator")}
"""Without these a row of a table says nothing."""
AMOUNTS = frozenset((*NUMBERS, "score", "scale_min", "scale_max", "numerator", "denominator"))
VALUED = (*CODED, *FLAGS, "imaging", "modality", "physician_id", "site", "unit", "arrival_mode")
IDS = ("encounter_id", "patient_id", "physician_id")
EVENTS = ("imaging", "modality", "ct")
_TEXTS = frozenset(
    (*MOMENTS, "encounter_id", "complaint", "diagnosis", "arrival_mode", "site", "unit",
     "birth_date", "updated_at", "form_id", "occurred_on", "item", "shift_id",
     "starts_at", "ends_at", "kind", "performed_ts", "value", "period", "metric")
)  # fmt: skip
"""Columns of which a cell is kept as it was written."""
TOLD_BY_ALL_ROWS = (*FLAGS, "imaging")
"""Columns of the visits in which what a cell means depends on what the others hold."""
Text: TypeAlias = pa.Array


@dataclass(frozen=True)
class Source:
    """Where a canonical column is read: the sheet, its mapping entry and the column's name."""

    sheet: Sheet
    entry: FileMapping
    column: str


@dataclass(frozen=True)
class Group:
    """One file whose rows make a table, with the files that add columns to those rows.

    Where the group holds some rows of a file alone, `seen` gives the different cells that all rows
    hold of the columns where that matters, `days_alone` names the times of which some cells hold a
    day alone and others do not, and `in_one_form` says for each joined file whether its ids are
    compared without zeros and cases.
    """

    sheet: Sheet
    entry: FileMapping
    joined: tuple[tuple[Sheet, FileMapping], ...]
    seen: Table[str, Text] | None = None
    days_alone: frozenset[str] | None = None
    in_one_form: Table[str, bool] | None = None


def groups(sheets: Iterable[Sheet], mapping: Mapping, table: str) -> tuple[Group, ...]:
    """The files whose rows make a table, each with the files joined to it."""
    entries = [(sheet, mapping.file(sheet.name)) for sheet in sheets]
    of_table = [(sheet, entry) for sheet, entry in entries if entry and entry.table == table]
    joined = tuple((sheet, entry) for sheet, entry in of_table if entry.join)
    return tuple(Group(sheet, entry, joined) for sheet, entry in of_table if not entry.join)


def columns_of(group: Group, mapping: Mapping) -> dict[str, tuple[str, ...]]:
    """The columns that the mapping names for a group; the file's own entry comes first."""
    shared = mapping.columns if group.entry.table == "visits" or not group.entry.columns else {}
    own = {name: value for _, entry in group.joined for name, value in _qualified(_, entry)}
    return {**shared, **own, **group.entry.columns}


def sources(group: Group, names: Iterable[str]) -> list[Source | str]:
    """Where each named column stands; a name that stands nowhere is given back as it is."""
    return [place_of(group, name) or name for name in names]


def text_table(group: Group, mapping: Mapping, words: Vocabulary, clock: Clock) -> pa.Table:
    """A group as a table of our columns: text, codes, flags, amounts and times.

    Beside each time stands the cell as it was written, and in every row what tells it from others.
    """
    table = group.entry.table
    columns = {name: column(group, name, mapping, words) for name in FIELDS[table]}
    columns |= times(group, mapping, words, columns, clock)
    return pa.table(columns | row_facts(group.sheet, asked_for(group, mapping), words))


def times(
    group: Group, mapping: Mapping, words: Vocabulary, columns: Table[str, Text], clock: Clock
) -> dict[str, Text]:
    """The times of a group, beside each what stood there, and what is to be said of them."""
    alike = _read_alike(group, mapping)
    found = read_together(columns, alike, group.entry.table, words, clock, group.days_alone)
    if group.entry.table == "visits" and group.entry.clock == "12":
        # Half a day's doubt is more than most stays last.
        for name in MOMENTS:
            found[name] = pa.nulls(len(found[name]), found[name].type)
            found[f"{name}_written"] = pa.nulls(len(found[name]), pa.string())
    return found


def written_times(group: Group, mapping: Mapping, words: Vocabulary) -> dict[str, Text]:
    """The columns from which the times of a group are told."""
    return {name: column(group, name, mapping, words) for name in TELLING_TIMES}


def days_alone(
    group: Group, mapping: Mapping, columns: Table[str, Text], clock: Clock
) -> dict[str, tuple[int, int]]:
    """How many times of each column name a day alone, and how many a time of day as well."""
    return count_days_alone(columns, _read_alike(group, mapping), clock)


def _read_alike(group: Group, mapping: Mapping) -> dict[tuple[str, str], list[str]]:
    """The columns of times by the order of day and month, and the zone, that their files state."""
    alike: dict[tuple[str, str], list[str]] = {}
    for canonical in TIMES[group.entry.table]:
        found = _found(group, canonical, mapping)
        alike.setdefault(_order_and_zone(found), []).append(canonical)
    return alike


def _order_and_zone(found: list[Source]) -> tuple[str, str]:
    order = next((at.entry.dates for at in found if at.entry.dates), "")
    return order, next((at.entry.zone for at in found if at.entry.zone), "")


def asked_for(group: Group, mapping: Mapping) -> Text:
    """Which rows of a group hold what the mapping's `only` asks for."""
    asked = pa.repeat(pa.scalar(True), group.sheet.table.num_rows)
    for name, values in mapping.only.items():
        source = place_of(group, name)
        if source:
            cells = pc.utf8_trim_whitespace(_beside(group, source))
            wanted = pa.array([value.strip() for value in values])
            asked = pc.and_(asked, pc.is_in(cells, value_set=wanted))
    return asked


def whole(column: pa.ChunkedArray | pa.Array) -> Text:
    """A column in one piece."""
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


def distinct(
    column: pa.ChunkedArray | pa.Array, say: Callable[[str], object], kind: pa.DataType
) -> Text:
    """A column with every different value said anew once; nulls stay null."""
    encoded = whole(column).dictionary_encode()
    said = pa.array(
        [None if cell is None else say(cell) for cell in encoded.dictionary.to_pylist()], kind
    )
    return said.take(encoded.indices)


def column(group: Group, canonical: str, mapping: Mapping, words: Vocabulary) -> Text:
    """One of our columns for the rows of a group: text, codes, flags or amounts."""
    kind = _type(canonical)
    found = _found(group, canonical, mapping)
    parts = [_cells(group, canonical, source, words) for source in found]
    if not parts:
        return pa.nulls(group.sheet.table.num_rows, kind)
    if canonical in TIMES[group.entry.table]:
        return _written_times(parts, found, words)
    codes = {cell.strip().lower(): code for cell, code in mapping.values.get(canonical, {}).items()}
    if canonical in CODED:
        # Of several columns the first that tells decides: how a visit ended, then where it led to.
        return pc.coalesce(
            *(
                distinct(part, lambda cell: _said(canonical, cell, codes, words), kind)
                for part in parts
            )
        )
    written = _as_one(canonical, parts)
    if canonical == "imaging" and len(parts) > 1:
        return distinct(written, words.flag, kind)
    if canonical in ("patient_id", "rater_id"):
        return distinct(written, lambda cell: _stand_in(cell, words), kind)
    if canonical in AMOUNTS:
        return distinct(written, _amount(canonical, found[0], codes, words), kind)
    if canonical not in TOLD_BY_ALL_ROWS:
        if not codes and canonical in _TEXTS:
            return _texts(written, words)
        return distinct(written, lambda cell: _said(canonical, cell, codes, words), kind)
    seen = pc.unique(written) if group.seen is None else group.seen[canonical]
    said = distinct(written, lambda cell: _said(canonical, cell, codes, words), kind)
    if canonical in ("imaging", "ct") and _names_kinds(seen, words):
        return pc.fill_null(said, "false")
    answers = {_said(canonical, cell, codes, words) for cell in seen.drop_null().to_pylist()}
    # A column that is ticked or left blank, and never says no, means no by its blanks.
    return pc.fill_null(said, "false") if answers - {None} == {"true"} else said


def _as_one(canonical: str, parts: list[Text]) -> Text:
    """The cells of several columns together; ids as whole numbers."""
    written = parts[0] if len(parts) == 1 else _together(parts, ";")
    return whole_ids(pc.utf8_trim_whitespace(written)) if canonical in IDS else written


def as_written(group: Group, canonical: str, mapping: Mapping, words: Vocabulary) -> Text | None:
    """The cells from which a mark is read, those of several columns together."""
    found = _found(group, canonical, mapping)
    parts = [_cells(group, canonical, source, words) for source in found]
    return None if not parts else parts[0] if len(parts) == 1 else _together(parts, ";")


def _found(group: Group, canonical: str, mapping: Mapping) -> list[Source]:
    names = columns_of(group, mapping).get(canonical, ())
    return [at for at in sources(group, names) if isinstance(at, Source)]


def _texts(written: Text, words: Vocabulary) -> Text:
    """Cells without the spaces around them, and those that say nothing as null."""
    bare = pc.utf8_trim_whitespace(written)
    return pc.if_else(_missing(bare, words), pa.scalar(None, pa.string()), bare)


def _missing(bare: Text, words: Vocabulary) -> Text:
    return pc.is_in(pc.utf8_lower(bare), value_set=pa.array(sorted(words.missing)))


def _written_times(parts: list[Text], found: list[Source], words: Vocabulary) -> Text:
    """Times as text: whole, or a day and a clock from columns of their own, or a clock alone."""
    written = []
    for part, source in zip(parts, found, strict=True):
        seen = source.sheet.facts[source.column].first
        says_nothing = _missing(pc.utf8_trim_whitespace(part), words)
        known = pc.if_else(says_nothing, pa.scalar(None, pa.string()), part)
        first_of_several = len(parts) > 1 and not written
        if first_of_several and counts_days(c for c in seen if not words.is_missing(c)):
            written.append(as_days(known))
            continue
        clock = tidied(known, seen, words.missing)
        if clock is None and len(parts) > 1:
            known = without_midnights(known, seen)
        written.append(known if clock is None else clock)
    if len(written) == 1:
        return written[0]
    return pc.utf8_trim_whitespace(_together(written, " "))


def _names_kinds(seen: Text, words: Vocabulary) -> bool:
    """Whether a column says what was done, so that its blanks say that nothing was."""
    cells = seen.drop_null().slice(0, 200).to_pylist()
    return any(words.modality(cell) != "other" for cell in cells)


def _stand_in(cell: str, words: Vocabulary) -> str | None:
    """What tells one patient or learner from another, without the number or name itself."""
    return None if words.is_missing(cell) else patient_ids.stand_in(cell)


def _said(canonical: str, cell: str, codes: dict[str, str], words: Vocabulary) -> object:
    stated = codes.get(cell.strip().lower())
    if stated == "":
        return None
    if stated is None:
        if canonical in (*FLAGS, "imaging") and words.says_no(cell):
            return "false"
        if words.is_missing(cell):
            return "unknown" if canonical == "sex" and cell.strip() else None
    return _meaning(canonical, (stated or cell).strip(), words)


def _amount(
    canonical: str, source: Source, codes: dict[str, str], words: Vocabulary
) -> Callable[[str], float | None]:
    """How the cells of a column are read as amounts; durations are minutes, whatever their unit."""
    read = amount_reader(canonical, source.sheet, source.column, source.entry.decimal)

    def amount(cell: str) -> float | None:
        said = codes.get(cell.strip().lower(), cell)
        return None if words.is_missing(said) else read(said)

    return amount


def _meaning(canonical: str, cell: str, words: Vocabulary) -> object:
    if canonical in CODED:
        return words.code(canonical, cell)
    if canonical == "ct":
        return words.flag(cell) or str("CT" in words.modality(cell).split(";")).lower()
    if canonical in FLAGS:
        return words.flag(cell)
    if canonical == "imaging":
        return words.presence(cell)
    if canonical == "modality":
        return words.modality(cell)
    return identity(cell) if canonical == "physician_id" else cell


def _type(canonical: str) -> pa.DataType:
    return pa.float64() if canonical in AMOUNTS else pa.string()


def _together(parts: list[Text], separator: str) -> Text:
    joined = pc.binary_join_element_wise(
        *parts, separator, null_handling="replace", null_replacement=""
    )
    empty = pc.equal(pc.utf8_trim(joined, characters=separator), "")
    return pc.if_else(empty, pa.scalar(None, pa.string()), joined)


def _cells(group: Group, canonical: str, source: Source, words: Vocabulary) -> Text:
    """A source column beside the rows of the group's own file."""
    if source.sheet is group.sheet or canonical not in EVENTS:
        return _beside(group, source)
    column = whole(source.sheet.table.column(source.column))
    if not all(
        words.is_missing(cell) or words.flag(cell) for cell in pc.unique(column).to_pylist()
    ):
        # A row of an event list that names no kind still says that something was done.
        column = pc.fill_null(column, "other")
    found, listed = joining.gathered(column, *_keys(group, source), _one_form(group, source))
    nothing_listed = pa.scalar(None if canonical == "modality" else "false", pa.string())
    return pc.if_else(listed, found, nothing_listed)


def _beside(group: Group, source: Source) -> Text:
    column = whole(source.sheet.table.column(source.column))
    if source.sheet is group.sheet:
        return column
    return joining.beside(column, *_keys(group, source), _one_form(group, source))


def _keys(group: Group, source: Source) -> tuple[Text, Text]:
    here = whole(source.sheet.table.column(source.entry.join))
    return here, whole(group.sheet.table.column(main_key(source.entry)))


def _one_form(group: Group, source: Source) -> bool | None:
    return None if group.in_one_form is None else group.in_one_form[source.sheet.name]


def main_key(entry: FileMapping) -> str:
    """The column of the main file by which a file is joined to it."""
    return entry.to or entry.join


def place_of(group: Group, name: str) -> Source | None:
    """Where a column of this name stands in the files of a group."""
    files = ((group.sheet, group.entry), *group.joined)
    for sheet, entry in files:
        if name in sheet.columns:
            return Source(sheet, entry, name)
    for sheet, entry in files:
        stem = sheet.name.rsplit(".", 1)[0]
        if name.startswith(f"{stem}.") and name[len(stem) + 1 :] in sheet.columns:
            return Source(sheet, entry, name[len(stem) + 1 :])
    return None


def _qualified(sheet: Sheet, entry: FileMapping) -> list[tuple[str, tuple[str, ...]]]:
    stem = sheet.name.rsplit(".", 1)[0]
    return [
        (name, tuple(f"{stem}.{source}" for source in names))
        for name, names in entry.columns.items()
    ]
