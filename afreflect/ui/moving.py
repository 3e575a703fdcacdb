"""Taking everything out as one file, and bringing such a file in on another computer."""

import streamlit as st

from afreflect.storage import takeout
from afreflect.ui import keep, new_passphrase
from afreflect.ui.handing_over import ALL, TAKE_OUT
from afreflect.ui.visitor import Visitor


def take_out() -> None:
    """A link by which this browser, and no other, is handed everything.

    Not Streamlit's own button: that would hold the file in the clear until the page is closed.
    """
    st.write(
        "One ZIP with everything of yours, to read without this app or to bring in elsewhere. "
        "What you take out is **not sealed**: keep it where only you can read it."
    )
    with_placements = st.checkbox("And what I tapped and where I put myself", key="placements_too")
    st.caption(
        "How results landed, what you tapped, your places on the grid and your map stay here "
        "unless you tick this. Ticked, whoever opens the ZIP can read them."
    )
    address = f"{TAKE_OUT}?{ALL}" if with_placements else TAKE_OUT
    link = f'href="{address}" target="_self" download'
    st.html(f'<p><a style="color: inherit" {link}>Save the ZIP</a></p>')


def bring_in(visitor: Visitor) -> None:
    """A file that was taken out elsewhere becomes the private file here, under a passphrase."""
    with st.form("bring_in", border=False):
        uploaded = st.file_uploader("The ZIP that you took out", type="zip", key="taken_out")
        first, again = new_passphrase.fields("bring_in")
        sent = st.form_submit_button("Bring it in", key="bring_in_now")
    if not sent:
        return
    if uploaded is None:
        st.error("Choose the file first.")
        return
    passphrase = new_passphrase.checked(first, again)
    if passphrase is None:
        return
    try:
        with st.spinner("Checking and sealing it"):
            journal, code = takeout.bring_in(
                visitor.door.keeper, visitor.owner, passphrase, uploaded.getvalue()
            )
    except ValueError as fault:
        st.error(str(fault))
        return
    keep.opened_with_code(visitor, journal, code)
