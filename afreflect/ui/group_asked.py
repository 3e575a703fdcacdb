"""What a group is to be asked: one measure over one period, fixed before anything is collected."""

from datetime import date, timedelta

import streamlit as st

from afreflect.domain import disclosure
from afreflect.domain.disclosure import Asked, Refused
from afreflect.domain.metric import Metric
from afreflect.storage.catalogue import CatalogueError
from afreflect.ui import metrics, page, words
from afreflect.ui.entry import Visit

EARLIEST = date(1990, 1, 1)


def choose(visit: Visit, button: str) -> Asked | None:
    """The measure and the period, once whoever leads the session has settled on both."""
    try:
        fitting = sorted(for_a_group(), key=lambda each: each.id != visit.session.showing)
    except CatalogueError as fault:
        st.error(words.as_written(str(fault)))
        return None
    practice = visit.session.practice
    metric, days = measure_and_days(fitting, practice.extract.until if practice else None)
    st.caption("Everybody is asked for the same. Neither can be changed once you have begun.")
    return settled(metric, days) if page.primary(button, key="begin_session") else None


def for_a_group() -> list[Metric]:
    """The measures that a group can be shown. Raises CatalogueError."""
    found = []
    for metric in metrics.known().values():
        try:
            disclosure.scale_of(metric)
        except Refused:
            continue
        found.append(metric)
    return found


def measure_and_days(fitting: list[Metric], until: date | None) -> tuple[Metric, object]:
    """The measure, with what it counts, and the days as they were picked; `until` ends the data."""
    by_id = {each.id: each for each in fitting}
    picked = st.selectbox(
        "Which measure will you talk about?",
        list(by_id),
        format_func=lambda name: by_id[name].title,
        key="group_measure",
    )
    metric = by_id[picked]
    st.caption(f"Counted: {words.as_written(f'{metric.eligible} {metric.met}')}")
    days = st.date_input(
        "Over which days, the first and the last?",
        _last_year(until),
        min_value=EARLIEST,
        format="YYYY-MM-DD",
        key="group_days",
        width=320,
    )
    return metric, days


def settled(metric: Metric, days: object) -> Asked | None:
    """What is asked of everybody, or one sentence on what is missing."""
    if not (isinstance(days, tuple) and len(days) == 2):
        st.info("Choose the first day and the last day.")
        return None
    try:
        return disclosure.asked(metric, days[0], days[1] + timedelta(days=1))
    except Refused as fault:
        st.error(words.as_written(str(fault)))
        return None


def _last_year(until: date | None) -> tuple[date, date]:
    """The first and the last day of the last twelve whole months that data may be there of."""
    after = min(until or date.today(), date.today()) + timedelta(days=1)
    end = after.replace(day=1)
    return end.replace(year=end.year - 1), end - timedelta(days=1)
