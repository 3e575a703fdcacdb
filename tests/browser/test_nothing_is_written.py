"""An upload stays in memory: no byte of it reaches a disk, while it is used or after."""

import resource
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser import journey
from tests.browser.conftest import OpenPage, StartServer
from tests.browser.screens import settle

MARKER = "MARKERb6d1c40f"


@pytest.fixture
def marked(tmp_path: Path) -> Path:
    """An extract above the size from which parsers spool to temporary files, every row marked."""
    rows = [
        f"V{number},P{number % 9000},{MARKER},2025-01-{1 + number % 28:02d} 08:00,"
        f"2025-01-{1 + number % 28:02d} 11:{number % 60:02d},Discharged"
        for number in range(30_000)
    ]
    file = tmp_path / "marked.csv"
    header = "Visit No,Patient Key,Attending,Arrival Time,Departure Time,Disposition"
    file.write_text("\n".join([header, *rows]))
    assert file.stat().st_size > 2_000_000
    return file


def files_holding(marker: str, folders: list[Path], but: Path) -> list[Path]:
    found = []
    for folder in folders:
        for file in folder.rglob("*"):
            try:
                if file.is_file() and file != but and marker.encode() in file.read_bytes():
                    found.append(file)
            except OSError:
                continue
    return found


def open_files_holding(marker: str, pid: int) -> list[str]:
    """Files that a process holds open, also those that have no name any more."""
    found = []
    for link in Path(f"/proc/{pid}/fd").iterdir():
        target = str(link.readlink())
        if not target.startswith("/") or target.startswith(("/dev/", "/proc/")):
            continue
        with link.open("rb") as file:
            if marker.encode() in file.read():
                found.append(target)
    return found


def test_an_upload_leaves_no_trace_on_the_disk(
    open_page: OpenPage, start_server: StartServer, marked: Path, tmp_path_factory
):
    """FR-42: the clinician's file stays their own."""
    spool = tmp_path_factory.mktemp("spool")
    server = start_server(env={"TMPDIR": str(spool), "HOME": str(spool)})
    page = open_page(server=server)
    journey.upload(page, marked)
    expect(page.get_by_text("30,000 rows").first).to_be_visible()
    assert open_files_holding(MARKER, server.process.pid) == []
    journey.press(page, "These columns look right")
    folders = [spool, Path("/dev/shm"), server.log.parent, Path.cwd() / ".streamlit"]
    assert files_holding(MARKER, folders, but=marked) == []


def test_an_upload_works_where_not_one_byte_can_be_written(
    open_page: OpenPage, start_server: StartServer, marked: Path
):
    """A process that may write no file at all still reads an extract: so it never needs to."""
    server = start_server(env={"PYTHONDONTWRITEBYTECODE": "1"})
    resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (0, 0))
    page = open_page(server=server)
    journey.upload(page, marked)
    journey.press(page, "These columns look right")
    settle(page)
    expect(page.get_by_text("What would I want to be good at?")).to_be_visible()
