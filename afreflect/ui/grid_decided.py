"""The decision, which is what counts: kept with its line why, and ways on from there."""

from datetime import date

import streamlit as st

from afreflect.domain import placements, placing
from afreflect.domain.placing import Stand
from afreflect.ui import (
    grid_items,
    grid_placing,
    grid_result,
    grid_ways,
    grid_why,
    occasions,
    page,
    words,
)
from afreflect.ui.components.grid import Drawing, grid
from afreflect.ui.standpoint import Standpoint

HOW = {
    "self": "put on the empty grid",
    "kept": "kept where it was put first",
    "moved": "moved after a second look",
    "unplaced": "left unplaced",
}


def is_changing(at: Standpoint) -> bool:
    """Whether the decision of this occasion is being made anew."""
    return st.session_state.get(grid_placing.name(grid_placing.CHANGING, at)) == at.begun.id


def render(at: Standpoint) -> None:
    """What was decided, the drawing, and two or three ways on."""
    decision = at.stand.decision
    if decision is None:
        return
    with st.container(key="answer"):
        st.markdown(_said(at.stand))
    if decision.words:
        st.markdown(f"“{words.as_written(decision.words)}”")
    grid(f"grid_decided_{at.metric.id}", _drawing(at))
    grid_ways.render(at)
    _change(at)
    grid_why.render(at, at.placement) if at.answers.mindset else grid_why.table(at, None)
    earlier(at)


def earlier(at: Standpoint) -> None:
    """Every earlier occasion of this measure, as a list; nothing is added up over them."""
    found = [
        placing.stand(at.held.ledger, each.occasion)
        for each in placements.history(at.held.ledger, at.metric.id)
        if each.occasion.id != at.begun.id
    ]
    if not found:
        return
    with page.unfolded("Where I stood before", "stood_before") as unfolded:
        if unfolded:
            for each in reversed(found):
                st.markdown(_line(each))


def _line(each: Stand) -> str:
    place = each.decision or each.first
    if place is None:
        return ""
    zone = f"{each.zone.label}, " if each.zone else ""
    why = f" “{words.as_written(place.words)}”" if place.words else ""
    day = words.day(place.at.astimezone().date())
    return f"- **{day}.** {zone}{HOW[place.how]}.{why}"


def _said(stand: Stand) -> str:
    if stand.zone is None:
        return "You left it unplaced, which is as good a decision as any."
    return f"You put yourself here: **{stand.zone.label}**. That is what counts."


def _drawing(at: Standpoint) -> Drawing:
    own = grid_placing.own_spot(at.stand) if at.stand.zone else None
    if at.stand.decision and at.stand.decision.computed_zones:
        return grid_result.drawing(at, at.placement, own)
    return Drawing(
        own=own, path=grid_placing.path(at), least_mindset=grid_placing.least_mindset(at)
    )


def _change(at: Standpoint) -> None:
    """Today's decision may be changed; another day is another occasion."""
    decision = at.stand.decision
    today = decision is not None and decision.at.astimezone().date() == date.today()
    label = "Change my place" if today else "Put a mark anew, today"
    if not st.button(label, key="change", type="tertiary"):
        return
    if not today:
        occasions.begin_anew(at.held, at.practice, at.metric)
        st.rerun()
    st.session_state[grid_placing.name(grid_placing.CHANGING, at)] = at.begun.id
    grid_items.enough(at)
    st.rerun()
