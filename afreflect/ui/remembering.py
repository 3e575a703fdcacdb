"""Let this computer remember the key, in its own keychain; not where others host the app."""

import streamlit as st

from afreflect.storage import keychain
from afreflect.storage.vault import Vault
from afreflect.ui.visitor import Visitor

WHAT_IT_MEANS = "Then whoever uses this computer as you, with this browser, can open it."


def offer(visitor: Visitor, key: str) -> bool:
    """A box to tick, or in words why there is none."""
    if visitor.door.hosting.hosted or not visitor.computer:
        return False
    if not keychain.works():
        st.caption(keychain.NONE_HERE)
        return False
    ticked = st.checkbox("Let this computer remember it", key=key)
    st.caption(WHAT_IT_MEANS)
    return ticked


def remember(visitor: Visitor, vault: Vault) -> None:
    """Put the key into the keychain, wrapped for this browser."""
    if not visitor.computer:
        return
    try:
        keychain.remember(vault, visitor.computer)
    except keychain.NoKeychain as fault:
        st.warning(str(fault))


def is_remembered(visitor: Visitor) -> bool:
    """Whether this computer opens the private file by itself for this browser."""
    return bool(visitor.computer) and keychain.remembers(visitor.computer or "")
