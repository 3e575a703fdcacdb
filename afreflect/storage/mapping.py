"""A mapping as a TOML file: read, checked by name, and written."""

import tomllib
from collections.abc import Mapping as Table
from dataclasses import fields
from typing import Any

import tomli_w

from afreflect.domain.extract import (
    CLOCKS,
    DATE_ORDERS,
    DECIMAL_MARKS,
    TABLES,
    FileMapping,
    Mapping,
)

FILE_KEYS = tuple(entry.name for entry in fields(FileMapping) if entry.name != "columns")
FOR_ALL_FILES = ("sheet", "encoding", "delimiter", "dates", "zone", "clock", "decimal")
"""What the top level may state for every file at once, next to entries for single ones."""
_ONE_OF = {"dates": DATE_ORDERS, "clock": CLOCKS, "decimal": DECIMAL_MARKS}
_MOST_MARKS = 1e9
"""No scale is longer; neither a number that isn't one nor an endless one passes."""
_NO_DELIMITERS = ('"', "\n", "\r", "\0")
TOP_KEYS = (
    *("file", "columns", "values", "only", "scale", "clinician", "keep", "leave_out"),
    *FILE_KEYS,
)


class MappingError(ValueError):
    """A mapping that can't be used; its text is the sentence for the user."""


def mapping_from(text: str) -> Mapping:
    """The mapping that a TOML text states; raises MappingError naming the key at fault."""
    try:
        stated = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise MappingError(f"The mapping is not valid TOML ({error}): mend that line.") from error
    except (ValueError, RecursionError) as error:  # The parser gives up, and not in its own words.
        raise MappingError(
            "The mapping holds a number or a nesting that nobody could use: take it out."
        ) from error
    return mapping_stated(stated)


def mapping_stated(stated: Table[str, Any]) -> Mapping:
    """The mapping that a TOML table states; raises MappingError naming the key at fault."""
    _refuse_unknown(stated, TOP_KEYS, "the mapping")
    return Mapping(
        files=_files(stated),
        columns=_columns(stated.get("columns", {}), "columns"),
        values={
            field: {
                str(source): str(code) for source, code in _table(codes, f"values.{field}").items()
            }
            for field, codes in _table(stated.get("values", {}), "values").items()
        },
        only=_columns(stated.get("only", {}), "only"),
        scale=_scale(stated.get("scale")),
        clinician=str(stated.get("clinician", "")),
        keep=_names(stated, "keep"),
        leave_out=_names(stated, "leave_out"),
    )


def mapping_text(mapping: Mapping) -> str:
    """The mapping as TOML, such that `mapping_from` gives it back."""
    stated: dict[str, Any] = {}
    if mapping.clinician:
        stated["clinician"] = mapping.clinician
    if mapping.scale:
        stated["scale"] = list(mapping.scale)
    for key in ("keep", "leave_out"):
        if getattr(mapping, key):
            stated[key] = list(getattr(mapping, key))
    stated["file"] = [_file_stated(entry) for entry in mapping.files]
    stated["columns"] = _columns_stated(mapping.columns)
    if mapping.values:
        stated["values"] = {field: dict(codes) for field, codes in mapping.values.items()}
    if mapping.only:
        stated["only"] = {column: list(values) for column, values in mapping.only.items()}
    return tomli_w.dumps(stated)


def _files(stated: Table[str, Any]) -> tuple[FileMapping, ...]:
    """An entry for each [[file]]; without any, one for all that the top level states."""
    entries = _list_of_tables(stated.get("file", []))
    top = {key: value for key, value in stated.items() if key in FILE_KEYS}
    if not entries:
        return (_file({"name": "*", **top}),)
    misplaced = [key for key in top if key not in FOR_ALL_FILES]
    if misplaced:
        raise MappingError(
            f'"{misplaced[0]}" must stand under a [[file]], since it is about one file: move it.'
        )
    return tuple(_file({**top, **entry}) for entry in entries)


def _file(entry: Table[str, Any]) -> FileMapping:
    _refuse_unknown(entry, (*FILE_KEYS, "columns"), "[[file]]")
    texts = {key: str(value) for key, value in entry.items() if key != "columns"}
    found = FileMapping(**texts, columns=_columns(entry.get("columns", {}), "file.columns"))
    if found.table not in TABLES:
        raise MappingError(
            f'table = "{found.table}" is not one of {", ".join(TABLES)}: choose one.'
        )
    for key, known in _ONE_OF.items():
        if (said := getattr(found, key)) and said not in known:
            raise MappingError(f'{key} = "{said}" is not one of {" ".join(known)}: choose one.')
    if len(found.delimiter) > 1 or found.delimiter in _NO_DELIMITERS:
        raise MappingError(f'delimiter = "{found.delimiter}" is not a single character: give one.')
    return found


def _names(stated: Table[str, Any], key: str) -> tuple[str, ...]:
    return _columns({key: stated[key]}, "mapping")[key] if stated.get(key) else ()


def _columns(stated: Any, where: str) -> dict[str, tuple[str, ...]]:
    columns: dict[str, tuple[str, ...]] = {}
    for key, value in _table(stated, where).items():
        parts = value if isinstance(value, list) else [value]
        if not parts or not all(isinstance(part, str | int | float) for part in parts):
            raise MappingError(f"[{where}] {key} must be a column's name or a list of names.")
        columns[key] = tuple(str(part) for part in parts)
    return columns


def _table(stated: Any, where: str) -> Table[str, Any]:
    if not isinstance(stated, dict):
        raise MappingError(f"[{where}] must be a table of names: write it as [{where}].")
    return stated


def _list_of_tables(stated: Any) -> list[Table[str, Any]]:
    if not isinstance(stated, list) or not all(isinstance(entry, dict) for entry in stated):
        raise MappingError("Write each file of the mapping under [[file]], in double brackets.")
    return stated


def _scale(stated: Any) -> tuple[float, float] | None:
    if stated is None:
        return None
    pair = isinstance(stated, list) and len(stated) == 2
    if (
        not pair
        or not all(isinstance(end, int | float) and abs(end) <= _MOST_MARKS for end in stated)
        or stated[0] >= stated[1]
    ):
        raise MappingError("scale must be the lowest and the highest mark, such as [1, 5].")
    return float(stated[0]), float(stated[1])


def _refuse_unknown(stated: Table[str, Any], known: tuple[str, ...], where: str) -> None:
    unknown = [key for key in stated if key not in known]
    if unknown:
        raise MappingError(f'"{unknown[0]}" is not a key of {where}: it knows {", ".join(known)}.')


def _file_stated(entry: FileMapping) -> dict[str, Any]:
    stated: dict[str, Any] = {key: getattr(entry, key) for key in FILE_KEYS if getattr(entry, key)}
    if entry.columns:
        stated["columns"] = _columns_stated(entry.columns)
    return stated


def _columns_stated(columns: Table[str, tuple[str, ...]]) -> dict[str, Any]:
    return {
        canonical: sources[0] if len(sources) == 1 else list(sources)
        for canonical, sources in columns.items()
    }
