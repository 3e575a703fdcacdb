"""The fence around streamlit-authenticator: its hashing and its rule for names, nothing else of it.

What stays outside: its cookie (set by a script, good for ever once copied), its sign-in form (tells
which names exist by its time, locks a name for good, sleeps), its forgotten passwords (drawn from
`random`) and its e-mail (through a third party).
"""

import base64
import hashlib
import unicodedata
from functools import lru_cache
from types import ModuleType

LEAST = 12
MOST = 1024


def refuse_name(name: str) -> None:
    """Raises ValueError with a plain sentence for a name that can't be one."""
    if not _library().Validator().validate_username(name) or name != name.strip():
        raise ValueError(
            "A name has up to 20 letters, digits, hyphens or underscores, or is an e-mail address."
        )


def refuse_password(password: str) -> None:
    """Raises ValueError with a plain sentence for a password that is too short or far too long.

    Length alone counts, and any characters do (NIST SP 800-63B, 3.1.1.2).
    """
    if not LEAST <= len(password) <= MOST:
        raise ValueError(f"Choose a password of at least {LEAST} characters: a few words do well.")


def hashed(password: str) -> str:
    """What is kept of a password."""
    return _library().Hasher.hash(_shortened(password))


def matches(password: str, kept: str | None) -> bool:
    """Whether it is the password; takes as long where there is no such name."""
    right = _library().Hasher.check_pw(_shortened(password[:MOST]), kept or _decoy())
    return right and kept is not None


def _library() -> ModuleType:
    """Imported when somebody signs in: on one's own computer nothing of it is ever loaded."""
    import streamlit_authenticator

    return streamlit_authenticator


@lru_cache(maxsize=1)
def _decoy() -> str:
    return hashed("nobody's password")


def _shortened(password: str) -> str:
    """44 characters for a password of any length: bcrypt takes 72 bytes and refuses more."""
    meant = unicodedata.normalize("NFC", password).encode()
    digest = hashlib.sha256(b"afreflect sign-in 1 " + meant).digest()
    return base64.b64encode(digest).decode()
