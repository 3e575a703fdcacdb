"""Put right: correct or complete fields of one's visits, with whoever owns the data (FR-39)."""

from datetime import date

import streamlit as st

from afreflect.domain import correction, figure
from afreflect.domain.ledger import CorrectionUndone, Event
from afreflect.domain.metric import Metric, Point
from afreflect.storage import correcting
from afreflect.storage.correcting import Asked, Faults
from afreflect.storage.practice import Practice
from afreflect.ui import (
    correction_fields,
    correction_log,
    fields,
    metrics,
    navigation,
    page,
    words,
)
from afreflect.ui.entry import Visit
from afreflect.ui.session import Session

_SAVINGS = "corrections were saved so many times"
_SAID = "what became of the corrections"


def render(visit: Visit) -> None:
    """What is missing or odd for a measure, a grid to put it right in, and the log."""
    held = visit.session
    page.question("What could we put right together?", held)
    practice, imported = held.practice, held.imported
    if practice is None or imported is None:
        page.nothing_yet("Bring in some data first.", "Bring in my data", "my_data")
        return
    st.write(
        "This goes fastest with whoever owns the data beside you. What you change here counts in "
        "every figure; the extract stays as it was, and each change can be undone."
    )
    _said_once()
    _conflicts(held, imported)
    metric = _measure(held, imported)
    if metric is not None:
        _faults(held, practice, correcting.asked_of(imported.extract, metric))
        _figures(held, practice, imported, metric)
    undone = correction_log.show(
        held.ledger, correcting.places(imported, correction_log.all_of(held.ledger))
    )
    if undone is not None:
        _save(held, [CorrectionUndone(undone.id)], ["Undone."])
    if st.button("Back to my practice", key="back", type="tertiary"):
        navigation.go("my_practice")


def link(held: Session, label: str) -> None:
    """The quiet way here, from wherever somebody notices that something is wrong."""
    if held.practice is not None and "visits" in held.practice.extract.columns:
        st.page_link(navigation.page("corrections"), label=label)


def say(held: Session) -> None:
    """How many fields were corrected, wherever a figure stands, and the way to see them."""
    if held.practice is not None and held.practice.corrections:
        with st.container(key="put_right", horizontal=True, gap="small"):
            said = words.as_written(correction.said(held.practice.corrections))
            st.caption(f"{said}.", width="content")
            st.page_link(navigation.page("corrections"), label="See them")


def say_faulty(held: Session, metric: Metric) -> None:
    """How many visits may not count for a measure, for want of a field or for an odd one."""
    practice, imported = held.practice, held.imported
    if practice is None or imported is None:
        return
    count = faulty(practice, imported, metric)
    if count:
        with st.container(key="faulty", horizontal=True, gap="small"):
            verb = "visit has" if count == 1 else "visits have"
            said = f"{figure.count(count)} {verb} something missing or odd, and may not count."
            st.caption(said, width="content")
            page.quiet_link("corrections", "Put it right")


def faulty(practice: Practice, imported: Practice, metric: Metric) -> int:
    """How many visits lack a field that a measure needs, or hold an odd one; counted once."""
    asked = correcting.asked_of(imported.extract, metric)
    if not asked.used:
        return 0
    return practice.once(
        ("faulty visits", metric), lambda: correcting.faults(practice, asked).count
    )


def _said_once() -> None:
    """What became of the last saving: what was kept, and why something was not."""
    kept, refused = st.session_state.pop(_SAID, ([], []))
    for sentence in kept:
        st.info(words.as_written(sentence))
    for sentence in refused:
        st.error(words.as_written(sentence))


def _conflicts(held: Session, imported: Practice) -> None:
    corrections = correction.in_force(held.ledger)
    found = correction.conflicts(held.ledger, correcting.places(imported, corrections))
    if settled := correction_log.ask(found, held.ledger):
        _save(held, settled, ["Noted."])


def _measure(held: Session, imported: Practice) -> Metric | None:
    """The measure whose figures are to be put right; the one last looked at, to begin with."""
    about_visits = {
        name: metric
        for name, metric in metrics.known().items()
        if correcting.asked_of(imported.extract, metric).used
    }
    if not imported.extract.columns.get("visits"):
        st.write("This extract holds no visits: only fields of visits can be corrected here.")
        return None
    names = list(about_visits)
    chosen = st.selectbox(
        "For which measure?",
        names,
        index=names.index(held.showing) if held.showing in names else 0,
        format_func=lambda name: about_visits[name].title,
        key="correct_for",
    )
    return about_visits[chosen]


def _faults(held: Session, practice: Practice, asked: Asked) -> None:
    everywhere = correcting.faults(practice, asked)
    for column in asked.absent:
        st.write(
            f"No visit in this extract has **{fields.label('visits', column)}**: that is for "
            "whoever makes the extract to add."
        )
    found = everywhere
    if everywhere.count:
        field, month = _filters(everywhere)
        if field or month:
            found = correcting.faults(practice, asked, field, month)
        _say_how_many(everywhere, found)
    else:
        st.write("Nothing that this measure needs is missing, and no time contradicts another.")
    number = st.session_state.setdefault(_SAVINGS, 0)
    if found.visits:
        with st.container(key="correction_grid"):
            saved = correction_fields.grid(practice, asked, found.visits, number)
        if saved is not None:
            _save(held, saved.events, [_counted(saved.events)], saved.refused)
    saved = correction_fields.one_visit(practice, asked, found.visits, number)
    if saved is not None:
        _save(held, saved.events, [_counted(saved.events)], saved.refused)


def _filters(found: Faults) -> tuple[str | None, date | None]:
    with page.choices("correction_filters"):
        field = None
        if len(found.by_field) > 1:
            field = st.selectbox(
                "Field",
                list(found.by_field),
                index=None,
                placeholder="Every field",
                format_func=lambda column: (
                    f"{fields.label('visits', column)} ({found.by_field[column]:,})"
                ),
                key="correction_field",
            )
        month = None
        if len(found.by_month) > 1:
            month = st.selectbox(
                "Month",
                list(found.by_month),
                index=None,
                placeholder="Every month",
                format_func=lambda start: (
                    f"{figure.say_start(start, 'month')} ({found.by_month[start]:,})"
                ),
                key="correction_month",
            )
    return field, month


def _say_how_many(everywhere: Faults, found: Faults) -> None:
    verb = "visit has" if everywhere.count == 1 else "visits have"
    sentence = f"{figure.count(everywhere.count)} {verb} something missing or odd."
    if len(found.visits) == correcting.MOST_VISITS:
        sentence += f" {correcting.MOST_VISITS} at a time, the latest first."
    st.write(sentence)


def _figures(held: Session, practice: Practice, imported: Practice, metric: Metric) -> None:
    """What the corrections make of the figure, for somebody who has seen it already."""
    if practice.corrections and metric.id in held.guesses and imported.why_not(metric) is None:
        aside = held.leaving_out(metric.id)
        now = practice.measure(metric, grain="all", leaving_out=aside).whole
        before = imported.measure(metric, grain="all", leaving_out=aside).whole
        st.write(
            f"{metric.title}: {_figure(metric, now)} as it counts now, "
            f"{_figure(metric, before)} as the extract came."
        )


def _figure(metric: Metric, whole: Point) -> str:
    """A figure with its doubt and n; only n where that is too small for a figure."""
    n = figure.say_cases(whole.n, metric.noun)
    return n if whole.n < metric.n_show else f"{figure.say_interval(whole, metric)}, {n}"


def _counted(events: list[Event]) -> str:
    if not events:
        return "Nothing was changed."
    verb = "is" if len(events) == 1 else "are"
    return f"{correction.counted(len(events))} {verb} corrected."


def _save(
    held: Session, events: list[Event], kept: list[str], refused: list[str] | None = None
) -> None:
    """Keep what was done in the ledger, and show the page anew with empty fields."""
    held.record(*events)
    st.session_state[_SAVINGS] = st.session_state.get(_SAVINGS, 0) + 1
    st.session_state[_SAID] = kept, refused or []
    st.rerun()
