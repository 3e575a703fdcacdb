"""Yes or no to being part of a group's picture, with what is to be known before (K-10)."""

from dataclasses import replace

import streamlit as st

from afreflect.domain import group_consent
from afreflect.domain.disclosure import Asked, Contribution
from afreflect.domain.hour import NotNow
from afreflect.storage import room_contributors
from afreflect.storage.rooms import Ended, OpenRoom
from afreflect.ui import group_figure, page
from afreflect.ui.entry import Visit

_SAID_NO = "said no to being part of the picture"


def render(visit: Visit, room: OpenRoom) -> None:
    """Before the freeze: what would be given, the words, and a yes that can be taken back."""
    group_figure.show_asked(room.asked)
    if room.way != "hosted":
        st.write(
            "The picture of this session is made from files: whoever runs it asks you for your "
            "consent. This page goes on by itself when it is made."
        )
        return
    found = group_figure.own(visit, room.asked)
    if isinstance(found, str):
        group_figure.say_why_none(found)
        st.caption("The picture is not made yet. This page goes on by itself when it is.")
        return
    given = _given(visit, room, found)
    if room.contributed(given.contributor, _owner(visit)):
        _said_yes(visit, room, given)
    elif st.session_state.get(_SAID_NO) == room.id:
        _said_no()
    else:
        _ask(visit, room, given, found)


def words(asked: Asked, way: group_consent.Way) -> None:
    """Each thing to know, in a paragraph of its own."""
    for paragraph in group_consent.said(asked, way):
        st.markdown(paragraph)


def _ask(visit: Visit, room: OpenRoom, given: Contribution, found: group_figure.Own) -> None:
    st.header("May your figure be part of the picture?", anchor=False)
    words(room.asked, "hosted")
    group_figure.show_own(found, room.asked)
    with page.choices("consent_choices"):
        if page.primary("Yes, it may be part of it", key="say_yes"):
            _change(visit, room, given, "a figure was given to a group session")
        if st.button("No, I only talk along", key="say_no"):
            st.session_state[_SAID_NO] = room.id
            st.rerun()


def _said_yes(visit: Visit, room: OpenRoom, given: Contribution) -> None:
    st.write(
        "Your figure may be part of the picture. Nobody is told that you said yes. The picture is "
        "not made yet; this page goes on by itself when it is."
    )
    if st.button("Take it back", key="take_back_figure"):
        _change(visit, room, given, "a figure was taken back from a group session", back=True)
    with page.unfolded("What I said yes to", "said_yes_to") as unfolded:
        if unfolded:
            words(room.asked, "hosted")


def _said_no() -> None:
    st.write(
        "Your figure stays out. Nobody is told that you said no. This page goes on by itself when "
        "the picture is made."
    )
    if st.button("I changed my mind", key="changed_mind", type="tertiary"):
        st.session_state.pop(_SAID_NO, None)
        st.rerun()


def _given(visit: Visit, room: OpenRoom, found: group_figure.Own) -> Contribution:
    own = group_figure.given(visit, found)
    who = room_contributors.contributor(room.database, own.contributor)
    return replace(own, contributor=who)


def _change(
    visit: Visit, room: OpenRoom, given: Contribution, event: str, *, back: bool = False
) -> None:
    """Give the figure, or take it back; where the picture was made meanwhile, say so."""
    try:
        if back:
            room.withdraw(given.contributor, _owner(visit))
        else:
            room.contribute(given.contributor, given, _owner(visit))
    except (NotNow, Ended) as fault:
        st.error(str(fault))
        return
    if visit.journal is not None:
        visit.journal.note(event)
    st.rerun()


def _owner(visit: Visit) -> str:
    return visit.journal.owner if visit.journal is not None else ""
