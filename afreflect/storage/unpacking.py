"""Packed files that would become far larger than they are: refused before they fill the memory."""

import io
import re
import zipfile
import zlib
from typing import IO

from afreflect.domain.extract import Upload
from afreflect.storage.sheet import Unreadable

MOST_CELLS = 40_000_000
"""A million rows of forty columns: a spreadsheet is laid out with every cell up to its last."""
_LEAST_ALLOWED = 1 << 29
_MOST_TIMES_LARGER = 40
_PLACE = re.compile(rb"""\br=["']([A-Za-z]{0,9})(\d{1,9})""")
_LONGEST_PLACE = 32
_PIECE = 1 << 20


def most_bytes(upload: Upload) -> int:
    """How large a packed file may become: real tables shrink to a tenth, rarely to a fortieth."""
    return max(_LEAST_ALLOWED, _MOST_TIMES_LARGER * len(upload.bytes))


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
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError):
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
