"""Where a figure comes from, and the command that gives the same figure again (FR-15)."""

import shlex

import streamlit as st

from afreflect.domain import correction, figure
from afreflect.domain.run_chart import RunChart
from afreflect.storage.mapping import mapping_text
from afreflect.ui import session as sessions
from afreflect.ui import words
from afreflect.ui.session import Session

MAPPING_FILE = "columns.toml"
SHORT = 12


def render(read: RunChart, held: Session) -> None:
    """Files, rows, fingerprints, and the exact command."""
    if held.practice is None:
        return
    extract, result = held.practice.extract, read.result
    files = ", ".join(words.as_written(name) for name in extract.files)
    aside = sum(group.rows for group in extract.set_aside)
    brought = words.found(len(extract.files), words.rows(extract), extract)
    st.markdown(f"**Files.** {files}")
    st.markdown(
        f"**Rows.** {brought} {words.mine(extract)} {figure.count(aside)} set aside. "
        f"{figure.say_cases(read.whole.n, read.metric.noun)} counted here."
    )
    st.markdown(
        f"**Definition.** {read.metric.title}, version {result.version}, fingerprint "
        f"{result.metric_sha256[:SHORT]}."
    )
    st.markdown(f"**Extract.** Fingerprint {result.extract_sha256[:SHORT]}.")
    if result.corrections:
        st.markdown(
            f"**Corrections.** {words.as_written(correction.said(held.practice.corrections))}, "
            f"fingerprint {result.corrections_sha256[:SHORT]}."
        )
        _in_the_private_file(read, held)
        return
    st.markdown("**The same figures from the command line**, in the folder of the files:")
    st.code(command(read, held), language=None, wrap_lines=True)
    _mapping(held)


def _in_the_private_file(read: RunChart, held: Session) -> None:
    """Corrections don't stand in the files: only the private file gives these figures again."""
    if sessions.held().kept is None or held.source == "sample":
        st.markdown("The files alone give other figures: your corrections are only on this page.")
        return
    st.markdown("**The same figures from the command line**, out of your private file:")
    st.code(
        shlex.join(
            ["python", "-m", "afreflect", "measure", read.metric.id, *_how(read), "--vault"]
        ),
        language=None,
        wrap_lines=True,
    )


def command(read: RunChart, held: Session) -> str:
    """The command that measures the same on the same files."""
    files = held.practice.extract.files if held.practice else ()
    parts = ["python", "-m", "afreflect", "measure", *files, read.metric.id, *_how(read)]
    if cases := held.leaving_out(read.metric.id).cases:
        parts += ["--set-aside", *cases]
    if held.mapping is not None and _changed(held):
        parts += ["--mapping", MAPPING_FILE]
    elif held.reading is not None and held.reading.declined:
        parts += ["--preset", "none"]
    if "--mapping" not in parts and held.mapping is not None and held.mapping.clinician:
        parts += ["--clinician", held.mapping.clinician]
    return shlex.join(parts)


def _how(read: RunChart) -> list[str]:
    summary = ["--summary", read.result.summary] if len(read.metric.summaries) > 1 else []
    return ["--by", read.result.grain, *summary]


def _changed(held: Session) -> bool:
    """Whether the columns are taken to mean something else than was guessed."""
    return held.reading is not None and held.mapping != held.reading.mapping


def _mapping(held: Session) -> None:
    if held.mapping is None or not _changed(held):
        return
    st.caption(f"Your changes to the columns go along as {MAPPING_FILE}:")
    st.download_button(
        f"Save {MAPPING_FILE}",
        mapping_text(held.mapping),
        file_name=MAPPING_FILE,
        mime="application/toml",
        on_click="ignore",
        key="save_mapping",
    )
