"""Every value of a coded column, and what it is taken for."""

from collections import Counter
from dataclasses import dataclass

from afreflect.domain.extract import Mapping
from afreflect.storage.canonical import Source, columns_of, groups, sources
from afreflect.storage.reader import Reading
from afreflect.storage.vocabulary import CODED, vocabulary


@dataclass(frozen=True)
class Code:
    """A value as the source writes it, the rows that hold it, and our code; '' where unknown."""

    value: str
    rows: int
    code: str


def codes(reading: Reading, mapping: Mapping) -> dict[str, tuple[Code, ...]]:
    """The values of each coded column of the visits, the unknown first, then by their rows."""
    words = vocabulary()
    found: dict[str, tuple[Code, ...]] = {}
    for field in CODED:
        stated = {
            value.strip().lower(): code for value, code in mapping.values.get(field, {}).items()
        }
        counted = _counted(reading, mapping, field)
        said = [
            Code(value, rows, stated.get(value.lower()) or words.code(field, value) or "")
            for value, rows in counted.items()
            if stated.get(value.lower(), None if words.is_missing(value) else value)
        ]
        if said:
            found[field] = tuple(sorted(said, key=lambda code: (bool(code.code), -code.rows)))
    return found


def _counted(reading: Reading, mapping: Mapping, field: str) -> Counter[str]:
    counted: Counter[str] = Counter()
    for group in groups(reading.sheets, mapping, "visits"):
        for source in sources(group, columns_of(group, mapping).get(field, ())):
            if isinstance(source, Source):
                for cell, rows in source.sheet.counted(source.column):
                    counted[(cell or "").strip()] += rows
    return counted
