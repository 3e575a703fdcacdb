"""My data: bring an extract in, see what each column was taken to mean, and confirm it."""

from collections.abc import Sequence

import streamlit as st

from afreflect.domain.extract import Extract, Mapping, Problem, Upload
from afreflect.domain.left_out import ColumnLeftOut
from afreflect.storage.columns_left_out import left_out
from afreflect.storage.journal import Journal
from afreflect.storage.practice import load
from afreflect.storage.reader import (
    Reading,
    clinicians,
    own_clinician,
    questions,
    read,
    without_preset,
)
from afreflect.ui import (
    bringing_in,
    column_changes,
    column_questions,
    columns,
    corrections,
    exploring,
    fields,
    identifying,
    known_layout,
    mapping_edits,
    navigation,
    page,
    start,
    starter_file,
    words,
    working,
)
from afreflect.ui import session as sessions
from afreflect.ui.entry import Visit
from afreflect.ui.session import Session

TOO_LARGE = (
    "Several files of one extract may be dropped together: text (CSV, TSV or any delimiter), Excel "
    "(XLSX), Parquet or FHIR (JSON, NDJSON), also packed as .gz, up to 200 MB each. A larger file "
    "is for the command line: `python -m afreflect check FILE`. A starter file is dropped alone."
)
PUT_RIGHT = "Put right what is missing or wrong"


def render(visit: Visit) -> None:
    """The files to bring in, or what was found in them."""
    held = visit.session
    if held.starter or held.is_starter_open:
        starter_file.render(held, visit.journal)
        return
    if held.uploads:
        _read(held, visit.journal)
    if held.reading is None or held.mapping is None:
        _ask_for_files(held)
    else:
        _found(held, held.reading, held.mapping, visit.journal)


def _ask_for_files(held: Session) -> None:
    page.question("Which data shall we look at?", held, "my_data")
    if held.practice is not None:
        st.write(words.loaded(held.practice.extract, held.source))
        bringing_in.say_what_becomes_of_it(held)
        corrections.link(held, PUT_RIGHT)
    st.write("Drop the extract of your practice that your department gave you, just as it is.")
    _say_problems(held)
    _uploader(held, "Files of one extract")
    exploring.offer(quiet=True)


def _uploader(held: Session, label: str) -> None:
    """A place to drop files; empty again after a refusal, so that the next drop starts afresh."""
    key = f"files_{held.times_read}_{held.times_refused}"
    st.file_uploader(
        label, accept_multiple_files=True, key=key, on_change=_handed_over, args=(key,)
    )
    st.caption(TOO_LARGE)


def _handed_over(key: str) -> None:
    """Keep what was dropped, beside the files that are there already, until it is read."""
    held = sessions.current()
    dropped = {file.name: Upload(file.name, file.getvalue()) for file in st.session_state[key]}
    if file := starter_file.among(tuple(dropped.values())):
        if len(dropped) > 1:
            held.problems = (Problem(starter_file.ALONE),)
            held.times_refused += 1
        else:
            held.wait_for_code(file)
        return
    there = held.reading.uploads if held.reading else ()
    kept = tuple(upload for upload in there if upload.name not in dropped)
    held.uploads = (*kept, *dropped.values()) if dropped else ()


def _read(held: Session, journal: Journal | None) -> None:
    """Read what was handed over; files that can't be read leave everything as it was."""

    def nothing_handed_over() -> None:
        held.uploads = ()

    uploads, size = held.uploads, sum(upload.size for upload in held.uploads)
    with st.spinner("Reading your files"):
        result = working.finished(
            held,
            "read",
            size,
            lambda watch: read(uploads, watch=watch),
            nothing_handed_over,
            title="What is in these files?",
        )
    held.uploads = ()
    if isinstance(result, list):
        held.problems = tuple(result)
        held.times_refused += 1
        return
    if held.reading is not None and held.reading.declined:
        result = without_preset(result)
    mapping = bringing_in.remembered(result, held, journal) or result.mapping
    if held.reading is not None and held.mapping is not None:
        there = mapping_edits.columns_of(result)
        mapping = mapping_edits.carry_over(held.reading.mapping, held.mapping, mapping, there)
    held.reading = result
    held.times_read += 1
    held.remap(mapping)


def _found(held: Session, reading: Reading, mapping: Mapping, journal: Journal | None) -> None:
    unread = held.problems
    asked = questions(reading, mapping)
    if not asked and held.tried is None and not unread:
        _try(held, reading, mapping)
    page.question(
        "What did I bring in?" if held.confirmed else "Are these columns right?", held, "my_data"
    )
    extract = held.tried.extract if held.tried else None
    _say_what(reading, mapping, extract, held)
    _say_problems(held)
    for question in asked:
        column_questions.ask(held, mapping, question)
    if extract is not None:
        _worth_knowing(extract)
    if held.confirmed and extract is not None:
        _next_step(held, extract)
    elif held.tried is not None:
        bringing_in.confirm(held, held.tried, journal)
    if extract is not None:
        _set_aside(extract)
    out = extract.left_out if extract else left_out(reading, mapping)
    identifying.say(out)
    columns.tables(reading, mapping, out)
    _more(held, reading, mapping, out)


def _try(held: Session, reading: Reading, mapping: Mapping) -> None:
    """Load the extract as it is understood now, so that what can't be used shows at once."""

    def other_files() -> None:
        held.reading = held.mapping = None

    size = sum(upload.size for upload in reading.uploads)
    with st.spinner("Going through every row"):
        result = working.finished(
            held,
            "load",
            size,
            lambda watch: load(reading, mapping, watch=watch),
            other_files,
            title="What can be used of it?",
        )
    if isinstance(result, list):
        held.problems = tuple(result)
    else:
        held.tried = result


def _say_what(reading: Reading, mapping: Mapping, extract: Extract | None, held: Session) -> None:
    if held.source == "sample":
        st.caption("Synthetic data: an invented emergency physician, made by a script.")
    rows = sum(sheet.rows_in for sheet in reading.sheets)
    sentence = words.found(len(reading.uploads), rows, extract)
    if extract is not None:
        sentence += f" {words.usable(extract, len(clinicians(reading, mapping)) > 1)}"
    st.write(sentence)
    orders = {entry.dates for sheet in reading.sheets if (entry := mapping.file(sheet.name))}
    said = [label for order, label in fields.DATE_ORDERS.items() if order in orders]
    if taken := words.taken(own_clinician(reading, mapping), said):
        st.caption(taken)
    known_layout.say(held, reading)


def _say_problems(held: Session) -> None:
    for problem in held.problems:
        st.error(words.as_written(problem.text))


def _next_step(held: Session, extract: Extract) -> None:
    advice = words.downloads(extract.left_out)
    if advice and held.source == "own":
        st.info(advice)
    label, name = start.next_step(held)
    if page.primary(label, key="next_step"):
        navigation.go(name)
    corrections.link(held, PUT_RIGHT)
    corrections.say(held)
    page.quiet_link("trust", "How far can this data carry me?")


def _worth_knowing(extract: Extract) -> None:
    """What looks odd and is used all the same."""
    if extract.warnings:
        lines = [f"- {words.as_written(warning.text)}" for warning in extract.warnings]
        st.markdown("\n".join(["Worth knowing:", *lines]))


def _set_aside(extract: Extract) -> None:
    """What can't be used, counted, with the reason."""
    if not extract.set_aside:
        return
    with st.expander("Rows that can't be used, and why", key="set_aside", expanded=True):
        st.table(
            {
                "Rows": [group.rows for group in extract.set_aside],
                "Why": [words.as_written(group.reason) for group in extract.set_aside],
                "For example": [
                    words.as_written("; ".join(group.examples)) for group in extract.set_aside
                ],
            },
            border="horizontal",
            hide_index=True,
        )


def _more(
    held: Session, reading: Reading, mapping: Mapping, left_out: Sequence[ColumnLeftOut]
) -> None:
    """Everything else one click away, each saying what is behind it."""
    with st.expander("Change what a column means", key="change"):
        column_changes.change(held, reading, mapping)
    identifying.change(held, reading, mapping, left_out)
    with st.expander("Add a file, or use others", key="other_files"):
        _uploader(held, "Add files to this extract")
        if st.button("Start again with other files", key="start_again"):
            held.reading = held.mapping = None
            held.problems = ()
            st.rerun()
