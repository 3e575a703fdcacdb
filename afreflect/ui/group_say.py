"""What a member says to the group: written alone, looked through, and shown by their own tap.

Nothing that is typed here reaches anybody before that tap, and no name goes with it unless its
owner puts one to a commitment.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import streamlit as st

from afreflect.domain import hour
from afreflect.domain.hour import (
    COACHING,
    CONTENT,
    Board,
    Committed,
    CueNoted,
    Event,
    NotNow,
    Objected,
    OneThingLearned,
    OptionAdded,
    Parked,
    TakenOff,
)
from afreflect.storage.rooms import Ended, OpenRoom, Recognisable
from afreflect.ui import looked_through, my_plan_make, navigation, page, step_clock, words
from afreflect.ui.entry import Visit

LEVELS: dict[hour.Level, str] = {
    "me": "In my own hands",
    "clinic": "In our clinic",
    "system": "Above us",
}
"""Whose hands something lies in, as a member says it (group.md 5)."""
LONGEST = 500
_WAITING = "words on their way to the group"
_MINE = "what I put before the group"
_ROUND = "times something was put before the group"


def is_waiting() -> bool:
    """Whether something was written and is neither shown nor left yet."""
    return _WAITING in st.session_state


def render(room: OpenRoom, board: Board, learning: bool) -> None:
    """What can be said in this phase; `learning` opens what belongs to the close of the hour."""
    at = hour.PHASES.index(board.phase)
    for key, label, ask, make in _simple(board.phase, learning):
        with page.unfolded(label, f"say_{key}") as unfolded:
            if unfolded:
                _one_text(key, ask, make)
    if at >= hour.PHASES.index(COACHING):
        with page.unfolded("Something we could do", "say_option") as unfolded:
            if unfolded:
                _option()
        with page.unfolded("What I will try", "say_commitment") as unfolded:
            if unfolded:
                _commitment()
    _mine(room, board)


def _simple(
    phase: hour.Phase, learning: bool
) -> list[tuple[str, str, str, Callable[[str], Event]]]:
    """What takes one text: its key, the name of its part, the question, and what it becomes."""
    at = hour.PHASES.index(phase)
    found: list[tuple[str, str, str, Callable[[str], Event]]] = []
    if at >= hour.PHASES.index(CONTENT):
        found += [
            (
                "objection",
                "Something that might explain it",
                "What might explain the picture, or be wrong with the data?",
                lambda said: Objected(said, by="member"),
            ),
            (
                "cue",
                "Something I want to change",
                "In your own words: what do you notice yourself wanting to change?",
                lambda said: CueNoted(said, by="member"),
            ),
        ]
    found.append(
        (
            "park",
            "Something for later",
            "What should not be forgotten, though it is not for now?",
            lambda said: Parked(said, by="member"),
        )
    )
    if learning:
        found.append(
            (
                "learned",
                "One thing I learned",
                "What is one thing that you take along?",
                lambda said: OneThingLearned(said, by="member"),
            )
        )
    return found


def _one_text(key: str, ask: str, make: Callable[[str], Event]) -> None:
    with st.form(f"{key}_form", border=False):
        said = st.text_area(ask, key=_field(key), max_chars=LONGEST, height=100)
        sent = st.form_submit_button("Look it through", key=f"{key}_through")
    if sent:
        _wait(make(said.strip()))


def _option() -> None:
    with st.form("option_form", border=False):
        said = st.text_area(
            "One small thing that could be tried", key=_field("option"), max_chars=LONGEST
        )
        level = st.radio(
            "Whose hands is it in?",
            list(LEVELS),
            format_func=LEVELS.__getitem__,
            key=_field("option_level"),
            horizontal=True,
        )
        sent = st.form_submit_button("Look it through", key="option_through")
    if sent:
        _wait(OptionAdded(said.strip(), level, by="member"))


def _commitment() -> None:
    """The card: voluntary, in the first person, and without a name unless one is put there."""
    with st.form("commitment_form", border=False):
        said = st.text_area(
            "I will try … (one small thing)", key=_field("act"), max_chars=LONGEST, height=80
        )
        patients = st.text_input("With … (which patients)", key=_field("patients"))
        start = st.date_input(
            "From …", step_clock.today(), key=_field("start"), format="YYYY-MM-DD", width=220
        )
        known = st.text_input("I will know by …", key=_field("how_known"))
        who = st.text_input("Who may ask me? A role will do.", key=_field("who_may_ask"))
        sure = st.slider(
            "How sure am I that I will try it? 0 is not at all, 10 is certain.",
            0,
            hour.MOST_CONFIDENCE,
            5,
            key=_field("confidence"),
        )
        st.caption("How far by when? Each may stay empty.")
        columns = st.columns(3)
        with columns[0]:
            short = st.text_input("In two weeks", key=_field("short"))
        with columns[1]:
            mid = st.text_input("In three months", key=_field("mid"))
        with columns[2]:
            long = st.text_input("In twelve months", key=_field("long"))
        name = st.text_input(
            "My name, only if I want it on the wall and on the page to take along (may stay empty)",
            key=_field("name"),
        )
        sent = st.form_submit_button("Look it through", key="commitment_through")
    if sent:
        texts = [each.strip() for each in (said, known, who, short, mid, long, patients, name)]
        act, known, who, short, mid, long, patients, name = texts
        made = Committed(
            act,
            start if isinstance(start, date) else step_clock.today(),
            known,
            who,
            sure,
            short,
            mid,
            long,
            patients,
            name,
            by="member",
        )
        _wait(made)


def _wait(event: Event) -> None:
    """Put what was written aside until its owner has looked it through."""
    if not hour.free_text(event).get("words"):
        st.error("Write a word first.")
        return
    st.session_state[_WAITING] = event
    st.rerun()


def look_through(visit: Visit, room: OpenRoom) -> None:
    """What the group would read, what in it may tell somebody, and the owner's tap."""
    waiting: Event = st.session_state[_WAITING]
    st.header("This is what the group would read", anchor=False)
    texts = hour.free_text(waiting)
    with st.container(border=True, key="would_be_read", gap="xsmall"):
        for said in texts.values():
            st.markdown(words.as_written(said))
    name = waiting.name if isinstance(waiting, Committed) else ""
    st.caption(f"With your name: {words.as_written(name)}." if name else "Without your name.")
    settled = looked_through.render(texts, waiting.id, lambda mended: _change(waiting, mended))
    with page.choices("say_choices"):
        shown = page.primary("Show it to the group", key="say_it", disabled=not settled)
        if isinstance(waiting, Committed) and st.button("Into my own plan only", key="plan_it"):
            _into_my_plan(visit, room, waiting)
        left = st.button("Leave it", key="leave_it", type="tertiary")
    if left:
        _done()
    if shown:
        try:
            room.record(waiting, looked_through.let_stand(waiting.id))
        except (NotNow, Recognisable, Ended) as fault:
            st.error(str(fault))
            return
        st.session_state[_MINE] = (*st.session_state.get(_MINE, ()), waiting.id)
        _done()


def _change(waiting: Event, mended: dict[str, str]) -> None:
    st.session_state[_WAITING] = replace(waiting, **mended)


def _into_my_plan(visit: Visit, room: OpenRoom, waiting: Committed) -> None:
    """Begin a commitment of one's own with these words; the group never sees them."""
    said = {"act": waiting.words}
    my_plan_make.begin_from(visit.session, room.asked.metric_id, said, visit.journal)
    st.session_state.pop(_WAITING, None)
    navigation.go("my_plan")


def _mine(room: OpenRoom, board: Board) -> None:
    """What this member put before the group and may take off again; nobody else sees this list."""
    standing = [each for each in _on_the_board(board) if each.id in st.session_state.get(_MINE, ())]
    if not standing:
        return
    st.markdown("**What you showed to the group**")
    for each in standing:
        with page.choices(f"mine_{each.id}"):
            st.markdown(words.as_written(hour.free_text(each).get("words", "")))
            if st.button("Take it off", key=f"take_off_{each.id}", type="tertiary"):
                room.record(TakenOff(each.id, by="member"))
                st.rerun()


def _on_the_board(board: Board) -> list[Event]:
    options = [each for level in hour.LEVELS for each in board.options[level]]
    return [
        *board.objections,
        *board.cues,
        *board.parked,
        *options,
        *board.commitments,
        *board.learned,
    ]


def _done() -> None:
    """Nothing waits any more, and the fields are empty again."""
    st.session_state.pop(_WAITING, None)
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    st.rerun()


def _field(name: str) -> str:
    return f"say_{name}_{st.session_state.get(_ROUND, 0)}"
