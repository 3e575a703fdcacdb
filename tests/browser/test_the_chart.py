"""The chart as a browser draws it: nothing cut, nothing overlapping, and it answers a click."""

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser import journey
from tests.browser.conftest import OpenPage
from tests.browser.screens import DESKTOP, PHONE, accessibility_faults, settle

SIZES = pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
WORDS = """chart => {
    const paper = chart.getBoundingClientRect();
    return [...chart.querySelectorAll('text')]
        .filter(word => word.textContent.trim() && getComputedStyle(word).opacity !== '0')
        .map(word => [word.textContent, word.getBoundingClientRect(), paper])
        .map(([said, box, paper]) => ({
            said, left: box.left - paper.left, right: paper.right - box.right,
            top: box.top - paper.top, bottom: paper.bottom - box.bottom,
            width: box.width, height: box.height,
        }));
}"""
CARD = "People stay well after I send them home"


def at_the_chart(open_page: OpenPage, viewport: ViewportSize) -> Page:
    page = open_page(viewport=viewport)
    journey.explore(page)
    journey.press(page, "These columns look right")
    journey.press(page, CARD)
    page.get_by_role("textbox").first.fill("8")
    journey.press(page, "Show me my practice")
    page.wait_for_selector(journey.CHART)
    journey.rest(page)
    settle(page)
    return page


def overlap(one: dict, other: dict) -> bool:
    """Whether two boxes share more than a hair's breadth."""
    across = min(one["left"] + one["width"], other["left"] + other["width"]) - max(
        one["left"], other["left"]
    )
    down = min(one["top"] + one["height"], other["top"] + other["height"]) - max(
        one["top"], other["top"]
    )
    return across > 1.5 and down > 5


@SIZES
def test_no_word_of_the_chart_is_cut_or_lies_on_another(
    open_page: OpenPage, viewport: ViewportSize
):
    """FR-12: easy to take in, at a desk and on a phone."""
    page = at_the_chart(open_page, viewport)
    found = page.locator(".st-key-chart svg.marks").evaluate(WORDS)
    assert {"all", "n", "0 %"} <= {word["said"] for word in found}
    cut = [w["said"] for w in found if min(w["left"], w["right"], w["top"], w["bottom"]) < -1]
    assert cut == []
    clashes = [
        (one["said"], other["said"])
        for place, one in enumerate(found)
        for other in found[place + 1 :]
        if overlap(one, other)
    ]
    assert clashes == []


def test_a_click_on_a_point_unfolds_what_is_behind_it(open_page: OpenPage):
    """FR-22: from a point to one's own rows."""
    page = at_the_chart(open_page, DESKTOP)
    box = page.locator(".st-key-chart svg.marks").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 200, box["y"] + 150)
    tip = page.locator("#vg-tooltip-element")
    tip.wait_for(state="visible")
    said = tip.inner_text()
    page.mouse.click(box["x"] + 200, box["y"] + 150)
    journey.rest(page)
    settle(page)
    chosen = page.locator(".st-key-behind input").first.input_value()
    assert chosen == said
    expect(page.locator(".st-key-behind table")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_one_click_away_can_be_read_by_everybody(open_page: OpenPage, scheme: str):
    """FR-11, FR-15: the table, the cases, the definition with its SQL, and the origin."""
    page = open_page(scheme=scheme)
    journey.explore(page)
    journey.first_look(page, CARD)
    for key in ("table", "behind", "definition", "origin"):
        page.locator(f".st-key-{key} summary").click()
        journey.rest(page)
        settle(page)
    expect(page.locator(".st-key-definition code").first).to_be_visible()
    assert accessibility_faults(page) == []
