"""What a person does with the private file, as clicks."""

from pathlib import Path

from playwright.sync_api import Page, expect

from afreflect.domain.choice import Choice
from afreflect.domain.extract import Upload
from afreflect.storage.journal import PERSONAL, JournalKeeper
from afreflect.storage.practice import Practice, load
from afreflect.storage.reader import Reading, read
from afreflect.storage.remembered_mapping import shape_of
from tests.browser import journey
from tests.browser.screens import settle
from tests.browser.servers import Server

FIRST = sorted((Path(__file__).parents[2] / "sample_data" / "first").glob("*.csv"))
SECOND = sorted((Path(__file__).parents[2] / "sample_data" / "second").glob("*.csv"))
CARD = "People stay well after I send them home"
QUESTION = "How often do people I send home come back within three days, unplanned?"
PASSPHRASE = "four words are enough"
OTHER = "five other words will do"
# The clock of an open page runs by itself, so that one more run is no sign of one's own click.
MOMENT = 500


def loaded() -> Practice:
    """The sample's first extract, as its columns are guessed."""
    return _read()[1]


def _read() -> tuple[Reading, Practice]:
    reading = read([Upload(path.name, path.read_bytes()) for path in FIRST])
    assert isinstance(reading, Reading)
    practice = load(reading, reading.mapping)
    assert isinstance(practice, Practice)
    return reading, practice


def prepared(home: Path) -> str:
    """A home with a private file in it, as a first look that was kept leaves it; its code."""
    reading, practice = _read()
    keeper = JournalKeeper.at(home)
    journal, code = keeper.create(PERSONAL, PASSPHRASE)
    journal.keep_extract(practice)
    journal.keep_mapping(shape_of(reading.sheets), reading.mapping)
    journal.keep_choices([Choice("return_72h_unplanned", CARD)])
    journal.keep_guess("return_72h_unplanned", None)
    keeper.close()
    return code


def press(page: Page, name: str) -> None:
    """Click, and wait for what it does."""
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_timeout(MOMENT)
    settle(page)


def title(page: Page) -> str:
    settle(page)
    return page.locator("h1").inner_text()


def go(page: Page, server: Server, name: str) -> Page:
    """Type an address: a new session of Streamlit's."""
    page.goto(f"{server.url}/{name}")
    settle(page)
    page.wait_for_timeout(MOMENT)
    settle(page)
    return page


def fill(page: Page, label: str, text: str) -> None:
    page.get_by_label(label, exact=True).locator("visible=true").fill(text)


def first_look(page: Page) -> None:
    """From the start to one's own chart, with no passphrase asked for anywhere."""
    journey.upload(page, *FIRST)
    expect(page.locator('input[type="password"]')).to_have_count(0)
    press(page, "These columns look right")
    press(page, CARD)
    expect(page.locator('input[type="password"]')).to_have_count(0)
    press(page, "Skip the guess")
    page.wait_for_selector(journey.CHART)


def keep(page: Page) -> str:
    """From the first look to a private file; its recovery code, which was tried once."""
    page.get_by_role("link", name="Keep it").first.click()
    page.wait_for_timeout(MOMENT)
    settle(page)
    fill(page, "Passphrase, at least 12 characters", PASSPHRASE)
    fill(page, "The same again", PASSPHRASE)
    page.get_by_role("button", name="Keep it").click()
    page.get_by_text("Print your recovery code").wait_for()
    settle(page)
    code = page.locator('[data-testid="stCode"] code').inner_text()
    fill(page, "Now type it from the paper, to be sure that it works", code)
    press(page, "Try it")
    return code


def open_with(page: Page, passphrase: str) -> None:
    fill(page, "Passphrase", passphrase)
    press(page, "Open")


def expand(page: Page, name: str) -> None:
    page.get_by_text(name, exact=True).click()
    page.wait_for_timeout(MOMENT)


def write(page: Page, text: str) -> None:
    """Type into the words on why a measure matters, as a person would, and let go of nothing."""
    area = page.locator("textarea")
    area.click()
    area.press("End")
    area.press_sequentially(text, delay=15)
