"""A department's file for a group's hour: brought in, its columns confirmed, held in memory."""

from dataclasses import dataclass, field

import streamlit as st

from afreflect.domain.extract import Mapping, Problem
from afreflect.storage.columns_left_out import left_out
from afreflect.storage.department import Department
from afreflect.storage.department_file import read_department
from afreflect.storage.reader import Reading, questions, read
from afreflect.storage.rooms import Codes, OpenRoom
from afreflect.storage.sample import sample_department
from afreflect.ui import (
    column_changes,
    column_questions,
    columns,
    handed_over,
    hosting,
    identifying,
    page,
    starter_file,
    words,
    working,
)
from afreflect.ui.session import Session

IN_MEMORY = (
    "Its rows stay in memory on {where}. They are taken away when the picture is made, or when you "
    "close this page."
)
Made = tuple[OpenRoom, Codes]
_KEY = "the department of a group's hour"
_NO_STARTER = "A starter file is one person's own: drop the file of the whole department."


@dataclass
class Organising:
    """What an organiser has brought so far; gone with the visit, and with the freeze.

    `reading_on` says that the columns were confirmed and the rows are being read. `drops` counts
    what was handed over, so that the next drop starts afresh. `made` is the room with its picture,
    until this browser has it open.
    """

    held: Session = field(default_factory=lambda: Session("own"))
    is_sample: bool = False
    drops: int = 0
    reading_on: bool = False
    department: Department | None = None
    made: Made | None = None

    def take_away(self) -> None:
        """Destroys the rows, and lets go of everything that was read."""
        for job in self.held.jobs.values():
            job.cancel()
        if self.department is not None:
            self.department.destroy()
        self.held, self.department, self.made = Session("own"), None, None
        self.reading_on = self.is_sample = False


def organising() -> Organising:
    """What this visit has brought so far."""
    if _KEY not in st.session_state:
        st.session_state[_KEY] = Organising()
    return st.session_state[_KEY]


def render(now: Organising) -> None:
    """The file to bring in, or what its columns mean, until its rows are held."""
    held = now.held
    if held.uploads:
        _read(now)
    if now.reading_on and held.reading and held.mapping:
        _hold(now, held.reading, held.mapping)
    if held.reading and held.mapping:
        _columns(now, held.reading, held.mapping)
    else:
        _ask_for_files(now)


def where() -> str:
    """Which computer holds the rows."""
    return "the server" if hosting.current().hosted else "this computer"


def _ask_for_files(now: Organising) -> None:
    st.header("Which file holds your department's work?", anchor=False)
    st.write(
        "Drop it just as you got it: everybody's visits, and what belongs to them. "
        f"{IN_MEMORY.format(where=where())}"
    )
    _say_problems(now.held)
    key = f"department_{now.drops}"
    st.file_uploader(
        "Files of one department", accept_multiple_files=True, key=key, on_change=_handed_over,
        args=(now, key),
    )  # fmt: skip
    if not hosting.current().hosted and st.button(
        "Try it with a made-up department", key="sample_department"
    ):
        now.held.uploads, now.is_sample, now.reading_on = sample_department(), True, True
        st.rerun()


def _handed_over(now: Organising, key: str) -> None:
    uploads = handed_over.taken(st.session_state[key])
    if not uploads:
        return
    now.drops += 1
    if starter_file.among(uploads):
        now.held.problems = (Problem(_NO_STARTER),)
    else:
        now.held.uploads = uploads


def _read(now: Organising) -> None:
    held = now.held
    uploads = held.uploads
    size = sum(upload.size for upload in uploads)
    with st.spinner("Reading your files"):
        result = working.finished(
            held, "read", size, lambda watch: read(uploads, watch=watch), now.take_away
        )
    held.uploads = ()
    held.problems = tuple(result) if isinstance(result, list) else ()
    if not isinstance(result, list):
        held.reading = result
        held.times_read += 1
        held.remap(result.mapping)


def _hold(now: Organising, reading: Reading, mapping: Mapping) -> None:
    """Read every row; files that can't be used leave their columns to be looked at again."""
    size = sum(upload.size for upload in reading.uploads)
    with st.spinner("Going through every row"):
        result = working.finished(
            now.held,
            "hold",
            size,
            lambda watch: read_department(reading, mapping, watch),
            now.take_away,
        )
    now.reading_on = False
    if isinstance(result, list):
        now.held.problems = tuple(result)
        return
    # What was read is needed no more: only the typed rows are held from now on.
    now.held.reading = now.held.mapping = None
    now.department = result
    st.rerun()


def _columns(now: Organising, reading: Reading, mapping: Mapping) -> None:
    held = now.held
    st.header("Are these columns right?", anchor=False)
    st.write(words.found(len(reading.uploads), sum(s.rows_in for s in reading.sheets), None))
    _say_problems(held)
    asked = [each for each in questions(reading, mapping) if each.settles != "clinician"]
    for question in asked:
        column_questions.ask(held, mapping, question)
    with page.choices("department_choices"):
        if page.primary("These columns look right", key="department_right", disabled=bool(asked)):
            now.reading_on = True
            held.problems = ()
            st.rerun()
        st.button(
            "Use other files", key="department_other", type="tertiary", on_click=now.take_away
        )
    out = left_out(reading, mapping)
    identifying.say(out)
    columns.tables(reading, mapping, out)
    with st.expander("Change what a column means", key="change"):
        column_changes.change(held, reading, mapping)


def _say_problems(held: Session) -> None:
    for problem in held.problems:
        st.error(words.as_written(problem.text))
