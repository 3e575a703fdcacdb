"""The first journey, step by step, as a person would click it."""

from pathlib import Path

from playwright.sync_api import Page

from tests.browser.screens import settle

# Counts what a person does with a finger or a mouse; clicks that scripts make are not trusted.
COUNT_CLICKS = """() => {
    window.clicksByHand = 0;
    document.addEventListener('click', e => { if (e.isTrusted) window.clicksByHand += 1 }, true);
}"""
# A click takes a moment to reach the server; until then the page is at rest, but not yet the next.
COUNT_RUNS = """() => {
    const app = document.querySelector('[data-testid="stApp"]');
    window.runs = 0;
    new MutationObserver(() => { window.runs += app.dataset.testScriptState === 'running' })
        .observe(app, {attributes: true, attributeFilter: ['data-test-script-state']});
}"""
ANSWER = '[data-testid="stAlert"], [data-testid="stTable"]'
CHART = '[data-testid="stVegaLiteChart"] canvas, [data-testid="stVegaLiteChart"] svg'


def press(page: Page, name: str) -> None:
    """Click the button of that name, and wait for what it does."""
    page.evaluate(COUNT_RUNS)
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_function("window.runs > 0")
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
