"""Where do I stand with this measure, today? One's own place first; our arithmetic if wanted."""

from pathlib import Path

import streamlit as st

from afreflect.domain.metric import Metric
from afreflect.storage.practice import MeasureError
from afreflect.ui import (
    beside,
    chart,
    first_look,
    grid_decided,
    grid_items,
    grid_placing,
    grid_result,
    metrics,
    navigation,
    occasions,
    page,
    standpoint,
    words,
)
from afreflect.ui.entry import Visit
from afreflect.ui.session import Session
from afreflect.ui.standpoint import Standpoint

STYLE = Path(__file__).with_name("grid.css")
QUESTION = "Where do I stand with this measure, today?"


def render(visit: Visit) -> None:
    """The grid for the measure last looked at, as far as this occasion has come."""
    held = visit.session
    metric = metrics.known().get(held.showing)
    if held.practice is None or metric is None or not held.choice(metric.id):
        page.question(QUESTION, held, "reflect")
        page.nothing_yet(
            "Look at a measure first; then you can put a mark here.",
            "Show me my practice" if held.practice else "Bring in my data",
            "my_practice" if held.practice else "my_data",
        )
        return
    page.question(QUESTION, held, "reflect")
    if _not_yet(held, metric):
        return
    chart.style()
    st.html(STYLE)
    try:
        at = standpoint.of(held, visit.journal, held.practice, metric)
        _evidence(at)
        _stage(at)
    except MeasureError as fault:
        st.error(words.as_written(str(fault)))


def _not_yet(held: Session, metric: Metric) -> bool:
    """The chart and the reaction come before any place (FR-16)."""
    reason = held.practice.why_not(metric) if held.practice else None
    if not reason and not first_look.is_first(held, metric):
        return False
    said = f"This extract can't answer that: it {reason}." if reason else "Look at the chart first."
    page.nothing_yet(said, "Show me my practice", "my_practice")
    return True


def _evidence(at: Standpoint) -> None:
    """The frozen sentence that the place is about."""
    st.markdown(f"**{at.metric.title}.** {at.begun.sentence}")
    beside.show_provisional(at.held, at.metric)


def _stage(at: Standpoint) -> None:
    """What comes next on this occasion: place, items, what they say, decision."""
    if at.is_kept and not at.is_of_today:
        _of_another_day(at)
    elif at.stand.decision is not None and not grid_decided.is_changing(at):
        grid_decided.render(at)
    elif at.stand.decision is not None and not grid_placing.wants_arithmetic(at):
        grid_placing.anew(at)
    elif at.stand.first is None and not grid_placing.is_left_out(at):
        grid_placing.on_the_empty_grid(at)
    elif not grid_placing.wants_arithmetic(at):
        grid_placing.whether_to_compute(at)
    elif item := grid_items.next_one(at):
        grid_items.render(at, item)
    else:
        grid_result.render(at)


def _of_another_day(at: Standpoint) -> None:
    """The figures have changed since: a place belongs to what was looked at."""
    st.write(
        f"These are the figures of {words.day(at.begun.at.astimezone().date())}. Your data or the "
        "measure have changed since."
    )
    if page.primary("Begin anew with today's figures", key="anew"):
        occasions.begin_anew(at.held, at.practice, at.metric)
        st.rerun()
    if st.button("Back to the conversation", key="to_reflect", type="tertiary"):
        navigation.go("reflect")
    grid_decided.earlier(at)
