"""Browsers on one's own computer that opened nothing yet: known in memory, written nowhere.

A first look must leave no trace, and needs no disk. Once a private file is opened, the guest's
session is kept in the database, under the same cookie.
"""

import hashlib
import hmac
import secrets
import threading

from afreflect.storage.accounts import LiveSession
from afreflect.storage.journal import PERSONAL

MOST = 1000
_NO_END = 2**40
"""A guest holds nothing that a time-out would protect."""


class Guests:
    """The guests of one process, the oldest forgotten first."""

    def __init__(self) -> None:
        self._digests: dict[str, str] = {}
        self._lock = threading.Lock()

    def welcome(self) -> str:
        """A new guest's cookie."""
        session_id, secret = secrets.token_hex(16), secrets.token_bytes(32).hex()
        with self._lock:
            self._digests[session_id] = _digest(secret)
            while len(self._digests) > MOST:
                del self._digests[next(iter(self._digests))]
        return f"{session_id}.{secret}"

    def session(self, cookie: str) -> LiveSession | None:
        """The session of a guest's cookie, in which nothing is open."""
        session_id, _, secret = cookie.partition(".")
        known = self._digests.get(session_id)
        if known is None or not hmac.compare_digest(known, _digest(secret)):
            return None
        return LiveSession(session_id, PERSONAL, None, bytes.fromhex(secret), _NO_END)

    def leaves(self, session_id: str) -> bool:
        """Forget a guest; whether it was one."""
        with self._lock:
            return self._digests.pop(session_id, None) is not None


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
