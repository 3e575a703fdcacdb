"""The two codes of a room: one opens what a member may read, the other what its facilitator may.

A code has 145 random bits, so that nothing slow has to stand before it: HKDF-SHA-256 makes of it
the digest by which the room is found, and the key that unwraps the room's own.
"""

import os
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from afreflect.storage import recovery_code
from afreflect.storage.lock import WrongKey

_NONCE_BYTES = 12
NOT_A_CODE = (
    "A session's code has 30 letters and digits in six groups, and one of these is not as it was "
    "given: look again."
)
NO_ROOM = (
    "No group session opens with this code: look at it again, or ask whether the session has ended."
)


@dataclass(frozen=True, repr=False)
class Codes:
    """What a room is opened with; the facilitator's code is stored nowhere."""

    facilitator: str
    join: str


def new_codes() -> Codes:
    """Two codes that nobody had before."""
    return Codes(recovery_code.new_code(), recovery_code.new_code())


def found_by(code: str) -> str:
    """The digest by which the room of a code is found; raises WrongKey for what is no code."""
    return _derived(code, b"find").hex()


def wrapped(keys: bytes, code: str, room_id: str) -> bytes:
    """A room's keys, as its code alone unwraps them."""
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + AESGCM(_derived(code, b"open")).encrypt(nonce, keys, room_id.encode())


def unwrapped(wrapping: bytes, code: str, room_id: str) -> bytes:
    """The keys that `wrapped` put away; raises WrongKey for any other code."""
    nonce, rest = wrapping[:_NONCE_BYTES], wrapping[_NONCE_BYTES:]
    try:
        return AESGCM(_derived(code, b"open")).decrypt(nonce, rest, room_id.encode())
    except InvalidTag as fault:
        raise WrongKey(NO_ROOM) from fault


def _derived(code: str, purpose: bytes) -> bytes:
    try:
        meant = recovery_code.typed(code)
    except recovery_code.NotACode as fault:
        raise WrongKey(NOT_A_CODE) from fault
    derived = HKDF(SHA256(), 32, salt=None, info=b"afreflect room " + purpose + b" 1")
    return derived.derive(meant.encode())
