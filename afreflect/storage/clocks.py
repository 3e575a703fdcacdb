"""Times of day without a date: how they are written, and on which day they fall."""

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta

import pyarrow as pa
import pyarrow.compute as pc

from afreflect.storage.moments import TIMESTAMP

_DAY = 86400
_SPELLED = re.compile(
    r"^(\d{1,2}) ?(?:[:.]|h:?) ?(\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)? ?(?:uhr|h|hrs?|hours)? ?"
    r"(?:([ap])\.? ?m?\.?)?$"
)
_OF_UTC = re.compile(r"(?<=\d) ?(?:z|utc|gmt)$", re.IGNORECASE)
_HOURS = re.compile(r"^(\d{1,2}) ?(?:h|uhr|o'clock|([ap])\.?m\.?)$")
_DIGITS = re.compile(r"^\d{1,6}(\.0)?$")
_SHARE_OF_A_DAY = re.compile(r"^(0?[.,]\d+|0|1([.,]0+)?)$")
_NO_DAY = re.compile(r"^(1899-12-3[01]|1900-01-0[01]|1904-01-01)[t ]")
_MIDNIGHT = r"[ T]0?0:00(:00(\.0+)?)?$"
_DAYS_SINCE_1900 = re.compile(r"^[2-7]\d{4}(\.0+)?$")
_FIRST_DAY = date(1899, 12, 30)
_LONGEST = 22
_BEFORE_ARRIVAL = 4 * 3600
"""A triage may come a little before the patient is registered; hours later is the next day."""


def are_clocks(cells: list[str]) -> bool:
    """Whether nine in ten cells are times of day, and none of them a date."""
    if not cells:
        return False
    read = _reader(cells)
    return sum(read(cell) is not None for cell in cells) >= 0.9 * len(cells)


def hours_of(cells: list[str]) -> Callable[[str], int | None]:
    """How the hour of a time of day is read, where these are those of a column."""
    read = _reader(cells)

    def hour(cell: str) -> int | None:
        seconds = read(cell)
        return None if seconds is None else seconds // 3600 % 24

    return hour


def has_no_day(cell: str) -> bool:
    """Whether a cell is a spreadsheet's way to write a clock: on the day from which it counts."""
    return bool(_NO_DAY.match(cell.strip().lower()))


def tidied(
    column: pa.Array, seen: Iterable[str | None], missing: frozenset[str]
) -> pa.Array | None:
    """A column of times of day as "14:05:00", or None where it is not one.

    `seen` are the different cells of the whole column, of which this may be a piece: they decide
    what digits and shares of a day mean. A cell that can't be read stays as it is.
    """
    said = [cell for cell in seen if cell is not None and cell.strip().lower() not in missing]
    if not are_clocks(said):
        return None
    read = _reader(said)
    encoded = column.dictionary_encode()
    seconds = [None if cell is None else read(cell) for cell in encoded.dictionary.to_pylist()]
    written = [
        cell if at is None else _as_clock(at) + ("Z" if _OF_UTC.search(cell.strip()) else "")
        for cell, at in zip(encoded.dictionary.to_pylist(), seconds, strict=True)
    ]
    return pa.array(written, pa.string()).take(encoded.indices)


def without_midnights(column: pa.Array, seen: Iterable[str | None]) -> pa.Array:
    """A column of dates as a spreadsheet writes them, with a midnight behind each, as days."""
    said = [cell for cell in seen if cell]
    if said and sum(bool(re.search(_MIDNIGHT, cell)) for cell in said) >= 0.9 * len(said):
        return pc.replace_substring_regex(column, _MIDNIGHT, "")
    return column


def counts_days(cells: Iterable[str | None]) -> bool:
    """Whether nine in ten cells are whole numbers of days since 1900, as a spreadsheet has them."""
    said = [cell.strip() for cell in cells if cell]
    counted = sum(bool(_DAYS_SINCE_1900.match(cell)) for cell in said)
    return bool(said) and counted >= 0.9 * len(said)


def as_days(column: pa.Array) -> pa.Array:
    """A column of days counted since 1900 as ISO dates."""
    encoded = column.dictionary_encode()
    days = [
        None
        if cell is None or not _DAYS_SINCE_1900.match(cell.strip())
        else (_FIRST_DAY + timedelta(days=int(float(cell)))).isoformat()
        for cell in encoded.dictionary.to_pylist()
    ]
    return pa.array(days, pa.string()).take(encoded.indices)


def on_their_day(
    moments: pa.Array, written: pa.Array, arrival: pa.Array, *, after: bool, before: bool
) -> tuple[pa.Array, pa.Array]:
    """The moments with each time of day put on the day of its first coming round since arrival.

    `after` says that the very minute of the arrival means a day later; `before`, that a time up to
    four hours before it is taken for what it says. The second array tells which were put so.
    """
    clock = pc.match_substring_regex(written, r"^\d{2}:\d{2}:\d{2}$")
    clock = pc.and_(pc.fill_null(clock, False), pc.and_(pc.is_null(moments), pc.is_valid(arrival)))
    if not pc.any(clock).as_py():
        return moments, clock
    bare = pc.if_else(clock, written, pa.scalar(None, pa.string()))
    seconds = distinct_seconds(bare)
    midnight = pc.floor_temporal(arrival, unit="day")
    so_far = pc.divide(pc.cast(pc.subtract(arrival, midnight), pa.int64()), 1_000_000)
    ahead = pc.subtract(seconds, so_far)
    comes_later = pc.less(ahead, 0)
    if after:
        comes_later = pc.less_equal(ahead, 0)
    if before:
        comes_later = pc.less(ahead, -_BEFORE_ARRIVAL)
    ahead = pc.if_else(comes_later, pc.add(ahead, _DAY), ahead)
    if before:
        # Triaged at 23:58, registered at 00:03.
        ahead = pc.if_else(
            pc.greater(ahead, _DAY - _BEFORE_ARRIVAL), pc.subtract(ahead, _DAY), ahead
        )
    found = pc.add(arrival, pc.cast(pc.multiply(ahead, 1_000_000), pa.duration("us")))
    return pc.if_else(clock, found.cast(TIMESTAMP), moments), clock


def distinct_seconds(column: pa.Array) -> pa.Array:
    """Seconds since midnight of a column of tidied times of day."""
    encoded = column.dictionary_encode()
    seconds = [
        None if cell is None else 3600 * int(cell[:2]) + 60 * int(cell[3:5]) + int(cell[6:])
        for cell in encoded.dictionary.to_pylist()
    ]
    return pa.array(seconds, pa.int64()).take(encoded.indices)


def _reader(cells: list[str]) -> Callable[[str], int | None]:
    """How a column's cells are read, as all of them together tell."""
    bare = [cell.strip() for cell in cells]
    longest = max((len(cell.split(".")[0]) for cell in bare if _DIGITS.match(cell)), default=0)
    like_shares = [cell for cell in bare if _SHARE_OF_A_DAY.match(cell)]
    shares = len(like_shares) >= 0.9 * len(bare) and any(len(cell) > 4 for cell in like_shares)
    return lambda cell: _seconds(cell, with_seconds=longest > 4, shares=shares)


def _seconds(cell: str, *, with_seconds: bool, shares: bool) -> int | None:
    """Seconds since midnight, up to 24:00, or None for what is no time of day."""
    if len(cell) > _LONGEST:
        return None
    written = _OF_UTC.sub("", _NO_DAY.sub("", " ".join(cell.lower().split())))
    if shares and _SHARE_OF_A_DAY.match(written):
        return round(float(written.replace(",", ".")) * _DAY)
    if _DIGITS.match(written):
        return _from_digits(written.split(".")[0], with_seconds)
    spelled = _SPELLED.match(written)
    if spelled:
        hours, minutes, seconds, half = spelled.groups()
        return _together(int(hours), int(minutes), int(seconds or 0), half)
    hours_alone = _HOURS.match(written)
    return _together(int(hours_alone[1]), 0, 0, hours_alone[2]) if hours_alone else None


def _from_digits(digits: str, with_seconds: bool) -> int | None:
    """Digits lose their leading zeros: 5 is 00:05, and 50512 is 05:05:12."""
    if with_seconds:
        full = digits.zfill(6)
        return _together(int(full[:2]), int(full[2:4]), int(full[4:]), None)
    full = digits.zfill(4)
    return _together(int(full[:2]), int(full[2:]), 0, None) if len(full) == 4 else None


def _together(hours: int, minutes: int, seconds: int, half: str | None) -> int | None:
    if half and not 1 <= hours <= 12:
        # "13:05 PM" says the same thing twice.
        half = None
    if half:
        hours = hours % 12 + (12 if half == "p" else 0)
    total = 3600 * hours + 60 * minutes + seconds
    return total if minutes < 60 and seconds < 60 and total <= _DAY else None


def _as_clock(seconds: int) -> str:
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
