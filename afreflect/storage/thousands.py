"""Asks whether "1.234" is a little more than one or over a thousand, where nothing tells."""

from collections.abc import Iterator, Sequence

from afreflect.domain.extract import Mapping, Option, Question
from afreflect.storage.canonical import Group, Source, columns_of, groups, sources
from afreflect.storage.numbers import CONTRADICTORY, mark_of_file, mark_shown, number
from afreflect.storage.sheet import Sheet

_MAY_BE_THOUSANDS = ("los_min", "wait_min", "weight")
_SHOWN = 2


def questions(sheets: Sequence[Sheet], mapping: Mapping) -> Iterator[Question]:
    """One for each file with numbers that could be read two ways and nothing that tells how."""
    for group in groups(sheets, mapping, "visits"):
        for file, cells in _unclear(group, mapping).items():
            yield _question(file, cells[:_SHOWN])


def _unclear(group: Group, mapping: Mapping) -> dict[str, tuple[str, ...]]:
    """The doubtful numbers of each file of a group."""
    found: dict[str, tuple[str, ...]] = {}
    named = columns_of(group, mapping)
    for canonical in _MAY_BE_THOUSANDS:
        for source in sources(group, named.get(canonical, ())):
            if isinstance(source, Source) and not source.entry.decimal:
                told, cells = mark_shown(source.sheet.facts[source.column].first)
                undecided = told == CONTRADICTORY or not (told or mark_of_file(source.sheet))
                if cells and undecided:
                    found.setdefault(source.sheet.name, cells)
    return found


def _question(file: str, cells: Sequence[str]) -> Question:
    return Question(
        f"How are numbers such as {cells[0]} in {file} meant?",
        "decimal",
        file,
        tuple(
            Option(mark, label, tuple(f"{cell} is {number(cell, mark):,g}" for cell in cells))
            for mark, label in (
                (",", "The point sets off thousands, the comma decimals"),
                (".", "The comma sets off thousands, the point decimals"),
            )
        ),
    )
