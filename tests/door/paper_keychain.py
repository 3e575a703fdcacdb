"""A keychain in a file, for tests alone: the computers that run them have no real one."""

import json
import os
from pathlib import Path

from keyring.backend import KeyringBackend


class PaperKeychain(KeyringBackend):
    """Keeps everything in the file that AFREFLECT_TEST_KEYCHAIN names."""

    priority = 1  # type: ignore[assignment]

    def set_password(self, service: str, username: str, password: str) -> None:
        _write(_read() | {f"{service}/{username}": password})

    def get_password(self, service: str, username: str) -> str | None:
        return _read().get(f"{service}/{username}")

    def delete_password(self, service: str, username: str) -> None:
        kept = _read()
        kept.pop(f"{service}/{username}", None)
        _write(kept)


def _file() -> Path:
    return Path(os.environ["AFREFLECT_TEST_KEYCHAIN"])


def _read() -> dict[str, str]:
    return json.loads(_file().read_text()) if _file().exists() else {}


def _write(kept: dict[str, str]) -> None:
    _file().write_text(json.dumps(kept))
