"""A session by files: a member makes their own from the session's, and later opens the picture.

Nothing is sent from here. What is made is sealed to the session, and goes where its maker takes it.
"""

import streamlit as st

from afreflect.domain.disclosure import Snapshot
from afreflect.storage import contributions
from afreflect.storage.contributions import Invitation, NotTaken
from afreflect.ui import group_consent, group_figure, group_own, metrics, page
from afreflect.ui.entry import Visit

_LABEL = "The file of the session that you were sent"
OTHER_DEFINITION = (
    "This measure is defined in another way here than where the session is run: bring both apps up "
    "to the same version."
)


def render(visit: Visit, first: bool) -> None:
    """The file that was sent: an invitation, or the frozen picture; unfolded where not `first`."""
    if first:
        _ask_for_it(visit)
        return
    with page.unfolded("I was sent a file instead", "by_file") as unfolded:
        if unfolded:
            _ask_for_it(visit)


def _ask_for_it(visit: Visit) -> None:
    file = st.file_uploader(_LABEL, key="session_file")
    st.caption(
        "Before the session it makes your own file. Afterwards it shows the group's picture."
    )
    if file is None:
        return
    content = file.getvalue()
    try:
        found = _opened(content)
    except NotTaken as fault:
        st.error(str(fault))
        return
    if isinstance(found, Snapshot):
        group_own.beside(visit, found)
    else:
        _make(visit, found)


def _opened(content: bytes) -> Snapshot | Invitation:
    """What a session's file is; raises NotTaken, in the words of the file that it seems to be."""
    try:
        return contributions.picture(content)
    except NotTaken:
        return contributions.invited(content)


def _make(visit: Visit, invitation: Invitation) -> None:
    """The words, what would be given, and the file by its maker's own tap."""
    asked = invitation.asked
    st.header(_header(asked.title), anchor=False)
    group_figure.show_asked(asked)
    metric = metrics.known().get(asked.metric_id)
    if metric is not None and contributions.definition(metric) != invitation.definition:
        st.error(OTHER_DEFINITION)
        return
    found = group_figure.own(visit, asked)
    if isinstance(found, str):
        group_figure.say_why_none(found)
        return
    group_consent.words(asked, "files")
    group_figure.show_own(found, asked)
    st.download_button(
        "Yes, save my file for this session",
        lambda: contributions.contribution_file(invitation, group_figure.given(visit, found)),
        file_name=f"group-contribution-{invitation.room[:6]}.json",
        mime="application/json",
        key="save_contribution",
        type="primary",
        on_click=lambda: _note(visit),
    )
    st.caption(
        "Hand it to whoever runs the session, by whatever way your department trusts. Do nothing, "
        "and your figure stays out."
    )


def _header(title: str) -> str:
    return f"May your figure be part of the picture of “{title}”?"


def _note(visit: Visit) -> None:
    if visit.journal is not None:
        visit.journal.note("a file with a figure was made for a group session")
