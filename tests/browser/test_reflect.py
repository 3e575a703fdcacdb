"""A conversation about one measure, from the chart to its end, as a person walks it."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser import journey, private_file
from tests.browser.conftest import OpenPage, Picture, StartServer
from tests.browser.screens import DESKTOP, PHONE, accessibility_faults, scrolls_sideways, settle

RETURNS = "People stay well after I send them home"
ADMISSION = "The right people are admitted, the rest go home"
FIRST = "How does this land?"
END = "What do I take with me?"
MOST_TABS = 60


def asked(page: Page, question: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(question)


def tap(page: Page, question: str, value: int) -> None:
    """One tap on a scale from 1 to 6."""
    row = page.get_by_role("radiogroup", name=re.compile(f"^{re.escape(question)}"))
    row.get_by_role("radio", name=str(value), exact=True).click()
    journey.rest(page)


def fill(page: Page, prompt: str, words: str) -> None:
    page.get_by_label(re.compile(f"^{re.escape(prompt)}")).fill(words)
    journey.rest(page)


def at_both_sizes(page: Page, picture: Picture, name: str) -> None:
    for size, viewport in {"desktop": DESKTOP, "phone": PHONE}.items():
        page.set_viewport_size(viewport)
        journey.rest(page)
        picture(page, f"reflect-{name}-{size}", whole=True)
        assert not scrolls_sideways(page)
        assert accessibility_faults(page) == []
    page.set_viewport_size(DESKTOP)
    journey.rest(page)


def by_keyboard(page: Page, name: str) -> None:
    """Tab to the control of that name and press it, with no mouse."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText || ''").strip() == name:
            break
    else:
        raise AssertionError(f"no way to {name!r} by keyboard")
    page.keyboard.press("Enter")
    journey.rest(page)


def test_from_the_chart_to_the_end_without_a_word_and_with_the_hardest_landing(
    open_page: OpenPage, picture: Picture
):
    """FR-16, FR-52: skip everything, by keyboard alone; then care before anything about change."""
    page = open_page()
    journey.explore(page)
    journey.first_look(page, RETURNS)
    journey.go_on(page)
    journey.press(page, "Reflect")
    for question, way_on in (
        (FIRST, "Go on"),
        ("What stands behind the number?", "Go on"),
        ("Is it a fair enough picture to learn from?", "Go on"),
        ("Is there one thing I could try?", "Go on"),
        ("Where do I stand with this, today?", "Go on without"),
        ("What would help now?", "None of these now"),
        ("What do I want to do?", "Go on without deciding"),
    ):
        asked(page, question)
        by_keyboard(page, way_on)
    asked(page, END)
    expect(page.get_by_text("nothing was kept")).to_be_visible()
    by_keyboard(page, "Done for today")
    journey.press(page, "Reflect")
    asked(page, FIRST)
    at_both_sizes(page, picture, "reaction")
    tap(page, "How does it land?", 6)
    journey.press(page, "Go on")
    asked(page, "That was not easy to look at. What would be good now?")
    journey.press(page, "Somebody to talk to")
    expect(page.get_by_text("These people talk with physicians")).to_be_visible()
    at_both_sizes(page, picture, "help")
    journey.press(page, "I'd rather carry on")
    journey.press(page, "Go on")
    journey.press(page, "Go on")
    asked(page, "Is that enough for today?")
    journey.press(page, "Enough for today")
    journey.press(page, "Go on without")
    asked(page, "What would help now?")
    expect(page.get_by_role("button", name=re.compile("next five patients"))).to_have_count(0)
    journey.press(page, "None of these now")
    asked(page, END)


def test_a_reload_in_the_middle_loses_nothing(
    open_page: OpenPage, start_server: StartServer, tmp_path: Path
):
    """What was tapped and what was still being typed are there again, at the same step."""
    home = tmp_path / "home"
    private_file.prepared(home)
    server = start_server(env={"AFREFLECT_HOME": str(home)})
    page = open_page("/my_practice", server=server)
    private_file.open_with(page, private_file.PASSPHRASE)
    journey.go_on(page)
    journey.press(page, "Reflect")
    tap(page, "How does it land?", 2)
    journey.press(page, "Go on")
    field = page.get_by_label(re.compile("^Look at how the points spread"))
    field.press_sequentially("The first winter")
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    page.reload()
    settle(page)
    asked(page, "What stands behind the number?")
    expect(field).to_have_value("The first winter")
    journey.rest(page)
    journey.press(page, "Back")
    expect(page.get_by_role("radio", name="2", exact=True)).to_be_checked()
    # Neither address nor title nor log tells anything of it.
    assert page.url == f"{server.url}/reflect"
    assert page.title() == "Reflect - afreflect"
    assert "first winter" not in server.log.read_text()


def test_a_doubt_about_a_real_departments_figure_becomes_an_objection(
    open_page: OpenPage, picture: Picture, shared: Path
):
    """FR-45: in one's own words, with somebody who looks into it and a day."""
    page = open_page()
    demo = shared / "data" / "mimic_iv_ed_demo"
    journey.upload(page, *(demo / name for name in ("edstays.csv", "triage.csv", "birth_year.csv")))
    journey.first_look(page, ADMISSION)
    journey.go_on(page)
    journey.press(page, "Reflect")
    journey.press(page, "Go on")
    journey.press(page, "Go on")
    tap(page, "Is this a fair enough picture to learn from?", 2)
    journey.press(page, "Go on")
    journey.press(page, "Go on")
    journey.press(page, "Go on without")
    journey.press(page, "Say what I doubt, and ask for an answer")
    fill(page, "What is your strongest reason to doubt this number?", "These are a demo's patients")
    journey.press(page, "Go on")
    fill(page, "What one change to the definition", "Count all of them")
    journey.press(page, "Go on")
    page.get_by_label("Who could answer it, or change it?").fill("The data office")
    journey.press(page, "Keep this objection")
    expect(page.get_by_text("You keep this objection.")).to_be_visible()
    expect(page.get_by_test_id("stCode")).to_contain_text("Count all of them")
    at_both_sizes(page, picture, "objection")
    journey.press(page, "Go on")
    asked(page, "What do I want to do?")
    journey.press(page, "Keep: this is how I choose to practise")
    journey.press(page, "Go on")
    asked(page, END)
    journey.press(page, "Done for today")
    expect(page.get_by_text("Provisional until").first).to_be_visible()
