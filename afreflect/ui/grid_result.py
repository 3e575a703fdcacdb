"""What our arithmetic says, beside one's own place; then the decision, which is what counts."""

import streamlit as st

from afreflect.domain import mdpie
from afreflect.domain.mdpie import Placement, Zone
from afreflect.ui import grid_items, grid_placing, grid_ways, grid_why, page
from afreflect.ui.components import autosave
from afreflect.ui.components.grid import Drawing, Oval, Spot, Tick
from afreflect.ui.standpoint import VALIDITY, Standpoint

DOUBT = 1.5
"""Standard errors around the middle of the oval: it holds about two in three of the draws."""
NEITHER = "Neither your place nor ours is right by itself. What you decide counts."
MORE_THAN_AXES = (
    "The oval shows mindset and data alone. How fair the picture is, and whether you know what to "
    "try, count as well."
)


def render(at: Standpoint) -> None:
    """The answer in a sentence, the drawing, the decision, and the reasons one click away."""
    placement = at.placement
    _answer(placement)
    if apart(at, placement):
        _talk_it_over(at)
    _decision(at, placement)
    grid_why.render(at, placement)
    if st.button("Look at my taps again", key="taps_again", type="tertiary"):
        grid_items.begin_asking(at, grid_items.asked(at)[0].id)
        st.rerun()


def drawing(at: Standpoint, placement: Placement, own: Spot | None) -> Drawing:
    """The own place, with the oval of the arithmetic and both readings of data quality."""
    return Drawing(
        own=own,
        computed=_oval(placement),
        ticks=_ticks(placement),
        path=grid_placing.path(at),
        apart=apart(at, placement),
        covered=placement.zones[:1] == (Zone.Z1,),
        gate_open=at.gate_is_open,
        least_mindset=grid_placing.least_mindset(at),
    )


def apart(at: Standpoint, placement: Placement) -> bool:
    """Whether the two readings of data quality tell two stories that were not talked over."""
    return placement.ticks_disagree and not at.situation.validity


def _oval(placement: Placement) -> Oval | None:
    if placement.mindset is None or placement.data_quality is None:
        return None
    return Oval(
        placement.mindset,
        placement.data_quality,
        DOUBT * (placement.se_mindset or 0.0),
        DOUBT * (placement.se_data_quality or 0.0),
    )


def _ticks(placement: Placement) -> tuple[Tick, ...]:
    found = ((placement.computed_tick, "counted"), (placement.felt_tick, "felt"))
    return tuple(Tick(value, name) for value, name in found if value is not None)


def _answer(placement: Placement) -> None:
    with st.container(key="answer"):
        if placement.zones:
            st.markdown(f"Our arithmetic says: **{placement.label}**.")
        else:
            st.markdown(f"Our arithmetic can't say yet. {placement.not_placed}")
    said = NEITHER if placement.zones else "Your own place stands."
    st.caption(f"{said} {MORE_THAN_AXES}" if _differs(placement) else said)


def _differs(placement: Placement) -> bool:
    """Whether the words and the place of the oval are not one and the same."""
    if placement.mindset is None or placement.data_quality is None:
        return False
    there = mdpie.zone_at(placement.mindset, placement.data_quality)
    return placement.zones not in ((there,), (Zone.Z4,))


def _talk_it_over(at: Standpoint) -> None:
    """Two readings far apart are not averaged; the doubt between them is worth hearing."""
    with page.choices("validity"):
        if st.button("Say what I doubt, and ask for an answer", key="validity_had"):
            grid_ways.open_flow(at, "validity")
        if st.button("Go on without", key="validity_declined", type="tertiary"):
            at.settle(VALIDITY, "declined")
            st.rerun()


@st.fragment
def _decision(at: Standpoint, placement: Placement) -> None:
    """Keep, move, or leave unplaced, with a line why if one likes."""
    first = grid_placing.own_spot(at.stand)
    chosen = grid_placing.movable(at, drawing(at, placement, first))
    if chosen is not None:
        st.caption("Drag your point, or use the arrow keys, if you see yourself elsewhere now.")
    zone = _words_that_fit(at, chosen) if chosen else None
    why = autosave.autosaving_text(at.place, "Why, in a line, if you like", at.journal, rows=1)
    kept = chosen is not None and first is not None and chosen.is_at(first)
    with page.choices("decide"):
        label = "Keep my place" if kept or chosen is None else "Keep the new place"
        if page.primary(label, key="keep_place", disabled=zone is None):
            grid_placing.decide(at, chosen, "kept" if kept else "moved", why.text, zone)
        if st.button("Leave it unplaced", key="unplaced", type="tertiary"):
            grid_placing.decide(at, None, "unplaced", why.text)
    grid_placing.in_words(at)


def _words_that_fit(at: Standpoint, chosen: Spot) -> Zone:
    """The words are the clinician's to choose as well, whatever was computed (R12).

    Those of the place of their own point are proposed: the arithmetic puts no words in their mouth.

    Support around one is for the group's leadership to open, and stands here only once it is.
    """
    offered = [zone for zone in Zone if zone is not Zone.Z4 or at.gate_is_open]
    there = mdpie.zone_at(chosen.mindset, chosen.quality, at.gate_is_open)
    return st.radio(
        "Which words fit best, today?",
        offered,
        index=offered.index(there),
        format_func=lambda zone: zone.label,
        key=f"zone_{at.metric.id}_{there}",
    )
