"""Today: where to start, and later what comes next."""

from datetime import date

import streamlit as st

from afreflect.domain import commitment
from afreflect.ui import (
    beside,
    exploring,
    metrics,
    navigation,
    page,
    reflect_parking,
    session,
    start_here,
    words,
)
from afreflect.ui.entry import Visit
from afreflect.ui.session import Session

WHAT_FEEDBACK_DOES = (
    "On average, feedback changes practice a little; following through is the hard part."
)
"""FR-01. The Cochrane review of 2012: 140 trials, median improvement 4.3 percentage points."""


def render(visit: Visit) -> None:
    """Two ways to start; once an extract is in, what is loaded and the next step."""
    held = visit.session
    if held.practice is None and held.reading is None and not held.ledger:
        _first_time(held)
    else:
        _welcome_back(held)


def _first_time(held: Session) -> None:
    page.question("What does my own practice show?", held)
    st.write(
        "Bring an extract of your practice data. Choose the few measures you care about, see what "
        "they show and what may be chance, and set your own targets. Nothing leaves this computer."
    )
    with page.choices("start"):
        if page.primary("Use my own extract", key="use_own"):
            session.switch("own")
            navigation.go("my_data")
        exploring.offer()
    st.caption(WHAT_FEEDBACK_DOES)


def _welcome_back(held: Session) -> None:
    page.question("What comes next?", held)
    if held.practice is not None:
        st.write(words.loaded(held.practice.extract, held.source))
    for metric in metrics.known().values():
        if until := beside.provisional_until(held, metric):
            st.caption(
                f"{metric.title} is provisional until {words.day(until)}: you questioned it."
            )
    reflect_parking.offer(held)
    is_due = _to_look_at(held)
    if not is_due:
        start_here.offer(held)
    with page.choices("next"):
        label, name = next_step(held)
        # One button says what comes next: what is due before anything else.
        if st.button(label, key="next_step", type="secondary" if is_due else "primary"):
            navigation.go(name)
        if held.source == "sample":
            if st.button("Use my own extract", key="use_own"):
                session.switch("own")
                navigation.go("my_data")
        else:
            exploring.offer()
    st.caption(WHAT_FEEDBACK_DOES)


def _to_look_at(held: Session) -> bool:
    """FR-06: the re-looks that are due, each one click away; else the next day, quietly.

    Whether any is due.
    """
    today = date.today()
    due = commitment.due(held.ledger, today)
    for number, one in enumerate(due):
        with st.container(key=f"due_{one.id}", border=True):
            st.markdown(f"**Time to look again.** {words.as_written(one.sentence)}")
            kind = "secondary" if number else "primary"
            if st.button("Look again", key=f"due_look_{one.id}", type=kind):
                held.looking_again = one.id
                navigation.go("my_plan")
    to_come = [one.look_again for one in commitment.going_on(held.ledger) if one.look_again]
    if to_come and min(to_come) > today:
        st.caption(f"You look again at what you are trying on {words.day(min(to_come))}.")
    return bool(due)


def next_step(held: Session) -> tuple[str, str]:
    """What to do next in a few words, and the page where it is done."""
    if held.practice is None and held.reading is None:
        return "Bring in my data", "my_data"
    if held.practice is None:
        return "Check the columns", "my_data"
    if held.considering is not None or not held.chosen:
        return "Choose what I value", "what_i_value"
    return "Show me my practice", "my_practice"
