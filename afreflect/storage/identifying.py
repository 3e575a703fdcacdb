"""Which columns identify a person, by their names and by what they hold.

Names of columns are compared with `content/identifying.toml`, a sample of each column's values with
check digits, numbering plans and shapes, and with the file's own patients and clinicians. No
language model. Such a check can miss a first name that stands alone, a number in bare digits, and a
name in the middle of a sentence.
"""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from afreflect.domain.left_out import ColumnLeftOut
from afreflect.storage import national_numbers, recognising
from afreflect.storage.identifying_words import identifying_words
from afreflect.storage.profile import Profile
from afreflect.storage.vocabulary import Vocabulary

SOME, HALF, MOST, NEARLY_ALL = 0.3, 0.5, 0.6, 0.8
"""Shares of a column's different values. Some: enough where a value by itself leaves no doubt."""
_LEAST_DIFFERENT = 5
"""Fewer bare numbers than this may all pass a check digit by chance."""
_PROSE_LENGTH = 60
_BETWEEN_WORDS = re.compile(r"[,;:()\[\]/]+|\.(?=\s|$)")
_WORDS_LOOKED_AT = 60
_LONGEST_ID = 4
_YEAR = re.compile(
    r"(?<!\d)(1[89]\d{2}|2[01]\d{2})(?=[01]\d[0-3]\d(?!\d)|(?!\d))"
    r"|(?<=/)(1[89]\d{2}|2[01]\d{2})"
)
"""A year alone, or as the beginning of 19450321."""
_YEARS_OF_A_LIFE = 25
_FEW_ANSWERS = 4


@dataclass(frozen=True)
class Known:
    """What of a file's own values tells that a column identifies somebody.

    `visit_years` are the first and last year of the visits, where they are known.
    """

    clinicians: Collection[str] = ()
    patients: Collection[str] = ()
    visit_years: tuple[int, int] | None = None

    def is_a_clinician(self, cell: str) -> bool:
        """Whether a value is a clinician's id; ids such as "3" are found anywhere by chance."""
        return len(cell) > 2 and " ".join(cell.split()).upper() in self.clinicians

    def is_a_patient(self, cell: str) -> bool:
        """Whether a value is a patient's number, and long enough to be no other."""
        return len(cell) > _LONGEST_ID and cell in self.patients


def identifying(
    file: str, profiles: Iterable[Profile], words: Vocabulary, known: Known
) -> tuple[ColumnLeftOut, ...]:
    """The columns of a file that should not be kept, each with why."""
    found = ((column.name, _why(column, words, known)) for column in profiles)
    return tuple(ColumnLeftOut(file, name, *why) for name, why in found if why)


def names_a_clinician(cell: str, clinicians: Collection[str]) -> bool:
    """Whether a cell holds one of the ids, given `in_words`, alone or among other words."""
    words = in_words(cell).split()[:_WORDS_LOOKED_AT]
    return any(
        (run in clinicians or run.replace(" ", "") in clinicians) and _tells(run)
        for start in range(len(words))
        for end in range(start + 1, min(start + _LONGEST_ID, len(words)) + 1)
        for run in (" ".join(words[start:end]),)
    )


def in_words(text: str) -> str:
    """A text in capitals without the marks between its words: "Doe, J." is "DOE J"."""
    return " ".join(_BETWEEN_WORDS.sub(" ", text.upper()).split())


def of_patients(left_out: Iterable[ColumnLeftOut]) -> bool:
    """Whether a column that was left out is called like one that holds patients' names."""
    return any(entry.kind == "name" and entry.by == "name" for entry in left_out)


def _why(column: Profile, words: Vocabulary, known: Known) -> tuple[str, str, bool] | None:
    """Its kind, what tells, and whether there is no doubt; None for a column that may be kept."""
    by_content = _by_content(column, known)
    if by_content and by_content[1]:
        return by_content[0], "content", True
    by_name = _by_name(column, words)
    if by_name:
        return by_name, "name", False
    return (by_content[0], "content", False) if by_content else None


def _by_name(column: Profile, words: Vocabulary) -> str:
    if column.plain in words.names["visits"]["patient_id"]:
        # Where a patient's name stands in the place of the number, it is a name.
        named = column.sample and column.share(_has_no_digit) > 0.5
        return "name" if named else "patient"
    kind = identifying_words().kind_of(column.plain)
    whole = kind and column.plain in identifying_words().kinds[kind].names
    if not kind or whole or kind in ("birth", "number", "address"):
        return kind
    # "Physician seen at" is a time, and "e-mail sent" is yes or no.
    answers = column.distinct <= _FEW_ANSWERS and column.share(words.flag) >= 0.9
    return "" if column.of_moments or answers else kind


def _by_content(column: Profile, known: Known) -> tuple[str, bool] | None:
    cells = [recognising.as_typed(cell).strip() for cell in column.sample]
    if not cells:
        return None
    if (numbers := _share_of_numbers(cells)) >= SOME:
        return "number", numbers >= NEARLY_ALL
    if column.of_dates:
        return ("birth", False) if _of_births(cells, known.visit_years) else None

    def share(fits: Callable[[str], bool]) -> float:
        return sum(map(fits, cells)) / len(cells)

    if (emails := share(recognising.is_email)) >= SOME:
        return "email", emails >= NEARLY_ALL
    if _of_names(column, cells):
        return "name", False
    told: tuple[tuple[str, Callable[[str], bool], float], ...] = (
        ("phone", recognising.is_phone, SOME),
        ("address", recognising.is_address, SOME),
        ("address", recognising.is_postcode, MOST),
        ("staff", known.is_a_clinician, HALF),
        ("patient", known.is_a_patient, HALF),
        ("text", lambda cell: len(cell) > _PROSE_LENGTH, SOME),
    )
    return next(((kind, False) for kind, fits, least in told if share(fits) >= least), None)


def _share_of_numbers(cells: list[str]) -> float:
    """The share of numbers by the rule that most of the values keep.

    By a rule that a bare number keeps by chance nearly all have to, and of several.
    """
    written = [cell.upper() for cell in cells]
    best = 0.0
    for rule in national_numbers.RULES:
        if not any(map(rule.shape.fullmatch, written[:50])):
            continue
        found = {cell for cell in written if national_numbers.passes(rule, cell)}
        share = len(found) / len(set(written))
        by_chance = rule.by_chance and (share < NEARLY_ALL or len(found) < _LEAST_DIFFERENT)
        if not by_chance:
            # A shape alone never makes it certain.
            best = max(best, share if rule.checked else min(share, NEARLY_ALL - 0.01))
    return best


def _of_names(column: Profile, cells: list[str]) -> bool:
    """Whether values are written like people's names, and differ as people's names do."""
    if identifying_words().is_a_thing(column.plain):
        return False
    marked = sum(map(recognising.is_marked_name, cells)) / len(cells)
    if marked >= MOST:
        return True
    varied = column.distinct >= max(2, 0.3 * column.filled) or column.distinct >= 100
    return varied and sum(map(recognising.is_name, cells)) / len(cells) >= MOST


def _of_births(cells: list[str], visit_years: tuple[int, int] | None) -> bool:
    """Whether days lie decades apart and before visits that lie close together."""
    if visit_years is None:
        return False
    first, last = visit_years
    years = sorted(int(found[0]) for cell in cells if (found := _YEAR.search(cell)))
    if len(years) < 2 or last - first > _YEARS_OF_A_LIFE / 2:
        return False
    apart = years[-1] - years[0] >= _YEARS_OF_A_LIFE
    return apart and years[-1] <= last and years[len(years) // 2] < first


def _has_no_digit(cell: str) -> bool:
    return not any(char.isdigit() for char in cell)


def _tells(clinician: str) -> bool:
    # Ids such as "3" or "101" are found in many columns by chance.
    return len(clinician) > (3 if clinician.isdigit() else 2)
