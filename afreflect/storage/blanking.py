"""What identifies somebody inside a text is taken out of it, and the rest of the text stays.

E-mail addresses, phone numbers, health and social security numbers, street addresses, a number or
date after a word that says whose it is, and the names and numbers that the file itself holds of its
patients and clinicians. A single word of a patient's name is taken out where it means nothing else,
by a list and by how often the file says it. A name that stands in no column of names is not found.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable
from collections.abc import Mapping as Table
from dataclasses import dataclass, replace
from itertools import pairwise

import pyarrow as pa
import pyarrow.compute as pc

from afreflect.domain.extract import Mapping
from afreflect.domain.left_out import ColumnLeftOut
from afreflect.storage import canonical, national_numbers, recognising
from afreflect.storage.columns_left_out import known_of, sources_of
from afreflect.storage.identifying import in_words, words_of_names
from afreflect.storage.identifying_words import identifying_words
from afreflect.storage.reader import Reading
from afreflect.storage.sheet import Sheet, plain

TEXTS = ("complaint", "diagnosis", "arrival_mode", "site", "unit")
"""The columns of visits that hold words as they were written."""
_ABOUT_ONE_PATIENT = ("complaint", "diagnosis")
"""Those of them that are written of one patient: "Victoria" is a site, and a patient elsewhere."""
TAKEN_OUT = "[left out]"
_HINTED = re.compile(
    r"\b(?:tel|phone|ph|cell|mobile|mob|fax|call|callback|cb|ssn|sin|nhs|ohip|hcn|phn|ramq|nir|bsn|mrn"
    r"|dob|d\.o\.b|born|née?|geb|ddn|telefon|téléphone|portable|handy)\b\.?"
    r"(?: ?(?:no|nr|number|num|is|on|at|back|le|am|:|#|=|-)\.?)* ?"
    r"([+(]?\d[\d ().\/-]{4,18}\d"
    r"|\d{1,2}\.? [^\W\d]{3,9}\.?,? \d{4}|[^\W\d]{3,9}\.? \d{1,2},? \d{4})",
    re.IGNORECASE,
)
_LONGEST_NUMBER = 7
"""In parts: a French "1 85 05 78 006 084 36" has seven."""
_PART = re.compile(r"[^\s,;:()]+")
_TOKEN = re.compile(r"[\w'’-]+")
_POSSESSIVE = re.compile(r"['’][sS]$")
_LONGEST_NAME = 4
_LEAST_OF_A_WORD = 4
_LEAST_OF_AN_ID = 5
_MOST_NAMES = 200_000
_NUMBERS = ("number", "patient")
_NAMES = ("name", "staff")


@dataclass(frozen=True)
class Blanking:
    """The people whom a file names; `names` in words, `numbers` of patients as written.

    `words` are the single words of patients' names that tell of nothing else.
    """

    names: Collection[str] = frozenset()
    numbers: Collection[str] = frozenset()
    colleagues: Collection[str] = frozenset()
    words: Collection[str] = frozenset()

    @property
    def of_categories(self) -> "Blanking":
        """For texts that are chosen from a list, in which a single word is no patient's name."""
        return replace(self, words=frozenset())

    def text(self, cell: str) -> str:
        """A text without what identifies somebody."""
        spans = [*by_shape(recognising.as_typed(cell)), *self._known(cell)]
        return _without(cell, spans) if spans else cell

    def column(self, column: pa.ChunkedArray | pa.Array) -> tuple[pa.Array, int]:
        """A column of texts without what identifies somebody, and in how many cells some stood."""
        before = canonical.whole(column)
        after = canonical.distinct(before, self.text, pa.string())
        changed = pc.sum(pc.cast(pc.not_equal(before, after), pa.int64())).as_py()
        return after, changed or 0

    def _known(self, cell: str) -> list[tuple[int, int]]:
        """Where the file's own names, two words or more, and its patients' numbers stand."""
        tokens = list(_TOKEN.finditer(cell))
        found = [
            token.span()
            for token in tokens
            if len(token[0]) >= _LEAST_OF_AN_ID
            and token[0] in self.numbers
            and any(char.isdigit() for char in token[0])
        ]
        if self.words:
            found += [
                (token.start(), token.start() + len(word))
                for token in tokens
                for word in (_POSSESSIVE.sub("", token[0]),)
                if len(word) >= _LEAST_OF_A_WORD and word.upper() in self.words
            ]
        if len(tokens) < 2 or not self.names:
            return found
        said = [token[0].upper() for token in tokens]
        for start in range(len(tokens)):
            for end in range(start + 2, min(start + _LONGEST_NAME, len(tokens)) + 1):
                if " ".join(said[start:end]) in self.names:
                    found.append((tokens[start].start(), tokens[end - 1].end()))
        return found


def of_people(left_out: Iterable[ColumnLeftOut]) -> tuple[tuple[str, str], ...]:
    """The columns, each with its file, whose values are looked for in texts."""
    kinds = (*_NUMBERS, *_NAMES)
    return tuple((entry.file, entry.column) for entry in left_out if entry.kind in kinds)


def blanking_of(
    reading: Reading,
    mapping: Mapping,
    left_out: Collection[ColumnLeftOut],
    own: Table[str, pa.Table],
) -> Blanking:
    """What a file's own columns tell of its people, also those columns that are left out.

    `own` holds the clinician's rows of files that are too large to hold.
    """
    known = known_of(reading, mapping)
    colleagues = {in_words(name) for name in known.clinicians}
    names = {name for name in colleagues if " " in name and not any(map(str.isdigit, name))}
    numbers = set(known.patients)
    of_patients: set[str] = set()
    for source in sources_of(reading, mapping, "patient_id"):
        if source.sheet.name in own and source.column in own[source.sheet.name].column_names:
            numbers |= set(pc.unique(own[source.sheet.name][source.column]).drop_null().to_pylist())
    for sheet in reading.sheets:
        rows = own.get(sheet.name, sheet.head if sheet.is_large else sheet.rows)
        for column in _left_out_of(sheet, rows, left_out, _NUMBERS):
            numbers |= {cell.strip() for cell in pc.unique(column).to_pylist() if cell}
        naming = _left_out_of(sheet, rows, left_out, _NAMES)
        beside = [
            pc.binary_join_element_wise(*pair, " ")
            for first, last in pairwise(naming)
            for pair in ((first, last), (last, first))
        ]
        for column in (*naming, *beside):
            for cell in pc.unique(column).slice(0, _MOST_NAMES).to_pylist():
                words = in_words(cell or "").split()
                if 2 <= len(words) <= _LONGEST_NAME:
                    names |= {" ".join(words), " ".join([*words[1:], words[0]])}
        for column in _left_out_of(sheet, rows, left_out, ("name",)):
            of_patients |= words_of_names(
                cell for cell in pc.unique(column).slice(0, _MOST_NAMES).to_pylist() if cell
            )
    return Blanking(names, numbers, colleagues, _telling_words(of_patients, reading, left_out))


def _telling_words(
    words: Iterable[str], reading: Reading, left_out: Iterable[ColumnLeftOut]
) -> frozenset[str]:
    """Those words of names that other columns don't say more often than patients so called come."""
    listed = identifying_words()
    telling = {
        word
        for word in words
        if len(word) >= _LEAST_OF_A_WORD and not listed.means_more_than_a_name(plain(word))
    }
    if not telling:
        return frozenset()
    kinds = {(entry.file, entry.column): entry.kind for entry in left_out}
    balance: Counter[str] = Counter()
    for sheet in reading.sheets:
        for name, facts in sheet.facts.items():
            kind = kinds.get((sheet.name, name))
            if kind is not None and kind not in _NAMES:
                continue
            rows = facts.counted or {}
            usual = -(-facts.filled // max(1, facts.distinct))
            for cell in filter(None, facts.first):
                said = {_POSSESSIVE.sub("", token).upper() for token in _TOKEN.findall(cell)}
                # As many different texts at most speak of patients as they have visits.
                weight = rows.get(cell, usual) if kind else -1
                balance.update(dict.fromkeys(said & telling, weight))
    return frozenset(word for word in telling if balance[word] >= 0)


def _left_out_of(
    sheet: Sheet, rows: pa.Table, left_out: Collection[ColumnLeftOut], kinds: Collection[str]
) -> list[pa.Array]:
    """The columns of a sheet that are left out for one of these reasons."""
    return [
        canonical.whole(rows[entry.column])
        for entry in left_out
        if entry.file == sheet.name and entry.kind in kinds
    ]


def without_identifiers(visits: pa.Table, blanking: Blanking) -> tuple[pa.Table, dict[str, int]]:
    """Visits whose texts identify nobody, and in how many cells of each something was taken out."""
    taken_out: dict[str, int] = {}
    for name in TEXTS:
        of_one = name in _ABOUT_ONE_PATIENT
        fitting = blanking if of_one else blanking.of_categories
        column, taken_out[name] = fitting.column(visits[name])
        visits = visits.set_column(visits.column_names.index(name), name, column)
    return visits, taken_out


def by_shape(cell: str) -> list[tuple[int, int]]:
    """Where e-mail addresses, phone and health numbers and streets stand, by their shape alone."""
    has_digit = any(char.isdigit() for char in cell)
    found = [match.span() for match in recognising.EMAIL.finditer(cell)] if "@" in cell else []
    if not has_digit:
        return found
    found += [match.span(1) for match in _HINTED.finditer(cell)]
    found += [
        match.span()
        for match in recognising.PHONE.finditer(cell)
        if recognising.in_a_numbering_plan(match[0])
    ]
    return found + _numbers(cell) + _addresses(cell)


def _numbers(cell: str) -> list[tuple[int, int]]:
    """Where a run of words is a health or social security number by itself."""
    parts = list(_PART.finditer(cell))
    runs = [
        (parts[start].start(), parts[end - 1].end() - parts[end - 1][0].endswith("."))
        for start in range(len(parts))
        for end in range(start + 1, min(start + _LONGEST_NUMBER, len(parts)) + 1)
    ]
    return [run for run in runs if national_numbers.is_for_certain(cell[slice(*run)].upper())]


def _addresses(cell: str) -> list[tuple[int, int]]:
    """Where a house's number stands beside a street's name, written out: "12 Garden Street"."""
    streets = identifying_words().streets
    parts = list(_PART.finditer(cell))
    found = []
    for at, part in enumerate(parts):
        if part[0].lower().rstrip(".") not in streets:
            continue
        for start in range(max(0, at - 4), at):
            named = [word[0][0].isupper() for word in parts[start + 1 : at]]
            if re.fullmatch(r"\d{1,5}[A-Za-z]?", parts[start][0]) and all(named):
                found.append((parts[start].start(), _street_end(parts, at, bool(named)).end()))
                break
    return found


def _street_end(parts: list[re.Match[str]], at: int, named_before: bool) -> re.Match[str]:
    """The last word of a street: its kind in English, its name after that elsewhere."""
    end = at
    while not named_before and end + 1 < len(parts) and end - at < 4:
        end += 1
        if parts[end][0][0].isupper():
            break
    return parts[end]


def _without(cell: str, spans: list[tuple[int, int]]) -> str:
    said, at = "", 0
    for start, end in sorted(spans):
        if start >= at:
            said += cell[at:start] + TAKEN_OUT
        at = max(at, end)
    return said + cell[at:]
