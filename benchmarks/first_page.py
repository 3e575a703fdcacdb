"""From the passphrase to the first painted chart, against the same page on sample data.

    python -m benchmarks.first_page [VISITS]

Chromium, a server of its own on this machine, five times each: a private file with 25,000 visits is
unlocked and My practice is opened by its address; beside it My practice is opened by a click on the
sample, where nothing is unlocked. Prints the median of each, and their ratio.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from afreflect.domain.choice import Choice
from afreflect.storage.journal import PERSONAL, JournalKeeper
from benchmarks.open_vault import PASSPHRASE, VISITS, extract_of
from tests.browser import journey
from tests.browser.conftest import CHROMIUM, CHROMIUM_FLAGS
from tests.browser.screens import DESKTOP, settle
from tests.browser.servers import Server, serving

ROOT = Path(__file__).resolve().parents[1]
RUNS = 5
CARD = "The right people are admitted, the rest go home"


def main(visits: int = VISITS) -> None:
    """Prints both times and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        prepare(home, visits)
        with (
            serving(
                ROOT, script=ROOT / "app.py", home=home, env={"AFREFLECT_HOME": folder}
            ) as server,
            chromium() as browser,
        ):
            sealed = [opened(browser, server) for _ in range(RUNS)]
            sample = [explored(browser, server) for _ in range(RUNS)]
    base, ours = statistics.median(sample), statistics.median(sealed)
    print(f"the same page on sample data            {base:6.2f} s")
    print(f"unlocked, with {visits:,} visits            {ours:6.2f} s")
    print(f"ratio                                   {ours / base:6.2f}")


def prepare(home: Path, visits: int) -> None:
    """A private file with an extract and one measure chosen."""
    keeper = JournalKeeper.at(home)
    journal, _ = keeper.create(PERSONAL, PASSPHRASE)
    journal.keep_extract(extract_of(visits))
    journal.keep_choices((Choice("admission", CARD),))
    journal.keep_guess("admission", None)
    keeper.close()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=list(CHROMIUM_FLAGS)
        )
        yield browser
        browser.close()


def opened(browser: Browser, server: Server) -> float:
    """Seconds from pressing "Open" on the locked page to the painted chart."""

    def unlock(page: Page) -> None:
        page.get_by_label("Passphrase").first.fill(PASSPHRASE)
        page.keyboard.press("Enter")

    return timed(browser, f"{server.url}/my_practice", settle, unlock)


def explored(browser: Browser, server: Server) -> float:
    """Seconds from the last click before it to the painted chart, on the sample."""

    def before(page: Page) -> None:
        journey.explore(page)
        journey.press(page, "These columns look right")
        journey.press(page, CARD)

    def skip(page: Page) -> None:
        page.get_by_role("button", name="Skip the guess").click()

    return timed(browser, server.url, before, skip)


def timed(
    browser: Browser, url: str, before: Callable[[Page], None], last: Callable[[Page], None]
) -> float:
    """Seconds from the last thing done to a chart on the page, in a profile of its own."""
    context = browser.new_context(viewport=DESKTOP)
    page = context.new_page()
    page.goto(url)
    settle(page)
    before(page)
    begun = time.perf_counter()
    last(page)
    page.wait_for_selector(journey.CHART)
    taken = time.perf_counter() - begun
    context.close()
    return taken


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
