"""After use in a browser: nothing readable on the disk; and the other ways in and out."""

import re
import struct
from pathlib import Path

from playwright.sync_api import Page, expect

from afreflect.storage.accounts import Accounts
from afreflect.storage.database import open_database
from tests.browser.conftest import OpenPage, StartServer
from tests.browser.private_file import (
    CARD,
    FIRST,
    PASSPHRASE,
    QUESTION,
    expand,
    first_look,
    go,
    keep,
    open_with,
    press,
    title,
    write,
)  # fmt: skip
from tests.browser.screens import accessibility_faults, settle
from tests.browser.servers import Server

WRITTEN = "an unmistakable sentence about zebrafish"


def known_words() -> list[bytes]:
    """Names, ids, codes and times of the extract, as its files hold them."""
    words: set[str] = set()
    for file in FIRST:
        lines = file.read_text("utf-8-sig").splitlines()
        words.add(file.name)
        for line in (*lines[:3], *lines[-3:]):
            words.update(cell for cell in re.split("[,;\t]", line) if len(cell.strip('" ')) >= 7)
    return [word.strip('" ').encode() for word in sorted(words)]


def holding(words: list[bytes], folders: list[Path]) -> list[str]:
    found = []
    for folder in folders:
        for file in folder.rglob("*"):
            if file.is_file():
                content = file.read_bytes()
                found += [f"{file.name}: {word!r}" for word in words if word in content]
    return found


def test_a_copy_of_the_folder_holds_no_known_word_or_figure(
    open_page: OpenPage, start_server: StartServer, tmp_path: Path
):
    """The database, its log, the server's log and the folder for temporary files, byte by byte."""
    home, spool = tmp_path / "home", tmp_path / "spool"
    spool.mkdir()
    server = start_server(env={"AFREFLECT_HOME": str(home), "TMPDIR": str(spool)})
    page = open_page(server=server)
    first_look(page)
    code = keep(page)
    go(page, server, "what_i_value")
    press(page, "Change the words")
    write(page, WRITTEN)
    page.get_by_text("Saved", exact=True).wait_for()
    figure = set_target(page, server)
    words = [
        *known_words(),
        *(text.encode() for text in (PASSPHRASE, code, code.replace("-", ""), WRITTEN, CARD)),
        *(b"return_72h", b"discharged", b"admitted", b"Coming back", b"zebrafish"),
        struct.pack("<d", figure),
        str(figure).encode(),
    ]
    assert len(words) > 20
    copied = [home, spool, server.log.parent]
    assert list(home.glob("journal.sqlite*"))
    assert holding(words, copied) == []
    server.process.terminate()
    server.process.wait()
    assert holding(words, copied) == []
    assert holding([b"vaults"], [home]), "the search finds what is there"


def set_target(page: Page, server: Server) -> float:
    go(page, server, "what_i_value")
    press(page, "Set a target")
    page.get_by_text("at most", exact=True).click()
    page.locator('input[aria-label^="At most"]').fill("3.6875")
    page.locator('input[aria-label^="Smallest change"]').fill("0.5")
    page.locator('input[aria-label^="Why this target"]').fill("Coming back is a bad day")
    page.get_by_test_id("stDateInputField").get_by_role("spinbutton").first.click()
    page.keyboard.type("20270630")
    page.keyboard.press("Escape")
    press(page, "Keep this target")
    assert title(page) == QUESTION
    return 3.6875


def forget_the_session(page: Page) -> None:
    """What ending the browser does: the cookie of the session goes, the computer's stays."""
    page.context.clear_cookies(name=re.compile(r"^afreflect-\d+$"))


def test_a_computer_with_a_keychain_opens_it_by_itself_until_it_forgets(
    open_page: OpenPage, start_server: StartServer, tmp_path: Path
):
    settings = {
        "AFREFLECT_HOME": str(tmp_path / "home"),
        "AFREFLECT_TEST_KEYCHAIN": str(tmp_path / "keychain.json"),
        "PYTHON_KEYRING_BACKEND": "tests.door.paper_keychain.PaperKeychain",
    }
    server = start_server(env=settings)
    page = open_page(server=server)
    first_look(page)
    keep(page)
    go(page, server, "my_private_file")
    expand(page, "What this computer remembers")
    page.get_by_text("Let this computer remember it").click()
    page.get_by_text("It remembers the key").wait_for()
    forget_the_session(page)
    assert title(go(page, server, "my_practice")) == QUESTION
    stranger = open_page("/my_practice", server=server)
    assert title(stranger) == "Your private file is locked"
    go(page, server, "my_private_file")
    expand(page, "What this computer remembers")
    press(page, "Let it forget the key")
    forget_the_session(page)
    assert title(go(page, server, "my_practice")) == "Your private file is locked"


def test_hosted_one_joins_signs_in_keeps_and_signs_out_everywhere(
    open_page: OpenPage, start_server: StartServer, tmp_path: Path
):
    home = tmp_path / "home"
    server = start_server(env={"AFREFLECT_HOME": str(home), "AFREFLECT_HOSTED": "1"})
    database = open_database(home)
    invitation = Accounts(database).create_invitation()
    database.close()
    page = open_page("/sign-in", server=server, rests=False)
    assert accessibility_faults(page) == []
    page.get_by_role("link", name="I have an invitation code").click()
    assert accessibility_faults(page) == []
    page.get_by_label("Invitation code").fill(invitation)
    page.get_by_label("Name").fill("amelie")
    page.get_by_label("Password").fill("a password of some words")
    page.get_by_role("button", name="Join").click()
    page.wait_for_url(f"{server.url}/")
    settle(page)
    assert title(page) == "Before you begin"
    press(page, "I have read this, go on")
    expect(page.get_by_role("button", name="Explore with sample data")).to_have_count(0)
    first_look(page)
    keep(page)
    elsewhere = open_page("/sign-in", server=server, rests=False)
    elsewhere.get_by_label("Name").fill("amelie")
    elsewhere.get_by_label("Password").fill("a password of some words")
    elsewhere.get_by_role("button", name="Sign in").click()
    elsewhere.wait_for_url(f"{server.url}/")
    assert title(elsewhere) == "Your private file is locked"
    open_with(elsewhere, PASSPHRASE)
    go(elsewhere, server, "my_private_file")
    press(elsewhere, "Sign out everywhere")
    assert title(elsewhere) == "This page is closed"
    page.get_by_text("This page is closed").wait_for(timeout=15_000)
    page.goto(f"{server.url}/my_practice")
    assert page.url == f"{server.url}/sign-in"


def test_a_wrong_sign_in_is_told_on_the_page_without_any_script(
    open_page: OpenPage, start_server: StartServer
):
    server = start_server(env={"AFREFLECT_HOSTED": "1"})
    page = open_page("/sign-in", server=server, rests=False)
    page.get_by_label("Name").fill("nobody")
    page.get_by_label("Password").fill("not the right one")
    page.get_by_role("button", name="Sign in").click()
    assert page.get_by_role("alert").inner_text() == (
        "The name or the password is not right. Try again."
    )
    assert accessibility_faults(page) == []
