"""What may help a commitment along: an early sign, somebody who asks, time, something to learn."""

from datetime import date
from typing import TypedDict

import streamlit as st

from afreflect.domain import commitment
from afreflect.domain.metric import Metric


class More(TypedDict):
    """The fields of a commitment that may stay empty."""

    leading: str
    lag_days: int
    partner: str
    check_in: date | None
    peer: str
    soon: str
    mid: str
    long: str
    time_needed: str
    to_learn: str
    success: str


class Why(TypedDict):
    """What a commitment is for, which may stay unsaid."""

    problem: str
    cause: str


def why(metric: Metric) -> Why:
    """FR-27: problem and cause before what could be done about them."""
    with st.expander("The problem, and what may cause it"):
        problem = st.text_input("What is the problem, in a few words?", key=f"problem_{metric.id}")
        cause = st.text_input("What may be behind it?", key=f"cause_{metric.id}")
    return Why(problem=(problem or "").strip(), cause=(cause or "").strip())


def render(metric: Metric) -> More:
    """Three headings that unfold; what stands in them counts whether they are open or not."""
    success, leading, lag_days = _signs(metric)
    partner, check_in, peer, soon, mid, long = _with_somebody(metric)
    time_needed, to_learn = _time(metric)
    return More(
        leading=leading,
        lag_days=lag_days,
        partner=partner,
        check_in=check_in,
        peer=peer,
        soon=soon,
        mid=mid,
        long=long,
        time_needed=time_needed,
        to_learn=to_learn,
        success=success,
    )


def _signs(metric: Metric) -> tuple[str, str, int]:
    """FR-47, FR-49: success in words, what shows first, how much later the measure may follow."""
    first = metric.leading[0] if metric.leading else None
    with st.expander("How I would know that it works, and how soon"):
        success = st.text_input(
            "In words: I would call it a success if …", key=f"success_{metric.id}"
        )
        sign = st.text_input(
            "An early sign that it works",
            value=first.indicator if first else "",
            key=f"leading_{metric.id}",
        )
        lag = st.number_input(
            "Days until the measure itself can show it",
            min_value=0,
            max_value=commitment.MOST_LAG,
            value=commitment.lag_of(first.lag) if first else 0,
            step=1,
            key=f"lag_{metric.id}",
        )
        said = f" For this measure: {first.lag}." if first else ""
        st.caption(f"Those days count neither as before nor as since.{said}")
    return (success or "").strip(), (sign or "").strip(), int(lag)


def _with_somebody(metric: Metric) -> tuple[str, date | None, str, str, str, str]:
    """FR-54: a partner and a day; a social contract with a colleague whom the user names."""
    with st.expander("With somebody: who checks in, what a colleague may ask"):
        partner = st.text_input("Who checks in with me", key=f"partner_{metric.id}")
        check_in = st.date_input(
            "On which day",
            value=None,
            min_value=date.today(),
            key=f"check_in_{metric.id}",
            format="YYYY-MM-DD",
        )
        peer = st.text_input("A colleague who may ask me about it", key=f"peer_{metric.id}")
        soon = st.text_input("In two weeks they may ask about", key=f"soon_{metric.id}")
        mid = st.text_input("In three months", key=f"mid_{metric.id}")
        long = st.text_input("In a year", key=f"long_{metric.id}")
        st.caption("Nobody is told by us. You tell them, if you like.")
    typed = [(text or "").strip() for text in (partner, peer, soon, mid, long)]
    return typed[0], check_in, typed[1], typed[2], typed[3], typed[4]


def _time(metric: Metric) -> tuple[str, str]:
    """FR-28, FR-50: the time it takes, and a link or a page to learn from."""
    with st.expander("Time and learning"):
        needed = st.text_input("Time it takes, for example 2 minutes", key=f"time_{metric.id}")
        learn = st.text_input(
            "Something to read or watch first: a link, a page", key=f"learn_{metric.id}"
        )
    return (needed or "").strip(), (learn or "").strip()
