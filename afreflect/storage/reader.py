"""Uploads become sheets, a guessed mapping, and the few questions the files can't answer."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from glob import escape

from afreflect.domain.extract import File, FileMapping, Mapping, Option, Problem, Question
from afreflect.storage import half_days, opening, presets, profile, thousands
from afreflect.storage.canonical import TIMES, Group, Source, columns_of, groups, sources
from afreflect.storage.clinician_ids import identity
from afreflect.storage.column_facts import DayOrMonth
from afreflect.storage.guess import guess
from afreflect.storage.job import UNWATCHED, Watching
from afreflect.storage.presets import Preset, Recognised
from afreflect.storage.profile import Profile
from afreflect.storage.sheet import Sheet, Unreadable
from afreflect.storage.sizes import USUAL, Sizes
from afreflect.storage.vocabulary import Vocabulary, vocabulary

OWN_SHARE = 0.8
"""The share of rows from which a clinician id is taken to be the owner's without asking."""
_NAME_SHOWN = 40


@dataclass(frozen=True)
class Guess:
    """Which source columns a canonical column is taken from, with values from the file."""

    table: str
    canonical: str
    file: str
    sources: tuple[str, ...]
    examples: tuple[str, ...]


@dataclass(frozen=True)
class Reading:
    """An extract as read and not yet loaded: its sheets and the mapping guessed for them.

    `preset` is the known layout that the files have, if they have one; it is the mapping's origin
    unless it was `declined`.
    """

    uploads: tuple[File, ...]
    sheets: tuple[Sheet, ...]
    mapping: Mapping
    preset: Preset | None = None
    declined: bool = False

    @cached_property
    def guesses(self) -> tuple[Guess, ...]:
        """What the guessed mapping takes from where."""
        return explain(self, self.mapping)

    @cached_property
    def profiles(self) -> dict[str, tuple[Profile, ...]]:
        """What the values of each file's columns look like."""
        words = vocabulary()
        return {sheet.name: tuple(profile.profiles(sheet, words).values()) for sheet in self.sheets}

    @cached_property
    def unused(self) -> tuple[str, ...]:
        """The files from which the guessed mapping takes nothing."""
        return tuple(sheet.name for sheet in self.sheets if self.mapping.file(sheet.name) is None)


def read(
    uploads: Sequence[File],
    mapping: Mapping | None = None,
    watch: Watching = UNWATCHED,
    sizes: Sizes = USUAL,
    preset: str = "",
) -> Reading | list[Problem]:
    """The files as one extract, or why they can't be read; nothing is read by halves.

    A mapping's encodings, delimiters and sheets are obeyed. One that names columns is taken as it
    is; one that names none only settles what it states, and the columns are those of a known
    layout, or guessed. `sizes` say how much of a file is held at once, `preset` names the one
    layout to look for, or "none". Raises Cancelled where the watch was, and Changed where a file on
    the disk changes meanwhile.
    """
    words = vocabulary()
    problems: list[Problem] = []
    sheets: list[Sheet] = []
    for number, upload in enumerate(uploads):
        step = _steps(watch, upload, number, uploads)
        step(0.0)
        entry = (mapping.file(upload.name) if mapping else None) or FileMapping()
        try:
            sheets.append(opening.read(upload, entry, words, sizes, step))
        except Unreadable as fault:
            problems.append(Problem(str(fault), fault.settles))
        except MemoryError:
            text = f"{upload.name} is too large for this computer: export a shorter period."
            problems.append(Problem(text))
    if problems:
        return problems
    if not sheets:
        return [Problem("There is no file yet: choose the one your department sent you.")]
    watch.step("Working out what the columns mean", 0.8)
    found = _recognised(sheets, mapping, preset)
    if isinstance(found, Problem):
        return [found]
    used = _understood(sheets, mapping, words, found)
    reading = Reading(tuple(uploads), tuple(sheets), used, found.preset if found else None)
    return reading if used.names_columns else [_nothing_known(sheets)]


def understood_as(reading: Reading, mapping: Mapping) -> Reading | list[Problem]:
    """What another mapping makes of files that are read already, their dates looked at again."""
    found = presets.recognise(reading.sheets)
    used = _understood(reading.sheets, mapping, vocabulary(), found)
    known = replace(reading, mapping=used)
    return known if used.names_columns else [_nothing_known(reading.sheets)]


def without_preset(reading: Reading) -> Reading:
    """The same files with their columns guessed, as if no layout were known."""
    used = _understood(reading.sheets, None, vocabulary(), None)
    return replace(reading, mapping=used, declined=True)


def with_preset(reading: Reading) -> Reading:
    """The same files with the columns of the layout that they have, after all."""
    found = presets.recognise(reading.sheets)
    used = _understood(reading.sheets, None, vocabulary(), found)
    return replace(reading, mapping=used, declined=False)


def explain(reading: Reading, mapping: Mapping) -> tuple[Guess, ...]:
    """What a mapping takes from where, with a few values of each."""
    found: list[Guess] = []
    for table in TIMES:
        for group in groups(reading.sheets, mapping, table)[:1]:
            for canonical, names in columns_of(group, mapping).items():
                at = [source for source in sources(group, names) if isinstance(source, Source)]
                if at:
                    file = at[0].sheet.name
                    columns = tuple(source.column for source in at)
                    found.append(Guess(table, canonical, file, columns, _examples(at[0])))
    return tuple(found)


def questions(reading: Reading, mapping: Mapping) -> tuple[Question, ...]:
    """What must be asked before the extract can be loaded, in the order to ask it."""
    asked = [
        question
        for table in TIMES
        for group in groups(reading.sheets, mapping, table)
        for question in _date_questions(group, mapping, table)
    ]
    clocks = half_days.questions(reading.sheets, mapping)
    amounts = thousands.questions(reading.sheets, mapping)
    return (*asked, *clocks, *amounts, *_clinician_question(reading, mapping))


def own_clinician(reading: Reading, mapping: Mapping) -> str:
    """The clinician id that the mapping states or the extract makes plain, or ''."""
    if mapping.clinician:
        return identity(mapping.clinician)
    counted = clinicians(reading, mapping)
    if not counted:
        return ""
    first, rows = counted.most_common(1)[0]
    return first if rows >= OWN_SHARE * counted.total() else ""


def clinicians(reading: Reading, mapping: Mapping) -> Counter[str]:
    """Each clinician id with its rows, from the visits or else the first table with any."""
    words = vocabulary()
    counted: Counter[str] = Counter()
    for table in TIMES:
        for group in groups(reading.sheets, mapping, table):
            names = columns_of(group, mapping).get("physician_id", ())
            for source in sources(group, names):
                if isinstance(source, Source):
                    for cell, rows in source.sheet.counted(source.column):
                        if cell is not None and not words.is_missing(cell):
                            counted[identity(cell)] += rows
        if counted:
            return counted
    return counted


def _steps(
    watch: Watching, upload: File, number: int, uploads: Sequence[File]
) -> Callable[[float], None]:
    """Tells how far the reading is, by the share of one file that is done."""

    def step(share: float) -> None:
        watch.step(f"Reading {upload.name}", 0.8 * (number + share) / len(uploads))

    return step


def _recognised(
    sheets: Sequence[Sheet], stated: Mapping | None, wanted: str
) -> Recognised | Problem | None:
    """The layout that the files have; none where it isn't wanted or a mapping names the columns."""
    if wanted == presets.NONE or (stated is not None and stated.names_columns):
        return None
    found = presets.recognise(sheets, wanted)
    if wanted and found is None:
        known = ", ".join(preset.id for preset in presets.presets())
        return Problem(
            f'The files do not have the columns of the layout "{wanted}" (known: {known}): leave '
            "it out, and the columns are guessed."
        )
    return found


def _understood(
    sheets: Sequence[Sheet],
    stated: Mapping | None,
    words: Vocabulary,
    found: Recognised | None,
) -> Mapping:
    if stated is not None and stated.names_columns:
        return _with_date_orders(sheets, stated)
    if found is not None:
        known = presets.with_guesses(found, sheets, guess(tuple(sheets), words))
        return _with_date_orders(sheets, stated.over(known) if stated else known)
    if stated is None:
        return guess(tuple(sheets), words)
    tables = {
        sheet.name: entry.table
        for sheet in sheets
        if (entry := stated.file(sheet.name)) and entry.table != "visits"
    }
    return _with_date_orders(sheets, stated.over(guess(tuple(sheets), words, tables)))


def _with_date_orders(sheets: Sequence[Sheet], mapping: Mapping) -> Mapping:
    """The mapping with the date order of each file added where its values leave no doubt."""
    for table, times in TIMES.items():
        for group in groups(sheets, mapping, table):
            for sheet, order in _orders(group, mapping, times).items():
                entry = mapping.file(sheet)
                if entry and not entry.dates and order not in ("", "contradictory"):
                    own = replace(entry, name=escape(sheet), dates=order)
                    mapping = replace(mapping, files=(own, *mapping.files))
    return mapping


def _orders(group: Group, mapping: Mapping, times: Sequence[str]) -> dict[str, str]:
    """The date order that each file of a group shows by itself."""
    named = columns_of(group, mapping)
    dated: dict[str, tuple[Sheet, list[str]]] = {}
    for canonical in times:
        for source in sources(group, named.get(canonical, ())):
            if isinstance(source, Source):
                dated.setdefault(source.sheet.name, (source.sheet, []))[1].append(source.column)
    return {name: profile.date_order(sheet, tuple(cols)) for name, (sheet, cols) in dated.items()}


def orders_told(reading: Reading, mapping: Mapping) -> dict[str, dict[str, DayOrMonth]]:
    """For each file and column of times whose dates need an order, what they tell of it."""
    found: dict[str, dict[str, DayOrMonth]] = {}
    for table, times in TIMES.items():
        for group in groups(reading.sheets, mapping, table):
            named = columns_of(group, mapping)
            for source in sources(group, [name for c in times for name in named.get(c, ())]):
                if isinstance(source, Source):
                    told = source.sheet.facts[source.column].dates
                    if told.found:
                        found.setdefault(source.sheet.name, {})[source.column] = told
    return found


def _date_questions(group: Group, mapping: Mapping, table: str) -> list[Question]:
    asked = []
    named = columns_of(group, mapping)
    for name, order in _orders(group, mapping, TIMES[table]).items():
        entry = mapping.file(name)
        if entry is None or entry.dates or order not in ("", "contradictory"):
            continue
        columns = tuple(
            source.column
            for canonical in TIMES[table]
            for source in sources(group, named.get(canonical, ()))
            if isinstance(source, Source) and source.sheet.name == name
        )
        sheet = next(
            sheet for sheet in (group.sheet, *(s for s, _ in group.joined)) if sheet.name == name
        )
        asked.append(_order_question(name, order, profile.undecided_examples(sheet, columns)))
    return asked


def _order_question(name: str, order: str, examples: tuple[str, ...]) -> Question:
    shown = f", as in {examples[0]}" if examples else ""
    text = f"Which comes first in the dates of {name}{shown}: the day or the month?"
    if order == "contradictory":
        text = (
            f"Some dates of {name} can only have the day first, others only the month. Which do "
            "you trust? The others will count as missing."
        )
    return Question(
        text,
        "dates",
        name,
        (
            Option("dmy", "The day comes first", tuple(_read_as(cell, True) for cell in examples)),
            Option(
                "mdy", "The month comes first", tuple(_read_as(cell, False) for cell in examples)
            ),
        ),
    )


def _read_as(cell: str, day_first: bool) -> str:
    """A date that can be read two ways, said in the one way: "03/04/2025 is 3 April 2025"."""
    months = (
        "January February March April May June July August September October November December"
    ).split()
    first, second, year = re.split(r"[-/. ]", cell)[:3]
    day, month = (int(first), int(second)) if day_first else (int(second), int(first))
    if not 1 <= month <= 12:
        return f"{cell} can't be read this way"
    return f"{cell} is {day} {months[month - 1]} {year[:4]}"


def _clinician_question(reading: Reading, mapping: Mapping) -> tuple[Question, ...]:
    if own_clinician(reading, mapping):
        return ()
    counted = clinicians(reading, mapping)
    if len(counted) < 2:
        return ()
    options = tuple(
        Option(name, f"{name}, {rows:,} rows")
        for name, rows in sorted(counted.items(), key=_most_rows)
    )
    text = f"The extract names {len(counted)} clinicians. Which id is yours?"
    return (Question(text, "clinician", "", options),)


def _most_rows(entry: tuple[str, int]) -> tuple[int, str]:
    return -entry[1], entry[0]


def _examples(source: Source, n: int = 3) -> tuple[str, ...]:
    words = vocabulary()
    cells = source.sheet.head[source.column].slice(0, 500).unique().to_pylist()
    return tuple([cell for cell in cells if not words.is_missing(cell)][:n])


def _nothing_known(sheets: Sequence[Sheet]) -> Problem:
    names = ", ".join(name[:_NAME_SHOWN] for name in sheets[0].columns[:4])
    return Problem(
        f"None of the columns in {sheets[0].name} is one we know ({names}, ...): bring the file "
        "with times, outcomes or marks in it, or name its columns in a mapping.",
        "columns",
    )
