"""Delimited text of any encoding and delimiter, of any size."""

import csv
import io
import itertools
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace

from afreflect.domain.extract import Changed, File, FileMapping, Upload
from afreflect.storage import encodings
from afreflect.storage.across import heading, melted
from afreflect.storage.cutting import Body, cut
from afreflect.storage.headings import heading as names_of
from afreflect.storage.sheet import Sheet, Unreadable, column_names
from afreflect.storage.sizes import USUAL, Sizes
from afreflect.storage.tables_in_a_sheet import Found, best
from afreflect.storage.text_stream import PIECE, Text
from afreflect.storage.vocabulary import vocabulary
from afreflect.storage.wrapping import bare, wrapped_columns

DELIMITERS = (",", ";", "\t", "|", "^", "~", "\x1f", "\x01", "¦")
SEPARATOR = "\x1f"
BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
LINES_LOOKED_AT = 200
MOST_COLUMNS = 16_384
"""As many as a spreadsheet can have."""
CHARACTERS_LOOKED_AT = 500_000
BYTES_LOOKED_AT = 4000
WEB_PAGE_STARTS = ("<!doctype html", "<html", "<table", "<?xml")


def read(
    upload: File,
    entry: FileMapping,
    known: frozenset[str],
    sizes: Sizes = USUAL,
    told: Callable[[float], None] | None = None,
) -> Sheet:
    """A delimited text file as a sheet; raises Unreadable with a sentence for the user.

    `told` learns the share that is done.
    """
    text = _decoded(upload, entry.encoding)
    start = text.beginning(CHARACTERS_LOOKED_AT + 1)
    _refuse_other_formats(upload, start)
    delimiter = entry.delimiter or _delimiter(start)
    head = _head(upload, start, delimiter)
    written = start
    if apart := _quotes_apart(start, delimiter):
        text = replace(text, replaced=apart, by=apart.replace(" ", ""))
        start = start.replace(apart, text.by)
        head = _head(upload, start, delimiter)
    across = heading([row for row, _ in head], vocabulary())
    if across and len(start) <= CHARACTERS_LOOKED_AT:
        return melted(upload.name, _rows_of(start, delimiter), across, vocabulary())
    whole = len(start) <= CHARACTERS_LOOKED_AT
    if whole:
        head = _lines_of(io.StringIO(start), delimiter) or head
    rows = [row for row, _ in head]
    found = best(rows, known) if whole else _first(rows, known)
    if found is None:
        raise Unreadable(
            f"The first row of {upload.name} does not name its columns: "
            "add a row of column names at the top, or export it again with them."
        )
    at = found.heading.last
    lines_read = head[at][1]
    if found.end < len(head):
        text = _ended(upload, start, head[found.end - 1][1])
        written = start
    body = replace(text, skipped=_length_of_lines(written, lines_read))
    if not delimiter.isascii():
        # The reader of the rows takes one byte; what separates is no part of any cell.
        body, delimiter = replace(body, replaced=delimiter, by=SEPARATOR), SEPARATOR
    if body.is_blank:
        raise Unreadable(
            f"{upload.name} holds column names and no rows: export it again for a period with "
            "visits."
        )
    if len(found.heading.names) > MOST_COLUMNS:
        raise Unreadable(
            f"{upload.name} has more columns than a spreadsheet can hold ({MOST_COLUMNS:,}): "
            "export fewer of them."
        )
    named = found.heading.names
    header = _without_blanks_at_the_end(list(named))
    below = rows[at + 1 : min(found.end, at + LINES_LOOKED_AT)]
    _refuse_unnamed_cells(upload, len(named), list(map(_without_blanks_at_the_end, below)))
    widths = Counter(len(row) for row in below if any(row))
    usual = widths.most_common(1)[0][0] if widths else 0
    names = column_names(list(map(bare, header)), max(usual, len(header)))
    wrapped = wrapped_columns(names, below)
    sheet = cut(
        Body(upload.name, body, delimiter, names, len(header), lines_read + 1, wrapped), sizes, told
    )
    return found.of(sheet, names)


def _rows_of(text: str, delimiter: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text), delimiter=delimiter))


def _first(rows: list[list[str]], known: frozenset[str]) -> Found | None:
    """The first table of a file of which only the beginning was looked at."""
    named = names_of(rows, known)
    return Found(named, len(rows)) if named else None


def _quotes_apart(text: str, delimiter: str) -> str:
    """A delimiter with a space and a quotation mark behind it, where most lines hold one.

    Such a mark would be taken for a letter, and the delimiters behind it for the end of a cell.
    """
    apart = f'{delimiter} "'
    lines = text[:CHARACTERS_LOOKED_AT].split("\n")[:LINES_LOOKED_AT]
    return apart if 2 * sum(apart in line for line in lines) > len(lines) else ""


def _ended(upload: File, text: str, lines: int) -> Text:
    """The text to the end of a line, where another table follows."""
    kept = text[: _length_of_lines(text, lines)]
    return Text(Upload(upload.name, kept.encode(errors="replace")), "utf-8")


def _length_of_lines(start: str, lines: int) -> int:
    """How many characters the first lines take, or all where there are no more."""
    end = 0
    for _ in range(lines):
        end = start.find("\n", end) + 1
        if end == 0:
            return len(start)
    return end


def _refuse_unnamed_cells(upload: File, named: int, rows: list[list[str]]) -> None:
    """Rows with one more value than there are names: nobody can tell which name is whose."""
    filled = [row for row in rows if row]
    if sum(len(row) > named for row in filled) > len(filled) / 2:
        raise Unreadable(
            f"The rows of {upload.name} hold more values than the {named} columns it names: give "
            "every column a name in the first row, or export it again."
        )


def _without_blanks_at_the_end(cells: list[str]) -> list[str]:
    while cells and not cells[-1].strip():
        cells = cells[:-1]
    return cells


def _decoded(upload: File, encoding: str) -> Text:
    with upload.open() as file:
        first = file.read(BYTES_LOOKED_AT)
    mark = next((name for bom, name in BYTE_ORDER_MARKS if first.startswith(bom)), "")
    candidates = [encoding or mark or _without_a_mark(upload, first)]
    errors = "strict"
    if not encoding and candidates == ["utf-8"]:
        candidates.append(encodings.of_one_byte(_pieces(upload)))
        if encodings.is_damaged_utf_8(_pieces(upload)):
            errors = "replace"
    for candidate in candidates:
        text = Text(upload, candidate, errors=errors)
        try:
            for _ in text.pieces():
                pass
        except Changed:
            raise
        except (ValueError, LookupError):  # Some codecs fail in ways of their own.
            continue
        return text
    raise Unreadable(
        f"The text of {upload.name} can't be decoded: export it again as UTF-8, "
        "or name its encoding in the mapping.",
        "encoding",
    )


def _pieces(upload: File) -> Iterator[bytes]:
    with upload.open() as file:
        while piece := file.read(PIECE):
            yield piece


def _without_a_mark(upload: File, head: bytes) -> str:
    if head.count(0) == 0:
        return "utf-8"
    if head[1::2].count(0) > len(head) // 3:
        return "utf-16-le"
    if head[0::2].count(0) > len(head) // 3:
        return "utf-16-be"
    raise Unreadable(
        f"{upload.name} is not a table: bring a CSV, a spreadsheet (XLSX) or a Parquet file."
    )


def _refuse_other_formats(upload: File, text: str) -> None:
    start = text[:1000].lstrip().lower()
    if not start:
        raise Unreadable(f"{upload.name} is empty: export it again and check that it holds rows.")
    if start.startswith(WEB_PAGE_STARTS):
        raise Unreadable(
            f"{upload.name} is a web page, not a table: the download may have been a sign-in page, "
            "so sign in and export it again as CSV."
        )
    control = sum(char < " " and char not in "\t\n\x1f\x01\x0c" for char in text[:4000])
    if control > 4:
        raise Unreadable(
            f"{upload.name} is not a table: bring a CSV, a spreadsheet (XLSX) or a Parquet file."
        )


def _delimiter(text: str) -> str:
    """The delimiter that cuts most of the first lines into the same number of cells."""
    lines = list(itertools.islice(io.StringIO(_beginning(text)), LINES_LOOKED_AT))
    best, best_score = ",", 0.0
    for candidate in DELIMITERS:
        widths = [len(row) for row in _rows(lines, candidate) if row]
        wide = Counter(width for width in widths if width > 1).most_common(1)
        if not wide:
            continue
        width, times = wide[0]
        score = (times / len(widths)) ** 2 * min(width, 12)
        if score > best_score:
            best, best_score = candidate, score
    return best


def _beginning(text: str) -> str:
    """Enough of the text to know its form, in whole lines where it has any."""
    start = text[:CHARACTERS_LOOKED_AT]
    return start if start == text or "\n" not in start else start[: start.rindex("\n") + 1]


def _rows(lines: list[str], delimiter: str) -> list[list[str]]:
    try:
        return list(csv.reader(lines, delimiter=delimiter))
    except csv.Error:
        return []


def _head(upload: File, text: str, delimiter: str) -> list[tuple[list[str], int]]:
    """The first rows, each with the number of lines read to its end."""
    lines = _lines_of(io.StringIO(_beginning(text)), delimiter, LINES_LOOKED_AT)
    if lines is not None:
        return lines
    raise Unreadable(
        f"A quotation mark in the first lines of {upload.name} is opened and never closed: "
        "export the file again, or mend that line."
    )


def _lines_of(
    text: io.StringIO, delimiter: str, most: int | None = None
) -> list[tuple[list[str], int]] | None:
    """Rows, each with the number of lines read to its end; None where a cell never ends."""
    reader = csv.reader(text, delimiter=delimiter)
    try:
        return [(row, reader.line_num) for row in itertools.islice(reader, most)]
    except csv.Error:
        return None
