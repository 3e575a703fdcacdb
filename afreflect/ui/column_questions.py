"""What the files can't tell, asked once, with rows that show what each answer means."""

import streamlit as st

from afreflect.domain.extract import Mapping, Question
from afreflect.ui import mapping_edits, words
from afreflect.ui.session import Session


def ask(held: Session, mapping: Mapping, question: Question) -> None:
    """One thing that the files can't tell, asked once (FR-40)."""
    asked = words.as_written(question.text)
    labels = {option.value: option.label for option in question.options}
    key = f"{question.settles}_{question.file}_{held.times_read}"
    if len(labels) > 4:
        answer = st.selectbox(
            asked, list(labels), index=None, format_func=labels.__getitem__, key=key,
            placeholder="Choose or type yours",
        )  # fmt: skip
    else:
        answer = st.radio(
            asked, list(labels), index=None, key=key,
            format_func=lambda value: words.as_written(labels[value]),
            captions=[
                "  \n".join(map(words.as_written, option.examples)) for option in question.options
            ],
        )  # fmt: skip
    if answer is None:
        return
    held.remap(mapping_edits.answer(mapping, question, answer))
    st.rerun()
