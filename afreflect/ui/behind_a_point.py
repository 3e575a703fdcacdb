"""The visits or forms behind one point: on this machine only, never in anything shared (FR-22)."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from afreflect.domain import figure, run_chart
from afreflect.domain.metric import Metric, Point, Unit
from afreflect.domain.run_chart import RunChart
from afreflect.storage.practice import Practice
from afreflect.ui import words

TALLEST = 420
"""Pixels of a list before it scrolls by itself."""


def picked(read: RunChart) -> date | None:
    """The start of the period that was asked about last, if any was."""
    return st.session_state.get(_key(read))


def pick(read: RunChart, start: date | None) -> None:
    """Ask about a period, as a click on the chart does."""
    st.session_state[_key(read)] = start


def render(read: RunChart, practice: Practice) -> None:
    """Choose a point, by keyboard as well, and see the units behind it."""
    points = {point.start: point for point in read.points if point.start is not None}
    if not points:
        st.markdown(run_chart.words(read, read.whole))
        _units(read, read.whole, practice)
        return
    start = st.selectbox(
        f"Which {read.result.grain}? A click on the chart does the same.",
        list(points),
        index=None,
        format_func=lambda day: run_chart.words(read, points[day]),
        placeholder=f"Choose a {read.result.grain}",
        key=_key(read),
    )
    if start is not None:
        _units(read, points[start], practice)


def _key(read: RunChart) -> str:
    return f"point_{read.metric.id}_{read.result.grain}"


def _units(read: RunChart, point: Point, practice: Practice) -> None:
    units = practice.units(read.metric, point.start, read.result.grain)
    if not units:
        st.write("This extract holds counts only, so there is nobody behind the point to list.")
        return
    st.table(
        _columns(read.metric, units),
        border="horizontal",
        hide_index=True,
        height=TALLEST if len(units) > 10 else "content",
        alt=f"The {read.metric.noun} behind {run_chart.words(read, point)}",
    )
    st.caption("Shown on this computer only.")


def _columns(metric: Metric, units: Sequence[Unit]) -> dict[str, list[str]]:
    """Those that were met first, or the longest first: what one looks for stands on top."""
    ordered = sorted(units, key=lambda unit: (not unit.met, -(unit.value or 0)))
    columns = {
        "Id": [words.as_written(unit.unit_id) for unit in ordered],
        "Day": [words.day(unit.occurred_on) if unit.occurred_on else "" for unit in ordered],
    }
    if metric.kind == "proportion":
        columns[metric.met_short] = ["yes" if unit.met else "no" for unit in ordered]
    else:
        columns["Figure"] = [
            "" if unit.value is None else figure.say(unit.value, metric) for unit in ordered
        ]
    return columns
