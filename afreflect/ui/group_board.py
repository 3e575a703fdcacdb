"""What is written down in a group's hour: one form a kind, in the phase it belongs to.

The words are those of the room, typed by whoever leads it. Each is looked through for whoever might
be recognised before it can hang on the wall (K-08), and can be taken off again.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

import streamlit as st

from afreflect.domain import hour
from afreflect.domain.hour import (
    CLOSE,
    COACHING,
    CONTENT,
    REACTION,
    AskedOfLeaders,
    Board,
    Committed,
    CueNoted,
    Event,
    Level,
    NotNow,
    Objected,
    OneThingLearned,
    OptionAdded,
    Parked,
    Phase,
    TakenOff,
)
from afreflect.domain.wall import LEVEL_NAMES
from afreflect.storage.redaction import in_texts
from afreflect.storage.rooms import OpenRoom
from afreflect.ui import looked_through, page, step_clock, words

LONGEST = 300
SECONDS = 3
WEEKS_TO_ASK = 4
_WAITING = "words on their way to the wall"
_ROUND = "times something was written down for the group"


@dataclass(frozen=True)
class Sheet:
    """One kind of thing that is written down: where, what is asked, and what it becomes."""

    key: str
    name: str
    ask: str
    phases: tuple[Phase, ...]
    form: Callable[["Sheet"], Event | None]


def render(room: OpenRoom, board: Board) -> None:
    """What can be written in this phase, and what was; or a text that is still looked through."""
    waiting: Event | None = st.session_state.get(_WAITING)
    if waiting is not None:
        _look_through(room, waiting)
        return
    for sheet in SHEETS:
        if board.phase in sheet.phases:
            with page.unfolded(sheet.name, f"sheet_{sheet.key}") as unfolded:
                if unfolded and (made := sheet.form(sheet)) is not None:
                    _put(room, made)
    _lists(room)


def _put(room: OpenRoom, made: Event) -> None:
    """On the board at once, or first looked through where somebody might be recognised."""
    if not hour.free_text(made).get("words"):
        st.error("Write a word first.")
        return
    if in_texts(hour.free_text(made), after=step_clock.today()):
        st.session_state[_WAITING] = made
    else:
        _record(room, made)
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    st.rerun()


def _look_through(room: OpenRoom, waiting: Event) -> None:
    st.header("Might somebody be recognised?", anchor=False)
    texts = hour.free_text(waiting)
    settled = looked_through.render(texts, waiting.id, lambda mended: _change(waiting, mended))
    if settled:
        st.markdown("\n\n".join(words.as_written(said) for said in texts.values()))
    with page.choices("look_through"):
        put = page.primary("Write it down", key="write_it_down", disabled=not settled)
        left = st.button("Leave it", key="leave_it", type="tertiary")
    if put:
        _record(room, waiting)
    if put or left:
        st.session_state.pop(_WAITING, None)
        st.rerun()


def _change(waiting: Event, mended: dict[str, str]) -> None:
    st.session_state[_WAITING] = replace(waiting, **mended)


def _record(room: OpenRoom, event: Event) -> None:
    try:
        room.record(event)
    except NotNow as fault:
        st.error(str(fault))
        st.stop()


def _words(sheet: Sheet, make: Callable[[str], Event]) -> Event | None:
    """A form of one text."""
    with st.form(f"form_{sheet.key}", border=False):
        said = st.text_input(sheet.ask, key=_field(sheet.key), max_chars=LONGEST)
        sent = st.form_submit_button("Write it down", key=f"put_{sheet.key}")
    return make(said.strip()) if sent else None


def _option(sheet: Sheet) -> Event | None:
    with st.form(f"form_{sheet.key}", border=False):
        said = st.text_input(sheet.ask, key=_field(sheet.key), max_chars=LONGEST)
        level: Level = st.radio(
            "Who could change it?",
            list(LEVEL_NAMES),
            format_func=lambda each: LEVEL_NAMES[each],
            key=_field("level"),
            horizontal=True,
        )
        sent = st.form_submit_button("Write it down", key=f"put_{sheet.key}")
    return OptionAdded(said.strip(), level) if sent else None


def _commitment(sheet: Sheet) -> Event | None:
    """In the first person; a name only where its owner asks for it."""
    with st.form(f"form_{sheet.key}", border=False):
        said = st.text_input(sheet.ask, key=_field(sheet.key), max_chars=LONGEST)
        patients = st.text_input("With which patients?", key=_field("patients"))
        start = st.date_input(
            "From which day?", step_clock.today(), key=_field("start"), format="YYYY-MM-DD"
        )
        known = st.text_input("How will I know that it helped?", key=_field("known"))
        who = st.text_input("Who may ask me? A role will do.", key=_field("who"))
        sure = st.slider(
            "How sure am I? 0 is not at all, 10 is certain.",
            0,
            hour.MOST_CONFIDENCE,
            5,
            key=_field("sure"),
        )
        later = [
            st.text_input(f"{when} (may stay empty)", key=_field(f"in {when}"))
            for when in ("In two weeks", "In three months", "In twelve months")
        ]
        name = st.text_input(
            "A name, only if its owner asks for it (may stay empty). It stands on the wall, and on "
            "the page to take along.",
            key=_field("name"),
        )
        sent = st.form_submit_button("Write it down", key=f"put_{sheet.key}")
    if not sent:
        return None
    short, mid, long = (each.strip() for each in later)
    return Committed(
        said.strip(),
        _day(start),
        how_known=known.strip(),
        who_may_ask=who.strip(),
        confidence=sure,
        short=short,
        mid=mid,
        long=long,
        patients=patients.strip(),
        name=name.strip(),
    )


def _ask(sheet: Sheet) -> Event | None:
    with st.form(f"form_{sheet.key}", border=False):
        said = st.text_input(sheet.ask, key=_field(sheet.key), max_chars=LONGEST)
        owner = st.text_input(
            "Whose is it, of those who lead? A role, such as “the clinical lead”.",
            key=_field("owner"),
            max_chars=80,
        )
        due = st.date_input(
            "By which day?",
            step_clock.today() + timedelta(weeks=WEEKS_TO_ASK),
            key=_field("due"),
            format="YYYY-MM-DD",
        )
        sent = st.form_submit_button("Write it down", key=f"put_{sheet.key}")
    if not sent:
        return None
    if not owner.strip():
        st.error("Say whose it is: what nobody owns is not done.")
        return None
    return AskedOfLeaders(said.strip(), owner.strip(), _day(due))


SHEETS = (
    Sheet(
        "objection",
        "Write down an objection",
        "What is doubted, in their words?",
        (REACTION, CONTENT),
        lambda sheet: _words(sheet, Objected),
    ),
    Sheet(
        "cue",
        "Mark where change begins",
        "Their own words, such as “I could …”. No name.",
        (CONTENT, COACHING),
        lambda sheet: _words(sheet, CueNoted),
    ),
    Sheet("option", "Write down an idea", "What could be tried?", (COACHING,), _option),
    Sheet(
        "commitment",
        "Write down one small thing",
        "I will try … (one small thing, in the first person)",
        (COACHING, CLOSE),
        _commitment,
    ),
    Sheet("ask", "Ask those who lead", "What do you ask them to put right?", (CLOSE,), _ask),
    Sheet(
        "learned",
        "One thing learned",
        "One thing that somebody takes along",
        (CLOSE,),
        lambda sheet: _words(sheet, OneThingLearned),
    ),
    Sheet(
        "parked",
        "Park it",
        "What is for later?",
        hour.PHASES,
        lambda sheet: _words(sheet, Parked),
    ),
)


@st.fragment(run_every=SECONDS)
def _lists(room: OpenRoom) -> None:
    """What stands on the board for the phase in hand; what members add comes by itself."""
    board = room.board()
    for title, found in _standing(board).items():
        if board.phase not in _OF_PHASES[title] or not found:
            continue
        st.markdown(f"**{title}**")
        for each in found:
            _line(room, each)


_OF_PHASES: dict[str, tuple[Phase, ...]] = {
    "Objections": (REACTION, CONTENT),
    "Where change began": (CONTENT, COACHING),
    "Ideas": (COACHING, CLOSE),
    "What we will try": (COACHING, CLOSE),
    "What we ask for": (CLOSE,),
    "One thing learned": (CLOSE,),
    "Parked": hour.PHASES,
}


def _standing(board: Board) -> dict[str, tuple[Event, ...]]:
    return {
        "Objections": board.objections,
        "Where change began": board.cues,
        "Ideas": tuple(each for level in hour.LEVELS for each in board.options[level]),
        "What we will try": board.commitments,
        "What we ask for": board.asks,
        "One thing learned": board.learned,
        "Parked": board.parked,
    }


def _line(room: OpenRoom, event: Event) -> None:
    said = words.as_written(hour.free_text(event).get("words", ""))
    if isinstance(event, OptionAdded):
        said = f"{said} ({LEVEL_NAMES[event.level].lower()})"
    if isinstance(event, CueNoted):
        said = f"{event.at.astimezone(step_clock.zone()):%H:%M} {said}"
    with st.container(
        key=f"standing_{event.id}", horizontal=True, vertical_alignment="center", gap="small"
    ):
        st.markdown(said, width="stretch")
        if st.button("Take it off", key=f"off_{event.id}", type="tertiary"):
            _record(room, TakenOff(event.id))
            st.rerun()


def _day(picked: object) -> date:
    return picked if isinstance(picked, date) else step_clock.today()


def _field(name: str) -> str:
    return f"group_{name}_{st.session_state.get(_ROUND, 0)}"
