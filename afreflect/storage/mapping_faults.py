"""What a mapping says of an extract that can't be: names of columns and values that are nowhere."""

from collections.abc import Iterable

from afreflect.domain.extract import Mapping, Problem
from afreflect.storage.canonical import (
    FIELDS,
    VALUED,
    Group,
    columns_of,
    groups,
    main_key,
    place_of,
    sources,
)
from afreflect.storage.sheet import Sheet
from afreflect.storage.vocabulary import CODED, vocabulary


def of_columns(group: Group, mapping: Mapping) -> list[Problem]:
    """A problem for each column that the mapping names and no file holds, or that we don't know."""
    problems = []
    known = FIELDS[group.entry.table]
    for canonical, names in columns_of(group, mapping).items():
        if canonical not in known:
            problems.append(
                Problem(
                    f'"{canonical}" is not a column of {group.entry.table}: it knows '
                    f"{', '.join(known)}.",
                    f"columns.{canonical}",
                )
            )
        for name in sources(group, names):
            if isinstance(name, str):
                problems.append(
                    Problem(
                        f'There is no column "{name}" in {_file_names(group)}: name another for '
                        f"{canonical}.",
                        f"columns.{canonical}",
                    )
                )
    return problems + _missing_keys(group)


def of_names(sheets: Iterable[Sheet], mapping: Mapping) -> list[Problem]:
    """A problem for each name in `values` and `only` that means nothing to us or to the files."""
    words = vocabulary()
    problems = []
    for field, codes in mapping.values.items():
        if field not in VALUED:
            problems.append(
                Problem(
                    f'"{field}" has no values to translate: choose {", ".join(VALUED)}.',
                    f"values.{field}",
                )
            )
        known = set(words.codes[field].values()) if field in CODED else set()
        unknown = [code for code in codes.values() if known and code and code not in known]
        if unknown:
            problems.append(
                Problem(
                    f'"{unknown[0]}" is not a {field}: choose one of {", ".join(sorted(known))}.',
                    f"values.{field}",
                )
            )
    found = [group for table in FIELDS for group in groups(sheets, mapping, table)]
    problems += [
        Problem(f'There is no column "{name}" to choose rows by: name another.', f"only.{name}")
        for name in mapping.only
        if found and not any(place_of(group, name) for group in found)
    ]
    return problems


def _missing_keys(group: Group) -> list[Problem]:
    problems = []
    for sheet, entry in group.joined:
        if entry.join not in sheet.columns:
            problems.append(
                Problem(f'There is no column "{entry.join}" to join {sheet.name} by.', "file.join")
            )
        if main_key(entry) not in group.sheet.columns:
            problems.append(
                Problem(
                    f'There is no column "{main_key(entry)}" in {group.sheet.name} to join '
                    f"{sheet.name} to: name it.",
                    "file.to",
                )
            )
    return problems


def _file_names(group: Group) -> str:
    return ", ".join([group.sheet.name, *(sheet.name for sheet, _ in group.joined)])
