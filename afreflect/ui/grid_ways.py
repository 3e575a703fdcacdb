"""Ways on from a place: two or three, each of which opens what it names; none of them a duty."""

from dataclasses import replace
from typing import NoReturn

import streamlit as st

from afreflect.domain import mdpie, reflection
from afreflect.domain.mdpie import Placement, Route
from afreflect.ui import navigation
from afreflect.ui import talk as talks
from afreflect.ui.standpoint import Standpoint

FLOWS = {
    "validity": "doubt",
    "cases": "cases",
    "five_patients": "five",
    "now_what": "now_what",
    "map": "map",
    "leaders": "request",
    "pass_on": "support",
}
"""The flow of the conversation that each way opens."""


def render(at: Standpoint) -> None:
    """The ways that fit what was decided, the first of them as the one button."""
    found = [each for each in ways(at) if _is_there(each) and each.id != "reflect"]
    st.header("If you want to go on", anchor=False)
    for number, route in enumerate(found):
        label = route.words.rstrip(".")
        kind = "primary" if number == 0 else "secondary"
        if st.button(label, key=f"way_{route.id}", type=kind):
            open_way(at, route)
    if st.button("Back to the conversation", key="to_reflect", type="tertiary"):
        navigation.go("reflect")


def ways(at: Standpoint) -> tuple[Route, ...]:
    """What the model names for the place that was decided on, or for none."""
    return mdpie.routes(decided(at), at.situation, hard_landing=at.landed_hard)


def decided(at: Standpoint) -> Placement:
    """The placement that counts: the clinician's own, in the words that they chose."""
    computed, stand = at.placement, at.stand
    place = stand.decision
    if place is None or place.mindset is None or place.data_quality is None or stand.zone is None:
        return replace(computed, zones=())
    moved = mdpie.moved_to(computed, place.mindset, place.data_quality, at.gate_is_open)
    sub_state = computed.sub_state if stand.zone is mdpie.Zone.Z1 else ""
    return replace(moved, zones=(stand.zone,), sub_state=sub_state)


def open_way(at: Standpoint, route: Route) -> NoReturn:
    """Go where a way leads."""
    if route.opens == "flow":
        open_flow(at, route.id)
    if route.id == "contest":
        at.held.contesting = None
    navigation.go(route.id)


def open_flow(at: Standpoint, way: str) -> NoReturn:
    """Go on in the conversation, with what this way asks."""
    at.begin()
    talk = talks.of(at.held, at.journal, at.practice, at.metric)
    talk.settle("way", FLOWS[way])
    replace(talk, step=reflection.WAY).leave("reflect")


def _is_there(route: Route) -> bool:
    return route.opens == "flow" or route.id in navigation.TITLES
