"""Packed files that would become far larger than they are: refused before they fill the memory."""

import gzip
import io
import re
import zipfile
import zlib
from typing import IO

from afreflect.domain.extract import File, Upload
from afreflect.storage.sheet import Unreadable

MOST_CELLS = 40_000_000
"""A million rows of forty columns: a spreadsheet is laid out with every cell up to its last."""
BROKEN = (zlib.error, NotImplementedError, RuntimeError, OSError, ValueError, EOFError)
"""What a damaged archive is met with, beside the fault that says so."""
_LEAST_ALLOWED = 1 << 29
_MOST_TIMES_LARGER = 40
_PLACE = re.compile(rb"""\br=["']([A-Za-z]{0,9})(\d{1,9})""")
_LONGEST_PLACE = 32
_PIECE = 1 << 20
_GZIP = b"\x1f\x8b"


def most_bytes(upload: File) -> int:
    """How large a packed file may become: real tables shrink to a tenth, rarely to a fortieth."""
    return max(_LEAST_ALLOWED, _MOST_TIMES_LARGER * upload.size)


def is_packed(head: bytes) -> bool:
    """Whether a file is packed with gzip, as public data sets and FHIR servers hand theirs out."""
    return head.startswith(_GZIP)


def unpacked(upload: File) -> Upload:
    """What a gzip file holds, under the same name; raises Unreadable, or MemoryError for a bomb."""
    most = most_bytes(upload)
    try:
        with upload.open() as file, gzip.GzipFile(fileobj=file) as packed:
            content = packed.read(most + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise Unreadable(
            f"{upload.name} is a compressed file that can't be unpacked: fetch it again, or unpack "
            "it first."
        ) from error
    if len(content) > most:
        raise MemoryError
    if content.startswith(_GZIP):
        raise Unreadable(f"{upload.name} is packed twice: unpack it first.")
    return Upload(upload.name, content)


def refuse_too_large(upload: Upload) -> None:
    """Refuses a workbook that is a bomb, or has a cell so far out that no memory holds the rest."""
    try:
        with zipfile.ZipFile(io.BytesIO(upload.bytes)) as folder:
            if sum(part.file_size for part in folder.infolist()) > most_bytes(upload):
                raise MemoryError
            for part in folder.namelist():
                if part.lower().startswith("xl/worksheets/") and part.lower().endswith(".xml"):
                    with folder.open(part) as sheet:
                        _refuse_far_cells(upload, sheet)
    except Unreadable:
        raise
    except (zipfile.BadZipFile, *BROKEN):
        return  # Not a workbook of this kind, or a broken one: its reader says so.


def _refuse_far_cells(upload: Upload, sheet: IO[bytes]) -> None:
    rows: set[bytes] = set()
    columns: set[bytes] = set()
    rest = b""
    while piece := sheet.read(_PIECE):
        found = _PLACE.findall(rest + piece)
        columns.update(column for column, _ in found)
        rows.update(row for _, row in found)
        rest = piece[-_LONGEST_PLACE:]
    last_row = max((int(row) for row in rows), default=0)
    if last_row * max(map(_column_number, columns), default=0) > MOST_CELLS:
        raise Unreadable(
            f"{upload.name} has a cell far outside of its table (its last row would be "
            f"{last_row:,}): delete what stands there, or save the sheet as CSV."
        )


def _column_number(letters: bytes) -> int:
    """The place of a column by its letters: A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = 26 * number + letter - 64
    return number
