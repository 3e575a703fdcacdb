"""The gate around Streamlit's own application: nothing behind it answers a stranger.

It stands before every route and the websocket. On one's own computer a stranger is given a session
in which the private file is locked; where the app is hosted, the sign-in page and nothing else.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from anyio.to_thread import run_sync
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from afreflect.storage import keychain
from afreflect.storage.journal import PERSONAL
from afreflect.ui import door as doors
from afreflect.ui import elsewhere, hosting
from afreflect.ui.door import Door
from afreflect.ui.live_page import only_while_open

SIGN_IN = "/sign-in"
OPEN_WHERE_HOSTED = (SIGN_IN, "/join")
OPEN_FOR_OIDC = ("/auth/login", "/auth/logout", "/oauth2callback")
OPEN_TO_ALL = ("/_stcore/health",)
CLOSED_TO_ALL = ("/_stcore/agent", "/_stcore/metrics", "/_stcore/script-health-check")
"""What Streamlit serves to programs, which nobody here asks for."""
SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
POLICY = "; ".join(
    (
        "default-src 'self'",
        # Streamlit's own scripts: Vega compiles expressions, parts of ours are loaded from a blob.
        "script-src 'self' 'unsafe-inline' 'unsafe-eval' 'wasm-unsafe-eval' blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self' blob: data:",
        "worker-src 'self' blob:",
        "frame-ancestors 'none'",
        "form-action 'self'",
        "base-uri 'self'",
        "object-src 'none'",
    )
)
"""Nothing is loaded from or sent to another host, whatever a page is made to say."""
PROTECTION = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # "no-referrer" would make a browser say "null" for where a form was sent from.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


@dataclass(frozen=True)
class Arrival:
    """What of a request decides whether it may come in."""

    kind: str
    method: str
    path: str
    headers: Headers
    raw: list[tuple[bytes, bytes]]
    peer: str

    @property
    def is_a_page(self) -> bool:
        """Whether a person asked for this by address, link or reload.

        A program that looks whether the app answers says neither what it takes nor why it asks, as
        a script in a browser must: at the app's own address it is met like a person.
        """
        if self.kind != "http" or self.method not in ("GET", "HEAD"):
            return False
        accepts = self.headers.get("accept", "*/*")
        asks_whether_it_answers = self.path == "/" and "sec-fetch-mode" not in self.headers
        return "text/html" in accepts or ("*/*" in accepts and asks_whether_it_answers)


class Gate:
    """An ASGI middleware: lets in who has a session, and what is open to all."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or pass it on."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        door = doors.door()
        arrival = _arrival(scope)
        guarded = _protecting(send, door) if scope["type"] == "http" else send
        fault = _fault(arrival, door)
        if fault:
            await _refuse(scope, receive, guarded, PlainTextResponse(fault, 403))
            return
        if _is_open(arrival, door):
            await self._app(scope, receive, guarded)
            return
        cookie = doors.cookie_among(arrival.raw, doors.session_cookie())
        live = await run_sync(lambda: door.live(cookie, active=arrival.is_a_page))
        if live is None and arrival.is_a_page:
            await self._meet(arrival, door, scope, receive, guarded)
        elif live is None:
            answer = PlainTextResponse("Open the app's page first.", 403)
            await _refuse(scope, receive, guarded, answer)
        else:
            if scope["type"] == "websocket":
                scope = _not_anothers_page(scope, door, live.session_id)
                receive = only_while_open(receive, door, cookie)
            await self._app(scope, receive, guarded)

    async def _meet(
        self, arrival: Arrival, door: Door, scope: Scope, receive: Receive, send: Send
    ) -> None:
        """A page asked for by a stranger: the sign-in page, or a session that is locked."""
        if door.hosting.hosted:
            answer = await run_sync(_sign_in, arrival, door)
            await answer(scope, receive, send)
            return
        cookies = await run_sync(_first_cookies, arrival, door)
        await self._app(scope, receive, _giving(send, cookies))


def _sign_in(arrival: Arrival, door: Door) -> Response:
    """The sign-in page, or a session for whom another system has just signed in."""
    if door.hosting.elsewhere and (who := elsewhere.identity(arrival.raw, door.redeemed)):
        _, session = door.accounts.start_session(door.accounts.owner_for_identity(*who))
        cookie = doors.cookie_header(doors.session_cookie(), session, door.hosting)
        return elsewhere.come_in(cookie, arrival.raw)
    return RedirectResponse(SIGN_IN, 303)


def _arrival(scope: Scope) -> Arrival:
    client = scope.get("client")
    return Arrival(
        kind=scope["type"],
        method=scope.get("method", "GET"),
        path=scope["path"],
        headers=Headers(scope=scope),
        raw=scope["headers"],
        peer=client[0] if client else "",
    )


def _fault(arrival: Arrival, door: Door) -> str:
    """Why nobody may come in so, whoever it is; empty when there is no reason."""
    served = door.hosting
    if not served.hosted and not hosting.is_local(arrival.peer):
        return "The app opens on its own computer only."
    hosts = arrival.headers.getlist("host")
    if len(hosts) != 1 or _host_name(hosts[0]) not in served.names:
        return "The app is not served under this name."
    if any(_is_below(arrival.path, closed) for closed in CLOSED_TO_ALL):
        return "This is not served."
    if arrival.kind == "websocket" or arrival.method not in SAFE_METHODS:
        origin = arrival.headers.get("origin", "")
        if origin not in _own_origins(hosts[0], door):
            return "This was not asked for by a page of the app."
    return ""


def _own_origins(host: str, door: Door) -> tuple[str, ...]:
    if door.hosting.proxy:
        return (door.hosting.proxy,)
    return (f"{'https' if door.hosting.tls else 'http'}://{host}",)


def _host_name(host: str) -> str:
    try:
        return (urlsplit(f"//{host}").hostname or "").lower()
    except ValueError:
        return ""


def _is_open(arrival: Arrival, door: Door) -> bool:
    """What answers without a session: it shows nothing of anybody's."""
    if arrival.kind != "http":
        return False
    paths: Iterable[str] = OPEN_TO_ALL
    if door.hosting.hosted:
        paths = (*paths, *OPEN_WHERE_HOSTED)
        if door.hosting.elsewhere:
            paths = (*paths, *OPEN_FOR_OIDC)
    return arrival.path in paths


def _is_below(path: str, closed: str) -> bool:
    return path == closed or path.startswith(f"{closed}/")


def _first_cookies(arrival: Arrival, door: Door) -> list[str]:
    """The cookies of a guest, or of a session that is open because the computer remembers the key.

    The second one stays in the browser: the computer's keychain holds the key wrapped by it, so
    that neither another browser nor a copy of the disk has both.
    """
    computer = doors.cookie_among(arrival.raw, doors.COMPUTER) or doors.new_secret()
    vault = keychain.recall(PERSONAL, computer)
    if vault is None:
        session = door.guests.welcome()
    else:
        _, session = door.accounts.start_session(PERSONAL, vault)
    return [
        doors.cookie_header(doors.session_cookie(), session, door.hosting),
        doors.cookie_header(doors.COMPUTER, computer, door.hosting, doors.YEAR),
    ]


def _not_anothers_page(scope: Scope, door: Door, session_id: str) -> Scope:
    """The handshake without the page that it wants to take up again, unless it was its own.

    Streamlit's third subprotocol is the id of a session of its own that lost its connection.
    """
    name = b"sec-websocket-protocol"
    headers = []
    for key, value in scope["headers"]:
        if key == name:
            asked = [part.strip() for part in value.decode("latin-1").split(",")]
            if len(asked) > 2 and door.opened_by.get(asked[2]) != session_id:
                asked = asked[:2]
            value = ", ".join(asked).encode("latin-1")
        headers.append((key, value))
    return {**scope, "headers": headers}


def _giving(send: Send, cookies: list[str]) -> Send:
    async def answer(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for cookie in cookies:
                headers.append("set-cookie", cookie)
        await send(message)

    return answer


def _protecting(send: Send, door: Door) -> Send:
    async def answer(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.update(PROTECTION)
            headers.setdefault("content-security-policy", POLICY)
            if "text/html" in headers.get("content-type", ""):
                headers["cache-control"] = "no-store"
            if door.hosting.secure:
                headers["strict-transport-security"] = "max-age=31536000"
        await send(message)

    return answer


async def _refuse(scope: Scope, receive: Receive, send: Send, answer: Response) -> None:
    if scope["type"] == "websocket":
        # Closing before accepting is answered with 403 by the server.
        await send({"type": "websocket.close", "code": 1008})
        return
    await answer(scope, receive, send)
