"""Placing oneself, and choosing a way on."""

import streamlit as st

from afreflect.domain import reflection
from afreflect.ui import navigation, page
from afreflect.ui.talk import Talk

GRID = "grid"


def place(talk: Talk) -> None:
    """The grid is a page of its own; leaving it out is as good."""
    st.write(
        "On one small map you can put a mark: how changeable this feels to you today, and how far "
        "the data can carry you. It is about this measure, on this day, and only you see it."
    )
    with page.choices("place"):
        if GRID in navigation.TITLES and page.primary("Put my mark", key="to_grid"):
            talk.say()
            talk.leave(GRID)
        if st.button("Go on without", key="no_mark", type="tertiary"):
            talk.go_on()


def render(talk: Talk) -> None:
    """Two or three ways that fit, none of them a duty; the map is found, never proposed."""
    offered = reflection.ways(talk.script, talk.so_far, talk.facts)
    chosen = talk.so_far.choices.get("way", "")
    st.write("Any of these, or none.")
    for flow in offered:
        label = f"{flow.label} (chosen before)" if flow.id == chosen else flow.label
        if st.button(label, key=f"way_{flow.id}"):
            talk.settle("way", flow.id)
            talk.go_on()
    if st.button("None of these now", key="no_way", type="tertiary"):
        if chosen:
            talk.settle("way", "")
        talk.go_on()
    if reflection.map_is_open(talk.script, talk.so_far):
        with st.expander("When I want to, and something keeps pulling me back"):
            st.write(
                "A map of what pulls both ways: six short lines and one safe, small test. It is "
                "for you alone, and stays a draft until you say that it is done."
            )
            if st.button(talk.script.flows[reflection.BY_CHOICE].label, key="way_map"):
                talk.settle("way", reflection.BY_CHOICE)
                talk.go_on()
