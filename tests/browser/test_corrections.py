"""Putting fields right as a person does it: in the grid by keyboard, and undone with one click."""

from playwright.sync_api import Locator, Page, ViewportSize, expect

from tests.browser import journey
from tests.browser.conftest import OpenPage, Picture
from tests.browser.screens import DESKTOP, PHONE, accessibility_faults

TWO_PICTURES = "() => new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r)))"
LINK = "Something wrong in one of these? Put it right"


def at_the_cases(open_page: OpenPage, viewport: ViewportSize = DESKTOP) -> Page:
    """The practice page of the sample's first measure."""
    page = open_page(viewport=viewport)
    journey.explore(page)
    journey.first_look(page, "People stay well after I send them home")
    return page


def to_the_grid(page: Page) -> None:
    """From one's own cases to the fields that may be put right."""
    page.get_by_text("The discharges, one by one").click()
    page.get_by_role("link", name=LINK).click()
    expect(page.get_by_text("12 visits have something missing or odd.")).to_be_visible()
    journey.rest(page)


def figure(page: Page) -> str:
    """The sentence that answers the practice page's question."""
    answer = page.locator(".st-key-answer")
    expect(answer).to_be_visible()
    journey.rest(page)
    return answer.inner_text()


def back(page: Page) -> Page:
    page.get_by_role("button", name="Back to my practice").click()
    return page


def cell(page: Page, column: int, row: int) -> Locator:
    """A cell of the grid as a screen reader meets it: the picture itself says nothing."""
    return page.locator(f".st-key-correction_grid [id=glide-cell-{column}-{row}]")


def type_into_the_first_departure(page: Page, typed: str) -> None:
    """By keyboard alone: the first row's fourth cell, the first two of which can't be changed."""
    grid = page.locator(".st-key-correction_grid canvas").first
    grid.scroll_into_view_if_needed()
    journey.rest(page)
    # What takes the click lies over the picture.
    grid.click(position={"x": 40, "y": 55}, force=True)
    expect(cell(page, 0, 0)).to_have_attribute("aria-selected", "true")
    for column in (1, 2, 3):
        page.keyboard.press("ArrowRight")
        expect(cell(page, column, 0)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    field = page.locator("#portal").get_by_role("textbox")
    expect(field).to_be_focused()
    page.keyboard.type(typed)
    expect(field).to_have_value(typed)
    # The grid takes in what was typed with its next picture; no hand is faster than that.
    page.evaluate(TWO_PICTURES)
    page.keyboard.press("Enter")
    expect(cell(page, 3, 0)).to_have_text(typed)
    expect(page.get_by_role("button", name="Save 1 correction")).to_be_visible()


def test_a_field_is_put_right_in_the_grid_and_the_undo_gives_the_figure_back(
    open_page: OpenPage, picture: Picture
):
    """FR-39: correct in a grid, logged, undone with one click."""
    page = at_the_cases(open_page)
    before = figure(page)
    to_the_grid(page)
    type_into_the_first_departure(page, "14:50")
    page.get_by_label("Why, in a few words?").first.fill("The paper chart has the time")
    assert accessibility_faults(page) == []
    picture(page, "corrections", whole=True)
    journey.press(page, "Save 1 correction")
    expect(page.get_by_text("1 field is corrected.")).to_be_visible()
    expect(page.get_by_text("11 visits have something missing or odd.")).to_be_visible()
    assert figure(back(page)) != before
    page.get_by_role("link", name="See them").click()
    undo = page.get_by_role("button", name="Undo")
    expect(undo).to_be_visible()
    undo.click()
    expect(page.get_by_text("12 visits have something missing or odd.")).to_be_visible()
    journey.rest(page)
    assert figure(back(page)) == before


def test_any_visit_can_be_put_right_by_its_number_on_a_phone(open_page: OpenPage):
    """FR-39, FR-11: one visit field by field, where a grid is too small or can't be seen."""
    page = at_the_cases(open_page, PHONE)
    to_the_grid(page)
    expect(page.locator(".st-key-correction_grid")).to_be_hidden()
    which = page.get_by_role("combobox", name="Which visit?")
    which.fill("nobody's")
    which.press("Enter")
    expect(page.get_by_text("No visit has the number nobody's")).to_be_visible()
    which.fill("SYN052174")
    which.press("Enter")
    departure = page.get_by_role("textbox", name="Departure")
    expect(departure).to_be_visible()
    departure.fill("2026-02-15 16:00")
    page.get_by_label("Why, in a few words?").fill("a slip")
    journey.rest(page)
    journey.press(page, "Save this visit")
    expect(page.get_by_text("would be before the arrival")).to_be_visible()
    assert accessibility_faults(page) == []
    wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    assert not wide
