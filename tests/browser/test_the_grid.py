"""The grid as a physician uses it: by mouse, by touch, by arrow keys alone, and on another day."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from afreflect.domain.ledger import Reacted
from afreflect.domain.occasion import OccasionBegun, OccasionEnded, Placed, Settled
from afreflect.storage.catalogue import catalogue
from afreflect.storage.journal import PERSONAL, JournalKeeper
from tests.browser import journey
from tests.browser.conftest import OpenPage, Picture, StartServer
from tests.browser.private_file import CARD, PASSPHRASE, go, open_with, prepared
from tests.browser.screens import PHONE, accessibility_faults, scrolls_sideways
from tests.browser.servers import Server

METRIC = "return_72h_unplanned"
AGREE, DISAGREE, YES = "Agree", "Disagree", "Yes"


def ground(page: Page) -> Locator:
    """The square on which one puts oneself."""
    return page.locator(".hand .ground")


def at(page: Page, across: float, up: float) -> tuple[float, float]:
    """A point of the square on the screen, each way from 0 to 1."""
    ground(page).scroll_into_view_if_needed()
    box = ground(page).bounding_box()
    assert box is not None
    return box["x"] + box["width"] * across, box["y"] + box["height"] * (1 - up)


def said(page: Page) -> Locator:
    """What is said aloud of the place."""
    return page.locator("figcaption output")


def answer_all(page: Page, mindset: str) -> None:
    """One tap an item until none is left."""
    for item, words in (
        *((name, AGREE) for name in ("acceptance", "agency")),
        *((name, mindset) for name in ("M4", "M5", "M6")),
        *((name, DISAGREE) for name in ("M1", "M2", "M3")),
        *((f"F{number}", AGREE) for number in range(1, 6)),
        *((f"S{number}", YES) for number in range(1, 7)),
    ):
        buttons = page.locator(f'[class*="st-key-tap_{item}_"]')
        buttons.get_by_role("button", name=words, exact=True).click()
        expect(buttons).to_have_count(0)
    journey.rest(page)


def shows_no_fault(page: Page) -> None:
    assert accessibility_faults(page) == []
    assert not scrolls_sideways(page)


def test_one_stands_somewhere_by_mouse_and_drag_sees_the_arithmetic_and_decides(
    open_page: OpenPage, picture: Picture
):
    """FR-16: one's own place comes before anything that is computed, and counts after it."""
    page = open_page()
    journey.explore(page)
    journey.first_look(page, CARD)
    journey.go_on(page)
    page.get_by_role("link", name="About this model").click()
    journey.rest(page)
    expect(page.get_by_text("Placing one person is our own extension.")).to_be_visible()
    expect(page.locator(".drawing svg")).to_be_visible()
    shows_no_fault(page)
    journey.press(page, "Back to where I stand")
    expect(said(page)).to_contain_text("Click or tap where you see yourself")
    page.mouse.click(*at(page, 0.3, 0.2))
    expect(said(page)).to_contain_text("Not sure yet what to do with it.")
    page.mouse.move(*at(page, 0.3, 0.2))
    page.mouse.down()
    page.mouse.move(*at(page, 0.6, 0.5), steps=4)
    page.mouse.move(*at(page, 0.7, 0.7), steps=4)
    page.mouse.up()
    expect(said(page)).to_contain_text("Learning from my own data.")
    journey.rest(page)
    picture(page, "grid-own", whole=True)
    journey.press(page, "This is where I stand")
    journey.press(page, "Show what our arithmetic says")
    shows_no_fault(page)
    answer_all(page, AGREE)
    expect(page.locator("ellipse.oval")).to_be_visible()
    expect(page.get_by_text("counted", exact=True)).to_be_visible()
    expect(page.get_by_text("felt", exact=True)).to_be_visible()
    picture(page, "grid-desktop", whole=True)
    page.set_viewport_size(PHONE)
    journey.rest(page)
    picture(page, "grid-phone", whole=True)
    shows_no_fault(page)
    page.get_by_text("Not sure yet what to do with it", exact=True).last.click()
    journey.rest(page)
    journey.press(page, "Keep my place")
    expect(page.get_by_text("That is what counts.")).to_contain_text("Not sure yet")
    expect(page.get_by_role("button", name="Back to the conversation")).to_be_visible()


@pytest.fixture
def on_the_third_day(start_server: StartServer, tmp_path: Path) -> Server:
    """A server on a home where the same measure was placed on three earlier days."""
    home = tmp_path / "home"
    prepared(home)
    keeper = JournalKeeper.at(home)
    journal = keeper.unlock(PERSONAL, PASSPHRASE)
    practice = journal.extract()
    assert practice is not None
    metric = next(each for each in catalogue() if each.id == METRIC)
    events: list = [Reacted(METRIC, None, practice.extract.sha256)]
    for days, mindset in ((90, 25.0), (60, 35.0), (30, 55.0)):
        day = datetime.now(UTC) - timedelta(days=days)
        begun = OccasionBegun(
            METRIC, metric.title, metric.version, metric.sha256, practice.extract.sha256,
            None, None, 400, 0.05, 0.04, 0.06, "5.0 % came back.", at=day,
        )  # fmt: skip
        events += [
            begun,
            Placed(begun.id, mindset, 45.0, "kept", words=f"day {days}", at=day),
            Settled(begun.id, "place", "Z2", at=day),
            OccasionEnded(begun.id, at=day),
        ]
    journal.record(events)
    keeper.close()
    return start_server(env={"AFREFLECT_HOME": str(home)})


def test_by_keyboard_alone_with_the_path_and_a_reload_in_the_middle(
    open_page: OpenPage, on_the_third_day: Server, picture: Picture
):
    """FR-11: every part is reached by keyboard; what was tapped outlives a reload."""
    page = open_page(server=on_the_third_day, scheme="dark")
    open_with(page, PASSPHRASE)
    go(page, on_the_third_day, "grid")
    expect(page.locator("circle.past")).to_have_count(3)
    expect(page.locator("polyline.way")).to_have_count(1)
    shows_no_fault(page)
    page.locator(".hand").focus()
    for key in ("ArrowUp", "Shift+ArrowUp", "Shift+ArrowUp", "ArrowRight"):
        page.keyboard.press(key)
    expect(said(page)).to_contain_text("This feels quite changeable")
    journey.rest(page)
    picture(page, "grid-path-dark", whole=True)
    expect(page.locator(".hand")).to_be_focused()
    stand = page.get_by_role("button", name="This is where I stand", exact=True)
    stand.focus()
    page.keyboard.press("Enter")
    journey.rest(page)
    page.get_by_role("button", name="Show what our arithmetic says").focus()
    page.keyboard.press("Enter")
    journey.rest(page)
    for _ in range(3):
        page.get_by_role("button", name=AGREE, exact=True).focus()
        page.keyboard.press("Enter")
        journey.rest(page)
    expect(page.get_by_text("4 of 19.")).to_be_visible()
    go(page, on_the_third_day, "grid")
    expect(page.get_by_text("4 of 19.")).to_be_visible()
    journey.press(page, "That is enough")
    expect(page.get_by_text("Our arithmetic can't say yet.")).to_be_visible()
    expect(page.locator("circle.own")).to_be_visible()
    journey.press(page, "Leave it unplaced")
    expect(page.get_by_text("You left it unplaced")).to_be_visible()
    page.get_by_text("Where I stood before", exact=True).click()
    expect(page.get_by_text("day 60")).to_be_visible()
