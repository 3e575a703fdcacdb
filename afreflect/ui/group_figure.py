"""One's own figure for what a group asks: what would be given, or why there is nothing to give."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

import streamlit as st

from afreflect.domain import figure
from afreflect.domain.disclosure import Asked, Contribution, least_cases
from afreflect.domain.metric import Metric, Point
from afreflect.storage import contributing, room_contributors
from afreflect.storage.practice import MeasureError, Practice
from afreflect.storage.rooms import OpenRoom
from afreflect.ui import metrics, page, words
from afreflect.ui.entry import Visit

_SLACK = timedelta(days=14)
_NOBODY = "what stands for whom no file names"


@dataclass(frozen=True)
class Own:
    """A clinician's own figure over the period that is asked about."""

    metric: Metric
    practice: Practice
    point: Point


def own(visit: Visit, asked: Asked) -> Own | str:
    """The figure, or in one sentence why there is none."""
    held, metric = visit.session, metrics.known().get(asked.metric_id)
    if metric is None:
        return "This measure is not known here: bring your app up to date."
    if held.source == "sample":
        return "You are looking at sample data. Go back to your own first."
    if held.practice is None:
        return "You have brought in no data of your own yet."
    reason = held.practice.why_not(metric)
    if reason:
        return f"“{metric.title}” {reason}."
    try:
        point = contributing.own_point(held.practice, metric, asked)
    except MeasureError as fault:
        return str(fault)
    if point.value is None or not point.n:
        return f"Your data hold none of these {metric.noun} in this period."
    return Own(metric, held.practice, point)


def stands_for(visit: Visit, practice: Practice) -> str:
    """What stands for this clinician in what they give; the same each time."""
    return contributing.stands_for(practice, _instead(visit))


def taps_as(visit: Visit, room: OpenRoom) -> str:
    """What stands for this account in a room's private taps, with data of one's own or without."""
    return room_contributors.contributor(
        room.database, contributing.stands_for(None, _instead(visit))
    )


def _instead(visit: Visit) -> str:
    """What tells this person from others where no file names them."""
    if visit.journal is not None:
        # Keyed, so that nobody who knows the account can work it out.
        return visit.journal.vault.name("who stands in a group")
    return st.session_state.setdefault(_NOBODY, secrets.token_hex(32))


def given(visit: Visit, found: Own) -> Contribution:
    """Exactly what would be given, by what stands for this clinician."""
    return contributing.contribution(stands_for(visit, found.practice), found.point)


def show_asked(asked: Asked) -> None:
    """The measure, its definition and its period, as everybody is asked for them."""
    st.markdown(f"**{words.as_written(asked.title)}**, {period(asked)}.")
    st.markdown(f"Counted: {words.as_written(asked.definition)}")
    if asked.standard:
        st.caption(f"What a published source asks: {words.as_written(asked.standard)}")


def period(asked: Asked) -> str:
    """The days that count: "1 Jan 2025 to 31 Dec 2025"."""
    last = asked.until.fromordinal(asked.until.toordinal() - 1)
    return f"{figure.say_day(asked.since)} to {figure.say_day(last)}"


def _covers(found: Own, asked: Asked) -> bool:
    """Whether one's own data reach from about the first day to about the last."""
    held = found.practice.extract
    if held.since is None or held.until is None:
        return True
    return held.since - asked.since <= _SLACK and asked.until - held.until <= _SLACK


def show_own(found: Own, asked: Asked) -> None:
    """What would be given, unfolded by its owner, and what to know about it."""
    point, metric = found.point, found.metric
    with page.unfolded("Exactly what I would give", "exactly_given") as unfolded:
        if unfolded:
            st.markdown(
                f"{figure.say_interval(point, metric)} of {point.n:,} {metric.noun}, and a code "
                "that stands for you. The interval stays here."
            )
            st.caption(
                "Every one of your cases counts, also those that you set aside, so that everybody "
                "is counted alike. What you put right stays put right."
            )
    if point.n < (least := least_cases(asked)):
        st.caption(f"It comes from fewer than {least} cases, so it would be left out.")
    if not _covers(found, asked):
        held = words.period(found.practice.extract.since, found.practice.extract.until)
        st.caption(f"Your data are from {held}: they don't cover all of this period.")


def say_why_none(why: str) -> None:
    """Why there is nothing to give, and the way to one's data."""
    st.write(words.as_written(why))
    st.caption("You can still sit in and take part in the talk.")
    page.quiet_link("my_data", "To my data")
