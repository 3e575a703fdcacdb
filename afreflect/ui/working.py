"""Long work on a screen: it goes on in a thread, says how far it is, and can be cancelled.

A script run of Streamlit is broken off by any click, so nothing long is done in one. The work
belongs to the visit: other pages may be looked at meanwhile.
"""

import time
from collections.abc import Callable
from typing import Any, TypeVar

import streamlit as st

from afreflect.storage.job import Cancelled, Job, Watching
from afreflect.ui import page
from afreflect.ui.session import Session

T = TypeVar("T")
SHORT = 8_000_000
"""Bytes up to which files are read while one waits, without a bar to watch."""
_PATIENCE = 60.0
_GLANCE = 0.5


def finished(
    held: Session,
    name: str,
    size: int,
    work: Callable[[Watching], T],
    undo: Callable[[], None],
    *,
    title: str = "",
) -> T:
    """What the work gives; while it goes on, the run ends with its progress on the page.

    `size` in bytes says whether it is worth a bar. A cancel calls `undo` and begins the page anew.
    `title` heads the page meanwhile, where it has no other yet.
    """
    if name not in held.jobs:
        held.jobs[name] = Job(work)
    job: Job[T] = held.jobs[name]
    _wait(job, _PATIENCE if size <= SHORT else _GLANCE)
    if not job.done:
        if title:
            page.question(title, held, "my_data")
        _progress(held, name, undo)
        st.stop()
    held.jobs.pop(name, None)
    try:
        return job.result()
    except Cancelled:
        undo()
        st.rerun()


def _wait(job: Job[Any], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not job.done and time.monotonic() < deadline:
        time.sleep(0.02)


@st.fragment(run_every=_GLANCE)
def _progress(held: Session, name: str, undo: Callable[[], None]) -> None:
    job = held.jobs.get(name)
    if job is None or job.done:
        st.rerun()
    st.progress(job.progress.share, text=job.progress.words)
    st.caption("You can look at other pages meanwhile; this one goes on.")
    # One key for every stage: a click on its way while the next stage begins is not lost.
    st.button("Cancel", key="cancel_work", on_click=_cancel, args=(held, name, undo))


def _cancel(held: Session, name: str, undo: Callable[[], None]) -> None:
    """Drop the work and what it gave already; nothing where it is too late for that.

    A callback runs before anything takes over a result that came in the same moment.
    """
    job = held.jobs.get(name)
    if job is not None and job.cancel():
        held.jobs.pop(name, None)
        undo()
