"""Keep it: the first thing worth keeping asks for a passphrase, and gives a recovery code."""

from typing import NoReturn

import streamlit as st

from afreflect.storage.journal import Journal
from afreflect.storage.vault import WrongKey
from afreflect.ui import (
    admission,
    components,
    consent,
    keeping,
    navigation,
    new_passphrase,
    page,
    remembering,
    session,
)
from afreflect.ui import visitor as visitors
from afreflect.ui.entry import Visit
from afreflect.ui.session import Session
from afreflect.ui.visitor import Visitor

_CODE = "recovery code to print"
_WAY_ON = "way on after keeping"


def way_on(held: Session, page_name: str) -> str:
    """The page that comes next, by way of keeping where nothing is kept yet."""
    if session.held().kept is not None or held.source == "sample":
        return page_name
    st.session_state[_WAY_ON] = page_name
    return "keep"


def render(visit: Visit) -> None:
    """The consent words and a passphrase; then the recovery code, tried once."""
    code = st.session_state.get(_CODE)
    if visit.session.source == "sample":
        page.question("Nothing of the sample is kept", visit.session)
        page.nothing_yet("Bring in your own extract to keep something.", "My data", "my_data")
    elif code and visit.journal is not None:
        _show_code(visit, code)
    elif visit.journal is not None:
        page.question("It is kept", visit.session)
        page.nothing_yet("Everything you do is kept in your private file.", "Go on", _next())
    else:
        _make(visit)


def _make(visit: Visit) -> None:
    visitor = visitors.visitor(active=False)
    page.question("Keep this for next time?", visit.session)
    st.write("It goes into a private file that only your passphrase opens.")
    with st.form("keep", border=False):
        first, again = new_passphrase.fields("keep")
        remember = remembering.offer(visitor, key="keep_remember")
        with page.choices("keep_choices"):
            made = st.form_submit_button("Keep it", key="keep_it", type="primary")
            later = st.form_submit_button("Not now", key="keep_later")
    st.header("What that means", anchor=False)
    consent.show(visitor.door.hosting)
    if later:
        navigation.go(_next())
    if made and (passphrase := new_passphrase.checked(first, again)):
        _start(visitor, passphrase, remember)


def _start(visitor: Visitor, passphrase: str, remember: bool) -> None:
    with st.spinner("Making your private file"):
        try:
            journal, code = visitor.door.keeper.create(visitor.owner, passphrase)
        except ValueError as fault:
            st.error(str(fault))
            return
        journal.note(f"agreed to how it is kept, version {consent.VERSION} of the words")
        keeping.keep_all(session.held(), journal)
    if remember:
        remembering.remember(visitor, journal.vault)
    opened_with_code(visitor, journal, code)


def opened_with_code(visitor: Visitor, journal: Journal, code: str) -> NoReturn:
    """A private file was just made: it stays open, and its recovery code is shown next."""
    admission.opened(visitor, journal)
    st.session_state[_CODE] = code
    navigation.go("keep")


def _show_code(visit: Visit, code: str) -> None:
    page.question("Print your recovery code", visit.session)
    st.write(
        "It opens your private file if you ever forget the passphrase. It is shown this once. Keep "
        "the paper where you keep papers that matter, not beside the computer."
    )
    st.code(code, language=None)
    components.print_button("Print this page")
    with st.form("try_code", border=False):
        typed = st.text_input(
            "Now type it from the paper, to be sure that it works", key="try_code_typed"
        )
        sent = st.form_submit_button("Try it", key="try_code_now", type="primary")
    if not sent:
        return
    visitor = visitors.visitor(active=False)
    try:
        visitor.door.keeper.unlock_by_recovery_code(visitor.owner, typed)
    except WrongKey as fault:
        st.error(str(fault))
        return
    del st.session_state[_CODE]
    navigation.go(_next())


def _next() -> str:
    return st.session_state.pop(_WAY_ON, "start")
