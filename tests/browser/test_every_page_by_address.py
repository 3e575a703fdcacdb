"""Every page passes the entry, also as the very first thing that a fresh server is asked for."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage, StartServer
from tests.browser.screens import accessibility_faults

WALL = "group_wall"
"""A slide without anything around it: tests/browser/test_the_wall.py opens it."""
PAGES = sorted(page.stem for page in (Path(__file__).parents[2] / "pages").glob("*.py"))


@pytest.mark.parametrize("name", [name for name in PAGES if name != WALL])
def test_a_page_opened_by_its_address_first_is_entered_like_any_other(
    open_page: OpenPage, start_server: StartServer, name: str
):
    page = open_page("/" if name == "start" else f"/{name}", server=start_server())
    expect(page.get_by_text("Nothing is kept yet")).to_be_visible()
    expect(page.get_by_role("link", name="My data").first).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    expect(page.locator('[data-testid="stException"]')).to_have_count(0)
    assert accessibility_faults(page) == []
