"""What the columns of an extract mean, remembered by the shape of its files.

Next month's files have other names and the same columns: a mapping is kept with the columns of the
file each entry is about, and recalled under the new names.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from glob import escape
from pathlib import PurePath
from typing import Any

from afreflect.domain.extract import FileMapping, Mapping
from afreflect.storage.mapping import mapping_from, mapping_text
from afreflect.storage.sheet import Sheet


@dataclass(frozen=True)
class Shape:
    """The files of an extract, each with its name and its columns."""

    files: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def key(self) -> str:
        """The same for all extracts whose files have the same columns, whatever their names."""
        columns = sorted(sorted(_plain(name) for name in names) for _, names in self.files)
        return hashlib.sha256(json.dumps(columns).encode()).hexdigest()


def shape_of(sheets: Iterable[Sheet]) -> Shape:
    """The shape of what was read."""
    return Shape(tuple((sheet.name, tuple(sheet.columns)) for sheet in sheets))


def remembered(mapping: Mapping, shape: Shape) -> dict[str, Any]:
    """A mapping as a JSON value, with the columns of the files it was made for."""
    return {
        "files": [{"name": name, "columns": list(columns)} for name, columns in shape.files],
        "mapping": mapping_text(mapping),
    }


def recalled(value: dict[str, Any], shape: Shape) -> Mapping:
    """A remembered mapping, about the files of this shape instead of those it was made for."""
    kept = mapping_from(value["mapping"])
    former = Shape(tuple((file["name"], tuple(file["columns"])) for file in value["files"]))
    renamed = _same_files(former, shape)
    entries = [
        replace(_renamed_sources(entry, renamed), name=escape(now))
        for before, now in renamed.items()
        if (entry := kept.file(before)) is not None
    ]
    columns = _renamed_columns(kept.columns, renamed)
    marked = _renamed_columns({"keep": kept.keep, "leave_out": kept.leave_out}, renamed)
    return replace(kept, files=tuple(entries), columns=columns, **marked)


def refuse_unusable(value: dict[str, Any]) -> None:
    """Raises MappingError when a remembered mapping can't be read back."""
    mapping_from(value["mapping"])


def _same_files(former: Shape, shape: Shape) -> dict[str, str]:
    """For each former file the one that has its columns now, in the order of their names."""
    left = sorted(shape.files)
    found: dict[str, str] = {}
    for name, columns in sorted(former.files):
        alike = next(file for file in left if _columns_key(file[1]) == _columns_key(columns))
        left.remove(alike)
        found[name] = alike[0]
    return found


def _renamed_sources(entry: FileMapping, renamed: dict[str, str]) -> FileMapping:
    return replace(entry, columns=_renamed_columns(entry.columns, renamed))


def _renamed_columns(columns: Any, renamed: dict[str, str]) -> dict[str, tuple[str, ...]]:
    stems = {PurePath(before).stem: PurePath(now).stem for before, now in renamed.items()}
    return {
        canonical: tuple(_renamed_source(source, stems) for source in sources)
        for canonical, sources in columns.items()
    }


def _renamed_source(source: str, stems: dict[str, str]) -> str:
    """A column that is named with its file, "visits_march.age", under the file's new name."""
    for before, now in stems.items():
        if source.startswith(f"{before}."):
            return f"{now}.{source[len(before) + 1 :]}"
    return source


def _columns_key(columns: Iterable[str]) -> list[str]:
    return sorted(_plain(name) for name in columns)


def _plain(name: str) -> str:
    return " ".join(name.lower().split())
