"""A further extract joins what is kept: the mapping is remembered, and one click adds the month."""

import streamlit as st

from afreflect.domain import figure
from afreflect.domain.extract import Mapping
from afreflect.storage.journal import Journal
from afreflect.storage.merging import Merged
from afreflect.storage.practice import Practice
from afreflect.storage.reader import Reading
from afreflect.storage.remembered_mapping import shape_of
from afreflect.ui import keeping, navigation, page, working
from afreflect.ui import session as sessions
from afreflect.ui.session import Session

_SAID = "what the last import changed"
_KEEPING = "import is being kept"


def remembered(reading: Reading, held: Session, journal: Journal | None) -> Mapping | None:
    """What the columns of files of this shape meant the last time, if they were seen before."""
    if journal is None or held.source != "own" or held.reading is not None:
        return None
    return journal.mapping_for(shape_of(reading.sheets))


def say_what_becomes_of_it(held: Session) -> None:
    """What further files do to the extract that is there."""
    said = st.session_state.pop(_SAID, None)
    if said:
        st.success(said)
    if sessions.held().kept is not None and held.source == "own":
        st.write("A newer file is put together with it: the same visit is counted once.")
    else:
        st.write("It stays until you confirm other files.")


def confirm(
    held: Session, tried: Practice, journal: Journal | None, right: str = "These columns look right"
) -> None:
    """The one button under the columns."""
    if journal is None or held.source != "own":
        if page.primary(right, key="columns_right"):
            held.confirm()
            navigation.go("what_i_value")
        return
    another = held.practice is not None
    label = "Add it to my practice" if another else right
    if page.primary(label, key="columns_right"):
        st.session_state[_KEEPING] = True
    if st.session_state.get(_KEEPING):
        _keep(held, tried, journal, another)


def _keep(held: Session, tried: Practice, journal: Journal, another: bool) -> None:
    """Keep the extract, together with what there is, whole or not at all."""

    def not_now() -> None:
        st.session_state.pop(_KEEPING, None)

    size = sum(upload.size for upload in held.reading.uploads) if held.reading else 0
    with st.spinner("Keeping it in your private file"):
        merged = working.finished(
            held, "keep", size, lambda watch: journal.bring_in(tried, watch), not_now
        )
    not_now()
    keeping.keep_mapping(held, journal)
    keeping.take_over(sessions.held(), merged.practice, journal)
    held.reading = held.mapping = None
    if another:
        st.session_state[_SAID] = said(merged)
    navigation.go("my_data" if another else "what_i_value")


def said(merged: Merged) -> str:
    """What an import changed, in two or three sentences."""
    sentences = [
        f"Added: {_counted(merged.visits_added, 'visit')} and "
        f"{_counted(merged.forms_added, 'evaluation form')}."
    ]
    replaced = merged.visits_replaced + merged.forms_replaced
    if replaced:
        sentences.append(f"{_counted(replaced, 'row')} took the place of an earlier version.")
    alike = merged.visits_that_look_alike + merged.forms_that_look_alike
    if alike:
        sentences.append(
            f"{_counted(alike, 'row')} without a number look like others; all of them are counted."
        )
    return " ".join(sentences)


def _counted(number: int, noun: str) -> str:
    return f"{figure.count(number)} {noun}" + ("" if number == 1 else "s")
