"""What a visitor is let see: the page, the locked door, or that the session has ended."""

from typing import NoReturn

import streamlit as st

from afreflect.storage.journal import Journal
from afreflect.ui import consent, keeping, page, session, unlocking, watching
from afreflect.ui import visitor as visitors
from afreflect.ui.visitor import Visitor

_BOUND = "bound to"
_JOURNAL = "journal without a cookie"
_ERASED = "everything was erased"


def admit() -> Journal | None:
    """The journal, if it is open, or None where nothing is kept yet; ends the run otherwise."""
    visitor = visitors.visitor(active=watching.by_a_person())
    if visitor.is_shut_out:
        erased = bool(st.session_state.get(_ERASED))
        _forget_everything()
        _ended(visitor, erased)
    if st.session_state.setdefault(_BOUND, visitor.session_id) != visitor.session_id:
        _forget_everything()
        st.session_state[_BOUND] = visitor.session_id
    journal = visitor.open_journal() or _without_a_cookie(visitor)
    if journal is None and session.held().kept is not None:
        # Locked in another window: what this one holds goes as well.
        _forget_everything()
        st.session_state[_BOUND] = visitor.session_id
    if journal is not None:
        keeping.settle(session.held(), journal)
        watching.render(visitor)
    elif visitor.has_vault():
        _locked(visitor)
    elif visitor.door.hosting.hosted:
        watching.render(visitor)
        consent.ask_first(visitor.door.hosting)
    return journal


def is_open() -> bool:
    """Whether the list of pages may be shown: not to a stranger, and not beside a locked door."""
    visitor = visitors.visitor(active=False)
    if visitor.is_shut_out:
        return False
    if visitor.open_journal() or _without_a_cookie(visitor):
        return True
    return session.is_exploring() or not visitor.has_vault()


def opened(visitor: Visitor, journal: Journal) -> None:
    """Let a journal that was just unlocked or made stay open."""
    visitor.hold_open(journal.vault)
    if visitor.cookie is None:
        st.session_state[_JOURNAL] = journal


def lock() -> NoReturn:
    """Close the private file in every window of this browser, and forget what is in this one."""
    visitor = visitors.visitor(active=True)
    if visitor.live is not None:
        visitor.door.accounts.lock(visitor.live.session_id)
    _forget_everything()
    st.rerun()


def sign_out(*, everywhere: bool = False) -> NoReturn:
    """End this session, or every session of its owner."""
    visitor = visitors.visitor(active=False)
    if visitor.live is not None:
        if everywhere:
            visitor.door.accounts.revoke_all(visitor.owner)
        else:
            visitor.door.accounts.revoke(visitor.live.session_id)
    _forget_everything()
    st.rerun()


def erased() -> NoReturn:
    """Everything of this visitor's was erased, their session too: say so and forget the rest."""
    _forget_everything()
    st.session_state[_ERASED] = True
    st.rerun()


def _locked(visitor: Visitor) -> None:
    """The unlock page, unless the sample is looked at, which is nobody's."""
    if session.is_exploring() and not visitor.door.hosting.hosted:
        return
    watching.render(visitor)
    journal = unlocking.ask(visitor)
    opened(visitor, journal)
    st.rerun()


def _without_a_cookie(visitor: Visitor) -> Journal | None:
    return st.session_state.get(_JOURNAL) if visitor.cookie is None else None


def _forget_everything() -> None:
    """Take everything out of this page's memory; Streamlit shows only what a run writes."""
    st.session_state.clear()


def _ended(visitor: Visitor, erased: bool) -> NoReturn:
    """All that is left of a page: why it is empty, and the way on."""
    hosted = visitor.door.hosting.hosted
    where, words = ("/sign-in", "Sign in") if hosted else ("/", "Open it again")
    if erased:
        page.heading("Everything of yours is erased")
        st.write("Nothing is left of it here. Backups that you made stay where you put them.")
        words = "Begin anew"
    else:
        page.heading("This page is closed")
        st.write(
            "It closes when nothing is done for a while, when you sign out, and at the latest "
            "after a day's work. What you wrote is kept."
        )
    st.html(f'<p><a style="color: inherit" href="{where}" target="_self">{words}</a></p>')
    st.stop()
