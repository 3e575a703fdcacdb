"""Changes that a clinician makes to a guessed mapping, as pure functions on it."""

from collections.abc import Mapping as Columns
from collections.abc import Sequence
from dataclasses import dataclass, replace
from glob import escape
from pathlib import PurePath

from afreflect.domain.extract import FileMapping, Mapping, Question
from afreflect.storage.reader import Reading


@dataclass(frozen=True)
class Source:
    """One column of one file, and the name by which a mapping calls it."""

    file: str
    column: str
    name: str


def columns_of(reading: Reading) -> dict[str, tuple[str, ...]]:
    """Each file's columns by the file's name."""
    return {sheet.name: tuple(sheet.columns) for sheet in reading.sheets}


def sources(mapping: Mapping, columns: dict[str, tuple[str, ...]], table: str) -> list[Source]:
    """Every column that a field of the visits, or of one other table's file, may be read from.

    `columns` takes each file to its columns. A column of a file that is joined to the main one is
    called "file.column"; any other by its own name, once.
    """
    found: dict[str, Source] = {}
    for file, names in columns.items():
        entry = mapping.file(file)
        if entry is None or entry.table != table:
            continue
        for column in names:
            name = f"{PurePath(file).stem}.{column}" if entry.join else column
            found.setdefault(name, Source(file, column, name))
    return list(found.values())


def taken(mapping: Mapping, table: str, file: str, canonical: str) -> tuple[str, ...]:
    """The source columns that a canonical column is taken from now."""
    if table == "visits":
        return tuple(mapping.columns.get(canonical, ()))
    entry = mapping.file(file)
    return tuple(entry.columns.get(canonical, ())) if entry else ()


def take(
    mapping: Mapping, table: str, file: str, canonical: str, names: tuple[str, ...]
) -> Mapping:
    """The mapping with one canonical column taken from other source columns, or from none."""
    if table == "visits":
        return mapping.with_column(canonical, names)
    entry = mapping.file(file)
    if entry is None:
        return mapping
    columns = {name: source for name, source in entry.columns.items() if name != canonical}
    return mapping.with_file(file, columns={**columns, canonical: names} if names else columns)


def use_as(
    mapping: Mapping, file: str, table: str, join: str, guessed: Columns[str, str]
) -> Mapping:
    """The mapping with a file read into another table, joined to the main file or standing alone.

    `guessed` takes canonical columns of that table to columns of the file; of the visits' it fills
    in only those not taken from elsewhere. No table leaves the file out.
    """
    stem = PurePath(file).stem
    kept = {
        name: parts
        for name, parts in mapping.columns.items()
        if not any(part.startswith(f"{stem}.") for part in parts)
    }
    others = tuple(entry for entry in mapping.files if not entry.matches(file))
    if not table:
        return replace(mapping, files=others, columns=kept)
    entry = FileMapping(name=escape(file), table=table, join=join if table == "visits" else "")
    if table == "visits":
        prefix = f"{stem}." if join else ""
        filled = {name: (prefix + column,) for name, column in guessed.items() if column != join}
        kept = {**filled, **kept}
    else:
        entry = replace(entry, columns={name: (column,) for name, column in guessed.items()})
    return replace(mapping, files=(*others, entry), columns=kept)


def carry_over(
    guessed: Mapping, edited: Mapping, anew: Mapping, columns: dict[str, tuple[str, ...]]
) -> Mapping:
    """A new guess with the changes made to an earlier one, where they still fit (FR-40)."""
    by_name = {entry.name: entry for entry in edited.files}
    before = {entry.name: entry for entry in guessed.files}
    files = [
        by_name[entry.name]
        if entry.name in by_name and by_name[entry.name] != before.get(entry.name)
        else entry
        for entry in anew.files
    ]
    result = replace(
        anew,
        files=tuple(files),
        clinician=edited.clinician or anew.clinician,
        values={**anew.values, **edited.values},
        scale=edited.scale or anew.scale,
    )
    there = {name for file in columns.values() for name in file} | {
        f"{PurePath(file).stem}.{name}" for file, names in columns.items() for name in names
    }
    for canonical in {*edited.columns, *guessed.columns}:
        now = edited.columns.get(canonical, ())
        if now != guessed.columns.get(canonical, ()) and _all_in(now, there):
            result = result.with_column(canonical, tuple(now))
    return result


def _all_in(names: Sequence[str], there: set[str]) -> bool:
    return all(name in there for name in names)


def answer(mapping: Mapping, question: Question, value: str) -> Mapping:
    """The mapping with one question answered."""
    if question.settles == "clinician":
        return replace(mapping, clinician=value)
    return mapping.with_file(question.file, **{question.settles: value})


def say(mapping: Mapping, field: str, value: str, code: str) -> Mapping:
    """The mapping with one source value of a coded field given its meaning."""
    said = {**mapping.values.get(field, {}), value: code}
    return replace(mapping, values={**mapping.values, field: said})
