"""Who comes in: the cookie of a browser, and the session of the server that it stands for."""

import os
import secrets
from dataclasses import dataclass, field
from functools import lru_cache
from http.cookies import CookieError, SimpleCookie

from streamlit import config

from afreflect.storage.accounts import Accounts, LiveSession
from afreflect.storage.home import home_folder
from afreflect.storage.journal import JournalKeeper
from afreflect.storage.vault import Vault
from afreflect.ui import hosting
from afreflect.ui.elsewhere import Redeemed
from afreflect.ui.guests import Guests
from afreflect.ui.hosting import Hosting

COMPUTER = "afreflect-computer"
MOST_PAGES = 10_000
YEAR = 365 * 24 * 3600


@dataclass(frozen=True)
class Door:
    """How the app is served, the journal's database, and which browser opened which page.

    `opened_by` holds, for each of Streamlit's own sessions, the id of the session of ours in which
    it was opened: a page that lost its connection may be taken up again only from there.
    """

    hosting: Hosting
    keeper: JournalKeeper
    accounts: Accounts
    guests: Guests = field(default_factory=Guests)
    opened_by: dict[str, str] = field(default_factory=dict)
    redeemed: Redeemed = field(default_factory=Redeemed)

    def live(self, cookie: str | None, *, active: bool = False) -> LiveSession | None:
        """The session that a cookie's value opens; `active` when a person did something."""
        if not cookie:
            return None
        return self.guests.session(cookie) or self.accounts.session(cookie, touch=active)

    def opened(self, page: str, session_id: str) -> None:
        """Note in which session of ours a page was opened; the oldest are forgotten."""
        self.opened_by[page] = session_id
        while len(self.opened_by) > MOST_PAGES:
            self.opened_by.pop(next(iter(self.opened_by)), None)

    def keep_unlocked(self, live: LiveSession, vault: Vault) -> None:
        """Let a vault stay open for the browser whose session this is."""
        if self.guests.leaves(live.session_id):
            self.accounts.take_in(live, vault)
        else:
            self.accounts.keep_unlocked(live, vault)


def door() -> Door:
    """The one door of this process for the folder or database that it keeps things in."""
    return _door(str(home_folder()), os.environ.get("AFREFLECT_DATABASE_URL"), hosting.current())


@lru_cache(maxsize=8)
def _door(_home: str, _url: str | None, served: Hosting) -> Door:
    keeper = JournalKeeper.at()
    return Door(served, keeper, Accounts(keeper.database))


def session_cookie() -> str:
    """The name of the cookie, with the port in it: all ports of a machine share their cookies."""
    return f"afreflect-{config.get_option('server.port')}"


def cookie_header(name: str, value: str, served: Hosting, seconds: int | None = None) -> str:
    """A cookie that no script can read and no other site can send.

    Where another system signs clinicians in, its answer comes from another site, and the cookie
    must go along with it: SameSite is Lax there, Strict everywhere else.
    """
    parts = [f"{name}={value}", "Path=/", "HttpOnly"]
    parts.append("SameSite=Lax" if served.elsewhere else "SameSite=Strict")
    if seconds is not None:
        parts.append(f"Max-Age={seconds}")
    if served.secure:
        parts.append("Secure")
    return "; ".join(parts)


def cookie_among(headers: list[tuple[bytes, bytes]], name: str) -> str | None:
    """The value of a cookie in a request; none when it was sent twice, as only a forger would."""
    found: list[str] = []
    for key, value in headers:
        if key == b"cookie":
            for part in value.decode("latin-1").split(";"):
                sent, _, content = part.strip().partition("=")
                if sent == name:
                    found.append(_unquoted(sent, content))
    return found[0] if len(found) == 1 and found[0] else None


def new_secret() -> str:
    """A secret for a browser to hold."""
    return secrets.token_urlsafe(32)


def _unquoted(name: str, content: str) -> str:
    try:
        parsed = SimpleCookie(f"{name}={content}")
    except CookieError:
        return ""
    return parsed[name].value if name in parsed else ""
