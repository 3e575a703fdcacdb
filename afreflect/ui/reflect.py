"""Reflect: a short private conversation about one measure, one calm step at a time (FR-16)."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import streamlit as st

from afreflect.storage.practice import MeasureError
from afreflect.ui import (
    beside,
    chart,
    first_look,
    metrics,
    page,
    reflect_asking,
    reflect_deciding,
    reflect_help,
    reflect_looking,
    reflect_map,
    reflect_objecting,
    reflect_parking,
    reflect_ways,
    words,
)
from afreflect.ui import talk as talks
from afreflect.ui.entry import Visit
from afreflect.ui.session import Session
from afreflect.ui.talk import Talk

STYLE = Path(__file__).with_name("reflect.css")
TITLES = {
    "reaction": "How does this land?",
    "pause": "That was not easy to look at. What would be good now?",
    "look": "What stands behind the number?",
    "fair": "Is it a fair enough picture to learn from?",
    "change": "Is that enough for today?",
    "agency": "Is there one thing I could try?",
    "place": "Where do I stand with this, today?",
    "way": "What would help now?",
    "decide": "What do I want to do?",
    "barrier": "What stands in the way?",
    "barrier_words": "What stands in the way?",
    "request": "Who should hear this?",
    "end": "What do I take with me?",
}
"""The question that each step is, as its title."""
OTHERWISE: dict[str, Callable[[Talk], None]] = {
    "look": reflect_looking.render,
    "change": reflect_help.enough,
    "place": reflect_ways.place,
    "way": reflect_ways.render,
    "decide": reflect_deciding.render,
    "barrier": reflect_deciding.barrier,
    "request": reflect_deciding.request,
    "end": reflect_deciding.end,
    "objection": reflect_objecting.render,
}
"""The steps that do more than ask, by their names or by what they are there for."""


def render(visit: Visit) -> None:
    """The conversation about the measure last looked at."""
    held = visit.session
    metric = metrics.known().get(held.showing)
    if held.practice is None or metric is None or not held.choice(metric.id):
        page.question("What do I make of it?", held, "reflect")
        page.nothing_yet(
            "Look at a measure first; then you can think it over here.",
            "Show me my practice" if held.practice else "Bring in my data",
            "my_practice" if held.practice else "my_data",
        )
        return
    reason = held.practice.why_not(metric)
    if reason or first_look.is_first(held, metric):
        _not_yet(held, reason)
        return
    st.html(STYLE)
    chart.style()
    try:
        # Nothing that is tried on the sample goes into anybody's private file.
        journal = visit.journal if held.source == "own" else None
        _conversation(talks.of(held, journal, held.practice, metric))
    except MeasureError as fault:
        st.error(words.as_written(str(fault)))


def _not_yet(held: Session, reason: str | None) -> None:
    page.question("What do I make of it?", held, "reflect")
    said = f"This extract can't answer that: it {reason}." if reason else "Look at the chart first."
    page.nothing_yet(said, "Show me my practice", "my_practice")


def _conversation(talk: Talk) -> None:
    page.steps(talk.held, "reflect")
    if reflect_parking.is_put_away(talk):
        reflect_parking.put_away(talk)
        return
    if talk.so_far.parked and not reflect_parking.goes_on(talk):
        reflect_parking.welcome_back(talk)
        return
    flow = talk.script.flows.get(talk.step.name.partition(".")[0])
    st.title(TITLES.get(talk.step.name) or (flow.label if flow else ""), anchor=False)
    if talk.step.name == "pause":
        # Nobody has to look at what hurts while they think of what would be good.
        with st.container(key="pausing"):
            reflect_help.pause(talk)
            reflect_parking.footer(talk)
        return
    if talk.step.part == "map":
        with st.container(key="reflect"):
            reflect_map.render(talk)
            reflect_parking.footer(talk)
        return
    _evidence(talk)
    with st.container(key="reflect"):
        left, right = st.columns([3, 2], gap="large")
        with left:
            _shown_by(talk)(talk)
            reflect_parking.footer(talk)
        with right:
            _picture(talk)


def _shown_by(talk: Talk) -> Callable[[Talk], None]:
    """What shows this step; most of them only ask."""
    named = OTHERWISE.get(talk.step.name) or OTHERWISE.get(talk.step.part)
    return named or reflect_asking.render


def _evidence(talk: Talk) -> None:
    """The frozen sentence that everything here is about, and where it comes from."""
    st.caption(talk.metric.title)
    with st.container(key="answer"):
        st.markdown(talk.begun.sentence)
    beside.show_provisional(talk.held, talk.metric)
    if talk.is_kept and not _is_today(talk):
        st.caption(f"You began this on {words.day(talk.begun.at.date())}.")
    if _is_of_now(talk):
        return
    st.caption(
        "These are the figures of that day. Your data, or how they are counted, have changed."
    )
    if st.button("Begin anew with today's figures", key="anew", type="tertiary"):
        talk.end()
        st.rerun()


def _is_today(talk: Talk) -> bool:
    return talk.begun.at.astimezone().date() == date.today()


def _is_of_now(talk: Talk) -> bool:
    """Whether the conversation is about the figures that the chart shows now."""
    now = (talk.practice.extract.sha256, talk.metric.sha256)
    return (talk.begun.extract_sha256, talk.begun.definition_sha256) == now


def _picture(talk: Talk) -> None:
    """The chart, small; neutral until the reaction was asked for (FR-16)."""
    if _is_of_now(talk):
        chart.show_small(talk.read, neutral=talk.step.name == "reaction")
    page.quiet_link("my_practice", "The whole chart")
    if talk.so_far.placed:
        page.quiet_link("grid", "Where I stand")
    page.quiet_link("coach", "Read it with a colleague")
