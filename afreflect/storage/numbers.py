"""Numbers and durations as people write them: which mark sets off the decimals, and in what unit.

"1.234" is a little more than one to some and over a thousand to others. What else stands in the
column tells, then what stands in the other columns of the file; where nothing does, it is asked.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, partial

from afreflect.storage.clocks import are_clocks
from afreflect.storage.sheet import Sheet, plain

DURATIONS = ("los_min", "wait_min")
_COUNTED = ("numerator", "denominator")
MARKS = (".", ",")
CONTRADICTORY = "?"
_CLOCK = re.compile(r"^(\d{1,3}) ?[:h] ?(\d{2})(?::\d{2}(?:\.\d+)?)?$", re.IGNORECASE)
_NUMBER = re.compile(r"^[-+−]?\d[\d\s'’.,]*")
_WRITTEN = re.compile(r"^[-+−]?(?P<whole>\d{1,3})(?P<mark>[.,])\d{3}$")
_DURATION = re.compile(
    r"^(?:pt?)?(?:(?P<days>\d+(?:[.,]\d+)?) ?(?:days?|jours?|tage?|d|j),? ?)?t?"
    r"(?:(?P<hours>\d+(?:[.,]\d+)?) ?(?:hours?|heures?|stunden?|hrs?|std|h)\.?,? ?)?"
    r"(?:(?P<minutes>\d+(?:[.,]\d+)?) ?(?:minutes?|minuten?|mins?|mn|m)?\.? ?)?"
    r"(?:(?P<seconds>\d+(?:[.,]\d+)?) ?(?:seconds?|secs?|s)\.?)?$"
)
_DAYS_AND_A_CLOCK = re.compile(r"^(\d+) ?(?:days?|d|jours?|j),? ?(\d{1,2}):(\d{2})(?::\d{2}.*)?$")
_MINUTES_OF = {
    **dict.fromkeys(("hours", "hour", "hrs", "hr", "h", "heures", "heure", "stunden", "std"), 60.0),
    **dict.fromkeys(("days", "day", "jours", "jour", "tage"), 1440.0),
    **dict.fromkeys(("seconds", "second", "secs", "sec", "secondes", "sekunden"), 1 / 60),
}
_OF_MINUTES = frozenset("min mins minute minutes minuten mn mm".split())
_FEWEST_LARGE = 100
"""Whole numbers up to the hundreds stand beside thousands, not beside fractions of three digits."""


def number(cell: str, mark: str = "") -> float | None:
    """A number as written: with a decimal comma, thousands, a unit after it, or h:mm in minutes.

    `mark` is the decimal mark where the cell alone could be read two ways; without it a comma
    before three digits sets off thousands and a point decimals.
    """
    text = cell.strip()
    clock = _CLOCK.match(text)
    if clock:
        return 60.0 * int(clock[1]) + int(clock[2])
    found = _NUMBER.match(text)
    if not found:
        return None
    digits = re.sub(r"[\s'’]", "", found[0]).replace("−", "-").rstrip(".,")
    decimal = decimal_mark(digits) or mark or ("." if "." in digits else "")
    for other in MARKS:
        if other != decimal:
            digits = digits.replace(other, "")
    try:
        return float(digits.replace(",", "."))
    except ValueError:
        return None


def minutes(cell: str, mark: str = "", of: float = 1.0) -> float | None:
    """A duration in minutes, as a number of units of so many minutes or with its own unit.

    "2 h 14", "2h14m", "PT2H14M", "1 day 2:14" and "2:14" say themselves what they are.
    """
    written = " ".join(cell.lower().split())
    if not any(map(str.isalpha, written)):
        found = number(written, mark)
        return found if found is None or ":" in written else found * of
    days = _DAYS_AND_A_CLOCK.match(written)
    if days:
        return 1440.0 * int(days[1]) + 60.0 * int(days[2]) + int(days[3])
    spelled = _DURATION.match(written)
    if not spelled or not any(spelled.groups()):
        return number(written, mark)
    parts = {name: number(part, mark) or 0.0 for name, part in spelled.groupdict("0").items()}
    return 1440 * parts["days"] + 60 * parts["hours"] + parts["minutes"] + parts["seconds"] / 60


@lru_cache(maxsize=1 << 10)
def minutes_of(column: str) -> float:
    """How many minutes one of a column's numbers is, by its name: 60 for "LOS (hours)"."""
    words = plain(column).split()
    if not _OF_MINUTES.isdisjoint(words):
        return 1.0
    return next((_MINUTES_OF[word] for word in words if word in _MINUTES_OF), 1.0)


def decimal_mark(digits: str) -> str:
    """The mark of a number's decimals where it tells by itself, else ''."""
    point, comma = digits.count("."), digits.count(",")
    if not point and not comma:
        return ""
    if point and comma:
        return "." if digits.rfind(".") > digits.rfind(",") else ","
    mark = "." if point else ","
    if max(point, comma) > 1:
        # "1.234.567" sets off thousands; "12.03.2025" is no number.
        thousands = all(len(group) == 3 for group in digits.split(mark)[1:])
        return ("," if point else ".") if thousands else ""
    whole, _, behind = digits.lstrip("+-").partition(mark)
    alone = len(behind) != 3 or len(whole) > 3 or whole.startswith("0") or not whole
    return mark if alone else ""


def amount_reader(
    canonical: str, sheet: Sheet, column: str, stated: str
) -> Callable[[str], float | None]:
    """How the cells of a source column are read as amounts of one of ours."""
    mark = mark_for(sheet, column, stated, whole=canonical in _COUNTED)
    if canonical in DURATIONS:
        return partial(minutes, mark=mark, of=minutes_of(column))
    return partial(number, mark=mark)


def mark_for(sheet: Sheet, column: str, stated: str, *, whole: bool = False) -> str:
    """The decimal mark by which a column's doubtful cells are read, '' where nothing tells.

    What is counted is `whole`: three digits behind a mark are no decimals of it.
    """
    told, unclear = mark_shown(sheet.facts[column].first)
    if not unclear or stated:
        return stated
    if told in MARKS:
        return told
    return mark_of_file(sheet) or (("," if "." in unclear[0] else ".") if whole else "")


@lru_cache(maxsize=1 << 8)
def mark_shown(first: tuple[str | None, ...]) -> tuple[str, tuple[str, ...]]:
    """`mark_of` the first cells of a column."""
    return mark_of(cell for cell in first if cell)


def mark_of(cells: Iterable[str]) -> tuple[str, tuple[str, ...]]:
    """The decimal mark that a column's cells show, and those that could be read two ways.

    '' where they show none, and `CONTRADICTORY` where some show the one and some the other.
    """
    told: set[str] = set()
    unclear: list[str] = []
    whole = 0.0
    for cell in cells:
        found = _NUMBER.match(cell.strip())
        if not found or _CLOCK.match(cell.strip()):
            continue
        digits = re.sub(r"[\s'’]", "", found[0]).rstrip(".,")
        said = decimal_mark(digits)
        if said:
            told.add(said)
        elif _WRITTEN.match(digits):
            unclear.append(digits)
        elif digits.lstrip("+-").isdigit():
            whole = max(whole, float(digits.lstrip("+-")))
    if len(told) > 1:
        return CONTRADICTORY, tuple(dict.fromkeys(unclear))
    if told or not unclear:
        return next(iter(told), ""), tuple(dict.fromkeys(unclear))
    return _by_size(unclear, whole), tuple(dict.fromkeys(unclear))


def _by_size(unclear: Sequence[str], whole: float) -> str:
    """Which mark the whole numbers beside "1.234" make likely: hundreds stand beside thousands."""
    marks = {mark for cell in unclear for mark in MARKS if mark in cell}
    if len(marks) > 1:
        return CONTRADICTORY
    mark = marks.pop()
    if _FEWEST_LARGE <= whole < 10 * _FEWEST_LARGE:
        return "," if mark == "." else "."
    return ""


def mark_of_file(sheet: Sheet) -> str:
    """The decimal mark on which all columns of numbers of a file agree that show one, else ''."""
    told = set(_told(sheet))
    return told.pop() if len(told) == 1 else ""


def _told(sheet: Sheet) -> Iterator[str]:
    for facts in sheet.facts.values():
        cells = [cell.strip() for cell in facts.first[:200] if cell]
        if cells and all(map(_NUMBER.fullmatch, cells)) and not are_clocks(cells):
            said, _ = mark_of(cells)
            if said in MARKS:
                yield said
