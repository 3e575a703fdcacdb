"""The screen of whoever leads the hour: one phase at a time, what to say, and what the wall shows.

Nothing of it is on the wall but what its row of buttons puts there. What others put on the board
comes by itself; looking for it counts as nothing that anybody did.
"""

from collections.abc import Iterable
from datetime import UTC, datetime

import streamlit as st

from afreflect.domain import group_taps
from afreflect.domain.disclosure import Refused, Snapshot, mdpie_group
from afreflect.domain.group_taps import Tap
from afreflect.domain.hour import (
    CLOSE,
    COACHING,
    CONTENT,
    NOT_HEARD_YET,
    RELATIONSHIP,
    Board,
    ElementShown,
    Event,
    Hidden,
    NotNow,
    PhaseSet,
    ReactionsHeard,
    TimerSet,
)
from afreflect.domain.hour_script import TAPPED, Script
from afreflect.storage.hour_script import script_for
from afreflect.storage.rooms import OpenRoom
from afreflect.ui import (
    group_beside,
    group_board,
    group_close,
    group_codes,
    group_log,
    group_picture,
    page,
    watching,
)
from afreflect.ui.entry import Visit

SECONDS = 2
TIMERS = {60: "1 min", 180: "3 min", 300: "5 min"}
WALL = "/group_wall"


def render(visit: Visit, room: OpenRoom, snapshot: Snapshot) -> None:
    """The phase in hand, from what to say down to what was written."""
    group_log.remember(room, _began(room))
    board, said = room.board(), script_for(room.way)
    card = said.card(board.phase)
    group_codes.render(room)
    _phases(room, board, said)
    st.title(card.title, anchor=False)
    st.caption(f"{card.minutes}. {_since(room)}")
    st.write(card.say)
    st.markdown("You could ask:")
    st.markdown("\n".join(f"- {each}" for each in card.asks))
    with st.container(key="on_the_wall", border=True):
        _wall(room, snapshot, board, said)
    for element, taps in TAPPED.items():
        if element in card.shows:
            _count(room, taps)
    group_board.render(room, board)
    if board.phase == CLOSE:
        group_close.render(visit, room, board, snapshot)
    group_beside.render(visit, room, board, said)


def _phases(room: OpenRoom, board: Board, said: Script) -> None:
    """Where the hour is; every phase that is open can be gone to."""
    with st.container(key="phases", horizontal=True, gap="small", vertical_alignment="center"):
        for card in said.phases:
            if card.id == board.phase:
                st.markdown(f"**{card.name}**", width="content")
            elif st.button(
                card.name,
                key=f"phase_{card.id}",
                type="tertiary",
                disabled=not board.may_enter(card.id),
                help=None if board.may_enter(card.id) else NOT_HEARD_YET,
            ):
                _do(room, PhaseSet(card.id))


def _began(room: OpenRoom) -> datetime:
    """When the first thing was done in the session; now where nothing was yet."""
    events = room.events()
    return events[0].at if events else datetime.now(UTC)


def _since(room: OpenRoom) -> str:
    minutes = round((datetime.now(UTC) - _began(room)).total_seconds() / 60)
    return f"{minutes} min since you began." if minutes else "You have just begun."


def _wall(room: OpenRoom, snapshot: Snapshot, board: Board, said: Script) -> None:
    """What hangs there now, what comes next, and the rest of this phase."""
    now = said.shown(board)
    with st.container(key="wall_now", horizontal=True, vertical_alignment="center"):
        shown = "The wall is hidden." if board.hidden else f"On the wall now: **{now.label}**"
        st.markdown(shown, width="stretch")
        st.link_button("Open the wall", WALL)
    if not room.events():
        st.caption("It opens in a window of its own: move it to the screen that everyone sees.")
    if not board.hidden:
        group_picture.render(now.id, snapshot)
    with page.choices("wall_next"):
        _onwards(room, board, said)
        if board.hidden:
            if st.button("Show it again", key="show_wall"):
                _do(room, Hidden(False))
        elif st.button("Hide the wall", key="hide_wall"):
            _do(room, Hidden(True))
    _row(room, board, said)
    _timer(room, board)
    _follow(room, board)


def _onwards(room: OpenRoom, board: Board, said: Script) -> None:
    """The one button that says what comes next: the next thing of this phase, or the next phase."""
    following, after = said.following(board), said.next_phase(board)
    if following is not None:
        if page.primary(f"Show next: {following.label}", key="show_next"):
            _do(room, ElementShown(following.id))
    elif after is not None and not board.may_enter(after.id):
        if page.primary("Reactions were heard", key="heard"):
            _do(room, ReactionsHeard())
    elif after is not None and page.primary(f"Go on: {after.name}", key="next_phase"):
        _do(room, PhaseSet(after.id))


def _row(room: OpenRoom, board: Board, said: Script) -> None:
    """All that this phase can show; and, before coaching, whether reactions were heard."""
    named = (said.shown(board), said.following(board))
    rest = [each for each in said.offered(board) if each not in named]
    if rest:
        with page.choices("wall_row"):
            st.caption("Or show:", width="content")
            for each in rest:
                if st.button(each.label, key=f"show_{each.id}", type="tertiary"):
                    _do(room, ElementShown(each.id))
    if board.heard or board.phase in (RELATIONSHIP, CLOSE, COACHING):
        return
    with page.choices("were_heard"):
        is_primary = said.following(board) is None and board.phase == CONTENT
        if not is_primary and st.button("Reactions were heard", key="heard_now"):
            _do(room, ReactionsHeard())
        st.caption(NOT_HEARD_YET, width="stretch")


def _timer(room: OpenRoom, board: Board) -> None:
    with page.choices("timer"):
        st.caption("Timer:", width="content")
        for seconds, label in TIMERS.items():
            if st.button(label, key=f"timer_{seconds}", type="tertiary"):
                _do(room, TimerSet(seconds))
        if board.timer is not None and st.button("Stop the timer", key="no_timer", type="tertiary"):
            _do(room, TimerSet(0))


def _count(room: OpenRoom, taps: Iterable[Tap]) -> None:
    """Count private answers once, for good; below eight nothing of them is told."""
    told = room.tallies()
    waiting = [tap for tap in taps if tap.id not in told]
    if not waiting:
        for said in mdpie_group.ways_on(told):
            st.caption(said)
        return
    with page.choices("count_taps"):
        counted = st.button("Count what was answered", key="count_now")
        st.caption(f"Once, for good. {group_taps.nothing_told()}", width="stretch")
    if not counted:
        return
    try:
        for tap in waiting:
            room.count_taps(tap.id)
    except Refused as fault:
        st.info(str(fault))
        return
    st.rerun()


@st.fragment(run_every=SECONDS)
def _follow(room: OpenRoom, before: Board) -> None:
    """The timer, and whatever changed elsewhere: the wall hidden there, or words of members.

    Only this part is drawn anew by the clock; the lists have a part of their own.
    """
    now = room.board()
    left = _left(now.timer)
    if left is not None:
        st.caption(f"Timer: {left // 60}:{left % 60:02d}" if left else "Time is up.")
    if now.hidden != before.hidden:
        # One state and one button: whoever leads must never look for the way to hide it.
        watching.draw_anew()


def _left(timer: TimerSet | None) -> int | None:
    """Seconds that are left of a timer; None where none runs."""
    if timer is None:
        return None
    gone = (datetime.now(UTC) - timer.started_at).total_seconds()
    return max(0, round(timer.seconds - gone))


def _do(room: OpenRoom, event: Event) -> None:
    """Put one thing on the board, and draw the page anew; a phase that ends takes its timer."""
    try:
        room.record(event)
        if isinstance(event, PhaseSet):
            room.record(TimerSet(0))
    except NotNow as fault:
        st.error(str(fault))
        return
    st.rerun()
