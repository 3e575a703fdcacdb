"""What a stored lock is: a key, wrapped by a key that is derived from words.

The derivation and its cost stand in the lock itself, so that they can be raised later. Argon2id
with 64 MiB, 3 passes and 4 lanes is the second choice of RFC 9106; where the crypto library brings
none, scrypt with n = 2^17, r = 8, p = 1.
"""

import json
import os
import unicodedata
from base64 import b64decode, b64encode
from typing import Any

from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

ARGON2ID = {"kdf": "argon2id", "memory_kib": 65536, "passes": 3, "lanes": 4}
SCRYPT = {"kdf": "scrypt", "n": 2**17, "r": 8, "p": 1}
MOST_MEMORY_KIB = 1024 * 1024
_KEY_BYTES = 32
_NONCE_BYTES = 12


class WrongKey(ValueError):
    """The vault does not open so; its text is one plain sentence and says nothing secret."""


def locked(key: bytes, words: str, label: str) -> bytes:
    """A lock that the words open; `label` says whose and which lock it is, and is bound to it."""
    for cost in (ARGON2ID, SCRYPT):
        stated = {"version": 1, **cost, "salt": b64encode(os.urandom(16)).decode()}
        try:
            wrapping = _derived(words, stated)
        except UnsupportedAlgorithm:
            continue
        nonce = os.urandom(_NONCE_BYTES)
        wrapped = nonce + AESGCM(wrapping).encrypt(nonce, key, _bound(label, stated))
        return json.dumps({**stated, "wrapped": b64encode(wrapped).decode()}).encode()
    raise RuntimeError("The crypto library brings neither Argon2id nor scrypt: update it.")


def unlocked(lock: bytes, words: str, label: str) -> bytes | None:
    """The key, or None when the words are not the ones; raises WrongKey for a damaged lock."""
    try:
        stated = json.loads(lock)
        wrapped = b64decode(stated.pop("wrapped"))
        wrapping = AESGCM(_derived(words, stated))
        nonce, sealed = wrapped[:_NONCE_BYTES], wrapped[_NONCE_BYTES:]
        return wrapping.decrypt(nonce, sealed, _bound(label, stated))
    except InvalidTag:
        return None
    except (ValueError, KeyError, TypeError) as fault:
        raise WrongKey("The lock of this vault is damaged: restore your last backup.") from fault


def _bound(label: str, stated: dict[str, Any]) -> bytes:
    return json.dumps([label, sorted(stated.items())]).encode()


def _derived(words: str, stated: dict[str, Any]) -> bytes:
    """The wrapping key; raises ValueError for a cost no lock of ours asks for."""
    salt = b64decode(stated["salt"])
    meant = unicodedata.normalize("NFC", words).encode()
    if stated["kdf"] == "argon2id" and stated["memory_kib"] <= MOST_MEMORY_KIB:
        return Argon2id(
            salt=salt,
            length=_KEY_BYTES,
            iterations=stated["passes"],
            lanes=stated["lanes"],
            memory_cost=stated["memory_kib"],
        ).derive(meant)
    if stated["kdf"] == "scrypt" and stated["n"] * stated["r"] // 8 <= MOST_MEMORY_KIB:
        cost = Scrypt(salt=salt, length=_KEY_BYTES, n=stated["n"], r=stated["r"], p=stated["p"])
        return cost.derive(meant)
    raise ValueError("an unknown lock")
