"""One clinician's keys, and what is sealed with them.

One random data key seals everything with AES-256-GCM; owner, table, row and field are bound to each
sealed value, so that a value moved to another place is refused. A passphrase and a recovery code
each open the data key (`lock.py`). The X25519 pair lets others seal something that only the owner
can open; its private half is sealed by the data key.
"""

import hmac
import json
import os
from dataclasses import dataclass, replace

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from afreflect.storage import recovery_code
from afreflect.storage.lock import WrongKey, locked, unlocked

LEAST_CHARACTERS = 12
_KEY_BYTES = 32
_NONCE_BYTES = 12
_VERSION = b"\x01"


class Tampered(ValueError):
    """A sealed value is not what was sealed in this place, or was sealed by another key."""

    def __init__(self) -> None:
        super().__init__(
            "Something kept here was changed from outside and is not shown: restore your last "
            "backup."
        )


@dataclass(frozen=True)
class Place:
    """Where a sealed value belongs; it opens nowhere else."""

    owner: str
    table: str
    row: str
    field: str

    @property
    def bound(self) -> bytes:
        """The place as the bytes that are bound to what is sealed."""
        return json.dumps([self.owner, self.table, self.row, self.field]).encode()


@dataclass(frozen=True)
class Locks:
    """What is stored of a vault; none of it opens it without the passphrase or the code."""

    by_passphrase: bytes
    by_recovery_code: bytes
    public_key: bytes
    private_key: bytes


class Vault:
    """An unlocked vault: its keys are in memory only, and never in a text about it."""

    def __init__(self, owner: str, data_key: bytes, private_key: bytes) -> None:
        self.owner = owner
        self._data_key = data_key
        self._private_key = private_key
        self._sealing = AESGCM(_subkey(data_key, b"seal"))
        self._naming = _subkey(data_key, b"name")
        self.patient_key = _subkey(data_key, b"patient")

    def __repr__(self) -> str:
        return "Vault(unlocked)"

    def __reduce__(self) -> tuple[object, ...]:
        raise TypeError("A vault is never written anywhere.")

    @property
    def opens_from_others(self) -> bool:
        """Whether the private half of a key pair is at hand."""
        return bool(self._private_key)

    def seal(self, plain: bytes, place: Place) -> bytes:
        """The bytes sealed for one place."""
        nonce = os.urandom(_NONCE_BYTES)
        return _VERSION + nonce + self._sealing.encrypt(nonce, plain, place.bound)

    def open(self, sealed: bytes, place: Place) -> bytes:
        """The bytes that were sealed for this place; raises Tampered for any others."""
        try:
            if sealed[:1] != _VERSION:
                raise Tampered
            nonce, rest = sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
            return self._sealing.decrypt(nonce, rest, place.bound)
        except (InvalidTag, ValueError) as fault:
            raise Tampered from fault

    def open_from_others(self, sealed: bytes, place: Place) -> bytes:
        """The bytes that anyone sealed to this vault's public key; raises Tampered."""
        mine = X25519PrivateKey.from_private_bytes(self._private_key)
        sender, rest = sealed[1 : 1 + _KEY_BYTES], sealed[1 + _KEY_BYTES :]
        try:
            if sealed[:1] != _VERSION:
                raise Tampered
            shared = mine.exchange(X25519PublicKey.from_public_bytes(sender))
            return _box(shared, sender, _public(mine)).decrypt(bytes(12), rest, place.bound)
        except (InvalidTag, ValueError) as fault:
            raise Tampered from fault

    def name(self, *parts: str) -> str:
        """A keyed digest by which a row is found without saying what it is about."""
        return hmac.digest(self._naming, json.dumps(parts).encode(), "sha256").hex()[:32]

    def wrapped_by(self, secret: bytes) -> bytes:
        """The vault's keys, wrapped by a random secret of at least 32 bytes."""
        if len(secret) < _KEY_BYTES:
            raise ValueError("The secret is too short: draw at least 32 random bytes.")
        nonce = os.urandom(_NONCE_BYTES)
        bound = _session_label(self.owner)
        keys = self._data_key + self._private_key
        return nonce + AESGCM(_subkey(secret, b"wrap")).encrypt(nonce, keys, bound)

    @staticmethod
    def unwrapped(owner: str, wrapped: bytes, secret: bytes) -> "Vault":
        """The vault that `wrapped_by` put away; raises WrongKey when the secret is another."""
        nonce, rest = wrapped[:_NONCE_BYTES], wrapped[_NONCE_BYTES:]
        try:
            bound = _session_label(owner)
            keys = AESGCM(_subkey(secret, b"wrap")).decrypt(nonce, rest, bound)
        except (InvalidTag, ValueError) as fault:
            raise WrongKey("Your private file is locked: enter your passphrase.") from fault
        return Vault(owner, keys[:_KEY_BYTES], keys[_KEY_BYTES:])


def new_vault(owner: str, passphrase: str) -> tuple[Vault, Locks, str]:
    """A new vault, what is to be stored of it, and its recovery code, to be shown once.

    Raises ValueError with a plain sentence for a passphrase that is too short.
    """
    refuse_weak(passphrase)
    data_key = os.urandom(_KEY_BYTES)
    pair = X25519PrivateKey.generate()
    vault = Vault(owner, data_key, pair.private_bytes_raw())
    code = recovery_code.new_code()
    locks = Locks(
        by_passphrase=locked(data_key, passphrase, _label(owner, "passphrase")),
        by_recovery_code=_code_lock(owner, data_key, code),
        public_key=_public(pair),
        private_key=vault.seal(pair.private_bytes_raw(), _private_key_place(owner)),
    )
    return vault, locks, code


def unlock(owner: str, locks: Locks, passphrase: str) -> Vault:
    """The vault that the passphrase opens; raises WrongKey for any other."""
    data_key = unlocked(locks.by_passphrase, passphrase, _label(owner, "passphrase"))
    if data_key is None:
        raise WrongKey("This is not your passphrase: try again, or use your recovery code.")
    return _opened(owner, locks, data_key)


def unlock_by_recovery_code(owner: str, locks: Locks, code: str) -> Vault:
    """The vault that the recovery code opens; raises WrongKey for any other."""
    try:
        meant = recovery_code.typed(code)
    except recovery_code.NotACode as fault:
        raise WrongKey(str(fault)) from None
    data_key = unlocked(locks.by_recovery_code, meant, _label(owner, "recovery code"))
    if data_key is None:
        raise WrongKey("This is not the recovery code of your private file: look at your printout.")
    return _opened(owner, locks, data_key)


def with_new_passphrase(vault: Vault, locks: Locks, passphrase: str) -> Locks:
    """The locks with another passphrase; the recovery code stays as it is.

    Raises ValueError with a plain sentence for a passphrase that is too short.
    """
    refuse_weak(passphrase)
    lock = locked(vault._data_key, passphrase, _label(vault.owner, "passphrase"))
    return replace(locks, by_passphrase=lock)


def with_new_recovery_code(vault: Vault, locks: Locks) -> tuple[Locks, str]:
    """The locks with another recovery code, and the code; the earlier one opens nothing."""
    code = recovery_code.new_code()
    return replace(locks, by_recovery_code=_code_lock(vault.owner, vault._data_key, code)), code


def refuse_weak(passphrase: str) -> None:
    """Raises ValueError with a plain sentence when a passphrase is too short to protect much."""
    if len(passphrase.strip()) < LEAST_CHARACTERS:
        raise ValueError(
            f"Choose a passphrase of at least {LEAST_CHARACTERS} characters: four or five words "
            "do well."
        )


def seal_to(public_key: bytes, plain: bytes, place: Place) -> bytes:
    """The bytes sealed for one place so that only the owner of the key pair can open them.

    X25519 with a key pair used once, HKDF-SHA-256 over both public keys, AES-256-GCM.
    """
    once = X25519PrivateKey.generate()
    sender = _public(once)
    shared = once.exchange(X25519PublicKey.from_public_bytes(public_key))
    # The key is used for this one value, so that the nonce may be constant.
    return (
        _VERSION + sender + _box(shared, sender, public_key).encrypt(bytes(12), plain, place.bound)
    )


def _opened(owner: str, locks: Locks, data_key: bytes) -> Vault:
    half_open = Vault(owner, data_key, b"")
    return Vault(owner, data_key, half_open.open(locks.private_key, _private_key_place(owner)))


def _code_lock(owner: str, data_key: bytes, code: str) -> bytes:
    return locked(data_key, recovery_code.typed(code), _label(owner, "recovery code"))


def _public(pair: X25519PrivateKey) -> bytes:
    return pair.public_key().public_bytes_raw()


def _box(shared: bytes, sender: bytes, recipient: bytes) -> AESGCM:
    derived = HKDF(SHA256(), _KEY_BYTES, salt=sender + recipient, info=b"afreflect box 1")
    return AESGCM(derived.derive(shared))


def _subkey(key: bytes, purpose: bytes) -> bytes:
    return HKDF(SHA256(), _KEY_BYTES, salt=None, info=b"afreflect " + purpose + b" 1").derive(key)


def _private_key_place(owner: str) -> Place:
    return Place(owner, "vaults", owner, "private_key")


def _label(owner: str, which: str) -> str:
    return json.dumps([owner, which])


def _session_label(owner: str) -> bytes:
    return json.dumps([owner, "session"]).encode()
