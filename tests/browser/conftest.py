"""A real server and a real Chromium for every test in this folder."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.screens import DESKTOP, SECONDS_TO_SETTLE, Traffic, settle
from tests.browser.servers import Server, serving

CHROMIUM = Path("/usr/bin/chromium")
# No sandbox: a container's root may not open one. The rest keeps Chromium from talking to its
# maker, so that every request in the record is the app's own.
CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

# Patience for a slow machine: a test fails for what is not there, never for what comes late.
PATIENCE = SECONDS_TO_SETTLE * 1000
expect.set_options(timeout=PATIENCE)

StartServer = Callable[..., Server]


@pytest.fixture
def start_server(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[StartServer]:
    """Starts one more server of its own: `start_server(script=…, env={…}, args=(…))`.

    It ends with its test: servers that nobody asks any more would slow the rest.
    """
    with ExitStack() as running:

        def start(script: Path = root / "app.py", **settings) -> Server:
            home = tmp_path_factory.mktemp("home")
            return running.enter_context(serving(root, script=script, home=home, **settings))

        yield start


@pytest.fixture(scope="session")
def server(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app, shared by every test that needs no server of its own."""
    home = tmp_path_factory.mktemp("home")
    with serving(root, script=root / "app.py", home=home) as shared:
        yield shared


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    """Debian's Chromium, in place of the one that playwright would download."""
    if not CHROMIUM.exists():
        pytest.skip(f"needs Chromium at {CHROMIUM} (apt-get install chromium)")
    return {"executable_path": str(CHROMIUM), "args": list(CHROMIUM_FLAGS), "headless": True}


OpenPage = Callable[..., Page]


@pytest.fixture
def open_page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[OpenPage]:
    """Opens an address of a server: `open_page("/trends", viewport=PHONE, scheme="dark")`.

    `rests=False` for a page of ours that is none of Streamlit's. Every page stands in a browser
    profile of its own. A request to another host than the server's fails the test that made it.
    """
    records: list[Traffic] = []
    with ExitStack() as opened:

        def opening(
            path: str = "/",
            *,
            server: Server | None = None,
            viewport: ViewportSize = DESKTOP,
            scheme: str = "light",
            rests: bool = True,
        ) -> Page:
            at = server or request.getfixturevalue("server")
            context = browser.new_context(
                viewport=viewport,
                color_scheme="dark" if scheme == "dark" else "light",
                reduced_motion="reduce",
                locale="en-CA",
                accept_downloads=True,
            )
            context.set_default_timeout(PATIENCE)
            opened.callback(context.close)
            traffic = Traffic(at.url)
            records.append(traffic)
            context.on("request", lambda asked: traffic.record(asked.url))
            page = context.new_page()
            page.on("websocket", lambda socket: traffic.record(socket.url))
            page.goto(at.url + path)
            if rests:
                settle(page)
            return page

        yield opening
    left = sorted({url for traffic in records for url in traffic.elsewhere})
    assert not left, f"requests left for another host: {left}"


Picture = Callable[..., Path]


@pytest.fixture
def picture(root: Path, tmp_path: Path) -> Picture:
    """Leaves a picture of a page: those that the README or a page of docs shows in docs/pictures/
    for `make pictures`, all others nowhere for long. `part` is the one thing on it to be shown.
    """
    documents = [root / "README.md", *sorted((root / "docs").glob("*.md"))]
    texts = [document.read_text(encoding="utf-8") for document in documents]

    def take(page: Page, name: str, *, whole: bool = False, part: str = "") -> Path:
        shown = any(f"pictures/{name}.png)" in text for text in texts)
        for_good = shown and os.environ.get("AFREFLECT_PICTURES") == "1"
        folder = root / "docs" / "pictures" if for_good else tmp_path / "pictures"
        folder.mkdir(parents=True, exist_ok=True)
        settle(page)
        path = folder / f"{name}.png"
        if part:
            page.locator(part).screenshot(path=path, animations="disabled")
            return path
        size = page.viewport_size
        if whole and size:
            # Streamlit scrolls inside the window, so a full-page picture needs a taller window.
            height = page.locator('[data-testid="stMain"]').evaluate("box => box.scrollHeight")
            page.set_viewport_size(ViewportSize(width=size["width"], height=height))
            settle(page)
        page.screenshot(path=path, animations="disabled")
        if whole and size:
            page.set_viewport_size(size)
        return path

    return take
