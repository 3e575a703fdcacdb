"""The locked door: a passphrase, or the recovery code, opens the private file."""

from typing import NoReturn

import streamlit as st

from afreflect.storage.journal import Journal
from afreflect.storage.vault import WrongKey
from afreflect.ui import exploring, new_passphrase, page, remembering
from afreflect.ui.visitor import Visitor

_RECOVERED = "opened by recovery code"


def ask(visitor: Visitor) -> Journal:
    """Ask for the passphrase until the private file opens; ends the run as long as it doesn't."""
    recovered: Journal | None = st.session_state.get(_RECOVERED)
    if recovered is not None:
        return _choose_another(recovered)
    page.heading("Your private file is locked")
    journal = _by_passphrase(visitor)
    with st.expander("I forgot my passphrase", key="forgot"):
        _by_recovery_code(visitor)
    exploring.offer(quiet=True)
    if journal is None:
        st.stop()
    return journal


def _by_passphrase(visitor: Visitor) -> Journal | None:
    with st.form("unlock", border=False, clear_on_submit=True):
        typed = st.text_input(
            "Passphrase", type="password", key="unlock_passphrase", autocomplete="current-password"
        )
        remember = remembering.offer(visitor, key="unlock_remember")
        sent = st.form_submit_button("Open", key="unlock_open", type="primary")
    if not sent:
        return None
    _wait_first(visitor)
    try:
        journal = visitor.door.keeper.unlock(visitor.owner, typed)
    except WrongKey as fault:
        _failed(visitor, fault)
        return None
    visitor.door.accounts.note_success(_attempts(visitor))
    if remember:
        remembering.remember(visitor, journal.vault)
    return journal


def _by_recovery_code(visitor: Visitor) -> None:
    with st.form("recover", border=False, clear_on_submit=True):
        typed = st.text_input("Recovery code, as you printed it", key="recovery_code")
        sent = st.form_submit_button("Open with the code", key="recover_open")
    if not sent:
        return
    _wait_first(visitor)
    try:
        journal = visitor.door.keeper.unlock_by_recovery_code(visitor.owner, typed)
    except WrongKey as fault:
        _failed(visitor, fault)
        return
    visitor.door.accounts.note_success(_attempts(visitor))
    st.session_state[_RECOVERED] = journal
    st.rerun()


def _choose_another(journal: Journal) -> Journal:
    """After the recovery code: a passphrase that will be remembered, before anything else."""
    page.heading("Choose a new passphrase")
    st.write("Your recovery code opened the file, and it goes on working.")
    chosen = new_passphrase.ask("recovered", "Open my private file")
    if chosen is None:
        st.stop()
    journal.choose_passphrase(chosen)
    del st.session_state[_RECOVERED]
    return journal


def _wait_first(visitor: Visitor) -> None:
    seconds = visitor.door.accounts.seconds_to_wait(_attempts(visitor))
    if seconds:
        st.error(f"That was not right several times. Try again in {seconds} seconds.")
        _stop()


def _failed(visitor: Visitor, fault: WrongKey) -> None:
    visitor.door.accounts.note_failure(_attempts(visitor))
    st.error(str(fault))


def _attempts(visitor: Visitor) -> str:
    return f"private file of {visitor.owner}"


def _stop() -> NoReturn:
    st.stop()
