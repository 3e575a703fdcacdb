"""Two colleagues read one measure: shared, sealed, heard, taken back, in two browsers."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from afreflect.domain.choice import Choice
from afreflect.domain.ledger import Reacted
from afreflect.storage.accounts import Accounts
from afreflect.storage.journal import JournalKeeper
from afreflect.ui import authenticator
from tests.browser import journey, private_file
from tests.browser.conftest import OpenPage, Picture, StartServer
from tests.browser.screens import DESKTOP, PHONE, accessibility_faults, scrolls_sideways
from tests.browser.servers import Server

WORD = "a password of some words"
MEASURE = "return_72h_unplanned"


@pytest.fixture
def hosted(start_server: StartServer, tmp_path: Path) -> Server:
    """A hosted app with two clinicians who have private files, one of them with a practice."""
    home = tmp_path / "home"
    keeper = JournalKeeper.at(home)
    accounts = Accounts(keeper.database)
    for name in ("amelie", "boris"):
        account = accounts.accept(accounts.create_invitation(), name, authenticator.hashed(WORD))
        journal, _ = keeper.create(account.owner, private_file.PASSPHRASE)
        if name == "amelie":
            practice = private_file.loaded()
            journal.keep_extract(practice)
            journal.keep_choices([Choice(MEASURE, private_file.CARD)])
            journal.keep_guess(MEASURE, None)
            journal.record([Reacted(MEASURE, None, practice.extract.sha256)])
    keeper.close()
    return start_server(env={"AFREFLECT_HOME": str(home), "AFREFLECT_HOSTED": "1"})


def signed_in(open_page: OpenPage, server: Server, name: str) -> Page:
    page = open_page("/sign-in", server=server, rests=False)
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(WORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{server.url}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your private file is locked")
    private_file.open_with(page, private_file.PASSPHRASE)
    page.get_by_role("link", name="Read with a colleague").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Shall we read it together?")
    journey.rest(page)
    return page


def test_a_measure_is_shared_read_heard_and_taken_back(
    open_page: OpenPage, hosted: Server, picture: Picture
):
    """FR-52: the coaching part opens for the colleague when the owner says they were heard."""
    owner = signed_in(open_page, hosted, "amelie")
    assert accessibility_faults(owner) == []
    owner.get_by_label("Their name here, as they sign in").fill("nobody")
    journey.press(owner, "Share it")
    expect(owner.get_by_text("No colleague of this name")).to_be_visible()
    owner.get_by_label("Their name here, as they sign in").fill("boris")
    journey.press(owner, "Share it")
    expect(owner.get_by_text("boris can read it until")).to_be_visible()
    picture(owner, "shared-with-a-colleague", whole=True)
    reader = signed_in(open_page, hosted, "boris")
    journey.press(reader, "Read it")
    expect(reader.get_by_text("First, the person")).to_be_visible()
    journey.press(reader, "Go on")
    journey.press(reader, "Go on")
    expect(reader.locator(journey.CHART).first).to_be_visible()
    expect(reader.get_by_role("button", name="Go on", exact=True)).to_have_count(0)
    for size, viewport in {"desktop": DESKTOP, "phone": PHONE}.items():
        reader.set_viewport_size(viewport)
        journey.rest(reader)
        assert not scrolls_sideways(reader)
        assert accessibility_faults(reader) == []
        picture(reader, f"read-with-a-colleague-{size}", whole=True)
    journey.press(owner, "I was heard")
    expect(reader.get_by_role("button", name="Go on", exact=True)).to_be_visible()
    journey.press(reader, "Go on")
    expect(reader.get_by_text("What to try")).to_be_visible()
    journey.press(owner, "Take it back")
    expect(owner.get_by_text("boris can read it until")).to_have_count(0)
    journey.rest(reader)
    reader.get_by_role("button", name="Back", exact=True).click()
    expect(reader.get_by_text("It is not shared with you any more.")).to_be_visible()
