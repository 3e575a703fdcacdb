"""The computer's own keychain, where a clinician lets it remember the key of their private file.

What stands there is the key wrapped by a secret that only the clinician's browser holds, so that
neither the keychain nor the browser opens the private file alone.
"""

import hashlib
import json
from base64 import b64decode, b64encode

import keyring
from keyring.errors import KeyringError

from afreflect.storage.home import home_folder
from afreflect.storage.lock import WrongKey
from afreflect.storage.vault import Vault

SERVICE = "afreflect"
NONE_HERE = (
    "This computer has no keychain that the app can use, so it can't remember the key: you enter "
    "your passphrase each time."
)


class NoKeychain(ValueError):
    """There is no keychain that works; its text is one sentence for the user."""

    def __init__(self) -> None:
        super().__init__(NONE_HERE)


def works() -> bool:
    """Whether this computer has a keychain that can be asked."""
    try:
        _entry()
    except NoKeychain:
        return False
    return True


def remember(vault: Vault, browser: str) -> None:
    """Let the computer open this vault for one browser; raises NoKeychain."""
    kept = _entry()
    kept[_digest(browser)] = b64encode(vault.wrapped_by(browser.encode())).decode()
    _keep(kept)


def recall(owner: str, browser: str) -> Vault | None:
    """The vault that the computer remembers for this browser, if it does."""
    try:
        wrapped = _entry().get(_digest(browser))
        return Vault.unwrapped(owner, b64decode(wrapped), browser.encode()) if wrapped else None
    except (NoKeychain, WrongKey):
        return None


def remembers(browser: str) -> bool:
    """Whether the computer remembers a key for this browser."""
    try:
        return _digest(browser) in _entry()
    except NoKeychain:
        return False


def forget() -> None:
    """Let the computer forget the key, for every browser; nothing to do without a keychain."""
    try:
        if _entry():
            keyring.delete_password(SERVICE, _account())
    except (KeyringError, NoKeychain):
        return


def _entry() -> dict[str, str]:
    """The wrapped keys by the digest of the browser's secret that opens each."""
    try:
        # The backend that stands in where there is none has a priority of 0 or less.
        if keyring.get_keyring().priority <= 0:
            raise NoKeychain
        kept = keyring.get_password(SERVICE, _account())
        return json.loads(kept) if kept else {}
    except (KeyringError, ValueError, OSError, RuntimeError) as fault:
        raise NoKeychain from fault


def _keep(kept: dict[str, str]) -> None:
    try:
        keyring.set_password(SERVICE, _account(), json.dumps(kept))
    except (KeyringError, OSError, RuntimeError) as fault:
        raise NoKeychain from fault


def _account() -> str:
    """One entry for each folder that the app keeps things in."""
    return hashlib.sha256(str(home_folder().resolve()).encode()).hexdigest()[:16]


def _digest(browser: str) -> str:
    return hashlib.sha256(b"browser " + browser.encode()).hexdigest()[:16]
