"""Making a commitment: one sentence with four blanks, a day to look again, and what may help."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import streamlit as st

from afreflect.domain import commitment, entered, figure
from afreflect.domain.metric import Metric
from afreflect.domain.plan_events import Barrier, CommitmentMade
from afreflect.storage.journal import Journal
from afreflect.ui import keep, metrics, my_plan_more, navigation, page, session, words
from afreflect.ui.components import autosave
from afreflect.ui.entry import Visit
from afreflect.ui.session import Planning, Session

BLANKS: dict[str, str] = {
    "trigger": "When … (a moment at work that reminds me)",
    "act": "I will … (one small thing)",
    "patients": "with … (which patients)",
}
ONE_MORE = "one more"
MOST_SURE = 10
DAY_WIDTH = 300
EARLIEST = date(2000, 1, 1)


def render(visit: Visit, measures: Sequence[str]) -> None:
    """The form; nothing is kept before its one button, and what is typed is saved all along."""
    held, journal = visit.session, visit.journal
    planning = held.planning
    known = metrics.known()
    if planning is None or planning.metric_id not in known:
        held.planning = None
        st.rerun()
    page.question("What one thing will I try?", held, "my_plan")
    metric = _measure(held, planning, [known[name] for name in measures])
    st.write(f"**{metric.title}.** One small thing, at one moment, is enough.")
    before = next(
        (each for each in commitment.commitments(held.ledger) if each.id == planning.follows), None
    )
    if before is not None:
        st.caption(f"It takes the place of this one: {words.as_written(before.sentence)}")
    why = my_plan_more.why(metric)
    _ideas(metric, journal)
    _sentence(metric, journal)
    start, look_again = _days(metric)
    barrier = st.pills(
        "What is most in the way?",
        list(commitment.BARRIERS),
        format_func=lambda each: commitment.BARRIERS[each],
        key=f"barrier_{metric.id}",
    )
    confidence = st.pills(
        "How sure am I that I will try it? 0 is not at all, 10 is certain.",
        list(range(MOST_SURE + 1)),
        key=f"confidence_{metric.id}",
    )
    if confidence is not None and confidence < MOST_SURE:
        _one_more(metric, journal)
    guess = st.text_input(
        f"By then I expect the figure to be, {entered.how_to_type(metric)} (may stay empty)",
        key=f"plan_guess_{metric.id}",
    )
    more = my_plan_more.render(metric)
    said = (barrier, confidence, guess)
    _keep_or_leave(visit, metric, planning, (start, look_again), said, {**why, **more})


def suggest(metric_id: str, blank: str, text: str, journal: Journal | None) -> None:
    """Let a text stand in one of the blanks at first: "trigger", "act" or "patients"."""
    autosave.put(_place(metric_id, blank), text, journal)


def begin_from(
    held: Session, metric_id: str, said: Mapping[str, str], journal: Journal | None
) -> None:
    """Let the words of a conversation stand in the form, so that nothing is asked twice (FR-40).

    `said` holds the "act", what would make one a little surer ("one more") and the "barrier", as
    far as they were said. What somebody wrote into a blank already stays.
    """
    if held.source == "sample":
        journal = None
    for blank in ("act", ONE_MORE):
        if said.get(blank) and not autosave.written(_place(metric_id, blank), journal).text:
            suggest(metric_id, blank, said[blank], journal)
    if said.get("barrier") in commitment.BARRIERS:
        st.session_state[f"barrier_{metric_id}"] = said["barrier"]
    held.planning = Planning(metric_id, occasion_id=said.get("occasion", ""))
    held.looking_again = ""


def _measure(held: Session, planning: Planning, measures: Sequence[Metric]) -> Metric:
    """The measure it is for; a quiet switch where several could be."""
    metric = metrics.known()[planning.metric_id]
    if planning.follows or planning.occasion_id or len(measures) < 2:
        return metric
    by_id = {each.id: each for each in (metric, *measures)}
    order = [each.id for each in measures if each.id in by_id]
    with st.container(key="measures"):
        picked = st.pills(
            "For which measure",
            order,
            default=metric.id if metric.id in order else None,
            format_func=lambda metric_id: by_id[metric_id].title,
            key="plan_measure",
            label_visibility="collapsed",
        )
    if picked and picked != metric.id:
        held.planning = Planning(picked)
        return by_id[picked]
    return metric


def _ideas(metric: Metric, journal: Journal | None) -> None:
    """Small changes that others tried: each may stand in the blank, to be made one's own."""
    if not metric.ideas:
        return
    with st.expander("What could be done: small changes others have tried"):
        for number, idea in enumerate(metric.ideas):
            st.markdown(words.as_written(idea.text))
            st.caption(f"{idea.kind.capitalize()}: {words.as_written(idea.source)}")
            st.button(
                "Start from this one",
                key=f"idea_{metric.id}_{number}",
                type="tertiary",
                on_click=suggest,
                args=(metric.id, "act", idea.text, journal),
            )


@st.fragment
def _sentence(metric: Metric, journal: Journal | None) -> None:
    """Three blanks of the sentence, saved as they are typed."""
    for blank, label in BLANKS.items():
        autosave.autosaving_text(_place(metric.id, blank), label, journal, rows=1)


def _days(metric: Metric) -> tuple[date | None, date | None]:
    """The first day, and the day of the re-look: eight weeks on until another one is chosen."""
    with st.container(key="plan_days", horizontal=True, gap="medium"):
        start = st.date_input(
            "from … (a day that has been will do, too)",
            value=date.today(),
            min_value=EARLIEST,
            key=f"start_{metric.id}",
            format="YYYY-MM-DD",
            width=DAY_WIDTH,
        )
        chosen = st.date_input(
            "I look again on",
            value=commitment.usual_look_again(start or date.today(), date.today()),
            min_value=date.today(),
            key=f"look_again_{metric.id}_{start}",
            format="YYYY-MM-DD",
            width=DAY_WIDTH,
        )
    st.caption(
        f"Six to twelve weeks suit most. On that day it stands on your Today page."
        f"{_too_early(metric, start, chosen)}"
    )
    return start, chosen


def _too_early(metric: Metric, start: date | None, look_again: date | None) -> str:
    """Said where the re-look comes before the measure itself can show anything (FR-47)."""
    lag = st.session_state.get(f"lag_{metric.id}")
    if lag is None:
        lag = commitment.lag_of(metric.leading[0].lag) if metric.leading else 0
    if start is None or look_again is None or start + timedelta(days=lag) <= look_again:
        return ""
    from_then = figure.say_day(start + timedelta(days=lag))
    return (
        f" The measure itself can show it from {from_then} on; before that you look at the early "
        "sign."
    )


@st.fragment
def _one_more(metric: Metric, journal: Journal | None) -> None:
    autosave.autosaving_text(
        _place(metric.id, ONE_MORE),
        "What would move that number up by one? (may stay empty)",
        journal,
        rows=1,
    )


def _keep_or_leave(
    visit: Visit,
    metric: Metric,
    planning: Planning,
    days: tuple[date | None, date | None],
    said: tuple[Barrier | None, int | None, str],
    more: Mapping[str, Any],
) -> None:
    with page.choices("plan_choices"):
        kept = page.primary("This is my plan", key="keep_plan")
        left = st.button("Not now", key="leave_plan", type="tertiary")
    if left:
        visit.session.planning = None
        has_some = commitment.commitments(visit.session.ledger)
        navigation.go("my_plan" if has_some else "my_practice")
    if kept:
        made = _made(metric, planning, days, said, more, visit.journal)
        if isinstance(made, CommitmentMade):
            _record(visit, made)
        else:
            st.error("  \n".join(made))


def _made(
    metric: Metric,
    planning: Planning,
    days: tuple[date | None, date | None],
    said: tuple[Barrier | None, int | None, str],
    more: Mapping[str, Any],
    journal: Journal | None,
) -> CommitmentMade | list[str]:
    """The commitment, or everything that is still missing, each as one plain sentence."""
    start, look_again = days
    barrier, confidence, guess = said
    today = date.today()
    faults = []
    expected = None
    try:
        expected = entered.figure(guess, metric)
    except ValueError as fault:
        faults.append(str(fault))
    if barrier is None:
        faults.append("Say what is most in the way, or that it is nothing in particular.")
    if confidence is None:
        faults.append("Say how sure you are, from 0 to 10.")
    made = CommitmentMade(
        metric_id=metric.id,
        metric_version=metric.version,
        definition_sha256=commitment.counting_sha256(metric),
        summary=metric.summaries[0],
        trigger=_typed(metric, "trigger", journal),
        act=_typed(metric, "act", journal),
        patients=_typed(metric, "patients", journal),
        start=start or today,
        look_again=look_again or today,
        barrier=barrier or "nothing",
        confidence=0 if confidence is None else confidence,
        one_more=_typed(metric, ONE_MORE, journal),
        guess=expected,
        follows=planning.follows,
        occasion_id=planning.occasion_id,
        **more,
    )
    faults = [*commitment.faults(made, today), *faults]
    if start is None:
        faults.append("Say from which day.")
    return faults or made


def _record(visit: Visit, made: CommitmentMade) -> None:
    held = visit.session
    held.record(made)
    held.planning = None
    for blank in (*BLANKS, ONE_MORE):
        autosave.forget(_place(made.metric_id, blank), visit.journal)
    navigation.go(keep.way_on(held, "my_plan"))


def _typed(metric: Metric, blank: str, journal: Journal | None) -> str:
    return autosave.written(_place(metric.id, blank), journal).text.strip()


def _place(metric_id: str, blank: str) -> str:
    """Where the draft of a blank is kept; what is typed about the sample stands apart."""
    return f"{'sample ' if session.is_exploring() else ''}plan/{metric_id}/{blank}"
