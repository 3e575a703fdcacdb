"""Small files become a practice, the way an upload does, or the sentences that refuse them."""

from collections.abc import Mapping as Table
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol

import pytest

from afreflect.domain.extract import Extract, Mapping, Upload
from afreflect.storage.loading import Loaded, load_tables
from afreflect.storage.mapping import mapping_from
from afreflect.storage.reader import Reading, read

NOW = datetime(2026, 11, 21)


@dataclass(frozen=True)
class Tables:
    """A loaded extract whose tables can be looked into."""

    loaded: Loaded

    @property
    def extract(self) -> Extract:
        return self.loaded.extract

    def column(self, name: str, table: str = "visits") -> list[Any]:
        """A column in the order of the rows, the clinician's own first."""
        rows = self.loaded.connection.table(table)
        return [row[0] for row in rows.project(f'"{name}"').fetchall()]

    def cells(self) -> list[str]:
        """Every cell of every table, as text."""
        tables = [row[0] for row in self.loaded.connection.execute("show tables").fetchall()]
        return [
            str(cell)
            for table in tables
            for row in self.loaded.connection.table(table).fetchall()
            for cell in row
            if cell is not None
        ]

    def aside(self) -> dict[str, int]:
        return {group.reason: group.rows for group in self.extract.set_aside}

    def warnings(self) -> list[str]:
        return [warning.text for warning in self.extract.warnings]


class Loads(Protocol):
    def __call__(
        self, files: str | bytes | Table[str, str | bytes], mapping: str = "", clinician: str = ""
    ) -> Tables: ...


class Reads(Protocol):
    def __call__(
        self, files: str | bytes | Table[str, str | bytes], mapping: str = ""
    ) -> Reading: ...


class Refuses(Protocol):
    def __call__(
        self, files: str | bytes | Table[str, str | bytes], mapping: str = "", clinician: str = ""
    ) -> list[str]: ...


def uploads(files: str | bytes | Table[str, str | bytes]) -> list[Upload]:
    named = files if isinstance(files, Table) else {"visits.csv": files}
    return [
        Upload(name, content.encode() if isinstance(content, str) else content)
        for name, content in named.items()
    ]


def loaded(
    files: str | bytes | Table[str, str | bytes], mapping: str = "", clinician: str = ""
) -> Loaded | list[Any]:
    reading = read(uploads(files), mapping_from(mapping) if mapping else None)
    if isinstance(reading, list):
        return reading
    used: Mapping = reading.mapping
    if clinician:
        used = replace(used, clinician=clinician)
    return load_tables(reading, used, everyone=False, now=NOW)


@pytest.fixture
def load() -> Loads:
    def load_files(
        files: str | bytes | Table[str, str | bytes], mapping: str = "", clinician: str = ""
    ) -> Tables:
        result = loaded(files, mapping, clinician)
        assert isinstance(result, Loaded), [problem.text for problem in result]
        return Tables(result)

    return load_files


@pytest.fixture
def reading() -> Reads:
    def read_files(files: str | bytes | Table[str, str | bytes], mapping: str = "") -> Reading:
        result = read(uploads(files), mapping_from(mapping) if mapping else None)
        assert isinstance(result, Reading), [problem.text for problem in result]
        return result

    return read_files


@pytest.fixture
def refusals() -> Refuses:
    """The sentences with which files are refused; every one of them says what to do."""

    def refused(
        files: str | bytes | Table[str, str | bytes], mapping: str = "", clinician: str = ""
    ) -> list[str]:
        result = loaded(files, mapping, clinician)
        assert isinstance(result, list), result
        return [problem.text for problem in result]

    return refused
