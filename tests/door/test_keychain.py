"""Let this computer remember it: the keychain and the browser each hold a half."""

from pathlib import Path

import keyring
import pytest
from keyring.backends.fail import Keyring as NoBackend

from afreflect.storage import keychain
from afreflect.storage.vault import Place, new_vault
from tests.door.paper_keychain import PaperKeychain

BROWSER, ANOTHER = "b" * 43, "c" * 43
HERE = Place("personal", "t", "r", "f")


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("AFREFLECT_TEST_KEYCHAIN", str(tmp_path / "keychain.json"))
    before = keyring.get_keyring()
    keyring.set_keyring(PaperKeychain())
    yield tmp_path / "keychain.json"
    keyring.set_keyring(before)


@pytest.fixture
def none():
    before = keyring.get_keyring()
    keyring.set_keyring(NoBackend())
    yield
    keyring.set_keyring(before)


def test_what_is_remembered_opens_for_the_same_browser_only(paper: Path):
    vault, _, _ = new_vault("personal", "four words are enough")
    keychain.remember(vault, BROWSER)
    found = keychain.recall("personal", BROWSER)
    assert found is not None
    assert found.open(vault.seal(b"mine", HERE), HERE) == b"mine"
    assert keychain.recall("personal", ANOTHER) is None
    assert keychain.recall("somebody else", BROWSER) is None


def test_the_keychain_alone_opens_nothing(paper: Path):
    vault, _, _ = new_vault("personal", "four words are enough")
    keychain.remember(vault, BROWSER)
    assert BROWSER not in paper.read_text()
    assert vault._data_key.hex() not in paper.read_text()


def test_several_browsers_are_remembered_and_all_are_forgotten(paper: Path):
    vault, _, _ = new_vault("personal", "four words are enough")
    keychain.remember(vault, BROWSER)
    keychain.remember(vault, ANOTHER)
    assert keychain.remembers(BROWSER)
    assert keychain.remembers(ANOTHER)
    keychain.forget()
    assert keychain.recall("personal", BROWSER) is None
    assert not keychain.remembers(ANOTHER)


def test_each_home_has_an_entry_of_its_own(
    paper: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    vault, _, _ = new_vault("personal", "four words are enough")
    keychain.remember(vault, BROWSER)
    monkeypatch.setenv("AFREFLECT_HOME", str(tmp_path / "another"))
    assert keychain.recall("personal", BROWSER) is None


def test_without_a_keychain_nothing_is_remembered_and_nothing_breaks(none: None):
    vault, _, _ = new_vault("personal", "four words are enough")
    assert not keychain.works()
    assert keychain.recall("personal", BROWSER) is None
    with pytest.raises(keychain.NoKeychain, match="you enter your passphrase each time"):
        keychain.remember(vault, BROWSER)
    keychain.forget()
