"""Which columns identify a person, by their names and by what they hold."""

import re
from collections.abc import Collection, Iterable

from afreflect.storage.profile import Profile, looks_like_names
from afreflect.storage.sheet import plain
from afreflect.storage.vocabulary import Vocabulary

_SHAPES = (
    re.compile(r"^[^@\s]+@[^@\s]+\.[a-z]{2,}$", re.IGNORECASE),
    re.compile(r"^\d{3}-\d{2}-\d{4}$"),
    re.compile(r"^\+?\d?[ (.-]*\d{3}[ ).-]+\d{3}[ .-]\d{4}$"),
    re.compile(r"^[A-Z]{4} ?\d{4} ?\d{4}$"),
    re.compile(r"^[A-ZÀ-Ý][\w'’-]+, ?[A-ZÀ-Ý][\w'’-]+( [A-ZÀ-Ý]\.?)?$"),
)
_PROSE_LENGTH = 60
_BETWEEN_WORDS = re.compile(r"[,;:()\[\]/]+|\.(?=\s|$)")
_WORDS_LOOKED_AT = 60
_LONGEST_ID = 4


def identifying(
    profiles: Iterable[Profile], words: Vocabulary, clinicians: Collection[str] = ()
) -> tuple[str, ...]:
    """The columns that should not be kept, because they name somebody or may well do so.

    Names of columns are compared with a list, values with the shapes of addresses, numbers and
    prose, and with the clinicians' ids. Such a check can miss a name in a column called something
    else.
    """
    return tuple(
        column.name
        for column in profiles
        if _identifies(column, words) or _names_clinicians(column, clinicians)
    )


def names_a_clinician(cell: str, clinicians: Collection[str]) -> bool:
    """Whether a cell holds one of the ids, given `in_words`, alone or among other words."""
    words = in_words(cell).split()[:_WORDS_LOOKED_AT]
    return any(
        run in clinicians and _tells(run)
        for start in range(len(words))
        for end in range(start + 1, min(start + _LONGEST_ID, len(words)) + 1)
        for run in (" ".join(words[start:end]),)
    )


def in_words(text: str) -> str:
    """A text in capitals without the marks between its words: "Doe, J." is "DOE J"."""
    return " ".join(_BETWEEN_WORDS.sub(" ", text.upper()).split())


def _tells(clinician: str) -> bool:
    # Ids such as "3" or "101" are found in many columns by chance.
    return len(clinician) > (3 if clinician.isdigit() else 2)


def of_patients(left_out: Iterable[str], words: Vocabulary) -> bool:
    """Whether a column that was left out, given as "file: column", holds patients' names.

    A patient's number is left out only where names stand in its place.
    """
    known = words.patient_names | set(words.names["visits"]["patient_id"])
    return any(plain(column.partition(": ")[2]) in known for column in left_out)


def _names_clinicians(column: Profile, clinicians: Collection[str]) -> bool:
    # Ids such as "3" or "12" are found in many columns by chance.
    telling = {name for name in clinicians if len(name) > 2}
    return column.share(lambda cell: " ".join(cell.split()).upper() in telling) >= 0.5


def _identifies(column: Profile, words: Vocabulary) -> bool:
    if column.plain in words.identifying_names:
        return True
    if column.plain in words.names["visits"]["patient_id"] and column.sample:
        return looks_like_names(column.sample)
    if set(column.plain.split()) & words.identifying_words:
        return not column.of_moments
    shaped = column.share(lambda cell: any(shape.match(cell.strip()) for shape in _SHAPES))
    prose = column.share(lambda cell: len(cell) > _PROSE_LENGTH)
    return shaped >= 0.3 or prose >= 0.3
