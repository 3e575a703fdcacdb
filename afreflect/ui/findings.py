"""Places in words by which somebody might be recognised, each to be changed or let stand."""

from collections.abc import Callable

import streamlit as st

from afreflect.domain import redaction
from afreflect.domain.redaction import Finding
from afreflect.ui import page, words

_AROUND = 60
_CLOSING = (".", ",", ";", ":", "?", ")")


def left(number: int, before: str) -> str:
    """How many places are left: "2 places to look at before it can be saved."."""
    counted = "One place" if number == 1 else f"{number} places"
    return f"{counted} to look at before it can be {before}."


def one(
    finding: Finding,
    text: str,
    label: str,
    change: Callable[[str], None],
    let_stand: Callable[[], None],
) -> None:
    """One finding in its place; `change` takes the whole text as it is to read from now on.

    `label` names the text among several, and is empty where there is only one to be meant.
    """
    with st.container(key=f"finding_{finding.key}", border=True, gap="xsmall"):
        st.markdown(in_its_place(text, finding))
        said = redaction.SAID[finding.kind]
        st.caption(f"{said}. In: {label}" if label else said)
        instead = st.text_input(
            f"Instead of “{words.as_written(finding.text)}”",
            redaction.INSTEAD[finding.kind],
            key=f"instead_{finding.key}",
            width=320,
        )
        with page.choices(f"finding_choices_{finding.key}"):
            if st.button("Change it", key=f"mend_{finding.key}"):
                change(redaction.mended(text, finding, instead))
                st.rerun()
            if st.button("Let it stand", key=f"stand_{finding.key}", type="tertiary"):
                let_stand()
                st.rerun()


def in_its_place(text: str, finding: Finding) -> str:
    """The finding in bold between whole words of its text."""
    before, after = text[: finding.start], text[finding.end :]
    if len(before) > _AROUND:
        before = f"… {before[-_AROUND:].partition(' ')[2]}"
    if len(after) > _AROUND:
        after = f"{after[:_AROUND].rpartition(' ')[0]} …"
    gap = "" if after[:1] in _CLOSING else " "
    return (
        f"{words.as_written(before)} **{words.as_written(finding.text)}**"
        f"{gap}{words.as_written(after)}"
    )
