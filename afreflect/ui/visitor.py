"""Who is looking at a page: read from the cookie in every run, never from Streamlit's state."""

from dataclasses import dataclass
from time import time

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from afreflect.storage.accounts import LiveSession
from afreflect.storage.journal import PERSONAL, Journal
from afreflect.storage.vault import Vault
from afreflect.ui import door as doors
from afreflect.ui.door import Door


@dataclass(frozen=True)
class Visitor:
    """A browser's cookies, and the session that is alive for them, if any.

    Without the gate, as in a test of a single page, there is no cookie at all: such a visit holds
    what it has in memory, and ends with it.
    """

    door: Door
    cookie: str | None
    computer: str | None
    live: LiveSession | None

    @property
    def is_shut_out(self) -> bool:
        """Whether the session ended, was ended elsewhere, or never was."""
        return self.live is None and (self.cookie is not None or self.door.hosting.hosted)

    @property
    def owner(self) -> str:
        """Whose private file this visitor may open."""
        return self.live.owner if self.live else PERSONAL

    @property
    def session_id(self) -> str:
        """The id of the session, by which a page is bound to it."""
        return self.live.session_id if self.live else ""

    def seconds_left(self) -> float:
        """How long the session lasts when nothing more is done."""
        return self.live.ends_at - time() if self.live else 0.0

    def has_vault(self) -> bool:
        """Whether there is a private file to unlock."""
        return self.door.keeper.has_vault(self.owner)

    def hold_open(self, vault: Vault) -> None:
        """Let the private file stay open for this browser: its cookie alone unwraps the key."""
        if self.live is not None:
            self.door.keep_unlocked(self.live, vault)

    def open_journal(self) -> Journal | None:
        """The journal, where this browser's session holds the key."""
        vault = self.live.vault() if self.live else None
        return self.door.keeper.journal(vault) if vault else None


def visitor(*, active: bool) -> Visitor:
    """The visitor of this run; `active` when a person did something, rather than a timer."""
    door = doors.door()
    cookie = _cookie(doors.session_cookie())
    live = door.live(cookie, active=active)
    ctx = get_script_run_ctx()
    if live is not None and ctx is not None:
        door.opened(ctx.session_id, live.session_id)
    return Visitor(door, cookie, _cookie(doors.COMPUTER), live)


def _cookie(name: str) -> str | None:
    """What the browser sent; none where Streamlit's test runner stands in for one."""
    value = st.context.cookies.get(name)
    return value if isinstance(value, str) else None
