"""What an upload must contain, how its columns are understood, and what is wrong with it."""

import io
from collections.abc import Mapping as Table
from dataclasses import dataclass, field, fields, replace
from datetime import date
from fnmatch import fnmatch
from pathlib import Path, PurePath
from typing import BinaryIO

from afreflect.domain.benchmark import Benchmark
from afreflect.domain.left_out import ColumnLeftOut

TABLES = ("visits", "feedback", "shifts", "care", "counts")
DATE_ORDERS = ("iso", "dmy", "mdy")
CLOCKS = ("24", "12")
DECIMAL_MARKS = (".", ",")


@dataclass(frozen=True)
class Problem:
    """A fault in plain words, with what to do.

    `settles` names the mapping key that would settle it, if one would; a problem that does not
    `refuses` is a warning and the extract loads all the same.
    """

    text: str
    settles: str = ""
    refuses: bool = True


@dataclass(frozen=True)
class Upload:
    """One file as it was handed over."""

    name: str
    bytes: bytes

    @property
    def stem(self) -> str:
        """The file's name without its ending, as mappings use it to qualify a column."""
        return PurePath(self.name).stem

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return len(self.bytes)

    def open(self) -> BinaryIO:
        """Its bytes from the first on."""
        return io.BytesIO(self.bytes)


class Changed(ValueError):
    """A file was changed or taken away between two looks at it; the text says what to do."""


@dataclass(frozen=True)
class FileOnDisk:
    """One file that is read where it lies, because it may be too large to hold.

    `stamp` is its size and the time of its last change when it was named. Opening it raises Changed
    where these are others by now.
    """

    name: str
    path: Path
    stamp: tuple[int, int]

    @classmethod
    def at(cls, path: Path) -> "FileOnDisk":
        """The file as it is now; raises OSError."""
        return cls(path.name, path, _stamp(path))

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return self.stamp[0]

    @property
    def bytes(self) -> bytes:
        """All of it at once."""
        with self.open() as file:
            return file.read()

    def open(self) -> BinaryIO:
        """Its bytes from the first on."""
        try:
            file = self.path.open("rb")
            if _stamp(self.path) == self.stamp:
                return file
            file.close()
        except OSError as fault:
            raise Changed(f"{self.name} can't be opened any more: try again.") from fault
        raise Changed(f"{self.name} was changed while it was being read: try again.")


def _stamp(path: Path) -> tuple[int, int]:
    now = path.stat()
    return now.st_size, now.st_mtime_ns


File = Upload | FileOnDisk
"""A file as it was handed over, or where it lies."""


@dataclass(frozen=True)
class FileMapping:
    """How one file of an extract is to be read.

    `name` is a shell-style pattern. `join` is this file's column that holds the main file's `to`
    column (the same name when `to` is empty). `dates` is one of `DATE_ORDERS`, `zone` an IANA name.
    `clock` is "12" where the times lost their AM and PM, so that only their days are used, and "24"
    where they did not though no hour is above twelve. `decimal` is "." or "," where numbers such as
    1.234 don't tell. `metric` says which metric an already counted table belongs to.
    """

    name: str = "*"
    table: str = "visits"
    join: str = ""
    to: str = ""
    sheet: str = ""
    encoding: str = ""
    delimiter: str = ""
    dates: str = ""
    zone: str = ""
    clock: str = ""
    decimal: str = ""
    metric: str = ""
    columns: Table[str, tuple[str, ...]] = field(default_factory=dict)

    def matches(self, file_name: str) -> bool:
        """Whether this entry is about the named file."""
        return fnmatch(PurePath(file_name).name.lower(), self.name.lower())


@dataclass(frozen=True)
class Mapping:
    """Which source column and value is which of ours, for the whole extract.

    `columns` takes a canonical column to one source column, or to several that belong together (a
    date and a time, several flags, the items of a form). `values` takes a canonical column to its
    dictionary of source values. `only` keeps the rows whose source column holds one of the values.
    `scale` is the lowest and highest mark of a feedback form. `keep` are columns that identify
    nobody though they look like it, `leave_out` are columns that do though they don't.
    """

    files: tuple[FileMapping, ...] = ()
    columns: Table[str, tuple[str, ...]] = field(default_factory=dict)
    values: Table[str, Table[str, str]] = field(default_factory=dict)
    only: Table[str, tuple[str, ...]] = field(default_factory=dict)
    scale: tuple[float, float] | None = None
    clinician: str = ""
    keep: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ()

    def file(self, name: str) -> FileMapping | None:
        """The first entry about the named file."""
        return next((entry for entry in self.files if entry.matches(name)), None)

    @property
    def names_columns(self) -> bool:
        """Whether it says of any column what it is."""
        return bool(self.columns) or any(entry.columns for entry in self.files)

    def over(self, guessed: "Mapping") -> "Mapping":
        """The guessed mapping with everything that this one states put in its place."""
        files = []
        for entry in guessed.files:
            stated = self.file(entry.name)
            changes = {
                key.name: getattr(stated, key.name)
                for key in fields(FileMapping)
                if key.name != "name"
                and getattr(stated, key.name, key.default) not in (key.default, {})
            }
            files.append(replace(entry, **changes))
        return replace(
            self,
            files=tuple(files),
            columns=guessed.columns,
            values={
                name: {**guessed.values.get(name, {}), **self.values.get(name, {})}
                for name in {**guessed.values, **self.values}
            },
            only={**guessed.only, **self.only},
            scale=self.scale or guessed.scale,
        )

    def with_file(self, name: str, **changes: object) -> "Mapping":
        """The same mapping with one file's entry changed, or added where it had none."""
        found = self.file(name)
        if found is None:
            return replace(self, files=(*self.files, replace(FileMapping(name), **changes)))
        files = tuple(
            replace(entry, **changes) if entry is found else entry for entry in self.files
        )
        return replace(self, files=files)

    def with_column(self, canonical: str, sources: tuple[str, ...]) -> "Mapping":
        """The same mapping with one canonical column taken from other source columns, or none."""
        columns = {name: source for name, source in self.columns.items() if name != canonical}
        if sources:
            columns[canonical] = sources
        return replace(self, columns=columns)


@dataclass(frozen=True)
class Option:
    """One possible answer to a question about an extract, with rows that show what it means."""

    value: str
    label: str
    examples: tuple[str, ...] = ()


@dataclass(frozen=True)
class Question:
    """Something the extract itself can't decide; `settles` is the mapping key that answers it."""

    text: str
    settles: str
    file: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class SetAside:
    """Rows that can't be used, with the reason, and where the first of them stand."""

    reason: str
    rows: int
    examples: tuple[str, ...] = ()


@dataclass(frozen=True)
class Attributed:
    """Usable visit rows of the files, and those of them that name a clinician."""

    named: int
    rows: int


@dataclass(frozen=True)
class Completeness:
    """A field of the clinician's own rows: where it is due, and where it is there."""

    field: str
    rows: int
    filled: int

    @property
    def share(self) -> float:
        """The share of the rows in which it is there."""
        return self.filled / self.rows if self.rows else 1.0


@dataclass(frozen=True)
class Extract:
    """One validated upload: what it spans, how much of it is usable, and its fingerprint.

    `rows_kept` counts every usable row of the files, also other clinicians'; `rows_mine` those that
    are the clinician's own, and `mine_are` what they are: "visit", "form" or "row". `rows_in`
    leaves out files that only add columns; `rows_read` counts every row of every file, 0 where not
    known.
    `columns` maps each table to the canonical columns that hold values. `attributed` is None where
    the files name no clinician, `completeness` empty where it was never counted. `benchmarks` is
    all that is left of other clinicians' cases: one number for a metric, where the files gave one.
    """

    files: tuple[str, ...]
    since: date | None
    until: date | None
    rows_in: int
    rows_kept: int
    rows_mine: int
    set_aside: tuple[SetAside, ...]
    warnings: tuple[Problem, ...]
    left_out: tuple[ColumnLeftOut, ...]
    columns: Table[str, frozenset[str]]
    sha256: str
    rows_read: int = 0
    mine_are: str = "visit"
    attributed: Attributed | None = None
    completeness: tuple[Completeness, ...] = ()
    benchmarks: tuple[Benchmark, ...] = ()
