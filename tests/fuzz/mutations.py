"""Real files, damaged at random: by bytes, names, encodings, rows and dates."""

import csv
import io
import random
from collections.abc import Callable
from dataclasses import dataclass

MOST_BYTES = 2_500
_CODINGS = (
    "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1",
    "mac_roman", "cp437", "cp1251",
)  # fmt: skip
_DELIMITERS = (",", ";", "\t", "|", "^", "~", " ", "¦")
_PIECES = (
    b"\x00", b'"', b"\n", b"\r", b",", b";", b"\xff\xfe", b"\xef\xbb\xbf", b"\x1f", b"\xc3",
    b"\xe9", b"=1+1", b"\x0c", b"'", b"\\", b"PK\x03\x04", b"{", b"<html", b"\t\t",
    b'"""', b"\r\r\n",
)  # fmt: skip
_NAMES = (
    "", "id", "Arrival", "Departure", "date", "Patient", "Physician", "Name", "outcome", "Week",
    "timezone", "version", "Last Updated", "2024-01", "\x1f", "a" * 300, "sélection", "...2",
    "fold", "dep_time", "period", "numerator", "shift start", "score",
)  # fmt: skip
_TIMES = (
    "", "24:00", "2400", "5", "0.5", "31/02/2024", "13/13/2024", "0000-00-00", "9999-12-31 23:59",
    "2024-11-03 01:30", "2024-03-10 02:30:00-05:00", "45000", "45000.999999", "1e5", "1700000000",
    "-1", "2024-02-30T25:61", "3 mars 2024 14h05", "12/31/1899", "2024-01-01T00:00:00+99:99",
    "١٢/٠٣/٢٠٢٤", "１２:３０", "99999999999999999999", "1700000000000", "NaN", "inf", "0001-01-01",
    "America/Toronto", "2024-06-31 10:00 EDT", "20240101T9999", "1/1/1", "²³/¹²/2024",
)  # fmt: skip


@dataclass(frozen=True)
class Source:
    """A real file, or its beginning, and the rows in it where it is text."""

    name: str
    content: bytes
    encoding: str = ""
    delimiter: str = ","


def damaged(source: Source, chance: random.Random) -> bytes:
    """The content after one to four changes; the same seed makes the same ones."""
    content = source.content
    for _ in range(chance.randint(1, 4)):
        kinds = _OF_TEXT if source.encoding and chance.random() < 0.75 else _OF_BYTES
        content = chance.choice(kinds)(content, source, chance)
    return content


def _rows(content: bytes, source: Source) -> list[list[str]]:
    text = content.decode(source.encoding, errors="replace")
    try:
        return list(csv.reader(io.StringIO(text), delimiter=source.delimiter))
    except csv.Error:
        return [line.split(source.delimiter) for line in text.splitlines()]


def _written(rows: list[list[str]], source: Source, delimiter: str = "") -> bytes:
    text = io.StringIO()
    lines = csv.writer(text, delimiter=delimiter or source.delimiter)
    for row in rows:
        try:
            lines.writerow(row)
        except csv.Error:
            continue
    return text.getvalue().encode(source.encoding, errors="replace")


def _of_rows(change: Callable[[list[list[str]], random.Random], None]):
    def changed(content: bytes, source: Source, chance: random.Random) -> bytes:
        rows = _rows(content, source)
        if rows:
            change(rows, chance)
        return _written(rows, source)

    return changed


def _a_name(rows: list[list[str]], chance: random.Random) -> None:
    if rows[0]:
        rows[0][chance.randrange(len(rows[0]))] = chance.choice(_NAMES)


def _names_mixed(rows: list[list[str]], chance: random.Random) -> None:
    chance.shuffle(rows[0])


def _a_row_longer_or_shorter(rows: list[list[str]], chance: random.Random) -> None:
    row = chance.choice(rows)
    if chance.random() < 0.5 and row:
        del row[chance.randrange(len(row)) :]
    else:
        row += [chance.choice(("", "x", "7"))] * chance.randint(1, 5)


def _rows_again(rows: list[list[str]], chance: random.Random) -> None:
    rows.insert(chance.randrange(len(rows) + 1), list(chance.choice(rows)))


def _rows_lost(rows: list[list[str]], chance: random.Random) -> None:
    start = chance.randrange(len(rows))
    del rows[start : start + chance.randint(1, len(rows))]


def _rows_mixed(rows: list[list[str]], chance: random.Random) -> None:
    chance.shuffle(rows)


def _a_remark(rows: list[list[str]], chance: random.Random) -> None:
    said = chance.choice(("Total", "Report", "", "(min)", "Note: none", "\n\n"))
    rows.insert(chance.randrange(len(rows) + 1), [said] * chance.randint(1, 3))


def _a_column(rows: list[list[str]], chance: random.Random) -> None:
    """A whole column gets other times, or one alone of its cells does."""
    width = max(map(len, rows))
    if not width:
        return
    place, few = chance.randrange(width), [chance.choice(_TIMES) for _ in range(3)]
    share = chance.choice((0.02, 0.3, 1.0))
    for row in rows[1:]:
        if place < len(row) and chance.random() < share:
            row[place] = chance.choice(few)


def _a_column_lost(rows: list[list[str]], chance: random.Random) -> None:
    width = max(map(len, rows))
    place = chance.randrange(width) if width else 0
    for row in rows:
        del row[place : place + 1]


def _two_columns_swapped(rows: list[list[str]], chance: random.Random) -> None:
    width = min(map(len, rows))
    if width > 1:
        one, other = chance.sample(range(width), 2)
        for row in rows[chance.randrange(2) :]:
            row[one], row[other] = row[other], row[one]


def _turned(rows: list[list[str]], chance: random.Random) -> None:
    rows[:] = [list(column) for column in zip(*rows, strict=False)]


def _other_coding(content: bytes, source: Source, chance: random.Random) -> bytes:
    text = content.decode(source.encoding, errors="replace")
    return text.encode(chance.choice(_CODINGS), errors="replace")


def _other_delimiter(content: bytes, source: Source, chance: random.Random) -> bytes:
    return _written(_rows(content, source), source, chance.choice(_DELIMITERS[:6]))


def _other_line_ends(content: bytes, source: Source, chance: random.Random) -> bytes:
    return content.replace(b"\n", chance.choice((b"\r", b"\r\n", b"\n\n", b"\r\r\n")))


def _bytes_changed(content: bytes, source: Source, chance: random.Random) -> bytes:
    found = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        if found:
            found[chance.randrange(len(found))] = chance.randrange(256)
    return bytes(found)


def _bytes_added(content: bytes, source: Source, chance: random.Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    return content[:at] + chance.choice(_PIECES) * chance.randint(1, 3) + content[at:]


def _bytes_lost(content: bytes, source: Source, chance: random.Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    return content[:at] + content[at + chance.choice((1, 2, 50, 10_000)) :]


def _bytes_again(content: bytes, source: Source, chance: random.Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    return content + content[at : at + 3000]


_OF_BYTES = (_bytes_changed, _bytes_added, _bytes_lost, _bytes_again)
_OF_TEXT = (
    _other_coding, _other_delimiter, _other_line_ends,
    *map(_of_rows, (
        _a_name, _names_mixed, _a_row_longer_or_shorter, _rows_again, _rows_lost, _rows_mixed,
        _a_remark, _a_column, _a_column, _a_column_lost, _two_columns_swapped, _turned,
    )),
)  # fmt: skip
