"""A group's picture from one department file: what is asked, who agreed, and the freeze.

This page is the organiser's own: it shows ids, and no figure of anybody.
"""

from dataclasses import dataclass

import streamlit as st

from afreflect.domain import group_consent
from afreflect.domain.disclosure import Asked, Contribution, Refused
from afreflect.domain.metric import Metric
from afreflect.storage.database import Database
from afreflect.storage.department import Department
from afreflect.storage.job import Watching
from afreflect.storage.practice import MeasureError
from afreflect.storage.rooms import OpenRoom, begin, contributor, identity_of
from afreflect.ui import group_asked, group_codes, rooms, words, working
from afreflect.ui import group_department_file as department_file
from afreflect.ui.entry import Visit
from afreflect.ui.group_department_file import Made, Organising
from afreflect.ui.visitor import visitor

_ASKED = "what a department is asked, and of whom"
_NONE_FITS = "This file holds nothing that one of the measures needs: bring another one."
_WIDE = 6
"""Members above which their names stand in columns."""


@dataclass(frozen=True)
class _Wish:
    """What was asked for when the organiser pressed the button."""

    asked: Asked
    metric: Metric
    members: tuple[str, ...]


def render(_visit: Visit, room: OpenRoom | None) -> None:
    """From the file to the freeze; afterwards this browser leads the hour."""
    if room is not None:
        # A room without a picture is left over from a page that was closed before the freeze.
        room.end()
        rooms.leave()
    now = department_file.organising()
    if now.made is not None:
        _go_on(now, now.made)
    elif now.department is None:
        department_file.render(now)
    elif _ASKED in st.session_state:
        _freeze(now, now.department, st.session_state[_ASKED])
    else:
        _choose(now, now.department)


def _choose(now: Organising, department: Department, refused: str = "") -> None:
    extract = department.extract
    said = words.found(len(extract.files), words.rows(extract), extract)
    st.write(f"{said} {len(department.clinicians)} clinicians are in them.")
    if now.is_sample:
        st.caption("A made-up department: nobody in it is real.")
    st.caption(
        f"{department_file.IN_MEMORY.format(where=department_file.where())} Keep this page off the "
        "shared screen: it shows ids."
    )
    fitting = [one for one in group_asked.for_a_group() if department.why_not(one) is None]
    if not fitting:
        st.error(_NONE_FITS)
    else:
        metric, days = group_asked.measure_and_days(fitting, extract.until)
        asked = group_asked.settled(metric, days)
        if asked is not None:
            _whom(department, asked, metric, refused)
    if st.button("Take the file away", key="department_away", type="tertiary"):
        now.take_away()
        st.rerun()
    if extract.warnings:
        with st.expander("Worth knowing of this file", key="department_warnings"):
            lines = [f"- {words.as_written(warning.text)}" for warning in extract.warnings]
            st.markdown("\n".join(lines))


def _whom(department: Department, asked: Asked, metric: Metric, refused: str) -> None:
    st.header("Who is in the room, and agreed?", anchor=False)
    st.write("Say this to each of them first. A no needs no reason, and stays with you.")
    with st.container(key="department_consent", border=True):
        for paragraph in group_consent.said(asked, "department"):
            st.markdown(paragraph)
    with st.form("department_members", border=False):
        members = _ticked(department.clinicians)
        agreed = st.checkbox(
            "Each one I ticked heard this, for this measure, and agreed", key="department_agreed"
        )
        pressed = st.form_submit_button(
            "Freeze the picture", key="department_freeze", type="primary"
        )
    st.caption(
        "From five to seven, the wall shows words and no number; from eight, a band. Frozen, it "
        "can't be changed, and nobody can be added or taken out. The rows of the file are "
        "taken away with it."
    )
    if refused and not pressed:
        st.error(refused)
    if pressed and not agreed:
        st.error("Tick that each of them agreed, once they did.")
    elif pressed:
        st.session_state[_ASKED] = _Wish(asked, metric, members)
        st.rerun()


def _ticked(clinicians: tuple[str, ...]) -> tuple[str, ...]:
    """The members, each ticked by hand: nobody is in it unless somebody said so."""
    across = st.columns(3 if len(clinicians) > _WIDE else 1)
    down = -(-len(clinicians) // len(across))
    chosen = []
    for at, name in enumerate(clinicians):
        with across[at // down]:
            if st.checkbox(words.as_written(name), key=f"member_{name}"):
                chosen.append(name)
    return tuple(chosen)


def _freeze(now: Organising, department: Department, wish: _Wish) -> None:
    """Make the one picture in a thread, which no click on the page can break off."""
    there = visitor(active=False)
    database, owner, is_sample = there.door.keeper.database, there.owner, now.is_sample

    def not_now() -> None:
        st.session_state.pop(_ASKED, None)

    def made(watch: Watching) -> Made:
        return _made(department, wish, (database, owner), is_sample, watch)

    with st.spinner("Making the picture"):
        try:
            now.made = working.finished(now.held, "freeze", 0, made, not_now)
        except (Refused, MeasureError) as fault:
            not_now()
            _choose(now, department, words.as_written(str(fault)))
            return
    not_now()
    _go_on(now, now.made)


def _made(
    department: Department,
    wish: _Wish,
    place: tuple[Database, str],
    is_sample: bool,
    watch: Watching,
) -> Made:
    """Measure each member, freeze, and take every row away; raises Refused with the rows there."""
    database, owner = place
    asked = wish.asked
    figures = department.figures(wish.metric, asked.since, asked.until, wish.members, watch)
    given = tuple(
        Contribution(
            # Nobody of a made-up department is ever known again.
            contributor(database, identity_of("" if is_sample else each.clinician)),
            each.n,
            each.value,
        )
        for each in figures
    )
    watch.last_call()
    room, codes = begin(database, owner, asked, "department")
    try:
        room.freeze(given)
    except Refused:
        room.end()
        raise
    department.destroy()
    return room, codes


def _go_on(now: Organising, made: Made) -> None:
    """This browser leads the hour from here; nothing of the department is held any more."""
    room, codes = made
    group_codes.hold(room, codes)
    now.take_away()
    st.rerun()
