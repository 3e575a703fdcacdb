"""Signing in through an organisation's own system (OIDC), which Streamlit speaks with.

Streamlit answers with a signed cookie that is good for thirty days, wherever it is copied to. Here
it is good once, within a minute, for a session of ours that can be ended.
"""

import hashlib
import json
import threading
import time
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie

from starlette.responses import RedirectResponse, Response
from streamlit.auth_util import get_cookie_with_chunks
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import (
    TOKENS_COOKIE_NAME,
    USER_COOKIE_NAME,
)

SECONDS = 60
_DAY = 86_400


@dataclass(frozen=True)
class Redeemed:
    """The answers that were used, each remembered for as long as it would be good."""

    used: dict[str, float] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def first_time(self, answer: bytes) -> bool:
        """Whether this answer was not used before; from now on it was."""
        digest, now = hashlib.sha256(answer).hexdigest(), time.time()
        with self.lock:
            for old in [key for key, at in self.used.items() if at < now - 2 * SECONDS]:
                del self.used[old]
            return self.used.setdefault(digest, now) == now


def identity(raw: list[tuple[bytes, bytes]], redeemed: Redeemed) -> tuple[str, str] | None:
    """Who another system says has just signed in, as issuer and subject; each answer only once."""
    cookies = _cookies(raw)
    answer = get_cookie_with_chunks(lambda name: _opened(name, cookies), USER_COOKIE_NAME)
    # What was signed, not how it is spelt: the same answer can be spelt in several ways.
    if not answer or not redeemed.first_time(_bytes(answer)):
        return None
    try:
        said = json.loads(answer)
    except ValueError:
        return None
    if not isinstance(said, dict) or said.get("is_logged_in") is not True:
        return None
    issuer, subject = said.get("iss"), said.get("sub")
    return (str(issuer), str(subject)) if issuer and subject else None


def _bytes(answer: bytes | str) -> bytes:
    return answer.encode() if isinstance(answer, str) else answer


def come_in(cookie: str, raw: list[tuple[bytes, bytes]]) -> Response:
    """On to the first page with our cookie, and without Streamlit's."""
    answer = RedirectResponse("/", 303)
    answer.headers.append("set-cookie", cookie)
    for name in _cookies(raw):
        if name.startswith((USER_COOKIE_NAME, TOKENS_COOKIE_NAME)):
            answer.delete_cookie(name, path="/", httponly=True)
    return answer


def _opened(name: str, cookies: dict[str, str]) -> bytes | None:
    value = cookies.get(name)
    if value is None:
        return None
    return decode_signed_value(get_cookie_secret(), name, value, max_age_days=SECONDS / _DAY)


def _cookies(raw: list[tuple[bytes, bytes]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in raw:
        if key == b"cookie":
            try:
                parsed = SimpleCookie(value.decode("latin-1"))
            except CookieError:
                continue
            found.update({name: morsel.value for name, morsel in parsed.items()})
    return found
