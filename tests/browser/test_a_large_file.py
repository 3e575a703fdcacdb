"""A department's file through the browser: it says what it does, can be stopped, and fits."""

import os
import re
import sys
import time
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from benchmarks import department
from tests.browser.conftest import OpenPage, StartServer
from tests.browser.journey import press
from tests.browser.screens import PHONE, settle
from tests.browser.servers import Server

MEGABYTES = float(os.environ.get("AFREFLECT_BIG_UPLOAD", "20"))
MOST_MEMORY = 1e9
LONG = 600_000
"""Milliseconds: a large file on a slow machine takes its time."""
pytestmark = pytest.mark.skipif(
    not Path("/proc/self/status").exists(), reason="memory is read from Linux's /proc"
)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("large") / "department.csv"
    department.write(path, MEGABYTES)
    return path


def drop(page: Page, file: Path) -> None:
    press(page, "Use my own extract")
    page.locator('input[type="file"]').first.set_input_files(file)


def progress(page: Page) -> Locator:
    return page.get_by_role("progressbar")


def most_held(server: Server) -> float:
    """The most bytes of memory that the server's process has held so far."""
    status = Path(f"/proc/{server.process.pid}/status").read_text()
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    assert found
    return 1024.0 * int(found[1])


def test_it_says_what_it_does_and_keeps_one_clinician(start_server, open_page, picture, file: Path):
    """FR-40: nothing is lost, whatever the size."""
    server = start_server()
    page = open_page(server=server)
    begun = time.monotonic()
    drop(page, file)
    expect(page.get_by_text(f"Reading {file.name}")).to_be_visible(timeout=LONG)
    expect(page.get_by_role("button", name="Cancel")).to_be_visible()
    expect(page.get_by_text("Which id is yours?")).to_be_visible(timeout=LONG)
    choose(page, department.CLINICIAN)
    expect(page.get_by_text("Going through every visit")).to_be_visible(timeout=LONG)
    right = page.get_by_role("button", name="These columns look right", exact=True)
    expect(right).to_be_visible(timeout=LONG)
    settle(page)
    held = most_held(server)
    taken = time.monotonic() - begun
    sys.stderr.write(f"{MEGABYTES:.0f} MB in {taken:.0f} s, {held / 1e6:.0f} MB held\n")
    assert held < MOST_MEMORY


def test_it_can_be_stopped_and_leaves_nothing(
    start_server: StartServer, open_page: OpenPage, file: Path
):
    """FR-40: a cancelled reading leaves the page as it was."""
    page = open_page(server=start_server(), viewport=PHONE)
    drop(page, file)
    cancel = page.get_by_role("button", name="Cancel")
    expect(cancel).to_be_visible(timeout=LONG)
    cancel.click()
    expect(page.get_by_text("Which data shall we look at?")).to_be_visible(timeout=LONG)
    expect(progress(page)).to_have_count(0)


def choose(page: Page, clinician: str) -> None:
    box = page.get_by_role("combobox").first
    box.click()
    box.fill(clinician)
    page.get_by_role("option", name=re.compile(clinician)).first.click()
