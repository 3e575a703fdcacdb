"""A starter file on My data: its code opens one's own part of a department's file."""

import streamlit as st

from afreflect.domain.extract import Upload
from afreflect.storage import starter
from afreflect.storage.journal import Journal
from afreflect.storage.lock import WrongKey
from afreflect.storage.practice import Practice
from afreflect.storage.starter import NotAStarter
from afreflect.ui import bringing_in, identifying, page, words
from afreflect.ui.session import Session

ALONE = "Drop a starter file by itself, without other files."


def among(uploads: tuple[Upload, ...]) -> Upload | None:
    """The starter file among files that were dropped."""
    return next((each for each in uploads if starter.is_starter(each.bytes)), None)


def render(held: Session, journal: Journal | None) -> None:
    """Asks for the code; once it opened, says what is in the file and lets it be confirmed."""
    if held.starter is not None:
        _ask_for_the_code(held, held.starter)
    elif held.from_starter is not None:
        _show(held, held.from_starter, journal)


def _ask_for_the_code(held: Session, file: Upload) -> None:
    page.question("Which code opens this file?", held, "my_data")
    st.write(
        "This is a starter file: your own part of a department's file, sealed. Whoever gave it to "
        "you has a code for it."
    )
    with st.form("starter", border=False):
        code = st.text_input("Code of this file", key="starter_code", autocomplete="off")
        asked = st.form_submit_button("Open it", key="starter_open", type="primary")
    if asked:
        try:
            held.try_starter(starter.opened(file.bytes, code))
        except (WrongKey, NotAStarter) as fault:
            st.error(str(fault))
        else:
            st.rerun()
    _use_others(held)


def _show(held: Session, practice: Practice, journal: Journal | None) -> None:
    extract = practice.extract
    page.question("Is this what you expect?", held, "my_data")
    when = words.period(extract.since, extract.until)
    st.write(
        f"Your part of the file is open{f': {when}' if when else ''}. "
        f"{words.usable(extract, several=True)}"
    )
    st.caption("Whoever made it for you said what the columns of the department's file mean.")
    bringing_in.confirm(held, practice, journal, "Use it")
    if extract.warnings:
        lines = [f"- {words.as_written(warning.text)}" for warning in extract.warnings]
        st.markdown("\n".join(["Worth knowing:", *lines]))
    identifying.say(extract.left_out)
    _use_others(held)


def _use_others(held: Session) -> None:
    st.button(
        "Use other files", key="starter_other", type="tertiary",
        on_click=held.wait_for_code, args=(None,),
    )  # fmt: skip
