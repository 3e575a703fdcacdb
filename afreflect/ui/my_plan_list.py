"""The commitments that go on, what became of each so far, and those of before."""

from datetime import date

import streamlit as st

from afreflect.domain import commitment
from afreflect.domain.commitment import Commitment
from afreflect.domain.plan_events import LookedAgain
from afreflect.reports.calendar import calendar
from afreflect.storage.practice import MeasureError
from afreflect.storage.prompts import script
from afreflect.ui import before_after, my_plan_look, page, words
from afreflect.ui.entry import Visit
from afreflect.ui.session import Planning, Session

ICS = "text/calendar"


def render(visit: Visit) -> None:
    """One after the other, the one to look at next first."""
    held = visit.session
    page.question("What am I trying?", held, "my_plan")
    going_on = commitment.going_on(held.ledger)
    if not going_on:
        st.write("Nothing at the moment.")
    for number, one in enumerate(going_on):
        _one(visit, one, first=number == 0)
    _another(held, quiet=bool(going_on))
    if going_on:
        _calendar(going_on)
    _earlier(held)


def _one(visit: Visit, one: Commitment, first: bool) -> None:
    held, today = visit.session, date.today()
    with st.container(key=f"commitment_{one.id}", border=True):
        st.markdown(f"**{words.as_written(one.sentence)}**")
        st.markdown(_so_far(held, one))
        st.caption(_small(one))
        if one.last is not None and one.last.outcome == "change":
            st.write("You wanted to change this one.")
        with page.choices(f"choices_{one.id}"):
            due = one.is_due(today)
            label = "Look again" if due else "Look again now"
            kind = "primary" if due and first else "secondary"
            if st.button(label, key=f"look_{one.id}", type=kind):
                held.looking_again = one.id
                st.rerun()
            if one.last is not None:
                _after(visit, one, one.last)


def _after(visit: Visit, one: Commitment, look: LookedAgain) -> None:
    """What was left open at the last re-look."""
    if look.outcome == "change" and st.button(
        "Change it now", key=f"change_{one.id}", type="tertiary"
    ):
        my_plan_look.change(visit.session, one, visit.journal)
    if not one.said_after(look) and st.button(
        "Four questions", key=f"ask_{one.id}", type="tertiary"
    ):
        my_plan_look.ask_after(visit.session, one)


def _so_far(held: Session, one: Commitment) -> str:
    """What the data at hand say of it, in one sentence."""
    title = my_plan_look.title(one)
    try:
        found = before_after.seen(held, one)
    except MeasureError as fault:
        return words.as_written(str(fault))
    said = found.sentence if found else "No data here to look at yet."
    return f"{title}. {said}"


def _small(one: Commitment) -> str:
    """The next day, who checks in, and what was decided last."""
    said = []
    if one.look_again is not None:
        said.append(f"Look again on {words.day(one.look_again)}.")
    if one.made.partner:
        on = f" on {words.day(one.made.check_in)}" if one.made.check_in else ""
        said.append(f"{words.as_written(one.made.partner)} checks in{on}.")
    if one.made.time_needed:
        said.append(f"Time it takes: {words.as_written(one.made.time_needed)}.")
    if one.made.to_learn:
        said.append(f"To read or watch first: {words.as_written(one.made.to_learn)}")
    if one.made.peer:
        said += [f"{words.as_written(one.made.peer)} may ask: {asked}" for asked in _asked(one)]
    said += [_looked(look.at.date(), look.outcome, look.words) for look in one.looks[-1:]]
    return " ".join(said)


def _asked(one: Commitment) -> list[str]:
    spans = (("in two weeks", one.made.soon), ("in three months", one.made.mid))
    return [
        f"{when}, {words.as_written(text)}."
        for when, text in (*spans, ("in a year", one.made.long))
        if text
    ]


def _looked(day: date, outcome: str, said: str) -> str:
    did = {"keep": "kept", "change": "to be changed", "stop": "stopped"}[outcome]
    return f"{words.day(day)}, {did}: {words.as_written(said)}"


def _another(held: Session, quiet: bool) -> None:
    label = "Try one more thing" if quiet else "Try one small thing"
    if st.button(label, key="another_plan", type="secondary" if quiet else "primary"):
        held.planning = _next(held)
        st.rerun()


def _next(held: Session) -> Planning | None:
    """The measure last looked at, or the first that was chosen; None where there is none."""
    chosen = [choice.metric_id for choice in held.chosen]
    if not chosen:
        return None
    return Planning(held.showing if held.showing in chosen else chosen[0])


def _calendar(going_on: tuple[Commitment, ...]) -> None:
    """The days to look again, for the clinician's own calendar; nothing is sent."""
    with st.expander("Put it into my calendar"):
        told = st.checkbox(
            "Write what it is about into the entry as well", key="calendar_tells", value=False
        )
        st.caption(
            "The entry says “Look again” and nothing else, unless you tick this: others may read "
            "your calendar. We send nothing."
        )
        about = {one.id: one.sentence for one in going_on} if told else {}
        if len(going_on) > 1:
            _save("Save all as one file", going_on, about, "look_again", "ics_all")
        for one in going_on:
            if one.look_again is not None:
                label = f"Save {words.day(one.look_again)}: {words.shortened(one.made.act)}"
                name = f"look_again_{one.look_again}"
                _save(words.as_written(label), (one,), about, name, f"ics_{one.id}")


def _save(
    label: str, which: tuple[Commitment, ...], about: dict[str, str], name: str, key: str
) -> None:
    st.download_button(
        label,
        data=calendar(which, about),
        file_name=f"{name}.ics",
        mime=ICS,
        key=key,
        on_click="ignore",
        type="tertiary",
    )


def _earlier(held: Session) -> None:
    """Everything that was tried before stays, with what became of it."""
    past = [one for one in commitment.commitments(held.ledger) if not one.is_open]
    if not past:
        return
    with page.unfolded("What I tried before", "plans_before") as unfolded:
        if unfolded:
            for one in reversed(past):
                st.markdown(f"**{words.as_written(one.sentence)}**")
                for look in one.looks:
                    st.markdown(_looked(look.at.date(), look.outcome, look.words))
                    if look.sentence:
                        st.caption(words.as_written(look.sentence))
                    for prompt, said in one.said_after(look).items():
                        question = script().text(prompt)
                        st.caption(f"{question} {words.as_written(said)}")
