"""Read with a colleague: what they may see of one measure, on one screen or sealed to them."""

from datetime import UTC, date, datetime

import streamlit as st

from afreflect.domain import bundle as bundles
from afreflect.domain import coaching, occasion
from afreflect.domain.bundle import Bundle
from afreflect.domain.coaching import BundleLent, BundleTakenBack
from afreflect.domain.metric import Metric
from afreflect.domain.prompt import Prompt
from afreflect.storage import lending
from afreflect.storage.journal import Journal
from afreflect.storage.lending import Lent, NoReader
from afreflect.storage.practice import MeasureError, Practice
from afreflect.storage.prompts import script
from afreflect.ui import (
    chart,
    coach_reading,
    metrics,
    occasions,
    page,
    step_clock,
    visitor,
    words,
)
from afreflect.ui.entry import Visit
from afreflect.ui.session import Session

QUESTION = "Shall we read it together?"
DAYS = {1: "A day", 7: "A week", 28: "Four weeks"}
_LENT = "the bundle that is read"
_HEARD = "the owner of what is read together was heard"


def render(visit: Visit) -> None:
    """What was shared with one, or one measure of one's own and what a colleague may see of it."""
    held, journal = visit.session, visit.journal
    chart.style()
    to_read = _to_read(journal)
    if st.session_state.get(_LENT) and journal is not None:
        _read_lent(journal, to_read)
        return
    practice, metric = held.practice, _metric(held)
    if st.session_state.get(step_clock.TOGETHER) and practice is not None and metric is not None:
        _read_together(held, practice, metric)
        return
    page.question(QUESTION, held)
    st.write(
        "Read it with a colleague who listens first. They see one measure, and what you choose of "
        "your own words. They see no patient, and not where you placed yourself."
    )
    _shared_with_me(to_read)
    if practice is None or metric is None:
        if not to_read:
            page.nothing_yet("Look at a measure first.", "Show me my practice", "my_practice")
        return
    try:
        _own(held, practice, metric, journal)
    except MeasureError as fault:
        st.error(words.as_written(str(fault)))


def _metric(held: Session) -> Metric | None:
    """The measure last looked at, if it is one that was chosen and can be shown."""
    metric = metrics.known().get(held.showing)
    if metric is None or held.practice is None or not held.choice(metric.id):
        return None
    return None if held.practice.why_not(metric) else metric


def _own(held: Session, practice: Practice, metric: Metric, journal: Journal | None) -> None:
    offered = _offered(held, metric)
    made = _bundle(held, practice, metric, offered)
    st.header(metric.title, anchor=False)
    st.markdown(made.sentence)
    if offered:
        st.write("Which of your words may they read? None, unless you tick it.")
        for prompt, said in offered:
            st.checkbox(
                f"**{words.as_written(prompt.text)}** {words.as_written(said)}",
                key=_tick(metric, prompt),
            )
    with page.choices("ways_to_read"):
        if page.primary("Read it together on my screen", key="together"):
            st.session_state[step_clock.TOGETHER] = True
            st.rerun()
    if journal is not None and visitor.visitor(active=True).door.hosting.hosted:
        _send(held, metric, journal, made)
    else:
        st.caption("On two computers nothing is sent: turn your screen so that both can see it.")


def _offered(held: Session, metric: Metric) -> tuple[tuple[Prompt, str], ...]:
    """What was written in the last conversation about this measure and may be shown."""
    talks = occasion.occasions(held.ledger, metric.id)
    if not talks:
        return ()
    return bundles.may_be_lent(occasion.answers(held.ledger, talks[-1].id), script().prompts)


def _bundle(
    held: Session,
    practice: Practice,
    metric: Metric,
    offered: tuple[tuple[Prompt, str], ...],
) -> Bundle:
    ticked = {
        prompt.id for prompt, _ in offered if st.session_state.get(_tick(metric, prompt), False)
    }
    aim = held.history(metric.id).current
    read = occasions.chart(held, practice, metric)
    return Bundle(
        title=metric.title,
        question=metric.question,
        sentence=read.sentence,
        target=words.target(aim, metric) if aim else "",
        made_on=date.today(),
        answers=bundles.chosen(offered, ticked),
        result=read.result,
    )


def _tick(metric: Metric, prompt: Prompt) -> str:
    return f"lend_{metric.id}_{prompt.id}"


def _send(held: Session, metric: Metric, journal: Journal, made: Bundle) -> None:
    """To a named colleague of this place, sealed to their key, until a day."""
    st.header("Or send it, sealed", anchor=False)
    st.write("Only they can open it, until the day you choose. You can take it back before.")
    with st.form("lend", border=False):
        name = st.text_input("Their name here, as they sign in", key="lend_to", max_chars=120)
        days = st.selectbox(
            "For how long?", list(DAYS), index=1, format_func=DAYS.__getitem__, key="lend_for"
        )
        sent = st.form_submit_button("Share it", key="lend_now")
    if sent:
        _lend(held, metric, journal, made, name.strip(), days)
    _lent(held, metric, journal)


def _lend(
    held: Session, metric: Metric, journal: Journal, made: Bundle, name: str, days: int
) -> None:
    account = visitor.visitor(active=True).door.accounts.account(name) if name else None
    try:
        bundle_id, until = lending.lend(journal, account.owner if account else "", made, days)
    except NoReader as fault:
        st.error(str(fault))
        return
    held.record(BundleLent(metric.id, bundle_id, name, until))
    st.rerun()


def _lent(held: Session, metric: Metric, journal: Journal) -> None:
    """What is out there now, each with its way back."""
    for each in coaching.lent(held.ledger, datetime.now(UTC)):
        if each.metric_id != metric.id or not lending.is_there(journal, each.bundle_id):
            continue
        with st.container(key=f"lent_{each.bundle_id}", gap="small"):
            st.markdown(
                f"{words.as_written(each.reader)} can read it until {words.day(each.until.date())}."
            )
            with page.choices(f"lent_ways_{each.bundle_id}"):
                if st.button("I was heard", key=f"heard_{each.bundle_id}"):
                    lending.say_heard(journal, each.bundle_id)
                    st.rerun()
                if st.button("Take it back", key=f"back_{each.bundle_id}", type="tertiary"):
                    lending.take_back(journal, each.bundle_id)
                    held.record(BundleTakenBack(each.bundle_id))
                    st.rerun()


def _to_read(journal: Journal | None) -> tuple[Lent, ...]:
    return lending.to_read(journal) if journal is not None else ()


def _shared_with_me(to_read: tuple[Lent, ...]) -> None:
    for each in to_read:
        with page.choices(f"to_read_{each.bundle_id}"):
            st.markdown(
                f"Shared with you until {words.day(each.until.date())}: "
                f"{words.as_written(each.bundle.title)}"
            )
            if st.button("Read it", key=f"read_{each.bundle_id}"):
                st.session_state[_LENT] = each.bundle_id
                st.rerun()


def _read_lent(journal: Journal, to_read: tuple[Lent, ...]) -> None:
    """What a colleague shared; it goes as soon as they take it back."""
    found = next((each for each in to_read if each.bundle_id == st.session_state[_LENT]), None)
    if found is None:
        st.session_state.pop(_LENT, None)
        st.title(QUESTION, anchor=False)
        st.write("It is not shared with you any more.")
        return
    st.caption("A colleague shared this with you. “Your” is theirs, wherever you read it here.")
    coach_reading.render(found.bundle, found.heard)
    if not found.heard:
        _wait(journal, found)
    _close(_LENT)


@st.fragment(run_every=5)
def _wait(journal: Journal, before: Lent) -> None:
    """Look whether the owner was heard, or took it back; nobody has to reload the page."""
    st.caption("The last part opens when your colleague says that they were heard.")
    if before not in lending.to_read(journal):
        st.rerun()


def _read_together(held: Session, practice: Practice, metric: Metric) -> None:
    made = _bundle(held, practice, metric, _offered(held, metric))
    heard = bool(st.session_state.get(_HEARD))
    coach_reading.render(made, heard)
    if not heard:
        with page.choices("was_heard"):
            if st.button("I was heard", key="heard"):
                st.session_state[_HEARD] = True
                st.rerun()
            st.caption("For the one whose measure it is. Then the last part opens.")
    else:
        page.quiet_link("log", "Put it into my log")
    _close(step_clock.TOGETHER)


def _close(which: str) -> None:
    if st.button("Close", key="close_reading", type="tertiary"):
        st.session_state.pop(which, None)
        st.session_state.pop(_HEARD, None)
        coach_reading.forget()
        st.rerun()
