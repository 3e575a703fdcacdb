"""Each kind of chart on the page, in the browser: whole words, room, contrast, and a picture."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser import journey
from tests.browser.conftest import OpenPage, Picture
from tests.browser.screens import DESKTOP, PHONE, accessibility_faults, scrolls_sideways
from tests.browser.test_the_chart import WORDS, overlap

LOOKS = pytest.mark.parametrize(
    "viewport, scheme, name",
    [(DESKTOP, "light", "desktop"), (PHONE, "dark", "phone-dark")],
    ids=["desktop, light", "phone, dark"],
)
CHART = ".st-key-chart"


def held_up(page: Page, picture: Picture, name: str) -> None:
    """What every chart is held to: no word cut or on another, nothing sideways, axe content."""
    journey.rest(page)
    expect(page.locator(f"{CHART} svg.marks")).to_be_visible()
    found = page.locator(f"{CHART} svg.marks").evaluate(WORDS)
    assert {"all", "n"} <= {word["said"] for word in found}
    sides = ("left", "right", "top", "bottom")
    assert [w["said"] for w in found if min(w[side] for side in sides) < -1] == []
    clashes = [
        (one["said"], other["said"])
        for place, one in enumerate(found)
        for other in found[place + 1 :]
        # A word with paper around it is drawn twice in one place.
        if overlap(one, other) and one["said"] != other["said"]
    ]
    assert clashes == []
    picture(page, name, part=CHART)
    assert not scrolls_sideways(page)
    assert accessibility_faults(page) == []


@LOOKS
def test_national_counts(
    open_page: OpenPage,
    picture: Picture,
    shared: Path,
    viewport: ViewportSize,
    scheme: str,
    name: str,
):
    """FR-12: emergency attendances in England by month on a p′ chart, by year on a run chart."""
    page = open_page(viewport=viewport, scheme=scheme)
    journey.upload(page, shared / "data" / "nhs_ae_attendances" / "ae_attendances.csv")
    journey.first_look(page, "The right people are admitted, the rest go home")
    journey.go_on(page)
    held_up(page, picture, f"chart-pprime-{name}")
    page.get_by_text("Years", exact=True).click()
    held_up(page, picture, f"chart-run-{name}")


@LOOKS
def test_the_sample(
    open_page: OpenPage, picture: Picture, viewport: ViewportSize, scheme: str, name: str
):
    """FR-12: a share whose months differ as chance would have it, on a p chart."""
    page = open_page(viewport=viewport, scheme=scheme)
    journey.explore(page)
    journey.first_look(page, "People stay well after I send them home")
    journey.go_on(page)
    held_up(page, picture, f"chart-p-{name}")
