"""A picture from a file of each colleague: the session's file out, theirs in, and the freeze."""

from dataclasses import replace

import streamlit as st

from afreflect.domain import disclosure, group_consent
from afreflect.domain.disclosure import Contribution, Snapshot
from afreflect.domain.extract import Upload
from afreflect.storage import contributions, room_contributors
from afreflect.storage.contributions import Invitation
from afreflect.storage.rooms import OpenRoom
from afreflect.ui import group_asked, group_codes, group_figure, group_freeze, metrics, page, words
from afreflect.ui.entry import Visit


def render(visit: Visit, room: OpenRoom | None) -> None:
    """The measure and the period; then the session's file, those of the others, and the freeze."""
    if room is None:
        st.write(
            "You hand out one file. Each colleague makes their own from it, with their own app, "
            "and brings it to you. This computer can open what they bring, and they are told so."
        )
        asked = group_asked.choose(visit, "Begin the session")
        if asked is not None:
            group_codes.begin(asked, "files")
            st.rerun()
        return
    group_figure.show_asked(room.asked)
    group_codes.render(room)
    invitation = _invitation(room)
    if invitation is None:
        st.error("This measure is not known here any more: bring the app up to date.")
        return
    _hand_out(invitation)
    given = _collect(room, invitation)
    st.header("3. Freeze the picture", anchor=False)
    group_freeze.render(room, given)


def offer_picture(snapshot: Snapshot) -> None:
    """The frozen picture as a file, for members who look at their own figure beside it."""
    st.download_button(
        "The picture as a file for members",
        lambda: contributions.picture_file(snapshot),
        file_name=f"group-picture-{snapshot.id}.json",
        mime="application/json",
        key="picture_for_members",
        on_click="ignore",
        type="tertiary",
    )


def _invitation(room: OpenRoom) -> Invitation | None:
    metric = metrics.known().get(room.asked.metric_id)
    if metric is None:
        return None
    definition = contributions.definition(metric)
    return Invitation(room.id, room.public_key, room.asked, definition)


def _hand_out(invitation: Invitation) -> None:
    st.header("1. Hand out the session's file", anchor=False)
    st.write("It says what is asked, and nothing of anybody. Send it in any way you like.")
    st.download_button(
        "The session's file",
        lambda: contributions.room_file(invitation),
        file_name=f"group-session-{invitation.room[:6]}.json",
        mime="application/json",
        key="session_file_out",
        on_click="ignore",
    )
    with page.unfolded("What everybody reads before they say yes or no", "they_read") as unfolded:
        if unfolded:
            for paragraph in group_consent.said(invitation.asked, "files"):
                st.markdown(paragraph)


def _collect(room: OpenRoom, invitation: Invitation) -> tuple[Contribution, ...]:
    """The files that were brought; each is taken or refused with why. None of them is kept."""
    st.header("2. Take the files of the others", anchor=False)
    brought = st.file_uploader(
        "The files that were brought to you",
        accept_multiple_files=True,
        key=f"brought_{room.id}",
    )
    files = [Upload(each.name, each.getvalue()) for each in brought]
    found = contributions.collected(
        files, invitation, room.open_given, frozen=room.snapshot is not None
    )
    for name, why in found.refused:
        st.error(f"{words.as_written(words.shortened(name))}: {why}")
    if found.taken:
        how_many = disclosure.room_words(len(found.taken))
        st.write(f"Files of {how_many} people are taken. What stands in them is not shown.")
    st.caption(
        "If somebody changes their mind, take their file out here and delete it. Delete all of "
        "them once the picture is made."
    )
    return tuple(
        replace(each, contributor=room_contributors.contributor(room.database, each.contributor))
        for each in found.taken
    )
