"""November: from an empty log to a PDF that a college can read, its clicks counted."""

from pathlib import Path

from playwright.sync_api import Page, expect
from pypdf import PdfReader

from afreflect.ui import log_start
from tests.browser import journey
from tests.browser.conftest import OpenPage, Picture
from tests.browser.pace import Pace
from tests.browser.screens import PHONE, accessibility_faults, scrolls_sideways

FILES = sorted((Path(__file__).parents[2] / "sample_data" / "first").glob("*.csv"))
CARD = "I order the tests that help, and spare the rest"
SO_WHAT = "So what: why does it matter, to patients and to you?"
THOUGHT = {
    "What: what do the numbers show, in your words?": "Half of them had a film.",
    SO_WHAT: "Some could be spared one, and the hours it takes.",
    "Now what: what would you like to do next, with whom, and by when?": (
        "I will pause before a second scan, as Mrs Jones asked."
    ),
}
CHANGED = "I will pause before a second scan, as somebody asked."
PLAN = "I look at the rule before I order, from next week."
MOST_CLICKS = 25
"""From the empty log to the saved PDF; the file itself is dropped, words and minutes are typed."""


def holds(page: Page) -> None:
    """What every screen is held to, on a desk and on a phone."""
    assert accessibility_faults(page) == []
    size = page.viewport_size
    page.set_viewport_size(PHONE)
    journey.rest(page)
    assert not scrolls_sideways(page)
    if size:
        page.set_viewport_size(size)
        journey.rest(page)


def write(page: Page, label: str, text: str) -> None:
    """Type into a field of the entry, and wait until it was taken."""
    field = page.get_by_label(label, exact=True)
    field.fill(text)
    expect(page.get_by_role("button", name=f"Copy: {label}", exact=True)).to_be_visible()
    journey.rest(page)


def report_to(page: Page, college: str) -> None:
    """Choose a college by the first words of its name."""
    field = page.get_by_role("combobox", name="Add a college")
    field.click()
    field.fill(college)
    page.get_by_role("option").first.click()
    journey.rest(page)


def look(page: Page, pace: Pace) -> str:
    """From the empty log over the upload to the first chart; what it says of one's own."""
    journey.press(page, "Start now")
    pace.look()
    page.locator('input[type="file"]').first.set_input_files(FILES)
    page.wait_for_selector(journey.ANSWER)
    journey.rest(page)
    for name in ("These columns look right", CARD, "Skip the guess", "Go on without saying"):
        pace.look()
        journey.press(page, name)
    page.wait_for_selector(journey.CHART)
    journey.rest(page)
    pace.look()
    return page.get_by_text("of your visits had imaging").first.inner_text()


def think(page: Page, pace: Pace) -> None:
    """The conversation from the log and back to it: three questions are answered, others are not.

    What is written here is not asked for again.
    """
    page.get_by_role("link", name="Back to the log").click()
    journey.rest(page)
    before = ("Go on", "Go on", "Go on", "Go on", "Go on", "Go on without")
    for name in (*before, "What, so what, now what"):
        journey.press(page, name)
        pace.look()
    for label, text in THOUGHT.items():
        page.get_by_label(label, exact=True).fill(text)
        journey.rest(page)
        pace.look()
        pace.typed(text)
    keep = "Keep: this is how I choose to practise"
    for name in ("Go on", "Go on", "Go on", keep, "Go on", "Done for today"):
        journey.press(page, name)
        pace.look()
    expect(page.get_by_role("heading", name="What have I learned")).to_be_visible()


def look_through(page: Page) -> None:
    """The name that slipped in is changed, and the rest is said to be nobody's."""
    expect(page.get_by_text("One place to look at before it can be saved.")).to_be_visible()
    journey.press(page, "Change it")
    expect(page.get_by_label("What will change", exact=True)).to_have_value(CHANGED)
    journey.press(page, "I have checked that no patient or colleague could be recognised")


def test_an_empty_log_in_november_becomes_a_pdf(
    open_page: OpenPage, picture: Picture, tmp_path: Path
):
    """FR-10: the PDF says the figure that the screen said; its clicks and minutes are counted."""
    page = open_page("/log")
    expect(page.get_by_text("Start now: one measure, about 45 minutes.")).to_be_visible()
    holds(page)
    pace = Pace(page)
    pace.look()
    page.evaluate(journey.COUNT_CLICKS)
    sentence = look(page, pace)
    think(page, pace)
    report_to(page, "Royal College of Physicians and")
    picture(page, "log", whole=True)
    journey.press(page, "Write an entry: Imaging use")
    expect(page.get_by_label("Reflection", exact=True)).to_have_value(THOUGHT[SO_WHAT])
    write(page, "Plan for improvement", PLAN)
    pace.typed(PLAN)
    spent = page.get_by_label("Thinking it over", exact=True)
    spent.fill("45")
    spent.press("Enter")
    expect(page.get_by_text("Suggested: Section 3, Assessment, 2.25 credits")).to_be_visible()
    journey.rest(page)
    pace.look()
    picture(page, "log-entry", whole=True)
    look_through(page)
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as PDF", exact=True).click()
    pace.look()
    assert page.evaluate("window.clicksByHand") <= MOST_CLICKS
    assert pace.minutes <= log_start.WITHOUT_THINKING
    file = tmp_path / "log.pdf"
    saved.value.save_as(file)
    said = " ".join(" ".join(each.extract_text() for each in PdfReader(file).pages).split())
    assert " ".join(sentence.split()).replace(" your ", " my ") in said
    assert "Suggested: Section 3, Assessment, 2.25 credits (45 min at 3 an hour)." in said
    assert "Jones" not in said
    holds(page)
    ask(page)


def ask(page: Page) -> None:
    """A colleague reads it too, and responds."""
    journey.press(page, "Ask a colleague for feedback")
    holds(page)
    page.get_by_label("In what role? No name.").fill("an emergency physician elsewhere")
    page.get_by_label("How, and what did they say?").fill("we read it together")
    journey.press(page, "Put it into the entry")
    expect(page.get_by_text("an emergency physician elsewhere, we read it")).to_be_visible()
