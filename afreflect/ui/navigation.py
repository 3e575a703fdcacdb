"""Which pages there are, and how to go from one to another."""

from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

import streamlit as st

PAGES = Path(__file__).resolve().parents[2] / "pages"
TITLES: Mapping[str, str] = {
    "start": "Today",
    "my_data": "My data",
    "what_i_value": "What I value",
    "my_practice": "My practice",
    "trust": "How far to trust it",
    "reflect": "Reflect",
    "my_plan": "My plan",
    "target": "My target",
    "contest": "Question a measure",
    "corrections": "Put right",
    "grid": "Where I stand",
    "about_model": "About this model",
    "looking_back": "Looking back",
    "coach": "Read with a colleague",
    "group": "Lead a group session",
    "group_mine": "My part in a group",
    "group_wall": "Shared screen",
    "log": "CPD log",
    "log_entry": "A log entry",
    "log_feedback": "Read it together",
    "how_measured": "How it's measured",
    "keep": "Keep it",
    "my_private_file": "My private file",
}
"""Every page by the name of its file, as the menu and the browser's tab say it."""

GROUPS: Mapping[str, tuple[str, ...]] = {
    "": ("start",),
    "Step by step": ("my_data", "what_i_value", "my_practice", "reflect", "my_plan"),
    "For my college": ("log",),
    "With others": ("coach", "group", "group_mine"),
    "Look up": ("looking_back", "how_measured", "about_model", "my_private_file"),
}
_ROUTED = "page list is known"


def page(name: str) -> st.Page:
    """One page of the product by the name of its file."""
    listed = any(name in names for names in GROUPS.values())
    return st.Page(
        PAGES / f"{name}.py",
        title=TITLES[name],
        icon="",
        default=name == "start",
        visibility="visible" if listed else "hidden",
    )


def route(listed: bool = True) -> st.Page:
    """The page asked for, out of all pages in their groups; `listed` when the menu is shown."""
    groups = {group: [page(name) for name in names] for group, names in GROUPS.items()}
    grouped = {name for names in GROUPS.values() for name in names}
    groups[""] += [page(name) for name in TITLES if name not in grouped]
    st.session_state[_ROUTED] = True
    return st.navigation(groups, position="sidebar" if listed else "hidden")


def ensure_routed(listed: bool = True) -> None:
    """Begin again through the router when a page was opened before the router ever ran.

    Until some visit has called st.navigation, Streamlit runs a page that is opened by its URL
    without running the router, and loses the first click made on it.
    """
    if _ROUTED not in st.session_state:
        route(listed)
        st.rerun()


def go(name: str) -> NoReturn:
    """Leave for another page."""
    st.switch_page(page(name))
