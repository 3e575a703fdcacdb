"""A session at one laptop, after the freeze: phase by phase in two windows, up to its page."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from afreflect.storage.journal import JournalKeeper
from tests.browser import journey
from tests.browser.conftest import OpenPage, Picture, StartServer
from tests.browser.screens import PHONE, accessibility_faults, scrolls_sideways, settle
from tests.browser.servers import Server
from tests.browser.test_the_wall import heading, led, second_window
from tests.groups import frozen_room

COACHING = "What to try"


@pytest.fixture
def keeper(tmp_path: Path) -> JournalKeeper:
    return JournalKeeper.at(tmp_path / "home")


@pytest.fixture
def served(start_server: StartServer, keeper: JournalKeeper, tmp_path: Path) -> Server:
    """An app on one's own computer, with rooms in its journal."""
    assert keeper
    return start_server(env={"AFREFLECT_HOME": str(tmp_path / "home")})


def put(page: Page, sheet: str, **typed: str) -> None:
    """Write one thing down."""
    page.locator(f".st-key-sheet_{sheet} summary").click()
    journey.rest(page)
    for name, said in typed.items():
        field = page.locator(f'.st-key-sheet_{sheet} [class*="st-key-group_{name}"] input').first
        field.fill(said)
    page.locator(f".st-key-put_{sheet} button").click()
    journey.rest(page)


def test_a_session_is_led_on_one_screen_and_seen_on_the_other(
    open_page: OpenPage, served: Server, keeper: JournalKeeper, picture: Picture
):
    """R2C2's order, S1, K-08 before the wall, K-11 on what is taken along."""
    _, codes = frozen_room(keeper)
    page = led(open_page, served, codes.facilitator)
    wall = second_window(page, served)
    journey.press(page, "How it lands")
    journey.press(page, "Show next: A first look, in silence")
    expect(heading(wall)).to_have_text("A first look, in silence")
    expect(wall.get_by_role("img")).to_be_visible()
    picture(page, "a-group-session")
    assert accessibility_faults(page) == []
    expect(page.get_by_role("button", name=COACHING)).to_be_disabled()
    journey.press(page, "What it shows")
    journey.press(page, "Objections")
    put(page, "objection", objection="Nights are not told apart.")
    expect(wall.get_by_text("Nights are not told apart.")).to_be_visible()
    journey.press(page, "Reactions were heard")
    journey.press(page, COACHING)
    journey.press(page, "Show next: Ideas")
    put(page, "option", option="Say aloud when to come back.")
    expect(wall.get_by_role("heading", name="In my hands")).to_be_visible()
    journey.press(page, "What comes next")
    put(page, "ask", ask="A clock that is right.", owner="The clinical lead")
    journey.press(page, "Show next: What we ask for")
    expect(wall.get_by_text("The clinical lead, by")).to_be_visible()
    journey.press(page, "Agree on it")
    journey.press(page, "When we look again")
    expect(wall.locator(".statement")).to_contain_text("on ")
    journey.press(page, "Make the page")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as PDF").click()
    assert saved.value.suggested_filename.startswith("group-")
    assert Path(saved.value.path()).read_bytes().startswith(b"%PDF")
    page.set_viewport_size(PHONE)
    journey.rest(page)
    assert not scrolls_sideways(page)
    assert accessibility_faults(page) == []


def test_a_reloaded_facilitator_is_where_they_were(
    open_page: OpenPage, served: Server, keeper: JournalKeeper
):
    """A reloaded facilitator, and a wall that was shut: nothing is lost."""
    _, codes = frozen_room(keeper)
    page = led(open_page, served, codes.facilitator)
    journey.press(page, "Show next: Ground rules")
    page.reload()
    settle(page)
    expect(page.get_by_text("On the wall now:")).to_contain_text("Ground rules")
    expect(heading(second_window(page, served))).to_have_text("How we talk here")
