"""The grid: one measure, one day; mindset up, data quality across.

Our own drawing. A click on an empty chart of Vega's returns nothing, and nothing in it can be
reached by keyboard; here a place is given by pointing, by dragging or by arrow keys.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v2 import component

from afreflect.ui import grid_words

HERE = Path(__file__).parent
_GRID = component(
    "afreflect_grid",
    html=(HERE / "grid.html").read_text("utf-8"),
    css=(HERE / "grid.css").read_text("utf-8"),
    js=(HERE / "grid.js").read_text("utf-8"),
)


@dataclass(frozen=True)
class Spot:
    """A place on the grid, each way from 0 to 100; `name` stands beside it."""

    mindset: float
    quality: float
    name: str = ""

    def is_at(self, other: "Spot") -> bool:
        """Whether the two are one place."""
        return (self.mindset, self.quality) == (other.mindset, other.quality)


@dataclass(frozen=True)
class Oval:
    """Where the arithmetic would put it: its middle, and how far doubt goes `up` and `across`."""

    mindset: float
    quality: float
    up: float
    across: float
    name: str = grid_words.OURS


@dataclass(frozen=True)
class Tick:
    """One of the two readings of data quality, on the lower edge."""

    at: float
    name: str


@dataclass(frozen=True)
class Drawing:
    """All that one grid shows.

    `path` holds the occasions before, oldest first. `apart` is for ticks that tell two stories: no
    oval, but the span between them. `covered` thickens the hatching of "Questioning the data".
    `least_mindset` is where the boundary ends where the measure comes with nothing to try.
    """

    own: Spot | None = None
    computed: Oval | None = None
    ticks: tuple[Tick, ...] = ()
    path: tuple[Spot, ...] = ()
    apart: bool = False
    covered: bool = False
    gate_open: bool = False
    least_mindset: float = 0.0


def grid(key: str, drawing: Drawing, movable: bool = False) -> Spot | None:
    """Draw the grid; where it is `movable`, the place that was given last, else `drawing.own`.

    To be called in a fragment, so that a moved point draws nothing else anew.
    """
    given = _given(key, drawing)
    _GRID(
        key=key,
        data=_as_data(drawing, movable),
        on_spot_change=lambda: None,
    )
    return given if movable else drawing.own


def _given(key: str, drawing: Drawing) -> Spot | None:
    sent: Mapping[str, Any] = st.session_state.get(key, {}).get("spot") or {}
    if sent.get("stamp") != _stamp(drawing):
        return drawing.own
    return Spot(_within(sent.get("mindset")), _within(sent.get("quality")))


def _within(value: Any) -> float:
    """A browser may send anything."""
    return min(100.0, max(0.0, float(value))) if isinstance(value, int | float) else 50.0


def _stamp(drawing: Drawing) -> str:
    """Changes whenever another place is to be shown than the one that was moved here."""
    return repr(drawing.own)


def _as_data(drawing: Drawing, movable: bool) -> dict[str, Any]:
    boundary = {**grid_words.BOUNDARY, "least": drawing.least_mindset}
    return {
        **asdict(drawing),
        "boundary": boundary,
        "movable": movable,
        "stamp": _stamp(drawing),
        "drawn": repr(drawing),
        "axes": grid_words.AXES,
        "zones": grid_words.ZONES,
        "between": grid_words.BETWEEN,
        "covering": grid_words.COVERING,
        "hint": grid_words.HINT if movable else "",
        "tap": grid_words.TAP if movable else "",
        "names": {"own": "You", "role": "place on a grid"},
        "gate": {"open": drawing.gate_open, "words": grid_words.gate(drawing.gate_open)},
        "description": grid_words.description(movable),
    }
