"""Which columns identify a person, by their names and by what they hold.

Names of columns are compared with `content/identifying.toml`, a sample of each column's values with
check digits, numbering plans and shapes, and with the file's own patients and clinicians. No
language model. Such a check can miss a name that the file's own columns of names do not hold, and a
bare number that keeps no country's rules.
"""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from afreflect.domain.left_out import ColumnLeftOut
from afreflect.storage import national_numbers, recognising
from afreflect.storage.identifying_words import identifying_words
from afreflect.storage.profile import Profile
from afreflect.storage.sheet import plain
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
_SHORT_DATE = re.compile(
    r"(?P<first>\d{1,2})[-/. ]{1,2}(?P<second>\d{1,2}|[^\W\d]{3,9}\.?)[-/. ,]{1,2}"
    r"(?P<third>\d{1,2})(?:[T ].*)?"
)
"""A date whose year has two digits, after the day or, as in 51-04-03, before the month."""
_YEARS_OF_A_LIFE = 25
_USUAL_AGES = range(5, 91)
_LEAST_PHONES = 8
_FEW_ANSWERS = 4


@dataclass(frozen=True)
class Known:
    """What of a file's own values tells that a column identifies somebody.

    `visit_years` are the first and last year of the visits, where they are known; `names` the words
    of the columns that are known to hold people's names, in capitals.
    """

    clinicians: Collection[str] = ()
    patients: Collection[str] = ()
    visit_years: tuple[int, int] | None = None
    names: Collection[str] = ()

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


def words_of_names(cells: Iterable[str]) -> set[str]:
    """The words, in capitals, of names; without those that hardly any name holds."""
    words = identifying_words()
    return {
        word
        for cell in cells
        for word in in_words(cell).split()
        if len(word) > 1
        and not any(map(str.isdigit, word))
        and not recognising.is_particle(word)
        and not words.rules_out_a_name(plain(word))
    }


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
    if _of_bare_phones(cells):
        return "phone", False

    def share(fits: Callable[[str], bool]) -> float:
        return sum(map(fits, cells)) / len(cells)

    if (emails := share(recognising.is_email)) >= SOME:
        return "email", emails >= NEARLY_ALL
    if _of_names(column, cells) or _of_known_names(column, cells, known.names):
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
    return column.varied and sum(map(recognising.is_name, cells)) / len(cells) >= MOST


def _of_known_names(column: Profile, cells: list[str], names: Collection[str]) -> bool:
    """Whether most values are words of the file's own names, such as bare last names.

    A team or a zone called "Green" comes again and again, and people's names do not.
    """
    if not names or not column.varied or identifying_words().is_a_thing(column.plain):
        return False
    said = [in_words(cell).split() for cell in cells]
    if len({word for words in said for word in words}) < _LEAST_DIFFERENT:
        return False
    return sum(bool(words) and _names_hold(words, names) for words in said) >= MOST * len(cells)


def _names_hold(words: list[str], names: Collection[str]) -> bool:
    """Whether each of these words is one of the names, or stands between the parts of one."""
    told = [word for word in words if not recognising.is_particle(word)]
    return bool(told) and all(word in names for word in told)


def _of_bare_phones(cells: list[str]) -> bool:
    """Whether nearly all values are bare digits that could be dialled in one country.

    Numbers that are counted up share their beginning; those that begin with a year look like the
    area code 202, so that it alone is not believed.
    """
    different = {cell for cell in cells if cell.isascii() and cell.isdigit()}
    if len(different) < max(_LEAST_PHONES, NEARLY_ALL * len(set(cells))):
        return False
    if not all(len(cell) in (10, 11) for cell in different):
        return False
    beginnings = {cell[:6] for cell in different}
    counted_up = len(beginnings) < HALF * len(different) or len({c[:4] for c in different}) < 3
    if counted_up or all(cell.startswith("202") for cell in different):
        return False
    return recognising.share_in_one_plan(different) >= 0.9


def _of_births(cells: list[str], visit_years: tuple[int, int] | None) -> bool:
    """Whether days lie decades apart and before visits that lie close together."""
    if visit_years is None:
        return False
    first, last = visit_years
    if last - first > _YEARS_OF_A_LIFE / 2:
        return False
    years = sorted(int(found[0]) for cell in cells if (found := _YEAR.search(cell)))
    if not years:
        years = sorted(_short_years(cells, last))
        # A day to come, such as when something expires, would be nearly a hundred years ago.
        if sum(last - year in _USUAL_AGES for year in years) < HALF * len(cells):
            return False
    if len(years) < 2:
        return False
    apart = years[-1] - years[0] >= _YEARS_OF_A_LIFE
    return apart and years[-1] <= last and years[len(years) // 2] < first


def _short_years(cells: list[str], last: int) -> list[int]:
    """The years of dates that give two digits of them, none of them after the last visits."""
    found = [match for cell in cells if (match := _SHORT_DATE.fullmatch(cell))]
    comes_first = any(int(match["first"]) > 31 for match in found)
    place, day = ("first", "third") if comes_first else ("third", "first")
    return [
        last - (last - int(match[place])) % 100
        for match in found
        if len(match[place]) == 2 and _are_day_and_month(match[day], match["second"])
    ]


def _are_day_and_month(one: str, other: str) -> bool:
    if not other.isdigit():
        return 1 <= int(one) <= 31
    return 1 <= min(int(one), int(other)) <= 12 and max(int(one), int(other)) <= 31


def _has_no_digit(cell: str) -> bool:
    return not any(char.isdigit() for char in cell)


def _tells(clinician: str) -> bool:
    # Ids such as "3" or "101" are found in many columns by chance.
    return len(clinician) > (3 if clinician.isdigit() else 2)
