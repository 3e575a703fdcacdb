"""Which columns of an extract are left out: what identifies somebody, and what the clinician says.

A column is judged by its own values and by those of the whole extract: its patients' numbers, its
clinicians' ids, the years of its visits.
"""

from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Table
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from afreflect.domain.extract import Mapping, Problem
from afreflect.domain.left_out import ColumnLeftOut
from afreflect.storage import canonical
from afreflect.storage.canonical import Source
from afreflect.storage.identifying import Known, identifying, words_of_names
from afreflect.storage.reader import Reading, clinicians
from afreflect.storage.sheet import Sheet
from afreflect.storage.vocabulary import vocabulary

_YEARS_LOOKED_AT = 20_000
_YEAR = r"(?P<year>(?:18|19|20|21|22)\d{2})"
_SHORT_YEAR = r"^\s*\d{1,2}[-/. ](?:\d{1,2}|[A-Za-z]{3,9})[-/. ](?P<year>\d{2})(?:\D|$)"
_ONLY_THE_AGE = ("birth_date", "birth_year")


def left_out(reading: Reading, mapping: Mapping) -> tuple[ColumnLeftOut, ...]:
    """The columns that identify somebody; none of them is kept.

    Also those of files that nothing is taken from: the files still hold them. Columns that
    something is read from are not among them, but for a birth, of which only the age is kept.
    """
    words, known = vocabulary(), known_of(reading, mapping)
    by_themselves = {
        sheet.name: identifying(sheet.name, reading.profiles[sheet.name], words, known)
        for sheet in reading.sheets
    }
    # What the names say of one column may lie in another file.
    known = replace(known, names=_words_of_names(reading, mapping, by_themselves))
    making_visits = {
        group.sheet.name for group in canonical.groups(reading.sheets, mapping, "visits")
    }
    used = used_columns(reading, mapping)
    found: list[ColumnLeftOut] = []
    for sheet in reading.sheets:
        told = {entry.column: entry for entry in identifying(
            sheet.name, reading.profiles[sheet.name], words, known
        )}  # fmt: skip
        for name in sheet.columns:
            entry = told.get(name)
            if (sheet.name, name) in used:
                continue
            # Elsewhere a patient's number only links rows, and no further column is kept.
            links = entry and entry.kind == "patient" and sheet.name not in making_visits
            if is_named(mapping.leave_out, sheet.name, name):
                found.append(ColumnLeftOut(sheet.name, name, entry.kind if entry else "", "you"))
            elif entry and not links and not _brought_back(entry, mapping, sheet):
                found.append(entry)
    return tuple(found)


def further(reading: Reading, mapping: Mapping) -> tuple[tuple[str, str], ...]:
    """The columns, each with its file, that are kept with the visits unless they identify somebody.

    From files that only add something to visits no further column is kept.
    """
    read_from = _read_columns(reading, mapping, ())
    return tuple(
        (group.sheet.name, name)
        for group in canonical.groups(reading.sheets, mapping, "visits")
        for name in group.sheet.columns
        if (group.sheet.name, name) not in read_from
    )


def is_named(names: Sequence[str], file: str, column: str) -> bool:
    """Whether a column is among these, by its own name or as "file.column"."""
    return column in names or f"{file.rsplit('.', 1)[0]}.{column}" in names


def problems(reading: Reading, mapping: Mapping) -> list[Problem]:
    """What is wrong with what the mapping keeps and leaves out."""
    found = []
    for key in ("keep", "leave_out"):
        for name in getattr(mapping, key):
            if not any(
                is_named((name,), sheet.name, own)
                for sheet in reading.sheets
                for own in sheet.columns
            ):
                text = f'There is no column "{name}" to {key.replace("_", " ")}: name another.'
                found.append(Problem(text, key))
    used = used_columns(reading, mapping)
    found += [
        Problem(f'"{name}" is read from and left out: take it out of one of the two.', "leave_out")
        for sheet in reading.sheets
        for name in sheet.columns
        if (sheet.name, name) in used and is_named(mapping.leave_out, sheet.name, name)
    ]
    return found


def not_kept(mapping: Mapping, out: Iterable[ColumnLeftOut]) -> list[Problem]:
    """A warning for each column that is to be kept and is not, because there is no doubt."""
    return [
        Problem(
            f"{entry.column} stays out: its values leave no doubt about what they are.",
            "keep",
            refuses=False,
        )
        for entry in out
        if entry.certain and is_named(mapping.keep, entry.file, entry.column)
    ]


def known_of(reading: Reading, mapping: Mapping) -> Known:
    """The extract's own patients, clinicians and years of visits."""
    patients: set[str] = set()
    for column in _columns(reading, mapping, "patient_id"):
        patients.update(cell for cell in pc.unique(column).to_pylist() if cell)
    return Known(clinicians(reading, mapping), patients, _visit_years(reading, mapping))


def used_columns(reading: Reading, mapping: Mapping) -> set[tuple[str, str]]:
    """Each file with its columns from which something of ours is read and kept."""
    return _read_columns(reading, mapping, _ONLY_THE_AGE)


def _read_columns(
    reading: Reading, mapping: Mapping, but_for: Sequence[str]
) -> set[tuple[str, str]]:
    return {
        (source.sheet.name, source.column)
        for table in canonical.FIELDS
        for group in canonical.groups(reading.sheets, mapping, table)
        for name, names in canonical.columns_of(group, mapping).items()
        if name not in but_for
        for source in canonical.sources(group, names)
        if isinstance(source, Source)
    }


def sources_of(reading: Reading, mapping: Mapping, field: str) -> list[Source]:
    """The source columns from which a field of the visits is read."""
    return [
        source
        for group in canonical.groups(reading.sheets, mapping, "visits")
        for source in canonical.sources(group, canonical.columns_of(group, mapping).get(field, ()))
        if isinstance(source, Source)
    ]


def _columns(reading: Reading, mapping: Mapping, field: str) -> list[pa.ChunkedArray]:
    return [
        # Of a file that is too large to hold the beginning has to do.
        (source.sheet.head if source.sheet.is_large else source.sheet.rows)[source.column]
        for source in sources_of(reading, mapping, field)
    ]


def _visit_years(reading: Reading, mapping: Mapping) -> tuple[int, int] | None:
    years: list[int] = []
    for column in _columns(reading, mapping, "arrival_ts"):
        for shape, century in ((_YEAR, 0), (_SHORT_YEAR, 2000)):
            found = pc.extract_regex(column.slice(0, _YEARS_LOOKED_AT), shape)
            told = pc.unique(pc.struct_field(found, "year")).to_pylist()
            years += [century + int(year) for year in told if year]
            if years:
                break
    return (min(years), max(years)) if years else None


def _words_of_names(
    reading: Reading, mapping: Mapping, told: Table[str, Sequence[ColumnLeftOut]]
) -> frozenset[str]:
    """The words of the first different names in the columns that hold people's names."""
    cells = (
        cell
        for sheet in reading.sheets
        for entry in told[sheet.name]
        if entry.kind == "name" and not is_named(mapping.keep, sheet.name, entry.column)
        for cell in sheet.facts[entry.column].first
        if cell
    )
    return frozenset(words_of_names(cells))


def _brought_back(entry: ColumnLeftOut, mapping: Mapping, sheet: Sheet) -> bool:
    return not entry.certain and is_named(mapping.keep, sheet.name, entry.column)
