"""Notices minutes while one works: between two actions of a person, on the page in hand.

Nothing runs in the background. A page that looks at its session by itself is no action, and a pause
of more than five minutes counts as nothing.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from afreflect.domain import commitment
from afreflect.domain.commitment import Commitment
from afreflect.domain.cpd_cycle import on_the_day
from afreflect.domain.cpd_log import MinutesNoticed, NoticedStep
from afreflect.domain.step_clock import Clock
from afreflect.ui import navigation, session, watching
from afreflect.ui.session import Session

_CLOCK = "step clock"
TOGETHER = "the measure that is read together"
"""Set while one's own measure is read with a colleague; another's is no work on one's own."""
STEPS: Mapping[str, NoticedStep] = {
    "my_data": "import",
    "what_i_value": "reflect",
    "my_practice": "data",
    "trust": "data",
    "contest": "data",
    "corrections": "data",
    "target": "plan",
    "reflect": "reflect",
    "grid": "reflect",
    "my_plan": "plan",
    "log_entry": "reflect",
    "log_feedback": "feedback",
}
"""Which step of learning a page is, by the name of its file; no other counts."""


def notice(title: str) -> None:
    """Note that somebody acted on the page of this title; whole minutes go into the ledger."""
    if not watching.is_by_a_person():
        return
    held = session.current()
    names = {shown: name for name, shown in navigation.TITLES.items()}
    clock: Clock = st.session_state.get(_clock_of(held.source), Clock())
    now = datetime.now(UTC)
    clock = clock.acted(now, *_in_hand(names.get(title, ""), held))
    clock, minutes = clock.written()
    for (step, metric_id), count in minutes.items():
        # Where the columns are put right nothing is about one measure.
        about = "" if step == "import" else metric_id
        held.record(MinutesNoticed(step, count, on_the_day(now, zone()), about))
    st.session_state[_clock_of(held.source)] = clock


def _in_hand(name: str, held: Session) -> tuple[NoticedStep | None, str]:
    """Which step a page is, and about which measure; a plan that is due is looked at again.

    Talking one's own measure through is "discuss": whether it was feedback is for the clinician to
    say, with who responded and how (claim check 12).
    """
    if name == "my_plan" and (again := _looked_at_again(held)) is not None:
        return "remeasure", again.made.metric_id
    if name == "coach":
        return ("discuss" if st.session_state.get(TOGETHER) else None), held.showing
    return STEPS.get(name), held.showing


def _looked_at_again(held: Session) -> Commitment | None:
    """The commitment whose re-look is open, else the first one that is due."""
    every = commitment.commitments(held.ledger)
    opened = [each for each in every if each.id == held.looking_again]
    return next(iter((*opened, *commitment.due(held.ledger, today()))), None)


def still_here() -> None:
    """Note that somebody goes on with what is in hand, such as typing."""
    source = session.current().source
    clock: Clock = st.session_state.get(_clock_of(source), Clock())
    st.session_state[_clock_of(source)] = clock.acted(
        datetime.now(UTC), clock.step, clock.metric_id
    )


def zone() -> tzinfo:
    """The time zone of the browser; UTC where it doesn't say one that is known here."""
    try:
        return ZoneInfo(st.context.timezone or "UTC")
    except (ZoneInfoNotFoundError, ValueError, TypeError):
        return UTC


def today() -> date:
    """The day on the clinician's own calendar."""
    return on_the_day(datetime.now(UTC), zone())


def _clock_of(source: str) -> str:
    return f"{_CLOCK}: {source}"
