"""The way to an entry: from an empty log in November to something a college can read."""

from dataclasses import dataclass

import streamlit as st

from afreflect.domain import cpd_claims, cpd_draft, cpd_log, occasion
from afreflect.domain.cpd_draft import Seen
from afreflect.domain.metric import Metric
from afreflect.storage.regimes import regimes
from afreflect.ui import first_look, log_open, metrics, navigation, occasions, page, step_clock
from afreflect.ui.session import Session

WITHOUT_THINKING = 20
"""Minutes of the way that are reading, typing and waiting; a test walks it and measures them."""
READING = (
    f"Of these, reading every word, typing a few lines and waiting take less than "
    f"{WITHOUT_THINKING} minutes: we walked it and allowed for 200 words a minute read and 30 "
    "typed. The rest is for thinking."
)


@dataclass(frozen=True)
class Leg:
    """One part of the way: what it is, about how many minutes, where, and whether it is done."""

    words: str
    minutes: int
    page: str
    done: bool


def legs(held: Session) -> tuple[Leg, ...]:
    """The four parts of the way; about 45 minutes together, the upload not counted as learning."""
    reflected = bool(_begun(held))
    # What was thought over was looked at, though a newer extract is in hand by now.
    looked = reflected or any(not first_look.is_first(held, metric) for metric in _chosen(held))
    return (
        Leg("Bring in an extract", 5, "my_data", held.practice is not None),
        Leg("Choose one measure and look at it", 15, _look_at(held), looked),
        Leg("Think it over", 15, _think(), reflected),
        Leg("Put it into words for your college", 10, "log", bool(cpd_log.entries(held.ledger))),
    )


def nothing_yet(held: Session) -> None:
    """An empty log: one way to begin, and what it takes."""
    st.write("Nothing yet. Start now: one measure, about 45 minutes.")
    way = legs(held)
    st.table(
        {
            "Step": [leg.words for leg in way],
            "About, in minutes": [str(leg.minutes) for leg in way],
            "Done": ["done" if leg.done else "" for leg in way],
        },
        border="horizontal",
        hide_index=True,
    )
    st.caption(READING)
    following = next((leg for leg in way if not leg.done), way[-1])
    with page.choices("log_start"):
        if following.page == "log":
            _offer(held, primary=True)
        elif page.primary("Start now" if following is way[0] else "Go on", key="log_start_now"):
            st.session_state[page.BOUND_FOR_LOG] = True
            navigation.go(following.page)
        elif way[1].done:
            _offer(held, primary=False)


def another(held: Session) -> None:
    """A further entry about any measure that was looked at."""
    if held.practice is not None and _chosen(held):
        with page.choices("log_another"):
            _offer(held, primary=False)


def write(held: Session, metric: Metric) -> str:
    """Draft an entry about a measure and keep it; its id."""
    if held.practice is None:
        raise ValueError("There is nothing to write about yet: bring in an extract first.")
    choice = held.choice(metric.id)
    seen = Seen(
        occasions.chart(held, held.practice, metric),
        held.practice.extract,
        held.history(metric.id).current,
        choice.why if choice else "",
        of_sample=held.source == "sample",
    )
    asked = tuple(each.regime_id for each in cpd_log.colleges(held.ledger))
    made = cpd_draft.draft(held.ledger, seen, asked, step_clock.today(), step_clock.zone())
    if made.extract_sha256 == held.practice.extract.sha256:
        occasions.keep_course(held, seen.read)
    held.record(made)
    st.session_state.pop(page.BOUND_FOR_LOG, None)
    return made.entry_id


def standard_note(held: Session, metric: Metric) -> None:
    """Said where a measure is chosen: colleges that ask for a standard find none (check 16)."""
    asked = [each.regime_id for each in cpd_log.colleges(held.ledger)]
    chosen = [regimes()[name] for name in asked if name in regimes()]
    note = cpd_claims.standard_note(chosen, has_standard=bool(metric.standards))
    if note:
        st.caption(note)


def _offer(held: Session, *, primary: bool) -> None:
    """A button a measure that can be written about."""
    for number, metric in enumerate(_chosen(held)):
        label = f"Write an entry: {metric.title}"
        kind = "primary" if primary and number == 0 else "secondary"
        if st.button(label, key=f"write_{metric.id}", type=kind):
            log_open.open_entry(write(held, metric))


def _chosen(held: Session) -> list[Metric]:
    known = metrics.known()
    return [
        known[choice.metric_id]
        for choice in held.chosen
        if choice.metric_id in known
        and held.practice is not None
        and not held.practice.why_not(known[choice.metric_id])
    ]


def _begun(held: Session) -> list[str]:
    return [metric.id for metric in _chosen(held) if occasion.occasions(held.ledger, metric.id)]


def _look_at(held: Session) -> str:
    return "my_practice" if held.chosen else "what_i_value"


def _think() -> str:
    """Where one thinks it over: the conversation, where there is one; else the entry itself."""
    return "reflect" if "reflect" in navigation.TITLES else "log"
