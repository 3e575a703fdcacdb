"""The visits or forms behind one point: on this machine only, never in anything shared (FR-22)."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from afreflect.domain import figure, run_chart
from afreflect.domain.metric import Metric, Point, Unit
from afreflect.domain.run_chart import RunChart
from afreflect.storage.practice import Practice
from afreflect.ui import setting_aside, words
from afreflect.ui.session import Session

OPEN = "behind"
"""The key under which the page keeps whether the list is unfolded."""
LONGEST = 15
"""Rows of a list before it scrolls by itself."""
TALLEST = 640
"""Pixels of a list that scrolls."""
MOST = 200
"""Units listed at once: nobody reads more, and a browser is slow to draw them."""


def picked(read: RunChart) -> date | None:
    """The start of the period that was asked about last, if any was."""
    return st.session_state.get(_key(read), st.session_state.get(_last(read)))


def pick(read: RunChart, start: date | None) -> None:
    """Ask about a period, as a click on the chart does; what is behind it unfolds."""
    st.session_state[_key(read)] = start
    if start is not None:
        st.session_state[OPEN] = True


def render(read: RunChart, practice: Practice, held: Session) -> None:
    """Choose a point, by keyboard as well, and see the units behind it; one may be set aside."""
    points = {point.start: point for point in read.points if point.start is not None}
    if not points:
        st.markdown(run_chart.words(read, read.whole))
        _units(read, read.whole, practice, held)
        setting_aside.listed(held, read.metric)
        return
    # The control says a figure: where cases were set aside it is a new one, on the same period.
    if _key(read) not in st.session_state and st.session_state.get(_last(read)) in points:
        st.session_state[_key(read)] = st.session_state[_last(read)]
    start = st.selectbox(
        f"Which {read.result.grain}? A click on the chart does the same.",
        list(points),
        index=None,
        format_func=lambda day: run_chart.words(read, points[day]),
        placeholder=f"Choose a {read.result.grain}",
        key=_key(read),
    )
    st.session_state[_last(read)] = start
    if start is not None:
        _units(read, points[start], practice, held)
    setting_aside.listed(held, read.metric)


def _key(read: RunChart) -> str:
    return f"point_{read.metric.id}_{read.result.grain}_{read.standing.aside}"


def _last(read: RunChart) -> str:
    return f"period asked for, {read.metric.id} by {read.result.grain}"


def _units(read: RunChart, point: Point, practice: Practice, held: Session) -> None:
    leaving_out = held.leaving_out(read.metric.id)
    units = practice.units(read.metric, point.start, read.result.grain, leaving_out)
    counted = len(units) < point.n
    if counted:
        st.write(f"Your file holds counts: each row below stands for several {read.metric.noun}.")
    st.write(_counted(read.metric, point))
    # Those that were met first, or the longest first: what one looks for stands on top.
    ordered = sorted(units, key=lambda unit: (not unit.met, -(unit.value or 0)))[:MOST]
    st.table(
        _rows(ordered) if counted else cases(read.metric, ordered),
        border="horizontal",
        hide_index=True,
        height=TALLEST if len(ordered) > LONGEST else "content",
        alt=f"The {read.metric.noun} behind {run_chart.words(read, point)}",
    )
    if len(units) > MOST:
        st.caption(f"The first {MOST} of {figure.count(len(units))}: choose a shorter period.")
    st.caption("Shown on this computer only.")
    if not counted:
        setting_aside.offer(held, read.metric, ordered)


def cases(metric: Metric, units: Sequence[Unit]) -> dict[str, list[str]]:
    """The columns of a list of cases: id, day, and what was measured of each."""
    return {**_rows(units), **_figures(metric, units)}


def _counted(metric: Metric, point: Point) -> str:
    """How many there are, before a list that may scroll: "102 discharges, 11 came back"."""
    said = figure.say_cases(point.n, metric.noun)
    if point.met is None:
        return f"{said}."
    if metric.kind == "rate":
        return f"{said}, {figure.cases(point, metric)}."
    return f"{said}, {figure.count(point.met)} {metric.met_short}."


def _rows(units: Sequence[Unit]) -> dict[str, list[str]]:
    return {
        "Id": [words.as_written(unit.unit_id) for unit in units],
        "Day": [words.day(unit.occurred_on) if unit.occurred_on else "" for unit in units],
    }


def _figures(metric: Metric, units: Sequence[Unit]) -> dict[str, list[str]]:
    if metric.kind == "proportion":
        return {metric.met_short: ["yes" if unit.met else "no" for unit in units]}
    figures = {
        "Figure": ["" if unit.value is None else figure.say(unit.value, metric) for unit in units]
    }
    if metric.kind != "rate":
        return figures
    over = [figure.exposure(unit.exposure or 0.0, metric) for unit in units]
    events = ["" if unit.events is None else figure.count(unit.events) for unit in units]
    return {metric.met_short: events, "Over": over, **figures}
