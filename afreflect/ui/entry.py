"""The entry ticket: the one gate that every page passes before it shows anything."""

from dataclasses import dataclass

from afreflect.ui import navigation, page, server, session
from afreflect.ui.session import Session


@dataclass(frozen=True)
class Visit:
    """One run of one page: its title, and what the session holds."""

    title: str
    session: Session


def enter(title: str) -> Visit:
    """Let a visit in and set its page up; `title` names the browser's tab."""
    server.keep_uploads_in_memory()
    navigation.ensure_routed()
    page.set_up(title)
    return Visit(title, session.current())
