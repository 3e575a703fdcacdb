"""The first journey, step by step, as a person would click it."""

from pathlib import Path

from playwright.sync_api import Page

from tests.browser.screens import settle

# Counts what a person does with a finger or a mouse; clicks that scripts make are not trusted.
COUNT_CLICKS = """() => {
    window.clicksByHand = 0;
    document.addEventListener('click', e => { if (e.isTrusted) window.clicksByHand += 1 }, true);
}"""
QUIET = 700
WATCH_RUNS = """() => {
    window.lastChange = Date.now();
    if (window.watchingRuns) return;
    window.watchingRuns = new MutationObserver(() => { window.lastChange = Date.now() });
    window.watchingRuns.observe(document.body, {
        attributes: true, subtree: true, attributeFilter: ['data-test-script-state', 'data-stale'],
    });
}"""
ANSWER = '[data-testid="stAlert"], [data-testid="stTable"]'
CHART = '[data-testid="stVegaLiteChart"] canvas, [data-testid="stVegaLiteChart"] svg'


def press(page: Page, name: str) -> None:
    """Click the button of that name, and wait for what it does."""
    page.get_by_role("button", name=name, exact=True).click()
    rest(page)


def rest(page: Page) -> None:
    """Wait until nothing has run for a while: a click takes a moment to reach the server, and one
    run may ask for another.
    """
    page.evaluate(WATCH_RUNS)
    page.wait_for_function(f"Date.now() - window.lastChange > {QUIET}")
    settle(page)


def explore(page: Page) -> None:
    """From the start to the sample's columns."""
    press(page, "Explore with sample data")


def upload(page: Page, *files: Path) -> None:
    """From the start to what the app says of these files, dropped together."""
    press(page, "Use my own extract")
    page.locator('input[type="file"]').first.set_input_files(list(files))
    page.wait_for_selector(ANSWER)
    settle(page)


def first_look(page: Page, card: str) -> None:
    """From confirmed columns to the chart, guessing nothing."""
    press(page, "These columns look right")
    press(page, card)
    press(page, "Skip the guess")
    page.wait_for_selector(CHART)


def go_on(page: Page) -> None:
    """From a first look to the rest of the page, saying nothing of how it lands."""
    press(page, "Go on without saying")
    page.wait_for_selector(CHART)
