"""A file becomes a sheet by whichever reader fits what it holds, whatever it is called."""

from collections.abc import Callable

from afreflect.domain.extract import File, FileMapping, Upload
from afreflect.storage import fhir, text_file, workbook
from afreflect.storage.sheet import Sheet, Unreadable
from afreflect.storage.sizes import Sizes
from afreflect.storage.unpacking import is_packed, unpacked
from afreflect.storage.vocabulary import Vocabulary

_OTHER_FORMATS = {
    b"%PDF": "a PDF, not a table",
    b"\x89PNG": "a picture, not a table",
    b"\xff\xd8\xff": "a picture, not a table",
    b"Rar!": "a compressed file: unpack it first",
    b"7z\xbc\xaf": "a compressed file: unpack it first",
}
_LOOKED_AT = 4000
_WANTED = "bring a CSV, a spreadsheet (XLSX), a Parquet or a FHIR file."


def read(
    upload: File,
    entry: FileMapping,
    words: Vocabulary,
    sizes: Sizes,
    step: Callable[[float], None],
) -> Sheet:
    """One file as a sheet; raises Unreadable with a sentence for the user."""
    head = _head(upload)
    if is_packed(head):
        upload = unpacked(upload)
        head = _head(upload)
    for magic, what in _OTHER_FORMATS.items():
        if head.startswith(magic):
            raise Unreadable(f"{upload.name} is {what}; {_WANTED}")
    if head.startswith(b"PAR1"):
        return workbook.read_parquet(_held(upload))
    if head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return workbook.read_spreadsheet(_held(upload), entry, words.known_names)
    if upload.size <= len(head) and not head.strip():
        raise Unreadable(f"{upload.name} is empty: export it again and check that it holds rows.")
    if fhir.is_json(upload.name, head):
        return fhir.read(upload)
    return text_file.read(upload, entry, words.known_names, sizes, step)


def _head(upload: File) -> bytes:
    with upload.open() as file:
        return file.read(_LOOKED_AT)


def _held(file: File) -> Upload:
    """What can only be read whole, held whole."""
    return file if isinstance(file, Upload) else Upload(file.name, file.bytes)
