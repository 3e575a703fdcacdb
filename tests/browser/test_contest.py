"""The contest as a physician shows it: on a desk, on a phone, in the dark, on paper."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import journey
from tests.browser.conftest import OpenPage, Picture
from tests.browser.screens import DESKTOP, PHONE, accessibility_faults, scrolls_sideways

SIZES = {"desktop": DESKTOP, "phone": PHONE}
RETURNS = "People stay well after I send them home"
ADMISSION = "The right people are admitted, the rest go home"
CHART = ".st-key-contest svg.marks"


def at_every_size(page: Page, picture: Picture, name: str, suffix: str = "") -> None:
    """A picture at a desk and one on a phone, each of them a page that can be used."""
    for size, viewport in SIZES.items():
        page.set_viewport_size(viewport)
        journey.rest(page)
        picture(page, f"{name}-{size}{suffix}", whole=True)
        assert not scrolls_sideways(page)
        assert accessibility_faults(page) == []
    page.set_viewport_size(DESKTOP)


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
    expect(page.get_by_role("heading", level=1)).to_contain_text("What if I leave out")
    journey.rest(page)


def run_in_own_words(page: Page, words: str, left_out: str) -> None:
    page.get_by_label("What do you question?").fill(words)
    page.get_by_label("And leave out, to see what becomes of the figure").click()
    page.get_by_role("option", name=left_out).click()
    journey.rest(page)
    journey.press(page, "Question this measure")
    expect(page.get_by_role("heading", level=1)).to_contain_text("What if I leave out")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_objection_to_the_sample_is_run_kept_and_stands_on_the_chart(
    open_page: OpenPage, picture: Picture, scheme: str
):
    """FR-10, FR-11, FR-45: one sentence, one picture, a table; read by everybody."""
    suffix = "-dark" if scheme == "dark" else ""
    page = open_page(scheme=scheme)
    journey.explore(page)
    question(page, RETURNS)
    at_every_size(page, picture, "questioned", suffix)
    run(page, "A study of the US national survey")
    expect(page.get_by_text("Your conclusion changes.")).to_be_visible()
    expect(page.locator(CHART)).to_be_visible()
    at_every_size(page, picture, "contest", suffix)
    page.emulate_media(media="print")
    expect(page.get_by_text("Your conclusion changes.")).to_be_visible()
    expect(page.locator(CHART)).to_be_visible()
    expect(page.get_by_role("button", name="Keep this objection")).to_be_hidden()
    page.emulate_media(media="screen")
    journey.press(page, "Keep this objection")
    expect(page.get_by_text("You keep this objection.")).to_be_visible()
    journey.press(page, "Back to my practice")
    expect(page.get_by_text("Provisional until").first).to_be_visible()
    at_every_size(page, picture, "provisional", suffix)


def test_an_objection_to_a_real_departments_admissions_is_run(
    open_page: OpenPage, picture: Picture, shared: Path
):
    page = open_page()
    demo = shared / "data" / "mimic_iv_ed_demo"
    journey.upload(page, *(demo / name for name in ("edstays.csv", "triage.csv", "birth_year.csv")))
    question(page, ADMISSION)
    run(page, "Are my shifts those with the sicker patients")
    expect(page.get_by_text("patients at level 1 or 2:").first).to_be_visible()
    expect(page.locator(CHART)).to_be_visible()
    at_every_size(page, picture, "contest-mimic")


@pytest.mark.parametrize(
    "file, name, left_out",
    [
        ("a3_report_merged_header.xlsx", "merged-headings", "Arrivals at night"),
        ("a6_logical_errors.csv", "wrong-times", "Times out of order"),
    ],
    ids=["merged headings", "wrong times"],
)
def test_an_objection_to_one_physicians_few_cases_in_a_messy_file_is_too_few_to_tell(
    open_page: OpenPage, picture: Picture, shared: Path, file: str, name: str, left_out: str
):
    """FR-10: too few to tell is an answer, and no picture pretends otherwise."""
    page = open_page()
    journey.press(page, "Use my own extract")
    page.locator('input[type="file"]').first.set_input_files(shared / "data" / "messy_a" / file)
    expect(page.get_by_text("Which id is yours", exact=False).first).to_be_visible()
    journey.rest(page)
    page.get_by_role("combobox").first.click()
    page.get_by_role("combobox").first.fill("DR01")
    page.keyboard.press("Enter")
    journey.rest(page)
    question(page, ADMISSION)
    run_in_own_words(page, "These should not count", left_out)
    expect(page.locator(".st-key-answer")).to_contain_text(
        re.compile("too few for a figure, which needs 50|^No ")
    )
    expect(page.locator(CHART)).to_have_count(0)
    at_every_size(page, picture, f"contest-{name}")


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
    case = page.get_by_label(re.compile("^Should one of these discharges not count"))
    case.click()
    case.fill("SYN000742")
    page.keyboard.press("Enter")
    journey.rest(page)
    page.get_by_text("Planned", exact=True).click()
    journey.rest(page)
    journey.press(page, "Set it aside")
    expect(page.get_by_text("3,673 discharges, 1 set aside by you").first).to_be_visible()
    at_every_size(page, picture, "set-aside")
    journey.press(page, "Bring it back")
    expect(page.get_by_text("set aside by you")).to_have_count(0)
