"""The look that every screen shares: a question, five quiet steps, one primary button."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from afreflect.domain import commitment
from afreflect.domain.cpd_log import MinutesNoticed
from afreflect.domain.occasion import occasions
from afreflect.ui import navigation, on_paper
from afreflect.ui import session as holding
from afreflect.ui.session import Session

STYLE = Path(__file__).with_name("style.css")
Step = Literal["my_data", "what_i_value", "my_practice", "reflect", "my_plan"]
BOUND_FOR_LOG = "on the way to a log entry"
STEPS: dict[Step, str] = {
    "my_data": "My data",
    "what_i_value": "What I value",
    "my_practice": "My practice",
    "reflect": "Reflect",
    "my_plan": "My plan",
}


def set_up(title: str) -> None:
    """Name the browser's tab, set the reading width, and put the style in."""
    st.set_page_config(page_title=f"{title} - afreflect", layout="centered")
    st.html(STYLE)
    if st.context.theme.type == "dark":
        st.html(on_paper.style())


def question(
    text: str, session: Session, here: Step | None = None, *, at_log: bool = False
) -> None:
    """The steps, then the screen's title as a question; `at_log` where the way to it ends."""
    steps(session, here, at_log=at_log)
    st.title(text, anchor=False)


def heading(text: str) -> None:
    """The title of a page that stands before the steps."""
    st.title(text, anchor=False)


def steps(session: Session, here: Step | None, *, at_log: bool = False) -> None:
    """Where I am and what is done; only screens that exist are links."""
    done = {
        "my_data": session.practice is not None,
        "what_i_value": bool(session.chosen),
        "my_practice": any(choice.metric_id in session.guesses for choice in session.chosen),
        "reflect": bool(occasions(session.ledger)),
        "my_plan": bool(commitment.commitments(session.ledger)),
    }
    with st.container(key="steps", horizontal=True, gap="xsmall"):
        for step, name in STEPS.items():
            label = f"{name} ✓" if done.get(step) else name
            if step in navigation.TITLES and step != here:
                st.page_link(navigation.page(step), label=label)
            elif step == here:
                st.markdown(f"**{label}**", width="content")
            else:
                st.caption(label, width="content")
    _what_is_kept(session)
    if st.session_state.get(BOUND_FOR_LOG) and not at_log:
        with st.container(key="on_the_way", horizontal=True, gap="small"):
            st.caption("On the way to a log entry.", width="content")
            st.page_link(navigation.page("log"), label="Back to the log")


def _what_is_kept(session: Session) -> None:
    """Whether anything outlives this page, and the way to keep it."""
    if session.source == "sample":
        st.caption("You are looking at sample data: nothing of it is kept.")
        return
    with st.container(key="kept", horizontal=True, gap="small", vertical_alignment="center"):
        if holding.held().kept is not None:
            st.caption("Kept in your private file.", width="content")
            st.page_link(navigation.page("my_private_file"), label="My private file")
        else:
            st.caption(
                "Nothing is kept yet: closing or reloading this page clears everything.",
                width="content",
            )
            if session.guesses or any(not isinstance(e, MinutesNoticed) for e in session.ledger):
                st.page_link(navigation.page("keep"), label="Keep it")


def primary(label: str, key: str, disabled: bool = False) -> bool:
    """The one button that says what comes next."""
    return st.button(label, key=key, type="primary", disabled=disabled)


def quiet_link(target: str, label: str) -> None:
    """A way to another page, in a line of its own that takes nothing from what stands around it."""
    with st.container(key=f"link_to_{target}"):
        st.page_link(navigation.page(target), label=label)


def nothing_yet(text: str, button: str, target: str) -> None:
    """An empty state: what to do first, and the way there; ends the run."""
    st.write(text)
    if primary(button, key=f"to {target}"):
        navigation.go(target)
    st.stop()


@contextmanager
def unfolded(name: str, key: str) -> Iterator[bool]:
    """A heading that unfolds, and whether it is open: what is closed is not even made.

    A table and a query that nobody looks at took the browser longer than the chart.
    """
    with st.expander(name, key=key, on_change="rerun") as box:
        yield bool(box.open)


def choices(key: str) -> DeltaGenerator:
    """A row for the buttons that belong together; on a phone they stand one under the other."""
    return st.container(key=key, horizontal=True, gap="small", vertical_alignment="center")
