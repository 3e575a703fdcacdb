"""What a group's session needs in a browser: accounts with data of their own, and ways in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from afreflect.domain import figure
from afreflect.domain.extract import Upload
from afreflect.storage.accounts import Accounts
from afreflect.storage.journal import JournalKeeper
from afreflect.storage.practice import Practice, load
from afreflect.storage.reader import Reading, read
from afreflect.ui import metrics
from tests.browser import journey, private_file
from tests.browser.conftest import OpenPage
from tests.browser.servers import Server

MEASURE = "return_72h_unplanned"
TITLE = "Unplanned return within 72 hours"
SINCE, UNTIL = date(2024, 12, 1), date(2025, 12, 1)
"""The last twelve whole months of everybody's data, as the form offers them."""
HEADER = "Visit No,Patient Key,Attending,Arrival Date/Time,Departure Date/Time,ED Disposition"


@dataclass(frozen=True)
class Member:
    """An account that is signed in, its private file open."""

    name: str
    cookie: str


def practice_of(clinician: str, one_in: int) -> Practice:
    """A plain year of one clinician, of whose patients one in so many comes back."""
    rows = [HEADER]
    for number in range(240):
        day = f"2025-{1 + number // 20:02d}-{1 + number % 20:02d}"
        patient = number - (number % one_in == one_in - 1)
        came = f"{day} {8 + number % 3:02d}:00"
        rows.append(f"{number},p{patient},{clinician},{came},{day} 15:30,Discharged")
    reading = read([Upload("ed.csv", "\n".join(rows).encode())])
    assert isinstance(reading, Reading)
    practice = load(reading, reading.mapping)
    assert isinstance(practice, Practice)
    return practice


def own_words(practice: Practice) -> str:
    """How a member's own figure is said, as `measure` gives it."""
    metric = metrics.known()[MEASURE]
    whole = practice.measure(metric, None, "all", SINCE, UNTIL).whole
    assert whole.value is not None
    return f"Yours is {figure.say(whole.value, metric)}, from {whole.n} cases."


def accounts_with_data(home: Path, names: Sequence[str]) -> list[Member]:
    """Accounts that are signed in; each has another year in its private file."""
    keeper = JournalKeeper.at(home)
    accounts = Accounts(keeper.database)
    made = []
    for number, name in enumerate(names):
        account = accounts.accept(accounts.create_invitation(), name, "no password is used")
        journal, _ = keeper.create(account.owner, private_file.PASSPHRASE)
        journal.keep_extract(practice_of(f"D{number + 1}", 3 + number))
        _, cookie = accounts.start_session(account.owner, journal.vault)
        made.append(Member(name, cookie))
    keeper.close()
    return made


def came_in(open_page: OpenPage, server: Server, member: Member, path: str) -> Page:
    """A page of a browser of their own, in which this member is signed in."""
    page = open_page("/sign-in", server=server, rests=False)
    port = urlsplit(server.url).port
    page.context.add_cookies(
        [{"name": f"afreflect-{port}", "value": member.cookie, "url": server.url}]
    )
    page.goto(server.url + path)
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    journey.rest(page)
    return page


def begin(page: Page, way: str) -> None:
    """From the ways to a picture to a session about one measure over one year."""
    page.locator(f".st-key-begin_{way} button").click()
    journey.rest(page)
    page.get_by_role("combobox", name="Which measure will you talk about?").click()
    page.get_by_role("option", name=TITLE, exact=True).click()
    journey.rest(page)
    journey.press(page, "Begin the session")


def freeze(page: Page) -> None:
    """Make the picture."""
    page.get_by_text("Everybody had the time to say yes or no").click()
    expect(page.get_by_role("button", name="Freeze the picture", exact=True)).to_be_enabled()
    journey.press(page, "Freeze the picture")
