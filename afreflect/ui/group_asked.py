"""What a group is to be asked: one measure over one period, fixed before anything is collected."""

from datetime import date, timedelta

import streamlit as st

from afreflect.domain import disclosure
from afreflect.domain.disclosure import Asked, Refused
from afreflect.domain.metric import Metric
from afreflect.storage.catalogue import CatalogueError
from afreflect.ui import metrics, page, words
from afreflect.ui.entry import Visit

EARLIEST = date(2000, 1, 1)


def choose(visit: Visit, button: str) -> Asked | None:
    """The measure and the period, once whoever leads the session has settled on both."""
    try:
        fitting = _fitting(visit)
    except CatalogueError as fault:
        st.error(words.as_written(str(fault)))
        return None
    by_id = {each.id: each for each in fitting}
    picked = st.selectbox(
        "Which measure will you talk about?",
        list(by_id),
        format_func=lambda name: by_id[name].title,
        key="group_measure",
    )
    metric = by_id[picked]
    st.markdown(f"Counted: {words.as_written(f'{metric.eligible} {metric.met}')}")
    days = st.date_input(
        "Over which days, the first and the last?",
        _usual_days(visit),
        min_value=EARLIEST,
        format="YYYY-MM-DD",
        key="group_days",
        width=320,
    )
    st.caption("Everybody is asked for the same. Neither can be changed once you have begun.")
    if not page.primary(button, key="begin_session"):
        return None
    if not (isinstance(days, tuple) and len(days) == 2):
        st.error("Choose the first day and the last day.")
        return None
    try:
        return disclosure.asked(metric, days[0], days[1] + timedelta(days=1))
    except Refused as fault:
        st.error(words.as_written(str(fault)))
        return None


def _fitting(visit: Visit) -> list[Metric]:
    """The measures that a group can be shown; the one last looked at first."""
    found = []
    for metric in metrics.known().values():
        try:
            disclosure.scale_of(metric)
        except Refused:
            continue
        found.append(metric)
    return sorted(found, key=lambda each: each.id != visit.session.showing)


def _usual_days(visit: Visit) -> tuple[date, date]:
    """The last twelve whole months, of one's own data where there are any."""
    practice = visit.session.practice
    until = practice.extract.until if practice is not None else None
    end = min(until or date.today(), date.today())
    last = (end + timedelta(days=1)).replace(day=1) - timedelta(days=1)
    first = (last + timedelta(days=1)).replace(year=(last + timedelta(days=1)).year - 1)
    return first, last
