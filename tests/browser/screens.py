"""How a screen is looked at: its sizes, its rest, and what every screen is held to."""

from dataclasses import dataclass, field
from importlib.resources import files
from urllib.parse import urlsplit

from playwright.sync_api import Page, ViewportSize

DESKTOP = ViewportSize(width=1440, height=900)
PHONE = ViewportSize(width=390, height=844)

# What Streamlit itself breaks on every page, by axe-core's names. Nothing else is let through.
STREAMLITS_OWN_FAULTS = frozenset(
    {
        "list",
        "listitem",
        "target-size",
        "empty-table-header",
        "presentation-role-conflict",
    }
)

SECONDS_TO_SETTLE = 60


@dataclass
class Traffic:
    """Every address a page asked for, sorted into the server's own and another host's."""

    own: str
    elsewhere: list[str] = field(default_factory=list)

    def record(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in {"data", "blob", "about"}:
            return
        if parts.netloc != urlsplit(self.own).netloc:
            self.elsewhere.append(url)


def settle(page: Page) -> None:
    """Wait until the script has run to its end and the page has drawn what it said.

    Every page of Streamlit's has a heading; before its first run there is none, and the app stands
    idle all the same.
    """
    page.wait_for_selector("h1", state="attached", timeout=SECONDS_TO_SETTLE * 1000)
    idle = '[data-testid="stApp"][data-test-script-state="notRunning"]'
    page.wait_for_selector(idle, timeout=SECONDS_TO_SETTLE * 1000)
    for unfinished in ('[data-stale="true"]', '[data-testid="stSkeleton"]'):
        page.wait_for_selector(unfinished, state="detached")
    page.evaluate("document.fonts.ready.then(() => true)")


def accessibility_faults(page: Page) -> list[str]:
    """What axe-core finds wrong with a page, each as `rule: help: where`, without Streamlit's own.

    Source: axe-core's rules, which follow WCAG 2.2 and its best practices.
    """
    page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text())
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{violation['id']}: {violation['help']}: {node['target']}"
        for violation in found["violations"]
        if violation["id"] not in STREAMLITS_OWN_FAULTS
        for node in violation["nodes"]
    ]


def scrolls_sideways(page: Page) -> bool:
    """Whether the page is wider than the window that shows it."""
    return page.evaluate(
        """() => [document.documentElement, document.querySelector('[data-testid="stMain"]')]
               .some(box => box !== null && box.scrollWidth > box.clientWidth + 1)"""
    )
