"""A starter file: what one clinician's own import of a department's file would hold, sealed.

Its code has the strength of a recovery code, 145 random bits, so that the key is derived from it by
HKDF-SHA-256 without a slow step; AES-256-GCM seals the rest. Nothing in it can be read without the
code but that it is a starter file.
"""

import io
import os
import zipfile

import pyarrow as pa
import pyarrow.parquet as pq
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from afreflect.storage import recovery_code, takeout, written
from afreflect.storage.kept_tables import parquet, practice_of
from afreflect.storage.lock import WrongKey
from afreflect.storage.merging import Import
from afreflect.storage.practice import TABLES_KEPT, Practice

ENDING = ".afreflect"
_MARK = b"afreflect starter file 1\n"
_SALT_BYTES, _NONCE_BYTES, _LENGTH_BYTES = 16, 12, 8
_EXTRACT = "extract"
_LARGEST = 1 << 30


class NotAStarter(ValueError):
    """A file that can't be opened at all; its text is the sentence for the user."""

    def __init__(self) -> None:
        super().__init__("This starter file is damaged: ask whoever gave it to you for it again.")


def is_starter(data: bytes) -> bool:
    """Whether these bytes are a starter file, opened or not."""
    return data.startswith(_MARK)


def packed(entry: Import) -> bytes:
    """What a starter file holds, not sealed yet."""
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as files:
        files.writestr(_EXTRACT, written.sealable(written.extract_value(entry.extract)))
        for name in TABLES_KEPT:
            files.writestr(name, parquet(entry.tables[name]))
    return sink.getvalue()


def sealed(plain: bytes, length: int) -> tuple[bytes, str]:
    """A starter file of what was `packed`, filled up to a length, and the code that opens it.

    Files of one length don't tell who saw the most patients.
    """
    code = recovery_code.new_code()
    salt, nonce = os.urandom(_SALT_BYTES), os.urandom(_NONCE_BYTES)
    filled = len(plain).to_bytes(_LENGTH_BYTES) + plain.ljust(length, b"\0")
    head = _MARK + salt
    return head + nonce + AESGCM(_key(code, salt)).encrypt(nonce, filled, head), code


def opened(data: bytes, code: str) -> Practice:
    """The practice in a starter file; raises WrongKey for another code, and NotAStarter."""
    try:
        meant = recovery_code.typed(code)
    except recovery_code.NotACode as fault:
        raise WrongKey(str(fault).replace("recovery code", "code")) from None
    at = len(_MARK) + _SALT_BYTES
    head, nonce, rest = data[:at], data[at : at + _NONCE_BYTES], data[at + _NONCE_BYTES :]
    if not is_starter(data) or len(rest) < _LENGTH_BYTES:
        raise NotAStarter
    try:
        filled = AESGCM(_key(meant, head[len(_MARK) :])).decrypt(nonce, rest, head)
    except InvalidTag:
        raise WrongKey(
            "This code does not open this file: look whether both are yours, and whole."
        ) from None
    length = int.from_bytes(filled[:_LENGTH_BYTES])
    return _unpacked(filled[_LENGTH_BYTES : _LENGTH_BYTES + length])


def _unpacked(plain: bytes) -> Practice:
    try:
        with zipfile.ZipFile(io.BytesIO(plain)) as files:
            if sum(entry.file_size for entry in files.infolist()) > _LARGEST:
                raise NotAStarter
            extract = written.extract_from(written.unsealed(files.read(_EXTRACT)))
            tables = {
                name: pq.read_table(pa.BufferReader(files.read(name))) for name in TABLES_KEPT
            }
        return practice_of(tables, extract)
    except takeout.DAMAGED as fault:
        raise NotAStarter from fault


def _key(code: str, salt: bytes) -> bytes:
    meant = recovery_code.typed(code).encode()
    return HKDF(SHA256(), 32, salt=salt, info=b"afreflect starter 1").derive(meant)
