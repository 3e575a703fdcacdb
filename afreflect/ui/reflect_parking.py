"""Leaving a conversation for another day, coming back to it, and what stands below every step."""

from datetime import date, timedelta

import streamlit as st

from afreflect.domain import occasion, reflection
from afreflect.domain.occasion import OccasionParked
from afreflect.ui import navigation, page, reflect_asking, reflect_help, words
from afreflect.ui.session import Session
from afreflect.ui.talk import Talk


def offer(held: Session) -> None:
    """On Today: the conversation that was left last, unless it waits for a later day."""
    chosen = [choice.metric_id for choice in held.chosen]
    going_on = [begun for name in chosen if (begun := occasion.open_for(held.ledger, name))]
    for begun in sorted(going_on, key=lambda each: each.at)[-1:]:
        parked = _parked(held, begun.id)
        until = parked[-1].until if parked else None
        if until is not None and until > date.today():
            st.caption(f"You come back to {begun.metric_title} on {words.day(until)}.")
        elif st.button(f"Go on reflecting: {begun.metric_title}", key="go_on_reflecting"):
            held.showing = begun.metric_id
            st.session_state.pop(reflect_help.PUT_AWAY, None)
            navigation.go("reflect")


def footer(talk: Talk) -> None:
    """Back, another day, and somebody to talk to: at hand on every step."""
    with page.choices("footer"):
        before = reflection.step_before(talk.steps, talk.step.name)
        if before is not None and st.button("Back", key="back", type="tertiary"):
            talk.go_to(before)
    if talk.step.part != "end":
        with st.expander("Leave it for another day"):
            _leave(talk)
    reflect_help.at_hand()


def _leave(talk: Talk) -> None:
    st.write(_what_stays(talk))
    until = st.date_input(
        "Come back on, if you like",
        value=None,
        min_value=date.today() + timedelta(days=1),
        format="YYYY-MM-DD",
        key=f"park_until_{talk.metric.id}",
    )
    if st.button("Leave it for now", key="park"):
        reflect_asking.put_down(talk)
        if talk.is_kept or until is not None:
            talk.say(OccasionParked(talk.begun.id, until))
        navigation.go("start")


def _what_stays(talk: Talk) -> str:
    """What becomes of what was said, as it is: only a private file outlives the page."""
    if talk.journal is not None:
        return "What you said stays here, and you go on where you were."
    if talk.held.source == "sample":
        return "This is sample data: what you said goes when you close this page."
    return "What you said goes when you close this page, unless you keep it first."


def goes_on(talk: Talk) -> bool:
    """Whether the clinician came back to a conversation that was left for another day."""
    return bool(st.session_state.get(_key(talk)))


def is_put_away(talk: Talk) -> bool:
    """Whether this conversation was put away a moment ago, after a hard landing."""
    return st.session_state.get(reflect_help.PUT_AWAY) == talk.begun.id


def put_away(talk: Talk) -> None:
    """Nothing more is asked; the way back is there, and not in the way."""
    st.title("It is put away.", anchor=False)
    st.write("Nothing is asked of you now. What you said stays as you left it.")
    st.write("Something warm, some rest, or somebody to tell it to: any of them is enough for now.")
    if st.button("I'd rather carry on", key="take_out_again", type="tertiary"):
        st.session_state.pop(reflect_help.PUT_AWAY, None)
        st.session_state[_key(talk)] = True
        st.rerun()
    reflect_help.at_hand()


def welcome_back(talk: Talk) -> None:
    """Where it was left, and the choice to go on or not."""
    st.title("Shall we go on?", anchor=False)
    st.write(
        f"You left {talk.metric.title} on {words.day(_left_on(talk))}. What you said is still here."
    )
    with page.choices("welcome_back"):
        if page.primary("Go on", key="go_on_again"):
            st.session_state[_key(talk)] = True
            st.rerun()
        if st.button("Not today", key="not_today", type="tertiary"):
            navigation.go("my_practice")
    reflect_help.at_hand()


def _left_on(talk: Talk) -> date:
    return _parked(talk.held, talk.begun.id)[-1].at.astimezone().date()


def _key(talk: Talk) -> str:
    """One key for each time that it was left: leaving it again asks again."""
    parked = _parked(talk.held, talk.begun.id)
    return f"came back after {parked[-1].id}" if parked else "never left"


def _parked(held: Session, occasion_id: str) -> list[OccasionParked]:
    return [
        each
        for each in held.ledger
        if isinstance(each, OccasionParked) and each.occasion_id == occasion_id
    ]
