"""Why here: every item, component, weight and limit in words, one click away."""

import streamlit as st

from afreflect.domain.mdpie import Placement, Why
from afreflect.ui import grid_words, page, words
from afreflect.ui.standpoint import Standpoint

GROUPS = (
    ("", ("zone", "rule")),
    ("Mindset", ("M",)),
    ("Data quality", ("D", "F", "cap")),
    ("Support around me", ("S",)),
    ("", ("version",)),
)
"""Headings, and how the reasons that stand under each begin."""


def render(at: Standpoint, placement: Placement) -> None:
    """The reasons, and the drawing as a table."""
    with page.unfolded("Why here", "why_here") as unfolded:
        if unfolded:
            for heading, begins in GROUPS:
                _group(heading, [each for each in placement.why if each.about.startswith(begins)])
            page.quiet_link("about_model", "About this model")
    table(at, placement)


def _group(heading: str, found: list[Why]) -> None:
    if not found:
        return
    if heading:
        st.subheader(heading, anchor=False)
    said = [
        f"- **{words.as_written(each.name)}.** {words.as_written(each.words)}" for each in found
    ]
    st.markdown("\n".join(line.replace("..**", ".**").replace("?.**", "?**") for line in said))


def table(at: Standpoint, placement: Placement | None) -> None:
    """The drawing in words, without a figure of anybody."""
    rows = []
    for name, place in (
        ("You, on the empty grid", at.stand.first),
        ("You, as you decided", at.stand.decision),
    ):
        if place is not None and place.mindset is not None and place.data_quality is not None:
            zone = at.stand.zone if place is at.stand.decision else None
            rows.append((name, place.mindset, place.data_quality, zone.label if zone else ""))
    if (
        placement is not None
        and placement.mindset is not None
        and placement.data_quality is not None
    ):
        rows.append(("Our arithmetic", placement.mindset, placement.data_quality, placement.label))
    if not rows:
        return
    with page.unfolded("The same as a table", "grid_table") as unfolded:
        if unfolded:
            st.table(
                {
                    "Who says so": [row[0] for row in rows],
                    "Mindset": [grid_words.word(grid_words.MINDSET, row[1]) for row in rows],
                    "Data quality": [grid_words.word(grid_words.QUALITY, row[2]) for row in rows],
                    "In words": [row[3] for row in rows],
                },
                border="horizontal",
                hide_index=True,
                alt="The places on the grid, in words",
            )
