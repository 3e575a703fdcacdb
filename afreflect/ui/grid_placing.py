"""One's own place, on the empty grid, before anything is computed."""

from typing import NoReturn

import streamlit as st

from afreflect.domain import mdpie, placements, placing
from afreflect.domain.mdpie import Zone
from afreflect.domain.occasion import Placed, PlacedHow
from afreflect.domain.placing import Stand
from afreflect.ui import grid_items, grid_words, page, words
from afreflect.ui.components import autosave
from afreflect.ui.components.grid import Drawing, Spot, grid
from afreflect.ui.standpoint import Standpoint

IDEA_NEEDED, LOW_MINDSET = 0.5, 40.0
CHANGING = "place to be changed"
_LEFT_OUT = "grid left empty"
_WANTED = "arithmetic wanted"
_SAID = "place said in words"
_NOW = "place as it is now"


def is_left_out(at: Standpoint) -> bool:
    """Whether the clinician went on without a place of their own; it leaves no trace."""
    return st.session_state.get(name(_LEFT_OUT, at), False)


def wants_arithmetic(at: Standpoint) -> bool:
    """Whether they asked what our arithmetic says: here, or by answering an item before."""
    return st.session_state.get(name(_WANTED, at), bool(at.answers.mindset))


def on_the_empty_grid(at: Standpoint) -> None:
    """Put a point; there is no right place."""
    st.write("Put a point where you see yourself. There is no right place, and only you see it.")
    _place(at)


@st.fragment
def _place(at: Standpoint) -> None:
    chosen = movable(at, Drawing(path=path(at), least_mindset=least_mindset(at)))
    with page.choices("place"):
        if page.primary("This is where I stand", key="stand_here", disabled=chosen is None):
            at.put(chosen, "self")
            st.rerun()
        if st.button("Go on without", key="without", type="tertiary"):
            st.session_state[name(_LEFT_OUT, at)] = True
            st.rerun()
    in_words(at)


@st.fragment
def anew(at: Standpoint) -> None:
    """Move a place that was decided on, with no arithmetic beside it."""
    before = own_spot(at.stand)
    drawing = Drawing(own=before, path=path(at), least_mindset=least_mindset(at))
    chosen = movable(at, drawing)
    with page.choices("place"):
        if page.primary("Keep the new place", key="keep_new", disabled=chosen is None) and chosen:
            decide(at, chosen, "moved", zone=mdpie.zone_at(chosen.mindset, chosen.quality))
        if st.button("Leave it unplaced", key="unplaced", type="tertiary"):
            decide(at, None, "unplaced")
    in_words(at)


def whether_to_compute(at: Standpoint) -> None:
    """The arithmetic comes only if it is wanted."""
    own = own_spot(at.stand)
    drawing = Drawing(own=own, path=path(at), least_mindset=least_mindset(at))
    grid(f"grid_seen_{at.metric.id}", drawing)
    if reason := mdpie.too_little(at.situation):
        st.write(f"{reason} So we can't put anybody anywhere on it. Your own place stands.")
        _keep_as_it_is(at, own, primary=True)
        return
    if at.landed_hard:
        st.write("This was hard to look at. Your own place is enough for today.")
        _keep_as_it_is(at, own, primary=True)
    with page.choices("arithmetic"):
        label = "Show what our arithmetic says"
        if at.landed_hard:
            asked = st.button(f"{label} all the same", key="compute", type="tertiary")
        else:
            asked = page.primary(label, key="compute")
        if asked:
            st.session_state[name(_WANTED, at)] = True
            grid_items.begin_asking(at)
            st.rerun()
        if not at.landed_hard:
            _keep_as_it_is(at, own)
    number = len(grid_items.asked(at)) - len(grid_items.taps(at))
    st.caption(
        f"It takes up to {number} taps, and you can leave out any of them. What it says is a "
        "second look, not the right one."
    )


def movable(at: Standpoint, drawing: Drawing) -> Spot | None:
    """A grid on which one's own point can be put and moved, and where it stands now."""
    said: Spot | None = st.session_state.get(name(_SAID, at))
    if said is not None:
        drawing = Drawing(**{**vars(drawing), "own": said})
    chosen = grid(f"grid_{at.metric.id}", drawing, movable=True)
    st.session_state[name(_NOW, at)] = chosen
    return chosen


def in_words(at: Standpoint) -> None:
    """The same place without the drawing, for whoever would rather say it."""
    with st.expander("Say it in words instead", key="place_in_words"):
        chosen: Spot | None = st.session_state.get(name(_NOW, at))
        for axis, said in grid_words.AXES.items():
            key = f"words_{axis}_{at.metric.id}"
            steps = said["steps"]
            # The words follow the point, wherever it was moved.
            st.session_state[key] = (
                grid_words.word(steps, getattr(chosen, axis)) if chosen else None
            )
            st.radio(
                said["title"],
                steps,
                index=None,
                format_func=grid_words.capital,
                key=key,
                on_change=_say,
                args=(at, axis, key),
            )


def _say(at: Standpoint, axis: str, key: str) -> None:
    """Take over what was said in words; the other half stays, or begins in the middle."""
    before: Spot = st.session_state.get(name(_NOW, at)) or Spot(50.0, 50.0)
    value = grid_words.middle(grid_words.AXES[axis]["steps"], st.session_state[key])
    up, across = before.mindset, before.quality
    st.session_state[name(_SAID, at)] = (
        Spot(value, across) if axis == "mindset" else Spot(up, value)
    )


def own_spot(stand: Stand) -> Spot | None:
    """The place that counts, or the first one where nothing was decided yet."""
    decision = stand.decision if stand.decision and stand.decision.how != "unplaced" else None
    return spot_of(decision or stand.first)


def spot_of(place: Placed | None) -> Spot | None:
    """Where somebody put themselves, if anywhere."""
    if place is None or place.mindset is None or place.data_quality is None:
        return None
    return Spot(place.mindset, place.data_quality)


def path(at: Standpoint) -> tuple[Spot, ...]:
    """The last three occasions before this one, faint."""
    found = []
    for each in placements.path(at.held.ledger, at.metric.id, but_not=at.begun.id):
        spot = spot_of(each.placed)
        if spot is not None:
            day = words.day(each.placed.at.astimezone().date())
            found.append(Spot(spot.mindset, spot.quality, day))
    return tuple(found)


def least_mindset(at: Standpoint) -> float:
    """Where the line ends for a measure that comes with nothing to try (R2)."""
    return LOW_MINDSET if at.situation.ideas < IDEA_NEEDED else 0.0


def decide(
    at: Standpoint, own: Spot | None, how: PlacedHow, why: str = "", zone: Zone | None = None
) -> NoReturn:
    """Put the decision down: a place with the words that fit it, or none."""
    at.put(own, how, why.strip())
    if zone is not None:
        at.settle(placing.PLACE, zone)
    forget(at)
    st.rerun()


def forget(at: Standpoint) -> None:
    """Let go of what was moved and wished here and is in no event: the next look begins anew."""
    for what in (CHANGING, _LEFT_OUT, _WANTED, _SAID, _NOW):
        st.session_state.pop(name(what, at), None)
    autosave.forget(at.place, at.journal)


def _keep_as_it_is(at: Standpoint, own: Spot | None, primary: bool = False) -> None:
    label = "Keep my place as it is" if own else "Leave it unplaced"
    if st.button(label, key="keep_own", type="primary" if primary else "tertiary"):
        if own is None:
            decide(at, None, "unplaced")
        decide(at, own, "kept", zone=mdpie.zone_at(own.mindset, own.quality))


def name(what: str, at: Standpoint) -> str:
    """The key of what is wished for one measure of one source."""
    return f"{what}, {at.held.source}, {at.metric.id}"
