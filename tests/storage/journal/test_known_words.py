"""Whoever holds the disk finds no word, figure or key of the clinician's on it, byte by byte."""

import os
import shutil
import struct
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.storage.journal.keeping_secrets import FIGURES, WORDS


def written_forms(words: Iterable[str], keys: Iterable[str]) -> dict[bytes, str]:
    """Each word and figure as the bytes it might be written in."""
    forms: dict[bytes, str] = {}
    for word in words:
        for content in (word.encode(), word.encode("utf-16-le"), word.encode().hex().encode()):
            forms[content] = word
        # Within base64 a word's middle looks the same at one of three offsets.
        for offset in range(3):
            encoded = b64encode(b"\0" * offset + word.encode())
            forms[encoded[4:-4]] = word
    for figure in FIGURES:
        forms[struct.pack("<d", figure)] = f"{figure}"
        forms[f"{figure}".encode()] = f"{figure}"
    for key in keys:
        forms |= {bytes.fromhex(key): "a key", key.encode(): "a key"}
    return forms


def found_in(folder: Path, forms: dict[bytes, str]) -> set[str]:
    """The words that stand in any file, or in any file's name, below a folder."""
    names = "\n".join(str(path.relative_to(folder)) for path in folder.rglob("*")).encode()
    contents = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    return {
        word for content in (names, *contents) for form, word in forms.items() if form in content
    }


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory):
    """A folder that was used, copied while in use and after a kill, with what was said and told."""
    folder = tmp_path_factory.mktemp("used")
    (folder / "home").mkdir()
    (folder / "temporary").mkdir()
    receiving, telling = os.pipe()
    command = [sys.executable, "-m", "tests.storage.journal.keeping_secrets", folder / "home"]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(folder / "temporary"), "TELLING": str(telling)},
        stdin=subprocess.PIPE,
        stdout=(folder / "said.txt").open("wb"),
        stderr=(folder / "logged.txt").open("wb"),
        pass_fds=[telling],
    )
    os.close(telling)
    with os.fdopen(receiving, encoding="utf-8") as told:
        keys = told.read().split("\n")
    listed = Path(f"/proc/{process.pid}/cmdline")
    if listed.exists():
        (folder / "process list.txt").write_bytes(
            listed.read_bytes() + Path(f"/proc/{process.pid}/environ").read_bytes()
        )
    shutil.copytree(folder / "home", folder / "copied while in use")
    process.kill()
    process.communicate()
    assert (folder / "said.txt").read_text() == "kept\n", (folder / "logged.txt").read_text()
    return folder, keys


def test_no_known_word_figure_or_key_is_anywhere(used: tuple[Path, list[str]]):
    folder, (code, secret, *keys) = used
    forms = written_forms([*WORDS, code, code.replace("-", "")], [secret, *keys])
    assert (folder / "copied while in use" / "journal.sqlite-wal").stat().st_size > 0
    assert (folder / "home" / "sunday.backup").exists()
    assert found_in(folder, forms) == set()


def test_the_search_would_find_each_of_them(tmp_path: Path):
    """A search that could find nothing would be no test."""
    forms = written_forms(WORDS, ["ab" * 32])
    for number, form in enumerate(forms):
        (tmp_path / f"{number}.bin").write_bytes(b"\0\0" + form + b"\0")
    assert found_in(tmp_path, forms) == set(forms.values())
