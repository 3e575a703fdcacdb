"""A letter of the clinician's to somebody: looked through before it can be copied or saved."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

import streamlit as st

from afreflect.domain import redaction
from afreflect.storage.redaction import in_texts
from afreflect.ui import findings


@dataclass
class _Looked:
    """What was changed in one letter's own words and what was let stand; kept in this page alone.

    `of` are the words as they were written: other words are looked through anew.
    """

    of: dict[str, str]
    now: dict[str, str]
    let_stand: set[str] = field(default_factory=set)


def offer(
    key: str,
    own: Mapping[str, str],
    write: Callable[[Mapping[str, str]], str],
    file_name: str,
    what: str = "request",
) -> None:
    """The letter that `write` makes of the clinician's `own` words, by what each is called.

    `what` it is called on its button.

    A change is made in the letter alone: what was written stays as it is in the private file.
    """
    looked = _looked(key, own)
    left = redaction.open_ones(in_texts(looked.now, date.today()), looked.let_stand)
    if left:
        st.write(
            f"{findings.left(len(left), 'copied or saved')} Somebody might be recognised by them. "
            "A change is made in the letter alone."
        )
    for finding in left:
        findings.one(
            finding,
            looked.now[finding.field],
            finding.field,
            lambda text, name=finding.field: looked.now.__setitem__(name, text),
            lambda found=finding.key: looked.let_stand.add(found),
        )
    if left:
        return
    letter = write(looked.now)
    st.code(letter, language=None, wrap_lines=True)
    st.download_button(
        f"Save the {what}",
        letter,
        file_name=file_name,
        mime="text/plain",
        on_click="ignore",
        key=f"save_{what}",
        type="tertiary",
    )
    st.caption(redaction.CANT_SEE)


def _looked(key: str, own: Mapping[str, str]) -> _Looked:
    place = f"letter {key}"
    looked = st.session_state.get(place)
    if looked is None or looked.of != dict(own):
        looked = st.session_state[place] = _Looked(dict(own), dict(own))
    return looked
