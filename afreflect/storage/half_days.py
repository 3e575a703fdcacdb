"""Times of day that may have lost their AM and PM: no hour among many is above twelve.

Around the clock half of all arrivals come after noon. Where none of many does, either nothing
happened in the afternoon, as in a clinic of mornings, or a clock of twelve hours lost its halves.
The file can't tell, and stays counted from such times would be wrong by half a day: so it is asked.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from afreflect.domain.extract import Mapping, Option, Problem, Question
from afreflect.storage.canonical import Group, Source, columns_of, groups, sources
from afreflect.storage.clocks import are_clocks, hours_of
from afreflect.storage.sheet import Sheet
from afreflect.storage.vocabulary import MOMENTS

MANY = 30
"""Among so many times around the clock none after noon comes by chance once in a billion."""
_LEAST_HOURS = 3
"""All at twelve, or all at eight and at twelve, were filled in by a machine."""
_HALF = re.compile(r"\d ?[ap](?:\.?m\b|\.|\s|$)", re.IGNORECASE)
_BEHIND_A_DAY = re.compile(
    r"(?<=\d)(?:[ ,]+(?:at |à )?|[tT:])(\d{1,2}) ?[:hH.] ?\d{2}"
    r"|(?<=\d)[ T](\d{1,2})\d{2}(?:\d{2})?$"
    r"|^(?:19|20|21|22)\d{6}[T ]?(\d{2})\d{2}(?:\d{2})?$"
)
_SHOWN = 2


@dataclass(frozen=True)
class _Hours:
    """What the times of one column say: whether any is after noon, and how many are before."""

    column: str
    late: bool
    early: int = 0
    examples: tuple[str, ...] = ()

    @property
    def doubtful(self) -> bool:
        return not self.late and self.early >= MANY


def questions(sheets: Sequence[Sheet], mapping: Mapping) -> Iterator[Question]:
    """One for each visits file that has many times and none after noon."""
    for group in groups(sheets, mapping, "visits"):
        for file, columns in _by_file(group, mapping).items():
            doubtful = [hours for hours in columns if hours.doubtful]
            if doubtful and not any(hours.late for hours in columns) and _is_open(mapping, file):
                yield _question(file, doubtful)


def remarks(visits: Iterable[Group], mapping: Mapping) -> list[Problem]:
    """What is said of times without an afternoon where it isn't asked, or was answered."""
    said = []
    for group in visits:
        for file, columns in _by_file(group, mapping).items():
            if _is_open(mapping, file) and any(hours.late for hours in columns):
                said += [
                    f"No time of day in {hours.column} is later than 12:59, while others of {file} "
                    "are: look whether AM and PM were lost in it."
                    for hours in columns
                    if hours.doubtful
                ]
        if group.entry.clock == "12":
            said.append(
                f"AM and PM were lost in {group.sheet.name}: only its days are used, and no "
                "minutes are counted from them."
            )
    return [Problem(text, "clock", refuses=False) for text in said]


def _is_open(mapping: Mapping, file: str) -> bool:
    entry = mapping.file(file)
    return entry is not None and not entry.clock


def _by_file(group: Group, mapping: Mapping) -> dict[str, list[_Hours]]:
    found: dict[str, list[_Hours]] = {}
    named = columns_of(group, mapping)
    for canonical in MOMENTS:
        for source in sources(group, named.get(canonical, ())):
            if isinstance(source, Source):
                hours = _hours(source.sheet, source.column)
                found.setdefault(source.sheet.name, []).append(hours)
    return found


def _hours(sheet: Sheet, column: str) -> _Hours:
    """What a column says; as a rule one of its first times is after noon and no more is read."""
    first = [cell for cell in sheet.facts[column].first if cell]
    read = hours_of(first) if are_clocks(first) else _hour_behind_a_day
    if any(map(_HALF.search, first)):
        return _Hours(column, late=True)
    told = {hour for cell in first if (hour := read(cell.strip()))}
    if max(told, default=0) > 12:
        return _Hours(column, late=True)
    if len(told) < _LEAST_HOURS:
        return _Hours(column, late=False)
    early, examples = 0, []
    for cell, rows in sheet.counted(column):
        hour = read(cell.strip()) if cell else None
        if hour is None:
            continue
        if hour > 12 or _HALF.search(cell or ""):
            return _Hours(column, late=True)
        early += rows
        if 1 <= hour <= 11 and len(examples) < _SHOWN:
            examples.append(cell)
    return _Hours(column, False, early, tuple(examples))


def _hour_behind_a_day(cell: str) -> int | None:
    found = _BEHIND_A_DAY.search(cell)
    return int(next(filter(None, found.groups()))) if found else None


def _question(file: str, columns: Sequence[_Hours]) -> Question:
    many = max(hours.early for hours in columns)
    examples = next((hours.examples for hours in columns if hours.examples), ())
    return Question(
        f"None of the {many:,} times in {file} is later than 12:59. Did nothing happen in the "
        "afternoon, or were AM and PM lost?",
        "clock",
        file,
        (
            Option(
                "24",
                "Nothing happened in the afternoon: the times are right",
                tuple(f"{cell} is in the morning" for cell in examples),
            ),
            Option(
                "12",
                "AM and PM were lost: use the days alone",
                tuple(f"{cell} may be in the afternoon" for cell in examples),
            ),
        ),
    )
