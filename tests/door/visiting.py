"""A visitor without a browser: plain requests, and the websocket that Streamlit's pages speak."""

import http.client
import time
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

SECONDS = 30
PAGE = {"accept": "text/html"}
BEGINS_ANEW = ForwardMsg.FINISHED_EARLY_FOR_RERUN


@dataclass(frozen=True)
class Answer:
    """What came back over HTTP."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers if key.lower() == name), "")

    @property
    def cookies(self) -> dict[str, str]:
        """Each cookie that was set, by its name."""
        set_here = [value for key, value in self.headers if key.lower() == "set-cookie"]
        return dict(value.split(";")[0].split("=", 1) for value in set_here)


def ask(url: str, path: str, *, method: str = "GET", cookie: str = "", body: str = "", **more: str):
    """One request, following nothing; `more` are headers with underscores for hyphens."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=SECONDS)
    headers = {name.replace("_", "-"): value for name, value in more.items()}
    if cookie:
        headers["cookie"] = cookie
    if method == "POST":
        headers.setdefault("origin", url)
        headers.setdefault("content-type", "application/x-www-form-urlencoded")
    try:
        connection.request(method, path, body or None, headers)
        answered = connection.getresponse()
        return Answer(answered.status, answered.getheaders(), answered.read())
    finally:
        connection.close()


def post(url: str, path: str, *, cookie: str = "", **fields: str) -> Answer:
    """A form of ours, sent from the app's own page."""
    return ask(url, path, method="POST", cookie=cookie, body=urlencode(fields))


def cookie_name(url: str) -> str:
    return f"afreflect-{urlsplit(url).port}"


def first_cookie(url: str) -> str:
    """The cookie that a browser is given with its first page."""
    name = cookie_name(url)
    return f"{name}={ask(url, '/', **PAGE).cookies[name]}"


def handshake(url: str, cookie: str = "", origin: str | None = None, streamlit_session: str = ""):
    """A websocket to the app; raises InvalidStatus where it is refused."""
    asked = ["streamlit", "no-token", *([streamlit_session] if streamlit_session else [])]
    protocols = [Subprotocol(name) for name in asked]
    return connect(
        url.replace("http", "ws", 1) + "/_stcore/stream",
        origin=Origin(origin or url),
        additional_headers={"Cookie": cookie} if cookie else {},
        subprotocols=protocols,
        open_timeout=SECONDS,
        max_size=None,
    )


def refused(url: str, cookie: str = "", origin: str | None = None) -> bool:
    """Whether a websocket is answered with 403."""
    try:
        with handshake(url, cookie, origin):
            pass
    except InvalidStatus as answer:
        return answer.response.status_code == 403
    return False


@dataclass(frozen=True)
class Shown:
    """What one run of a page sent: its own session's id, and every word."""

    session_id: str
    words: str


def look(url: str, page: str, cookie: str, streamlit_session: str = "") -> Shown:
    """Run a page over the websocket, and read everything that it says until it is at rest."""
    with handshake(url, cookie, streamlit_session=streamlit_session) as socket:
        return run(socket, page)


def run(socket: ClientConnection, page: str, fragment: str = "") -> Shown:
    """Ask for a run of a page, or of a part of it, over an open websocket."""
    request = BackMsg()
    request.rerun_script.page_name = page
    request.rerun_script.fragment_id = fragment
    socket.send(request.SerializeToString())
    said, session_id = [], ""
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        message = ForwardMsg.FromString(socket.recv(timeout=SECONDS, decode=False))
        said.append(str(message))
        kind = message.WhichOneof("type")
        if kind == "new_session":
            session_id = message.new_session.initialize.session_id
        elif kind == "script_finished" and message.script_finished != BEGINS_ANEW:
            break
    return Shown(session_id, "\n".join(said))
