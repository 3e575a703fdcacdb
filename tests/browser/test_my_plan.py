"""From one small thing to before and since, in a browser and from the command line."""

import json
import os
import subprocess
import sys
from pathlib import Path

import icalendar
import pytest
from playwright.sync_api import Page, expect

from afreflect.domain.choice import Choice
from afreflect.domain.ledger import Reacted
from afreflect.storage.journal import PERSONAL, JournalKeeper
from tests.browser import journey
from tests.browser.conftest import OpenPage, Picture, StartServer
from tests.browser.private_file import PASSPHRASE, SECOND, go, open_with, prepared, press
from tests.browser.screens import DESKTOP, PHONE, accessibility_faults, scrolls_sideways
from tests.conftest import ROOT

CARD = "I order the tests that help, and spare the rest"
START = "20250901"
"""The first of September 2025, from which the sample's clinician orders fewer images."""


def choose(page: Page, name: str) -> None:
    """One of a row of options."""
    page.get_by_role("radio", name=name, exact=True).click()
    journey.rest(page)


def write(page: Page, label: str, text: str) -> None:
    """Type into a field that saves itself, and let it come to rest."""
    page.get_by_label(label, exact=True).fill(text)
    journey.rest(page)


def begin_on(page: Page, digits: str) -> None:
    """Type a day into the start, segment by segment, as a keyboard does."""
    page.get_by_role("spinbutton", name="year, from").click()
    page.keyboard.type(digits, delay=60)
    page.keyboard.press("Enter")
    journey.rest(page)


def held_up(page: Page, picture: Picture, name: str) -> None:
    """A picture at a desk and one on a phone, each of them a page that can be used."""
    for size, viewport in (("desktop", DESKTOP), ("phone", PHONE)):
        page.set_viewport_size(viewport)
        journey.rest(page)
        picture(page, f"{name}-{size}", whole=True)
        assert accessibility_faults(page) == []
        assert not scrolls_sideways(page)
    page.set_viewport_size(DESKTOP)
    journey.rest(page)


def printed(home: Path) -> list[dict]:
    """What the command line prints of the same private file."""
    reading, writing = os.pipe()
    os.write(writing, f"{PASSPHRASE}\n".encode())
    os.close(writing)
    done = subprocess.run(
        [sys.executable, "-m", "afreflect", "plan", "--vault", "--passphrase-fd", str(reading)],
        cwd=ROOT,
        env={**os.environ, "AFREFLECT_HOME": str(home)},
        pass_fds=(reading,),
        capture_output=True,
        text=True,
        check=True,
    )
    os.close(reading)
    return json.loads(done.stdout)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with the first sample extract in a private file, and one measure looked at."""
    home = tmp_path / "home"
    prepared(home)
    keeper = JournalKeeper.at(home)
    journal = keeper.unlock(PERSONAL, PASSPHRASE)
    practice = journal.extract()
    assert practice is not None
    journal.keep_choices([Choice("imaging_use", CARD)])
    journal.record([Reacted("imaging_use", None, practice.extract.sha256)])
    keeper.close()
    return home


def make(page: Page) -> None:
    """Fill the form and keep it."""
    write(page, "with … (which patients)", "adults who twisted it today")
    begin_on(page, START)
    choose(page, "Something in our clinic")
    choose(page, "7")
    page.get_by_label("By then I expect the figure to be", exact=False).fill("40")
    journey.press(page, "This is my plan")
    expect(page.get_by_role("heading", name="What am I trying?")).to_be_visible()
    journey.rest(page)


def test_from_one_small_thing_to_before_and_since(
    open_page: OpenPage, picture: Picture, start_server: StartServer, home: Path
):
    """FR-29, FR-06: made, kept over a reload, moved by the next extract, the same when printed."""
    server = start_server(env={"AFREFLECT_HOME": str(home)})
    page = open_page(server=server)
    open_with(page, PASSPHRASE)
    go(page, server, "my_plan")
    page.get_by_text("What could be done: small changes others have tried").click()
    page.get_by_role("button", name="Start from this one").first.click()
    journey.rest(page)
    write(page, "When … (a moment at work that reminds me)", "I am about to order an ankle film")
    # A typed address is a new session: what was typed stands there all the same.
    go(page, server, "my_plan")
    trigger = page.get_by_label("When … (a moment at work that reminds me)", exact=True)
    expect(trigger).to_have_value("I am about to order an ankle film")
    held_up(page, picture, "my-plan-making")
    make(page)
    (first,) = printed(home)
    expect(page.get_by_text(first["before_after"]["sentence"])).to_be_visible()

    go(page, server, "my_data")
    page.locator('input[type="file"]').first.set_input_files([str(path) for path in SECOND])
    expect(page.get_by_role("button", name="Add it to my practice")).to_be_visible()
    press(page, "Add it to my practice")
    expect(page.get_by_text("Added:").first).to_be_visible()
    go(page, server, "my_plan")
    (then,) = printed(home)
    found = then["before_after"]
    assert found["state"] == "moved"
    assert found["since"]["n"] > first["before_after"]["since"]["n"]
    expect(page.get_by_text(found["sentence"])).to_be_visible()

    journey.press(page, "Look again now")
    expect(page.get_by_role("heading", name="Did it move?")).to_be_visible()
    expect(page.locator(".st-key-answer")).to_contain_text(found["sentence"])
    for said in (found["difference"], found["signals"], found["guessed"]):
        expect(page.get_by_text(said, exact=False).first).to_be_visible()
    expect(page.locator(".st-key-before_after svg.marks")).to_be_visible()
    held_up(page, picture, "my-plan")
    look_and_save(page, home)


def look_and_save(page: Page, home: Path) -> None:
    """Keep it, skip the questions, and take the next day along as a calendar file."""
    choose(page, "Keep it")
    write(page, "A word on why, for me later", "It takes no longer")
    journey.press(page, "That is decided")
    expect(page.get_by_role("heading", name="Anything worth keeping in mind?")).to_be_visible()
    assert accessibility_faults(page) == []
    journey.press(page, "That is all")
    page.get_by_text("Put it into my calendar").click()
    with page.expect_download() as saving:
        page.get_by_role("button", name="Save", exact=False).first.click()
    file = icalendar.Calendar.from_ical(Path(saving.value.path()).read_bytes())
    (entry,) = file.walk("VEVENT")
    assert str(entry["summary"]) == "Look again"
    assert "description" not in entry
    (kept,) = printed(home)
    assert kept["looks"][0]["words"] == "It takes no longer"
    assert kept["look_again"] == entry.decoded("dtstart").isoformat()
