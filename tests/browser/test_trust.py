"""How far data can carry a measure, as a browser shows it: sample, MIMIC and two messy files."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import journey
from tests.browser.conftest import OpenPage, Picture
from tests.browser.screens import DESKTOP, PHONE, accessibility_faults, scrolls_sideways

SIZES = {"desktop": DESKTOP, "phone": PHONE}
CARD = "People stay well after I send them home"
WAITING = ("People are not kept waiting without need", "Time to first assessment")
QUESTION = "How far can this data carry me?"
STRIP = ".st-key-strip svg.marks"


def ask(page: Page, *cards: str) -> None:
    """From confirmed columns to the page about them."""
    journey.press(page, "These columns look right")
    for card in cards or (CARD,):
        journey.press(page, card)
    journey.press(page, "Skip the guess")
    journey.press(page, "Go on without saying")
    page.get_by_role("link", name=QUESTION).click()
    expect(page.get_by_role("heading", name=QUESTION)).to_be_visible()
    expect(page.locator(STRIP).first).to_be_visible()
    journey.rest(page)


def answer(page: Page, clinician: str) -> None:
    """Say whose rows are one's own, out of many."""
    page.get_by_role("combobox").first.click()
    page.get_by_role("combobox").first.fill(clinician)
    page.keyboard.press("Enter")
    journey.rest(page)


def at_every_size(page: Page, picture: Picture, name: str) -> None:
    """A picture at a desk and one on a phone, each of them a page that can be used."""
    for size, viewport in SIZES.items():
        page.set_viewport_size(viewport)
        journey.rest(page)
        picture(page, f"{name}-{size}", whole=True)
        held_up(page)


def held_up(page: Page) -> None:
    assert accessibility_faults(page) == []
    assert not scrolls_sideways(page)


def test_the_sample(open_page: OpenPage, picture: Picture):
    """FR-38: the field, how much of it is missing, the likely cause, and a note to copy."""
    page = open_page()
    journey.explore(page)
    ask(page, *WAITING)
    expect(page.get_by_text("at site North", exact=False).first).to_be_visible()
    at_every_size(page, picture, "trust")
    journey.press(page, "Write to my data owner")
    expect(page.locator(".st-key-note code")).to_contain_text("Could you have them completed")
    held_up(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_one_click_away_and_a_typed_count(open_page: OpenPage, scheme: str):
    """FR-11: the table beside the picture; a count from elsewhere changes what is said."""
    page = open_page(scheme=scheme)
    journey.explore(page)
    ask(page)
    for key in ("expected", "table", "origin"):
        page.locator(f".st-key-{key} summary").first.click()
    expect(page.locator(".st-key-table table").first).to_be_visible()
    held_up(page)
    page.get_by_label("Counted there").fill("9590")
    page.get_by_label("Which source counted them").fill("billing")
    journey.press(page, "Hold it against this count")
    expect(page.locator(".st-key-part_D3")).to_contain_text("billing counts 9,590")
    expect(page.locator(".st-key-part_D3")).to_contain_text("All there: 50 of 100")


def test_moved_dates_and_no_name(open_page: OpenPage, picture: Picture, shared: Path):
    """Unknown is said to be unknown: MIMIC's dates were moved and it names no clinician."""
    page = open_page()
    folder = shared / "data" / "mimic_iv_ed_demo"
    journey.upload(page, folder / "edstays.csv", folder / "triage.csv")
    ask(page)
    expect(page.locator(".st-key-part_D2")).to_contain_text("not known")
    at_every_size(page, picture, "trust-mimic")


@pytest.mark.parametrize(
    "file, name",
    [
        ("a3_report_merged_header.xlsx", "merged-headings"),
        ("a6_logical_errors.csv", "swapped-times"),
    ],
    ids=["merged headings", "swapped times"],
)
def test_messy_files(
    open_page: OpenPage,
    picture: Picture,
    shared: Path,
    file: str,
    name: str,
):
    """FR-38: a messy file says what is wrong with it, and is no dead end."""
    page = open_page()
    journey.press(page, "Use my own extract")
    page.locator('input[type="file"]').first.set_input_files(shared / "data" / "messy_a" / file)
    expect(page.get_by_text("Which id is yours", exact=False).first).to_be_visible()
    journey.rest(page)
    answer(page, "DR01")
    ask(page)
    at_every_size(page, picture, f"trust-{name}")
