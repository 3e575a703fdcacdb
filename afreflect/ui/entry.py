"""The entry ticket: the one gate that every page passes before it shows anything."""

from dataclasses import dataclass

from afreflect.storage.journal import Journal
from afreflect.ui import admission, navigation, page, server, session, step_clock
from afreflect.ui.session import Session


@dataclass(frozen=True)
class Visit:
    """One run of one page: its title, what is held in memory, the private file if it is open."""

    title: str
    session: Session
    journal: Journal | None


def enter(title: str) -> Visit:
    """Let a visit in and set its page up; `title` names the browser's tab."""
    server.keep_uploads_in_memory()
    navigation.ensure_routed(admission.is_open())
    page.set_up(title)
    # Before the door: what is noticed goes into the private file with what was done just now.
    step_clock.notice(title)
    journal = admission.admit()
    return Visit(title, session.current(), journal)
