"""Known layouts of extracts: recognised by their columns, each a mapping in a file of its own."""

import tomllib
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Table
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from glob import escape
from pathlib import Path, PurePath
from typing import Any

from afreflect.domain.extract import FileMapping, Mapping
from afreflect.storage.mapping import MappingError, mapping_stated
from afreflect.storage.sheet import Sheet

FOLDER = Path(__file__).parents[1] / "content" / "presets"
NONE = "none"
"""What is said in the place of a preset's id where none is wanted."""
LEAST_SHARE = 0.75
"""The share of a layout's telling columns that a file must hold: versions of a layout differ."""
_HEAD = {"title", "source", "link", "read_on", "notes", "recognised_by"}
_MAY_HOLD = {"also", "instead"}


@dataclass(frozen=True)
class Preset:
    """A layout that is published somewhere, and what its columns mean.

    `recognised_by` takes each kind of file to the columns that tell it; the mapping calls its files
    by these kinds, and takes nothing from a kind that it does not call. `also` takes a source
    column to other names of the same, `instead` a canonical column to what it is read from where
    the usual source is missing. `notes` are for whoever reads the figures.
    """

    id: str
    title: str
    source: str
    link: str
    read_on: date
    notes: tuple[str, ...]
    recognised_by: Table[str, tuple[str, ...]]
    also: Table[str, tuple[str, ...]]
    instead: Table[str, tuple[str, ...]]
    mapping: Mapping

    @property
    def said(self) -> str:
        """One line for whoever brought the files."""
        return f"This looks like {self.title}; its columns are known."


@dataclass(frozen=True)
class Recognised:
    """A preset with the kind of each file that it knows, by the file's name."""

    preset: Preset
    kinds: Table[str, str]


@cache
def presets() -> tuple[Preset, ...]:
    """Every preset that ships with the app; raises MappingError naming a file that is wrong."""
    return tuple(read_preset(path) for path in sorted(FOLDER.glob("*.toml")))


def read_preset(path: Path) -> Preset:
    """The preset of one file; raises MappingError where its head or its mapping is wrong."""
    stated = tomllib.loads(path.read_text(encoding="utf-8"))
    head = stated.pop("preset", {})
    wrong = (_HEAD - head.keys()) | (head.keys() - _HEAD - _MAY_HOLD)
    if wrong:
        raise MappingError(f'"{sorted(wrong)[0]}" is missing in or unknown to {path.name}.')
    return Preset(
        id=path.stem,
        title=head["title"],
        source=head["source"],
        link=head["link"],
        read_on=head["read_on"],
        notes=tuple(head["notes"]),
        recognised_by=_names(head["recognised_by"]),
        also=_names(head.get("also", {})),
        instead=_names(head.get("instead", {})),
        mapping=mapping_stated(stated),
    )


def recognise(sheets: Sequence[Sheet], wanted: str = "") -> Recognised | None:
    """The one preset whose layout the files have; None where none has it, or several do.

    `wanted` looks at one preset alone.
    """
    found = [
        Recognised(preset, kinds)
        for preset in presets()
        if wanted in ("", preset.id) and (kinds := _kinds(preset, sheets))
    ]
    return found[0] if len(found) == 1 else None


def applied(found: Recognised, sheets: Iterable[Sheet]) -> Mapping:
    """The preset's mapping about these files: under their names, and of the columns they hold."""
    preset = found.preset
    of_kind: dict[str, list[Sheet]] = {}
    for sheet in sheets:
        if sheet.name in found.kinds:
            of_kind.setdefault(found.kinds[sheet.name], []).append(sheet)
    files = tuple(
        _file(preset, entry, sheet, of_kind)
        for entry in preset.mapping.files
        for sheet in of_kind.get(entry.name, ())
    )
    usual = {
        name: _found(preset, sources, of_kind) for name, sources in preset.mapping.columns.items()
    }
    columns = {
        name: sources or _found(preset, preset.instead.get(name, ()), of_kind)
        for name, sources in usual.items()
    }
    only = {
        source[0]: values
        for name, values in preset.mapping.only.items()
        if (source := _found(preset, (name,), of_kind))
    }
    return replace(
        preset.mapping,
        files=files,
        columns={name: sources for name, sources in columns.items() if sources},
        only=only,
    )


def with_guesses(found: Recognised, sheets: Sequence[Sheet], guessed: Mapping) -> Mapping:
    """A preset's mapping, completed by what was guessed where the preset could not tell.

    That is: files of which the preset knows nothing, and columns that it means to take and the
    files call something else.
    """
    known = applied(found, sheets)
    others = [entry for entry in guessed.files if _fits_beside(entry, found, sheets)]
    stems = tuple(f"{PurePath(sheet.name).stem}." for sheet in sheets if _joined(others, sheet))
    used = {source for sources in known.columns.values() for source in sources}
    more = {
        name: sources
        for name, sources in guessed.columns.items()
        if name not in known.columns
        and not used & set(sources)
        and (name in found.preset.mapping.columns or all(s.startswith(stems) for s in sources))
    }
    return replace(known, files=(*known.files, *others), columns={**known.columns, **more})


def _fits_beside(entry: FileMapping, found: Recognised, sheets: Sequence[Sheet]) -> bool:
    """Whether a guessed file is unknown to the preset, and of another table or joined to it."""
    if any(entry.matches(name) for name in found.kinds):
        return False
    own = {file.name for file in found.preset.mapping.files if not file.join}
    main = [sheet for sheet in sheets if found.kinds.get(sheet.name) in own]
    links = bool(entry.join) and all((entry.to or entry.join) in sheet.columns for sheet in main)
    return entry.table != "visits" or links


def _joined(entries: Sequence[FileMapping], sheet: Sheet) -> bool:
    return any(entry.join and entry.matches(sheet.name) for entry in entries)


def _kinds(preset: Preset, sheets: Iterable[Sheet]) -> dict[str, str]:
    """The kind of each file that has the columns of one; none where no visits are among them."""
    kinds: dict[str, str] = {}
    for sheet in sheets:
        held = {_key(name) for name in sheet.columns}
        shares = {
            kind: sum(any(_key(name) in held for name in _spellings(preset, column))
                      for column in columns) / len(columns)
            for kind, columns in preset.recognised_by.items()
        }  # fmt: skip
        best = max(shares, key=lambda kind: shares[kind])
        if shares[best] >= LEAST_SHARE:
            kinds[sheet.name] = best
    entries = preset.mapping.files
    found = list(kinds.values())
    visits = any(entry.name in found for entry in entries if not entry.join)
    twice = any(found.count(entry.name) > 1 for entry in entries if entry.join)
    return kinds if visits and not twice else {}


def _file(
    preset: Preset, entry: FileMapping, sheet: Sheet, of_kind: Table[str, list[Sheet]]
) -> FileMapping:
    """An entry about one file, its keys spelled as the files spell them."""
    main = _main(preset, of_kind)
    join = _spelled(preset, entry.join, sheet) or entry.join
    to = _spelled(preset, entry.to or entry.join, main[0]) or entry.to
    return replace(
        entry, name=escape(sheet.name), join=join, to=to if entry.join and to != join else ""
    )


def _found(
    preset: Preset, sources: Sequence[str], of_kind: Table[str, list[Sheet]]
) -> tuple[str, ...]:
    """The sources as the files name them; nothing where the first of a date and time is missing."""
    named = [_source(preset, source, of_kind) for source in sources]
    if not any(named) or (len(named) == 2 and not named[0] and _one_of_two(preset, sources)):
        return ()
    return tuple(name for name in named if name)


def _one_of_two(preset: Preset, sources: Sequence[str]) -> bool:
    """Whether the second source is a time of day, which says nothing without its date."""
    moments = [
        stated
        for name, stated in {**preset.mapping.columns, **preset.instead}.items()
        if name.endswith("_ts")
    ]
    return tuple(sources) in [tuple(stated) for stated in moments]


def _source(preset: Preset, source: str, of_kind: Table[str, list[Sheet]]) -> str:
    kind, _, column = source.partition(".")
    if column and kind in preset.recognised_by:
        sheets = of_kind.get(kind, [])
        named = _spelled(preset, column, sheets[0]) if sheets else ""
        return f"{PurePath(sheets[0].name).stem}.{named}" if named else ""
    spelled = {_spelled(preset, source, sheet) for sheet in _main(preset, of_kind)}
    return spelled.pop() if len(spelled) == 1 else ""


def _main(preset: Preset, of_kind: Table[str, list[Sheet]]) -> list[Sheet]:
    """The files whose rows are visits."""
    kinds = [entry.name for entry in preset.mapping.files if not entry.join]
    return [sheet for kind in kinds for sheet in of_kind.get(kind, ())]


def _spelled(preset: Preset, column: str, sheet: Sheet) -> str:
    """A column as the file spells it, under any of its names; '' where the file has none."""
    held = {_key(name): name for name in reversed(sheet.columns)}
    return next((held[_key(name)] for name in _spellings(preset, column) if _key(name) in held), "")


def _spellings(preset: Preset, column: str) -> tuple[str, ...]:
    return (column, *preset.also.get(column, ()))


def _key(name: str) -> str:
    """A column's name without cases, spaces and marks, in which exports of one layout differ."""
    return "".join(char for char in name.casefold() if char.isalnum())


def _names(stated: Table[str, Any]) -> dict[str, tuple[str, ...]]:
    return {
        key: (value,) if isinstance(value, str) else tuple(value) for key, value in stated.items()
    }
