"""How far the data can carry a conclusion about one measure, and what would raise it."""

import shlex
from dataclasses import replace

import streamlit as st

from afreflect.charts import missing_strip
from afreflect.domain import data_note, trust
from afreflect.domain.metric import Metric
from afreflect.domain.missing import say_share
from afreflect.domain.trust import Trust
from afreflect.domain.trust_parts import Component
from afreflect.storage.journal import Journal
from afreflect.storage.practice import MeasureError, Practice
from afreflect.storage.trust import Counted
from afreflect.ui import chart, expected_count, letter, metrics, navigation, page, words
from afreflect.ui.entry import Visit
from afreflect.ui.session import Session

QUESTION = "How far can this data carry me?"
_NOTE_ASKED = "note asked for"
_FILES = "The names of the files"


def render(visit: Visit) -> None:
    """The measure last looked at: one answer, where its fields are blank, and each part of it."""
    held = visit.session
    if held.practice is None:
        page.question(QUESTION, held)
        page.nothing_yet("Bring in some data first.", "Bring in my data", "my_data")
        return
    chart.style()
    page.question(QUESTION, held)
    metric = _measure(held, held.practice)
    if metric is None:
        st.write("This extract holds nothing yet that a measure could be made of.")
        return
    try:
        counted = held.practice.trust_facts(metric)
    except MeasureError as fault:
        st.error(words.as_written(str(fault)))
        return
    read = trust.read(metric, counted.facts, held.ledger, held.history(metric.id))
    _answer(read)
    _picture(counted, held.practice)
    _next(metric, counted, held.practice)
    _since_the_last(visit.journal)
    _parts(read)
    _details(held, metric, read, counted)


def _measure(held: Session, practice: Practice) -> Metric | None:
    """The measure in question: one of those chosen, or any that the extract can support."""
    known = metrics.known()
    chosen = [known[choice.metric_id] for choice in held.chosen if choice.metric_id in known]
    offered = chosen or [metric for metric in known.values() if not metric.pace]
    able = {metric.id: metric for metric in offered if practice.why_not(metric) is None}
    if not able:
        return None
    now = held.showing if held.showing in able else next(iter(able))
    if len(able) > 1:
        now = st.selectbox(
            "Measure",
            list(able),
            index=list(able).index(now),
            format_func=lambda metric_id: able[metric_id].title,
            key="trust_of",
        )
    else:
        st.caption(able[now].title)
    held.showing = now if held.choice(now) else held.showing
    return able[now]


def _answer(read: Trust) -> None:
    with st.container(key="answer"):
        st.markdown(words.as_written(trust.sentence(read)))
    said = []
    if steps := read.next_steps:
        best = steps[0]
        said.append(
            f"What would raise it most: {_lower(best.what_would_raise_it)} "
            f"Then it would be {(read.quality or 0) + best.rise}."
        )
    if read.unknown:
        names = ", ".join(part.name.lower() for part in read.unknown)
        said.append(f"Not known, and left out: {names}.")
    if said:
        st.markdown(words.as_written(" ".join(said)))
    st.caption(f"It is about the data, not about you. {trust.OURS}")


def _picture(counted: Counted, practice: Practice) -> None:
    """The strips, and a sentence for each field that has a blank cell."""
    courses, unit = counted.courses, counted.facts.unit
    st.header("Where fields are blank", anchor=False)
    if missing_strip.drawable(courses):
        with chart.wide(), st.container(key="strip"):
            st.vega_lite_chart(
                missing_strip.draw(courses, chart.palette()),
                theme=None,
                width="stretch",
                alt=missing_strip.alt_text(courses),
            )
        st.caption(
            f"Each cell is a {courses[0].grain}; it fills from below with the share that is blank. "
            "A line below marks a time that differs from the rest by more than chance allows."
        )
    blank = [course for course in courses if course.blank]
    if not blank:
        st.write("Nothing that this measure reads is blank.")
    for course in sorted(blank, key=lambda course: -course.share):
        st.markdown(words.as_written(data_note.sentence(course, unit)))
    if further := [*data_note.odd(counted.facts), *data_note.unusable(practice.extract)]:
        st.markdown(words.as_written(" ".join(further)))


def _next(metric: Metric, counted: Counted, practice: Practice) -> None:
    """The note to the data owner where there is anything to ask; else back to the figures."""
    said = data_note.note(metric, counted.courses, counted.facts, practice.extract)
    with page.choices("next"):
        if not said:
            if page.primary("Back to my practice", key="to_practice"):
                navigation.go("my_practice")
            return
        if page.primary("Write to my data owner", key="write_note"):
            st.session_state[_NOTE_ASKED] = True
        if st.button("Back to my practice", key="to_practice", type="tertiary"):
            navigation.go("my_practice")
    if st.session_state.get(_NOTE_ASKED):
        with st.container(key="note"):
            st.write("Ready to send. It names no patient and none of your figures.")
            letter.offer(
                "data owner",
                {_FILES: ", ".join(practice.extract.files)},
                lambda own: data_note.note(
                    metric,
                    counted.courses,
                    counted.facts,
                    replace(practice.extract, files=(own[_FILES],)),
                ),
                "note_to_data_owner.md",
                "note",
            )


def _since_the_last(journal: Journal | None) -> None:
    """What became of each field since the extract before (FR-41)."""
    if journal is None:
        return
    kept = [entry for entry in journal.completeness() if entry[1]]
    if len(kept) < 2:
        return
    (before, then), (_, now) = kept[-2:]
    st.header("Since the extract before", anchor=False)
    changed = data_note.changes(then, now)
    st.caption(words.as_written(f"Then: {', '.join(before.files)}, kept {before.kept_at[:10]}."))
    if not changed:
        st.write("No field is more or less complete than chance allows.")
    for change in changed:
        st.markdown(words.as_written(data_note.say_change(change)))


def _parts(read: Trust) -> None:
    st.header("What it is made of", anchor=False)
    for part in read.components:
        with st.container(key=f"part_{part.id}", gap="xsmall"):
            st.markdown(f"**{part.name}: {_how_much(part)}.** {words.as_written(part.why)}")
            if part.what_would_raise_it:
                st.caption(words.as_written(_raise(read, part)))


def _how_much(part: Component) -> str:
    if part.value is None:
        return "not known"
    # What is not all of it is never said to be.
    points = 100 if part.value == 1 else min(99, round(100 * part.value))
    return f"{points} of 100"


def _raise(read: Trust, part: Component) -> str:
    said = f"To raise it: {_lower(part.what_would_raise_it)}"
    if read.quality is None:
        return said
    up_to = "at most " if part.value is None else ""
    if part.rise == 0:
        return f"{said} The whole would stay at about {read.quality}."
    return f"{said} The whole would go from {read.quality} to {up_to}{read.quality + part.rise}."


def _details(held: Session, metric: Metric, read: Trust, counted: Counted) -> None:
    with st.expander("Type how many another source counted", key="expected"):
        expected_count.form(held, metric, counted.facts)
    with st.expander("The same as a table", key="table"):
        _tables(read, counted)
    with st.expander("The same from the command line", key="origin"):
        st.code(_command(held, metric), language=None, wrap_lines=True)


def _tables(read: Trust, counted: Counted) -> None:
    st.table(
        {
            "Part": [part.name for part in read.components],
            "Value": [
                "not known" if p.value is None else f"{p.value:.2f}" for p in read.components
            ],
            "Weight": [f"{part.weight:.2f}" for part in read.components],
            "Could rise by": [f"{part.rise}" if part.rise else "-" for part in read.components],
        },
        border="horizontal",
        hide_index=True,
        alt="The nine parts of data quality",
    )
    for course in missing_strip.drawable(counted.courses):
        st.markdown(f"**Blank: {words.as_written(course.name)}**")
        filled = [cell for cell in course.cells if cell.rows]
        st.table(
            {
                course.grain.capitalize(): [
                    data_note.say_start(cell.start, course.grain) for cell in filled
                ],
                "Rows": [cell.rows for cell in filled],
                "Blank": [cell.blank for cell in filled],
                "Share": [say_share(cell.blank, cell.rows) for cell in filled],
            },
            border="horizontal",
            hide_index=True,
            alt=f"Blank cells of the {course.name}, by {course.grain}",
        )


def _command(held: Session, metric: Metric) -> str:
    """The command that prints the same figures, in the folder of the files."""
    files = held.practice.extract.files if held.practice else ()
    parts = ["python", "-m", "afreflect", "trust", *files, metric.id]
    if held.mapping is not None and held.mapping.clinician:
        parts += ["--clinician", held.mapping.clinician]
    return shlex.join(parts)


def _lower(text: str) -> str:
    return f"{text[0].lower()}{text[1:]}"
