"""Words by which somebody might be recognised, found in a text before it goes anywhere.

Rules of shape alone, and lists of words: it finds what looks like a name, a day, an age, a place, a
bed, a rare condition, or "the patient who …". It understands nothing, and misses what has no such
shape; the reflective practitioner (GMC and others, 2018) says why leaving out a name is not enough.
"""

import hashlib
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal["name", "day", "age", "place", "bed", "condition", "pointing", "number"]
SAID: Mapping[Kind, str] = {
    "name": "This looks like a name",
    "day": "A day can point to one visit",
    "age": "An age can point to one person",
    "place": "This looks like a place",
    "bed": "A bed or room points to one person",
    "condition": "A rare condition can point to one person",
    "pointing": "This points to one person",
    "number": "This looks like a number or address of somebody",
}
INSTEAD: Mapping[Kind, str] = {
    "name": "somebody",
    "day": "one day",
    "age": "an adult",
    "place": "a hospital",
    "bed": "a bed",
    "condition": "a rare condition",
    "pointing": "patients who",
    "number": "",
}
"""What may stand in its place; only an offer."""
CANT_SEE = (
    "This check looks for shapes and listed words. It can't see a first name alone in lower case, "
    "a story that only one patient lived through, a small town, or what two harmless facts tell "
    "together. Read it once as the patient's neighbour would."
)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec"
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_CAPITAL = r"[^\W\d_a-zß-ÿ][\w'’-]*[^\W\d_]"
_SHAPES: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("day", re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}(?:,? \d{{4}})?\b", re.I)),
    ("day", re.compile(rf"\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?\b(?! %)", re.I)),
    ("day", re.compile(r"\b(?:\d{4}-\d{2}-\d{2}|\d{1,2}[/.]\d{1,2}[/.](?:\d{2}|\d{4}))\b")),
    ("day", re.compile(rf"\b(?:(?:last|on|this|that) {_WEEKDAY}|yesterday|last night)\b", re.I)),
    ("day", re.compile(r"\b(?:christmas|boxing day|new year's (?:eve|day)|canada day)\b", re.I)),
    (
        "age",
        re.compile(
            r"\b(?:\d{1,3}|[a-z]+)[- ](?:year|month|week|day)s?[- ]?olds?\b"
            r"|\b\d{1,3} ?(?:yo|y/o|y\.o\.)(?!\w)|\b(?:aged?|age of) \d{1,3}\b",
            re.I,
        ),
    ),
    (
        "bed",
        re.compile(
            r"\b(?:bed|room|cubicle|bay|resus|trolley|stretcher|hallway|rm)"
            r"\.? ?(?:no\.? ?|number |#)?\d{1,4}[a-z]?\b",
            re.I,
        ),
    ),
    (
        "pointing",
        re.compile(
            r"\b(?:the|this|that|one|my|a) (?:[a-z-]+ ){0,2}?(?:patient|man|woman|lady|gentleman|"
            r"boy|girl|child|baby|resident|nurse|student|colleague|learner) (?:who|whose|whom|with"
            r" the|that)\b",
            re.I,
        ),
    ),
    ("number", re.compile(r"(?<![\w.])\d{6,}(?![\w.])")),
)
_TITLED = re.compile(
    rf"\b(?:Dr|Mr|Mrs|Ms|Miss|Mx|Prof|Professor|Doctor|Nurse|Sister|Sir|Madame|Mme|M)\.? {_CAPITAL}"
)
_TWO_CAPITALS = re.compile(rf"(?<![\w'’-]){_CAPITAL}(?: {_CAPITAL})+")
_AFTER_WITH = re.compile(
    rf"\b(?:with|for|by|from|asked|told|thanks to|called|named) ({_CAPITAL})(?! {_CAPITAL})"
)
_LONGEST_ABBREVIATION = 4
_ENDS_A_SENTENCE = re.compile(r"(?:^|[.!?:;“\"(\n]\s*)$")


@dataclass(frozen=True)
class Words:
    """The listed words: rare conditions, words that make a place, and those that are no name."""

    conditions: frozenset[str]
    places: frozenset[str]
    no_names: frozenset[str]


@dataclass(frozen=True)
class Finding:
    """One stretch of one field by which somebody might be recognised."""

    field: str
    kind: Kind
    start: int
    end: int
    text: str

    @property
    def key(self) -> str:
        """What tells it from others wherever it stands; holds nothing of the text itself."""
        said = f"{self.field}\n{self.kind}\n{self.text}"
        return hashlib.sha256(said.encode()).hexdigest()[:12]


Span = tuple[Kind, int, int]
Further = Callable[[str], Iterable[Span]]


def findings(
    texts: Mapping[str, str], words: Words, further: Further, after: date | None = None
) -> tuple[Finding, ...]:
    """What might tell somebody, in the order of fields and places; no stretch stands twice.

    `further` finds more in a text, such as phone numbers by their plans. A full date after the day
    `after` lies ahead: it is a plan's and tells of nobody.
    """
    return tuple(
        found
        for name, text in texts.items()
        for found in _apart(_in_one(name, text, words, further, after))
    )


def mended(text: str, finding: Finding, instead: str) -> str:
    """A text with other words in the place of a finding, and no double blanks left."""
    begins = finding.text[:1].isupper() and _ENDS_A_SENTENCE.search(text[: finding.start])
    words = instead[:1].upper() + instead[1:] if begins else instead
    made = f"{text[: finding.start]}{words}{text[finding.end :]}"
    return re.sub(r" +([,.;:])", r"\1", re.sub(r" {2,}", " ", made)).strip()


def open_ones(found: Iterable[Finding], accepted: Collection[str]) -> tuple[Finding, ...]:
    """The findings that were neither mended nor let stand."""
    return tuple(each for each in found if each.key not in accepted)


def _in_one(
    name: str, text: str, words: Words, further: Further, after: date | None
) -> Iterable[Finding]:
    spans = [span for kind, shape in _SHAPES for span in _spans(kind, shape, text)]
    spans += further(text)
    spans += _names(text, words)
    spans += _listed(text, words)
    for kind, start, end in spans:
        said = text[start:end]
        if kind == "day" and after is not None and _lies_ahead(said, after):
            continue
        if kind == "age" and not _is_an_age(said):
            continue
        yield Finding(name, kind, start, end, said)


def _spans(kind: Kind, shape: re.Pattern[str], text: str) -> list[Span]:
    return [(kind, match.start(), match.end()) for match in shape.finditer(text)]


def _names(text: str, words: Words) -> list[Span]:
    found = _spans("name", _TITLED, text)
    for match in _TWO_CAPITALS.finditer(text):
        parts = list(re.finditer(r"\S+", match[0]))
        if _ENDS_A_SENTENCE.search(text[: match.start()]) and _no_name(parts[0][0], words):
            parts = parts[1:]
        naming = [part for part in parts if not _no_name(part[0], words)]
        if len(naming) < 2:
            continue
        start = match.start() + parts[0].start()
        placed = any(part[0].lower() in words.places for part in parts)
        found.append(("place" if placed else "name", start, match.end()))
    for match in _AFTER_WITH.finditer(text):
        if not _no_name(match[1], words):
            found.append(("name", match.start(1), match.end(1)))
    return found


def _listed(text: str, words: Words) -> list[Span]:
    found: list[Span] = []
    for condition in words.conditions:
        found += _spans("condition", re.compile(rf"\b{re.escape(condition)}\b", re.I), text)
    places = "|".join(map(re.escape, sorted(words.places)))
    if places:
        shape = rf"\b(?:{_CAPITAL}(?:'s)? )+(?i:{places})\b|\b(?i:{places}) of {_CAPITAL}"
        for match in re.finditer(shape, text):
            # "At St Mary's Hospital": what begins a sentence is no part of the place.
            begins = re.match(r"\w+ ", match[0])
            skip = begins.end() if begins and _no_name(begins[0].strip(), words) else 0
            found.append(("place", match.start() + skip, match.end()))
    return found


def _no_name(word: str, words: Words) -> bool:
    """Whether a word stands in hardly any name: a listed one, or an abbreviation such as "CT"."""
    bare = word.strip(".,;:")
    short = len(bare) <= _LONGEST_ABBREVIATION and bare.isupper()
    return short or bare.lower() in words.no_names or bare.lower()[:-2] in words.no_names


def _is_an_age(said: str) -> bool:
    """Whether a match tells an age: a number of years does, "a year old" said of data hardly."""
    word = re.split(r"[- ]", said.lower())[0]
    return word.isdigit() or word in _NUMBER_WORDS or not said.lower().endswith("old")


_NUMBER_WORDS = frozenset(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety".split()
)


def _lies_ahead(said: str, after: date) -> bool:
    """Whether a day with its year is later than another."""
    year = re.search(r"\d{4}", said)
    months = re.search(_MONTH, said, re.I)
    day = re.search(r"\b\d{1,2}\b", re.sub(r"\d{4}", "", said))
    iso = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", said)
    try:
        if iso:
            return date.fromisoformat(said) > after
        if year and months and day:
            month = _MONTHS.index(months[0][:3].lower()) // 4 + 1
            return date(int(year[0]), month, int(day[0])) > after
    except ValueError:
        return False
    return False


def _apart(found: Iterable[Finding]) -> list[Finding]:
    """Findings of one field without those inside a longer one."""
    kept: list[Finding] = []
    for each in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return kept
