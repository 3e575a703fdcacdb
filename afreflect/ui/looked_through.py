"""Words looked through before others read them: each finding is mended or let stand (K-08)."""

from collections.abc import Callable

import streamlit as st

from afreflect.domain import redaction
from afreflect.storage.redaction import in_texts
from afreflect.ui import findings, step_clock


def let_stand(key: str) -> set[str]:
    """The keys of the findings that were let stand in one piece of writing."""
    return st.session_state.setdefault(f"let stand in {key}", set())


def render(texts: dict[str, str], key: str, change: Callable[[dict[str, str]], None]) -> bool:
    """Show what in these texts may tell somebody; whether nothing is left to look at.

    `texts` stand by the name of their field, `key` tells this piece of writing from any other, and
    `change` takes all texts as they are to read from now on.
    """
    accepted = let_stand(key)
    left = redaction.open_ones(in_texts(texts, after=step_clock.today()), accepted)
    for finding in left:
        findings.one(
            finding,
            texts[finding.field],
            "",
            lambda text, field=finding.field: change({**texts, field: text}),
            lambda found=finding.key: accepted.add(found),
        )
    if left:
        st.caption(redaction.CANT_SEE)
    return not left
