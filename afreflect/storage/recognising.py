"""What a single value is: an e-mail, a phone number, an address, a person's name.

Only shapes and rules: nothing is guessed from lists of given names. A first name alone is not told
from other words, nor one phone number in bare digits from other numbers: that takes a column.
"""

import re
from collections.abc import Collection

from afreflect.storage.identifying_words import identifying_words
from afreflect.storage.sheet import plain

_TYPOGRAPHY = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
    | dict.fromkeys("\u00a0\u2007\u202f", " ")
)
EMAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}")
PHONE = re.compile(
    r"(?<![\w.,/-])(?:"
    r"\+\d{1,3}(?:[ .-]?\(?\d{1,4}\)?){2,6}"  # with a country's code
    r"|(?:1[ .-])?(?:\(\d{3}\) ?|\d{3}[ .-])\d{3}[ .-]\d{4}"  # North America
    r"|\(?0\d{1,4}\)?(?:[ ./-]{1,2}\d{2,8}){1,5}"  # with a trunk 0
    r")(?:,? ?(?:ext\.?|x|poste) ?\d{1,5})?(?![\w/]|[.-]\d)",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"(?:1[ .-])?\(\d{3}\) ?\d{3}[ .-]\d{4}")
_TRUNK_REGIONS = ("GB", "FR", "DE", "NL", "BE", "CH", "AT", "SE", "FI", "AU", "NZ", "IE", "IT")
_LEAST_DIGITS, _MOST_DIGITS = 7, 15
_DATED = re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{2,4}(?:\D.*)?|\d{1,2}[.:]\d{2}.*")
POSTCODE = re.compile(
    r"[A-Z]{1,2}\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{2}"  # United Kingdom
    r"|[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z] ?\d[ABCEGHJ-NPRSTV-Z]\d"  # Canada
    r"|\d{5}-\d{4}|\d{4} [A-Z]{2}|\d{4}-\d{3}"  # United States, Netherlands, Portugal
)
_HOUSE = re.compile(r"\d{1,5}[A-Za-z]?(?:[-/]\d{1,4}[A-Za-z]?)?")
_TITLES = frozenset(
    "dr mr mrs ms miss prof sir dame mme mlle herr frau sr sra sig dott dhr mevr md phd rn".split()
)
_PARTICLES = frozenset(
    "van von der den de da di do dos das del della la le el al bin ibn ter ten zu af av y e".split()
)
_NAME_PART = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?")
_LONGEST_NAME = 50


def as_typed(cell: str) -> str:
    """A text as a keyboard has it, of the same length: dashes as hyphens, hard spaces as spaces."""
    return cell.translate(_TYPOGRAPHY)


def is_email(cell: str) -> bool:
    """Whether a value is an e-mail address."""
    return bool(EMAIL.fullmatch(cell))


def is_phone(cell: str) -> bool:
    """Whether a value is written as a phone number and is one, by the numbering plan of a country.

    Bare digits are not enough: a visit's number of ten digits is a valid phone number somewhere.
    """
    written = re.sub(r"^(tel|phone|ph|mobile|cell|fax)[.: ]+", "", cell, flags=re.IGNORECASE)
    if not PHONE.fullmatch(written):
        return False
    # Nothing else is written with an area code in brackets, also where the code is invented.
    return bool(_IN_BRACKETS.match(written)) or in_a_numbering_plan(written)


def in_a_numbering_plan(written: str) -> bool:
    """Whether a text in the shape of a phone number could be dialled."""
    import phonenumbers  # Costs a while to import, and most files hold no such shape.

    digits = re.sub(r"(?i)[, ]*(ext|x|poste).*$", "", written)
    count = sum(char.isdigit() for char in digits)
    if not _LEAST_DIGITS <= count <= _MOST_DIGITS:
        return False
    bare = digits.lstrip("(").startswith("0")
    if bare and (count < 9 or _DATED.fullmatch(digits)):
        return False
    for region in _TRUNK_REGIONS if bare else ("US",):
        try:
            if phonenumbers.is_valid_number(phonenumbers.parse(digits, region)):
                return True
        except phonenumbers.NumberParseException:
            continue
    return False


def share_in_one_plan(numbers: Collection[str]) -> float:
    """The largest share of numbers in bare digits that could be dialled in one country."""
    import phonenumbers  # Costs a while to import, and most files hold no such shape.

    bare = sum(number.startswith("0") for number in numbers) > len(numbers) / 2

    def dials(number: str, region: str) -> bool:
        try:
            return phonenumbers.is_valid_number(phonenumbers.parse(number, region))
        except phonenumbers.NumberParseException:
            return False

    return max(
        sum(dials(number, region) for number in numbers) / len(numbers)
        for region in (_TRUNK_REGIONS if bare else ("US", "CA"))
    )


def is_particle(word: str) -> bool:
    """Whether a word stands between the parts of a name or before it: "van", "Mrs"."""
    return word.lower() in _PARTICLES or plain(word) in _TITLES


def is_postcode(cell: str) -> bool:
    """Whether a value is a full postal code of a kind that no other code looks like."""
    return bool(POSTCODE.fullmatch(cell.upper()))


def is_address(cell: str) -> bool:
    """Whether a value holds a house number and the name of a street."""
    words = identifying_words()
    parts = cell.replace(",", " ").split()
    if not 2 <= len(parts) <= 14 or not any(map(_HOUSE.fullmatch, parts)):
        return False
    low = [part.lower() for part in parts]
    named = any(char.isalpha() for char in cell)
    first_is_house = bool(_HOUSE.fullmatch(parts[0]))
    for at, word in enumerate(low):
        whole = word.rstrip(".") in words.streets
        # "St" and "Dr" mean much else: only after a house's number and a street's own name.
        short = word.rstrip(".") in words.short_streets and first_is_house and at >= 2
        ends = len(word) > 5 and word.endswith(words.street_endings)
        beside = any(
            _HOUSE.fullmatch(parts[near])
            for near in range(max(0, at - 3), min(len(parts), at + 5))
            if near != at
        )
        if named and beside and (whole or short or ends):
            return True
    return False


def is_name(cell: str) -> bool:
    """Whether a value is written as the name of a person: capitalised words, or "Last, First"."""
    return len(_name_parts(cell)) >= 2


def is_marked_name(cell: str) -> bool:
    """Whether a name says that it is one, by a comma between its parts or by a title."""
    parts = _name_parts(cell)
    titled = any(plain(part) in _TITLES for part in cell.split())
    return bool(parts) and (titled or ("," in cell and len(parts) >= 2))


def _name_parts(cell: str) -> list[str]:
    """The parts of a person's name without titles and particles; none where a value is no name."""
    if len(cell) > _LONGEST_NAME or cell.count(",") > 1:
        return []
    parts = [part for part in cell.replace(",", " ").split() if plain(part) not in _TITLES]
    if not 1 <= len(parts) <= 5 or not all(map(_NAME_PART.fullmatch, parts)):
        return []
    proper = [part for part in parts if part.lower() not in _PARTICLES]
    words = identifying_words()
    of_a_name = all(
        # Scripts that have no capitals are written like names all the same.
        (part[0].isupper() or part.lower() == part.upper())
        and not words.rules_out_a_name(plain(part))
        for part in proper
    )
    long = any(len(part.rstrip(".")) > 1 for part in proper)
    return proper if of_a_name and long else []
