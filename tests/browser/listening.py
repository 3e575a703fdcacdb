"""An attacker's ear: everything that a browser is given, searched for what it should never hold."""

import io
import json
import re
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from PIL import Image
from playwright.sync_api import BrowserContext, Error, Page, Response, WebSocket
from pypdf import PdfReader
from pypdf.generic import StreamObject

# The page as it stands, parts of our own with a root of theirs included, and what it keeps.
STATE = """() => {
    const said = [document.documentElement.outerHTML];
    const walk = (root) => {
        for (const each of root.querySelectorAll('*')) {
            if (each.shadowRoot) {
                said.push(each.shadowRoot.innerHTML);
                walk(each.shadowRoot);
            }
            for (const part of ['value', 'title', 'ariaLabel', 'ariaDescription', 'ariaValueText'])
                if (typeof each[part] === 'string') said.push(each[part]);
        }
    };
    walk(document);
    for (const kept of [localStorage, sessionStorage])
        for (let n = 0; n < kept.length; n++) said.push(kept.key(n), kept.getItem(kept.key(n)));
    said.push(document.title, document.cookie, location.href, JSON.stringify(history.state));
    for (const entry of performance.getEntries()) said.push(entry.name);
    return said.join('\\n');
}"""
# The middle of everything that a pointer can rest on, parts of our own included.
MIDDLES = """() => {
    const found = new Set();
    const walk = (root) => {
        for (const each of root.querySelectorAll('*')) {
            const box = each.getBoundingClientRect();
            if (each.shadowRoot) walk(each.shadowRoot);
            if (box.width > 1 && box.height > 1 && box.top >= 0 && box.bottom <= innerHeight)
                found.add([box.x + box.width / 2, box.y + box.height / 2].map(Math.round).join());
        }
    };
    walk(document.querySelector('[data-testid="stMain"]'));
    return [...found].map(each => each.split(',').map(Number));
}"""


PLACES = 30
TELLING = 10_000
"""Cases from which a number is one that stands nowhere by chance."""


@dataclass(frozen=True)
class Secret:
    """One member's true figure and cases, and whatever tells who they are."""

    figure: float
    n: int
    names: tuple[str, ...]

    def forms(self) -> Iterator[bytes | re.Pattern[bytes]]:
        """The shapes in which it could stand in a page, a frame or a file."""
        percent = 100 * self.figure
        numbers = [f"{percent:.2f}", f"{percent:.3f}", f"{self.figure}"]
        if self.n >= TELLING:
            numbers += [f"{self.n}", f"{self.n:,}"]
        for number in numbers:
            yield re.compile(rb"(?<![\d.,])" + re.escape(number.encode()) + rb"(?![\d]|[.,]\d)")
        yield re.compile(rb"(?<![\d.])" + re.escape(f"{percent:.1f}".encode()) + rb"\s?%")
        for order in ("<", ">"):
            yield struct.pack(f"{order}d", self.figure)
            yield struct.pack(f"{order}d", percent)
        for name in self.names:
            yield re.compile(re.escape(name.encode()), re.IGNORECASE)


def found_in(told: bytes, secrets: Iterable[Secret]) -> list[str]:
    """What of anybody stands in these bytes."""
    found: list[str] = []
    for secret in secrets:
        for form in secret.forms():
            held = form in told if isinstance(form, bytes) else form.search(told)
            if held:
                found.append(f"{secret.names[0]}: {form!r}")
    return found


@dataclass
class Ear:
    """What the windows of one browser were told, from the first moment on."""

    frames: list[bytes] = field(default_factory=list)
    answers: dict[str, bytes] = field(default_factory=dict)
    states: list[bytes] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    addresses: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    _unread: list[Response] = field(default_factory=list)

    def listen(self, context: BrowserContext) -> "Ear":
        """Hear every page of a browser, those that are open and those to come."""
        for page in context.pages:
            self._hear(page)
        context.on("page", self._hear)
        context.on("response", self._answered)
        return self

    def look(self, page: Page) -> str:
        """Take the page down as it stands now; its visible text."""
        self._read()
        self.states.append(page.evaluate(STATE).encode())
        self.titles.add(page.title())
        self.addresses.add(page.url)
        return page.locator("body").inner_text()

    def point_at_everything(self, page: Page) -> None:
        """Rest the pointer on what there is, and take down what opens."""
        places = page.evaluate(MIDDLES)
        for x, y in places[:: max(1, len(places) // PLACES)]:
            page.mouse.move(x, y)
        self.look(page)

    def take(self, page: Page, button: str) -> str:
        """Save what a button offers; the file's name."""
        with page.expect_download() as coming:
            page.get_by_role("button", name=button, exact=True).click()
        path = coming.value.path()
        self.files[coming.value.suggested_filename] = path.read_bytes()
        return coming.value.suggested_filename

    def take_all(self, page: Page) -> list[str]:
        """Save whatever the page offers for saving; the files' names."""
        buttons = page.locator('[data-testid="stDownloadButton"] button')
        return [self.take(page, each.inner_text()) for each in buttons.all()]

    def everything(self) -> bytes:
        """All of it, one after the other."""
        self._read()
        texts = (*self.addresses, *self.titles, *self.files)
        return b"\n".join(
            (
                *self.frames, *self.answers.values(), *self.states, *self.files.values(),
                *(unpacked(name, file) for name, file in self.files.items()),
                json.dumps(texts).encode(),
            )
        )  # fmt: skip

    def _hear(self, page: Page) -> None:
        page.on("websocket", self._socket)
        page.on("framenavigated", lambda frame: self.addresses.add(frame.url))

    def _socket(self, socket: WebSocket) -> None:
        self.addresses.add(socket.url)
        for way in ("framereceived", "framesent"):
            socket.on(way, lambda sent: self.frames.append(_bytes(sent)))

    def _answered(self, response: Response) -> None:
        self.addresses.add(response.url)
        # Streamlit's own scripts and fonts are the same for everybody.
        if response.ok and not urlsplit(response.url).path.startswith("/static/"):
            self._unread.append(response)

    def _read(self) -> None:
        """The bodies of the answers that came; not while they come, which would never end."""
        while self._unread:
            response = self._unread.pop()
            try:
                self.answers[response.url] = response.body()
            except Error:
                # A page that was left meanwhile, or a file that was saved: `files` has it.
                self.answers.setdefault(response.url, b"")


def unpacked(name: str, file: bytes) -> bytes:
    """What is in a file behind its compression: a PDF's streams and texts, a picture's remarks."""
    if name.endswith(".pdf"):
        read = PdfReader(io.BytesIO(file))
        streams = [
            each.get_data()
            for each in map(read.get_object, range(1, _objects(read)))
            if isinstance(each, StreamObject)
        ]
        texts = [page.extract_text().encode() for page in read.pages]
        return b"\n".join((*streams, *texts, str(read.metadata).encode()))
    if name.endswith(".png"):
        with Image.open(io.BytesIO(file)) as picture:
            return repr(picture.info).encode()
    return b""


def _objects(read: PdfReader) -> int:
    return int(str(read.trailer["/Size"]))


def _bytes(sent: str | bytes) -> bytes:
    return sent.encode() if isinstance(sent, str) else sent
