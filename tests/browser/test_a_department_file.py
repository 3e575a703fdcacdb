"""From one department file to a group's first picture, at one laptop, and nothing left of it."""

import time
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser import journey
from tests.browser.conftest import OpenPage, StartServer
from tests.browser.screens import accessibility_faults, scrolls_sideways, settle
from tests.browser.test_nothing_is_written import files_holding, open_files_holding

MARKER = "MARKER7420"
MEMBERS = tuple(f"{MARKER}-{who}" for who in range(8))
MOST_MINUTES = 3.0
MOST_CLICKS = 16
HEADER = "Visit No,Patient Key,Attending,Arrival Time,Departure Time,Disposition,CT done"


def marked(folder: Path) -> Path:
    """A department's year, above the size from which parsers spool, every row marked."""
    rows = [
        f"V{number},P{number % 9000},{MARKER}-{number % 10},"
        f"2025-{1 + number % 12:02d}-{1 + number % 28:02d} 08:00,"
        f"2025-{1 + number % 12:02d}-{1 + number % 28:02d} 11:{number % 60:02d},Discharged,"
        f"{'NNNY'[number * 7 % 31 % 4]}"
        for number in range(25_000)
    ]
    file = folder / "department.csv"
    file.write_text("\n".join([HEADER, *rows]))
    return file


def press(page: Page, name: str) -> int:
    journey.press(page, name)
    return 1


def test_one_file_and_one_laptop_make_the_first_picture_and_leave_no_row(
    open_page: OpenPage, start_server: StartServer, tmp_path: Path, tmp_path_factory
):
    """K-11, FR-42: in under three minutes and few clicks; no id is on the page or on the disk."""
    file, home = marked(tmp_path), tmp_path / "home"
    spool = tmp_path_factory.mktemp("spool")
    server = start_server(
        env={"AFREFLECT_HOME": str(home), "TMPDIR": str(spool), "HOME": str(spool)}
    )
    page = open_page("/group", server=server)
    begun = time.monotonic()
    page.locator(".st-key-begin_department button").click()
    clicks = 1
    page.locator("input[type=file]").set_input_files(file)
    clicks += 1
    expect(page.get_by_text("25,000 rows").first).to_be_visible()
    settle(page)
    clicks += press(page, "These columns look right")
    expect(page.get_by_text("Who is in the room, and agreed?")).to_be_visible()
    settle(page)
    assert scrolls_sideways(page) is False
    assert accessibility_faults(page) == []
    for name in MEMBERS:
        page.get_by_text(name, exact=True).click()
        clicks += 1
    page.get_by_text("Each one I ticked heard this").click()
    clicks += 1 + press(page, "Freeze the picture")
    expect(page.get_by_role("heading", level=1)).to_have_text("First, the people")
    minutes = (time.monotonic() - begun) / 60
    assert minutes < MOST_MINUTES
    assert clicks <= MOST_CLICKS
    settle(page)
    assert MARKER not in page.content()
    folders = [spool, home, Path("/dev/shm"), server.log.parent, Path.cwd() / ".streamlit"]
    assert files_holding(MARKER, folders, but=file) == []
    assert open_files_holding(MARKER, server.process.pid) == []
