"""The group's picture on the screen of whoever leads the session, as on the wall (K-12)."""

import streamlit as st

from afreflect.charts import band
from afreflect.domain import group_taps
from afreflect.domain.disclosure import Snapshot
from afreflect.domain.hour_script import LOOK, TAPPED
from afreflect.reports import group_page
from afreflect.reports.group_page import Page, Shown
from afreflect.reports.log_pdf import CannotSet
from afreflect.storage.rooms import OpenRoom
from afreflect.ui import chart, page, words

SHOWN_IN = (LOOK, "picture")
_MADE = "the page that a group takes along"


def render(element: str, snapshot: Snapshot) -> None:
    """The picture, its words and its table, where it hangs on the wall; nothing otherwise."""
    if element not in SHOWN_IN:
        return
    if snapshot.band is not None:
        st.vega_lite_chart(
            band.draw(snapshot, chart.palette()),
            theme=None,
            width="stretch",
            alt=band.alt_text(snapshot),
        )
    st.markdown(words.as_written(" ".join(snapshot.sentences)))
    if snapshot.band is None:
        return
    with page.unfolded("The same as a table", "group_table") as unfolded:
        if unfolded:
            rows = band.table(snapshot)
            st.table(
                {"Edge": [name for name, _ in rows], "Figure": [said for _, said in rows]},
                border="horizontal",
                hide_index=True,
            )


def take_along(room: OpenRoom, snapshot: Snapshot) -> None:
    """The picture and the board as one page, with the snapshot's id and the rules' version (K-11).

    It is set only when asked for: setting it takes a moment.
    """
    st.header("The page to take along", anchor=False)
    st.write(
        "The picture, and what was written down. It holds nobody's figure, and a name only where "
        "its owner put one to what they will try."
    )
    made = st.session_state.get(_MADE)
    now = _page(room, snapshot)
    if made is None or made[0] != now:
        if st.button("Make the page", key="make_group_page"):
            try:
                pages = group_page.as_pdf(now), group_page.as_png(now)
            except CannotSet as fault:
                st.error(str(fault))
                return
            st.session_state[_MADE] = now, *pages
            st.rerun()
        return
    with page.choices("group_page"):
        for name, content in (("pdf", made[1]), ("png", made[2])):
            st.download_button(
                f"Save as {name.upper()}",
                content,
                f"group-{snapshot.id}.{name}",
                key=f"group_page_{name}",
                on_click="ignore",
            )


def _page(room: OpenRoom, snapshot: Snapshot) -> Page:
    shown = None
    if snapshot.band is not None:
        shown = Shown(band.draw(snapshot), band.alt_text(snapshot), band.table(snapshot))
    tallies = room.tallies()
    told = (
        group_taps.told(tap, tallies[tap.id])
        for taps in TAPPED.values()
        for tap in taps
        if tap.id in tallies
    )
    return Page(snapshot, room.board(), shown, tuple(told))
