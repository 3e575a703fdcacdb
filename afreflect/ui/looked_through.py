"""Words looked through before others read them: each finding is mended or let stand (K-08)."""

import streamlit as st

from afreflect.domain import redaction
from afreflect.domain.redaction import Finding
from afreflect.storage.redaction import in_texts
from afreflect.ui import findings, page, step_clock, words


def let_stand(key: str) -> set[str]:
    """The keys of the findings that were let stand in one piece of writing."""
    return st.session_state.setdefault(f"let stand in {key}", set())


def render(texts: dict[str, str], key: str) -> tuple[dict[str, str], bool]:
    """Show what in these texts may tell somebody; the texts as mended, and whether all is settled.

    `texts` stand by the name of their field; `key` tells this piece of writing from any other.
    """
    accepted = let_stand(key)
    left = redaction.open_ones(in_texts(texts, after=step_clock.today()), accepted)
    for finding in left:
        with st.container(key=f"finding_{key}_{finding.key}", border=True, gap="xsmall"):
            changed = _one(texts[finding.field], finding, key, accepted)
        if changed is not None:
            return {**texts, finding.field: changed}, False
    if left:
        st.caption(redaction.CANT_SEE)
    return texts, not left


def _one(text: str, finding: Finding, key: str, accepted: set[str]) -> str | None:
    """One finding in its place; the text once it was mended, else None."""
    st.markdown(findings.in_its_place(text, finding))
    st.caption(redaction.SAID[finding.kind])
    instead = st.text_input(
        f"Instead of “{words.as_written(finding.text)}”",
        redaction.INSTEAD[finding.kind],
        key=f"instead_{key}_{finding.key}",
        width=320,
    )
    with page.choices(f"finding_choices_{key}_{finding.key}"):
        if st.button("Change it", key=f"mend_{key}_{finding.key}"):
            return redaction.mended(text, finding, instead)
        if st.button("Let it stand", key=f"stand_{key}_{finding.key}", type="tertiary"):
            accepted.add(finding.key)
            st.rerun()
    return None
