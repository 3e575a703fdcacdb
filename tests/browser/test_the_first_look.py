"""From an upload to one's own chart: in three clicks, on a desk and on a phone."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser import journey
from tests.browser.conftest import OpenPage, Picture
from tests.browser.screens import DESKTOP, PHONE, accessibility_faults, scrolls_sideways, settle

SIZES = pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
CARD = "I order the tests that help, and spare the rest"


def holds(page: Page) -> None:
    """What every screen is held to."""
    assert not scrolls_sideways(page)
    assert accessibility_faults(page) == []


def sample_files(root: Path) -> list[Path]:
    return sorted((root / "sample_data" / "first").glob("*.csv"))


@SIZES
def test_three_clicks_lead_from_the_upload_to_a_chart(
    open_page: OpenPage, root: Path, viewport: ViewportSize
):
    """FR-18: from the extract to the first chart in three clicks."""
    page = open_page(viewport=viewport)
    journey.upload(page, *sample_files(root))
    page.evaluate(journey.COUNT_CLICKS)
    journey.first_look(page, CARD)
    assert page.evaluate("window.clicksByHand") == 3


@SIZES
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_screen_of_the_journey_can_be_read_by_everybody(
    open_page: OpenPage, picture: Picture, viewport: ViewportSize, scheme: str
):
    """FR-11: keyboard and screen reader find every screen in order, on a desk and on a phone."""
    suffix = ("-phone" if viewport == PHONE else "") + ("-dark" if scheme == "dark" else "")
    page = open_page(viewport=viewport, scheme=scheme)
    holds(page)
    picture(page, f"start{suffix}")
    journey.explore(page)
    holds(page)
    picture(page, f"my-data{suffix}")
    journey.press(page, "These columns look right")
    holds(page)
    picture(page, f"value-cards{suffix}")
    journey.press(page, CARD)
    holds(page)
    picture(page, f"guess{suffix}")
    for field, typed in enumerate(("45", "40", "55")):
        page.get_by_role("textbox").nth(field).fill(typed)
    journey.press(page, "Show me my practice")
    page.wait_for_selector(journey.CHART)
    holds(page)
    picture(page, f"first-look{suffix}", whole=True)
    journey.press(page, "Curious")
    holds(page)
    page.locator('[data-testid="stMain"]').evaluate("box => box.scrollTo(0, 0)")
    picture(page, f"my-practice{suffix}")


@pytest.mark.parametrize("button", ["Skip the guess", "Show me my practice"])
def test_a_double_click_lands_on_the_chart_as_a_single_one_does(open_page: OpenPage, button: str):
    page = open_page()
    journey.explore(page)
    journey.press(page, "These columns look right")
    journey.press(page, CARD)
    page.get_by_role("button", name=button, exact=True).dblclick()
    page.wait_for_selector(journey.CHART)
    settle(page)
    assert page.url.endswith("/my_practice")
    journey.go_on(page)
    journey.press(page, "My measures")
    expect(page.get_by_role("button", name="Let it go")).to_be_visible()


def test_a_target_is_set_after_the_first_look_and_stands_on_the_chart(
    open_page: OpenPage, picture: Picture
):
    """FR-30: own range and n come first, then the target, its date and its reason."""
    page = open_page()
    journey.explore(page)
    journey.first_look(page, CARD)
    journey.go_on(page)
    journey.press(page, "Set a target")
    holds(page)
    picture(page, "target")


def test_a_file_of_stays_from_a_real_department_becomes_a_chart(
    open_page: OpenPage, picture: Picture, shared: Path
):
    page = open_page()
    demo = shared / "data" / "mimic_iv_ed_demo"
    journey.upload(page, *(demo / name for name in ("edstays.csv", "triage.csv", "birth_year.csv")))
    holds(page)
    expect(page.get_by_text("lie in the future")).to_be_visible()
    journey.press(page, "These columns look right")
    journey.press(page, "The right people are admitted, the rest go home")
    journey.press(page, "Skip the guess")
    settle(page)
    expect(page.get_by_text("67.6 %").first).to_be_visible()
    holds(page)
