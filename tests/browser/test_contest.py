"""The contest as a physician shows it: on a desk, on a phone, in the dark, on paper."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser import journey
from tests.browser.conftest import OpenPage, Picture
from tests.browser.screens import DESKTOP, PHONE, accessibility_faults, scrolls_sideways

RETURNS = "People stay well after I send them home"
ADMISSION = "The right people are admitted, the rest go home"
SIZES = pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])


def holds(page: Page) -> None:
    assert not scrolls_sideways(page)
    assert accessibility_faults(page) == []


def size(viewport: ViewportSize) -> str:
    return "phone" if viewport == PHONE else "desktop"


def question(page: Page, card: str) -> None:
    """From the columns to the objections to one measure."""
    journey.press(page, "These columns look right")
    journey.press(page, card)
    journey.press(page, "Skip the guess")
    journey.press(page, "Go on without saying")
    journey.press(page, "Question this measure")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "What would I question about this measure?"
    )


def run(page: Page, objection: str) -> None:
    page.get_by_role("button", name=re.compile(f"^{objection}")).click()
    journey.rest(page)


def run_in_own_words(page: Page, words: str, left_out: str) -> None:
    page.get_by_label("What do you question?").fill(words)
    page.get_by_label("And leave out, to see what becomes of the figure").click()
    page.get_by_role("option", name=left_out).click()
    journey.rest(page)
    journey.press(page, "Question this measure")


@SIZES
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_objection_to_the_sample_is_run_kept_and_stands_on_the_chart(
    open_page: OpenPage, picture: Picture, viewport: ViewportSize, scheme: str
):
    """FR-10, FR-11, FR-45: one sentence, one picture, a table; read by everybody."""
    suffix = size(viewport) + ("-dark" if scheme == "dark" else "")
    page = open_page(viewport=viewport, scheme=scheme)
    journey.explore(page)
    question(page, RETURNS)
    holds(page)
    picture(page, f"questioned-{suffix}", whole=True)
    run(page, "A study of the US national survey")
    expect(page.get_by_text("Your conclusion changes.")).to_be_visible()
    expect(page.locator(".st-key-contest svg.marks")).to_be_visible()
    holds(page)
    picture(page, f"contest-{suffix}", whole=viewport == PHONE)
    journey.press(page, "Keep this objection")
    expect(page.get_by_text("You keep this objection.")).to_be_visible()
    holds(page)
    journey.press(page, "Back to my practice")
    expect(page.get_by_text("Provisional until").first).to_be_visible()
    holds(page)
    picture(page, f"provisional-{suffix}", whole=True)


@SIZES
def test_an_objection_to_a_real_departments_stays_is_run(
    open_page: OpenPage, picture: Picture, shared: Path, viewport: ViewportSize
):
    page = open_page(viewport=viewport)
    demo = shared / "data" / "mimic_iv_ed_demo"
    journey.upload(page, *(demo / name for name in ("edstays.csv", "triage.csv", "birth_year.csv")))
    question(page, ADMISSION)
    run(page, "Are my shifts those with the sicker patients")
    expect(page.get_by_text("patients at level 1 or 2:").first).to_be_visible()
    expect(page.locator(".st-key-contest svg.marks")).to_be_visible()
    holds(page)
    picture(page, f"contest-mimic-{size(viewport)}", whole=viewport == PHONE)


@SIZES
@pytest.mark.parametrize(
    "name, suffix",
    [("a3_report_merged_header.xlsx", "merged-headings"), ("a6_logical_errors.csv", "wrong-times")],
)
def test_an_objection_to_a_messy_file_is_run(
    open_page: OpenPage,
    picture: Picture,
    shared: Path,
    viewport: ViewportSize,
    name: str,
    suffix: str,
):
    page = open_page(viewport=viewport)
    journey.upload(page, shared / "data" / "messy_a" / name)
    question(page, ADMISSION)
    run_in_own_words(page, "The nights are not mine", "Arrivals at night")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "What if I leave out arrivals at night?"
    )
    expect(page.get_by_text("arrivals at night").nth(1)).to_be_visible()
    holds(page)
    picture(page, f"contest-{suffix}-{size(viewport)}", whole=viewport == PHONE)


def test_a_case_is_set_aside_and_comes_back(open_page: OpenPage, picture: Picture):
    """FR-20: with a reason, beside the figure, reversible."""
    page = open_page()
    journey.explore(page)
    journey.press(page, "These columns look right")
    journey.press(page, RETURNS)
    journey.press(page, "Skip the guess")
    journey.press(page, "Go on without saying")
    page.get_by_text("The discharges, one by one").click()
    journey.rest(page)
    page.get_by_label("Which month? A click on the chart does the same.").click()
    page.get_by_role("option").first.click()
    journey.rest(page)
    page.get_by_label(re.compile("^Should one of these discharges not count")).click()
    page.get_by_role("option").first.click()
    journey.rest(page)
    page.get_by_role("button", name="Planned", exact=True).click()
    journey.rest(page)
    journey.press(page, "Set it aside")
    expect(page.get_by_text("3,673 discharges, 1 set aside by you").first).to_be_visible()
    holds(page)
    picture(page, "set-aside", whole=True)
    journey.press(page, "Bring it back")
    expect(page.get_by_text("set aside by you")).to_have_count(0)


def test_on_paper_the_answer_and_the_picture_stand_without_buttons(open_page: OpenPage):
    page = open_page()
    journey.explore(page)
    question(page, RETURNS)
    run(page, "A study of the US national survey")
    page.emulate_media(media="print")
    expect(page.get_by_text("Your conclusion changes.")).to_be_visible()
    expect(page.locator(".st-key-contest svg.marks")).to_be_visible()
    expect(page.get_by_role("button", name="Keep this objection")).to_be_hidden()
