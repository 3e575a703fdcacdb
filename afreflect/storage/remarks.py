"""What is worth knowing of an extract that loads all the same."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from collections.abc import Mapping as Table
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from afreflect.domain.extract import Mapping, Problem
from afreflect.storage import canonical
from afreflect.storage.canonical import Group, Source
from afreflect.storage.clinician_ids import CUT_SHORT, perhaps_the_same
from afreflect.storage.reader import Reading
from afreflect.storage.tally import Tally
from afreflect.storage.vocabulary import CODED, Vocabulary

_SAID = {
    "arrival_ts": "arrival times",
    "triage_ts": "triage times",
    "seen_by_physician_ts": "times of first assessment",
    "decision_ts": "decision times",
    "departure_ts": "departure times",
}
_CODES_SHOWN = 3
_SOMEBODY_WOULD_LEAVE = 100
"""Among so many visits somebody would have left, if the extract held them."""


def on_visits(found: Tally, without_clock: Sequence[str]) -> list[Problem]:
    """What is strange about the times of the visits."""
    said = [
        f"The {_SAID[name]} hold a day and no time of day, so no minutes are counted from them."
        for name in without_clock
    ]
    for name, unread in sorted(found.unread.items()):
        shown = ", ".join(f'"{example}"' for example in unread.examples)
        said.append(
            f"{unread.cells:,} of the {_SAID[name]} can't be read ({shown}): taken as missing."
        )
    odd = found.oddities
    said += _odd_times(odd)
    if 0 < odd["undated"] < odd["kept"]:
        said.append(
            f"{_counted(odd['undated'], 'visit')} without a time of arrival: counted only over the "
            "whole period."
        )
    if odd["with_an_impossible_age"]:
        said.append(
            f"The age of {_counted(odd['with_an_impossible_age'], 'visit')} is below 0 or above "
            "120: taken as missing."
        )
    if odd["of_several_clinicians"]:
        several = odd["of_several_clinicians"]
        said.append(
            f"{_counted(several, 'visit')} come{'s' if several == 1 else ''} in several rows that "
            "name different clinicians: the newest row holds, so each counts for one of them alone."
        )
    if odd["with_an_outcome"] >= _SOMEBODY_WOULD_LEAVE and odd["left_unseen"] == 0:
        said.append(
            "No visit is marked as left without being seen: where an extract does not hold them, "
            "that measure says nothing."
        )
    return [Problem(text, refuses=False) for text in said]


def _odd_times(odd: Table[str, Any]) -> list[str]:
    """Sentences on times that lie wrongly, or that a change of clocks makes doubtful."""
    said = []
    if odd["yet_to_come"]:
        said.append(
            f"{odd['yet_to_come']:,} of {odd['kept']:,} arrivals lie in the future, up to "
            f"{odd['latest'].year}: the dates may have been shifted, so months say nothing about "
            "the calendar."
        )
    if odd["left_before_arriving"]:
        said.append(
            f"{_counted(odd['left_before_arriving'], 'visit')} with a departure before the "
            "arrival: kept, but no stay is counted from them."
        )
    if odd["stayed_over_a_week"]:
        said.append(
            f"{_counted(odd['stayed_over_a_week'], 'visit')} of more than seven days: kept as they "
            "are, but look whether a date slipped by a month or a year."
        )
    if odd["with_a_day_alone"]:
        said.append(
            f"{_counted(odd['with_a_day_alone'], 'visit')} with a day and no time of day where "
            "others have one: the time is taken as missing."
        )
    if odd["with_a_skipped_time"]:
        said.append(
            f"{_counted(odd['with_a_skipped_time'], 'visit')} with a time in the hour that is "
            "skipped when the clocks go forward: there was no such time, so it is taken as missing."
        )
    if odd["with_a_repeated_time"]:
        said.append(
            f"{_counted(odd['with_a_repeated_time'], 'visit')} with a time in the hour that comes "
            f"twice when the clocks go back: {odd['with_an_undecided_time']:,} can't be decided "
            "and are taken as missing; an offset, or a column that says which pass, would tell."
        )
    return said


def on_codes(
    visits: Sequence[Group],
    mapping: Mapping,
    words: Vocabulary,
    aside: Table[str, Collection[int]],
) -> list[Problem]:
    """A warning for each coded column that holds words we don't know.

    `aside` are the numbers of the rows of each file that are not used: what they say is no matter.
    """
    found = []
    for name in CODED:
        unknown = _unknown_codes(name, visits, mapping, words, aside)
        if unknown:
            shown = ", ".join(f'"{text}"' for text, _ in unknown.most_common(_CODES_SHOWN))
            text = (
                f"The {name} of {_counted(unknown.total(), 'row')} is one that we don't know "
                f"({shown}), so it counts as missing: say what it means, or leave it."
            )
            found.append(Problem(text, f"values.{name}", refuses=False))
    return found


def on_ids_cut_short(visits: Sequence[Group], mapping: Mapping) -> list[Problem]:
    """A warning where a spreadsheet took long numbers of visits or patients for amounts."""
    found = []
    for name, said in (("encounter_id", "visit"), ("patient_id", "patient")):
        for group in visits:
            named = canonical.columns_of(group, mapping).get(name, ())
            for source in canonical.sources(group, named):
                if isinstance(source, Source):
                    cut = _cut_short(source)
                    if cut:
                        found.append(
                            f"{_counted(cut.total(), f'{said} number')} lost the last digits in a "
                            f'spreadsheet ("{next(iter(cut))}"), so that they tell nobody apart: '
                            "taken as missing; export the file again with numbers as text."
                        )
    return [Problem(text, refuses=False) for text in found]


def _cut_short(source: Source) -> Counter[str]:
    """The ids of a column that lost digits, looked for in all where one of the first has."""
    facts = source.sheet.facts[source.column]
    if not any(re.match(CUT_SHORT, cell.strip()) for cell in facts.first if cell):
        return Counter()
    counted = source.sheet.counted(source.column)
    return Counter(
        {cell: rows for cell, rows in counted if cell and re.match(CUT_SHORT, cell.strip())}
    )


def on_what_was_taken_out(cells: Table[str, int]) -> list[Problem]:
    """A warning where texts held something that identifies people; `cells` counts by column."""
    said = [f"{_counted(count, 'cell')} of {name}" for name, count in cells.items() if count]
    if not said:
        return []
    text = (
        f"A phone number, a name or the like stood in {' and '.join(said)}: it was taken out, and "
        "the rest of the text stays."
    )
    return [Problem(text, refuses=False)]


def on_spellings(ids: Iterable[str]) -> list[Problem]:
    """A warning where clinicians' ids are so alike that they may be one; it names none of them."""
    alike = perhaps_the_same(ids)
    if not alike:
        return []
    text = (
        f"{_counted(len(alike), 'clinician')} may be written in two ways, such as with a hyphen, "
        "an accent or zeros in front, or with the names turned round; they count as different: "
        "say in the mapping which are the same."
    )
    return [Problem(text, "values.physician_id", refuses=False)]


def on_what_was_not_read(reading: Reading) -> list[Problem]:
    """A warning for each part of a file that holds something else than the rows that are read."""
    return [Problem(text, refuses=False) for sheet in reading.sheets for text in sheet.remarks]


def on_repeated_ids(visits: Sequence[Group], mapping: Mapping) -> list[Problem]:
    """A warning for each joined file that holds several rows an id where one alone is taken."""
    said = []
    for group in visits:
        taken = {
            source.sheet.name
            for name, columns in canonical.columns_of(group, mapping).items()
            if name not in canonical.EVENTS
            for source in canonical.sources(group, columns)
            if isinstance(source, Source)
        }
        for sheet, entry in group.joined:
            facts = sheet.facts[entry.join]
            if sheet.name not in taken or facts.distinct == facts.filled:
                continue
            again = sum(rows > 1 for cell, rows in sheet.counted(entry.join) if cell)
            said.append(
                f"{sheet.name} holds several rows for {_counted(again, 'id')}: of each the first "
                "row is taken."
            )
    return [Problem(text, refuses=False) for text in said]


def on_unused_files(reading: Reading, mapping: Mapping) -> list[Problem]:
    """A warning for each file from which nothing is taken."""
    used = {
        sheet.name
        for table in canonical.FIELDS
        for group in canonical.groups(reading.sheets, mapping, table)
        for sheet in (group.sheet, *(joined for joined, _ in group.joined))
    }
    return [
        Problem(
            f"Nothing is taken from {sheet.name}: none of its columns is one we know and can link.",
            refuses=False,
        )
        for sheet in reading.sheets
        if sheet.name not in used
    ]


def _unknown_codes(
    name: str,
    visits: Sequence[Group],
    mapping: Mapping,
    words: Vocabulary,
    aside: Table[str, Collection[int]],
) -> Counter[str]:
    stated = {cell.strip().lower() for cell in mapping.values.get(name, {})}
    unknown: Counter[str] = Counter()
    for group in visits:
        for source in canonical.sources(group, canonical.columns_of(group, mapping).get(name, ())):
            if isinstance(source, Source):
                here: Counter[str] = Counter()
                for text, rows in source.sheet.counted(source.column):
                    if text is None or words.is_missing(text) or text.strip().lower() in stated:
                        continue
                    if words.code(name, text) is None:
                        here[text] += rows
                if here and source.sheet is group.sheet:
                    here -= _in_rows(source, aside.get(source.sheet.name, ()))
                unknown += here
    return unknown


def _in_rows(source: Source, numbers: Collection[int]) -> Counter[str]:
    """What stands in a column in rows of these numbers."""
    wanted = pa.array(sorted(numbers), pa.int64())
    found: Counter[str] = Counter()
    for piece in source.sheet.pieces([source.column]) if numbers else ():
        chosen = pc.is_in(piece.row_numbers, value_set=wanted)
        cells = piece.rows[source.column].filter(chosen).drop_null().to_pylist()
        found.update(cells)
    return found


def _counted(amount: int, noun: str) -> str:
    return f"{amount:,} {noun}" if amount == 1 else f"{amount:,} {noun}s"
