"""Choosing a passphrase: typed twice, long enough, never shown."""

import streamlit as st

from afreflect.storage.vault import LEAST_CHARACTERS, refuse_weak


def ask(key: str, button: str) -> str | None:
    """The passphrase once it was typed twice alike, or None; a fault is said in a sentence."""
    with st.form(f"{key}_form", border=False):
        first, again = fields(key)
        sent = st.form_submit_button(button, key=f"{key}_done", type="primary")
    return checked(first, again) if sent else None


def fields(key: str) -> tuple[str, str]:
    """The two fields, inside a form of the caller's."""
    first = st.text_input(
        f"Passphrase, at least {LEAST_CHARACTERS} characters",
        type="password",
        key=f"{key}_first",
        autocomplete="new-password",
    )
    st.caption("Four or five words that you will remember do well.")
    again = st.text_input(
        "The same again", type="password", key=f"{key}_again", autocomplete="new-password"
    )
    return first, again


def checked(first: str, again: str) -> str | None:
    """The passphrase, or None after saying what is wrong with it."""
    try:
        refuse_weak(first)
    except ValueError as fault:
        st.error(str(fault))
        return None
    if first != again:
        st.error("The two are not the same: type them again.")
        return None
    return first
