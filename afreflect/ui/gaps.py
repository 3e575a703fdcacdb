"""Rare events on the screen: the cases or the days between them, where months would mislead."""

import streamlit as st

from afreflect.charts import gaps as drawing
from afreflect.domain import figure, gaps, process
from afreflect.domain.gaps import BETWEEN, Between, Gaps
from afreflect.domain.metric import Unit
from afreflect.domain.run_chart import RunChart
from afreflect.storage.practice import Practice
from afreflect.ui import behind_a_point, chart
from afreflect.ui.session import Session

ASKED = "between"
"""What the switch beside months, quarters and years holds where gaps are asked for."""
LABEL = "Between events"
COUNTS = "Your file holds counts, not single cases, so what lies between events is not known."
_COUNTED_IN = "gaps counted in"
_WIDGET = "gaps_in"
WANTED = {
    "higher": "Longer is the direction you want.",
    "lower": "Shorter is the direction you want.",
    "neither": "",
}


def offered(chart: RunChart, practice: Practice, held: Session) -> bool:
    """Whether gaps say more than the points do; also where there are no points to look at."""
    if chart.has_series:
        return gaps.offered(chart)
    return gaps.offered_alone(chart, _units(chart, practice, held))


def read(chart: RunChart, practice: Practice, held: Session) -> Gaps | None:
    """The gaps between the events of a measure; None where the file holds no single cases."""
    units = _units(chart, practice, held)
    if len(units) < chart.whole.n:
        st.caption(COUNTS)
        return None
    return gaps.read(chart, units, _between(), process.baseline(held.ledger, chart.metric.id))


def picture(read: Gaps) -> None:
    """The chart and how to read it; with too few events the events themselves."""
    if read.cases_only:
        events = read.events
        if events:
            st.table(
                behind_a_point.cases(read.metric, events),
                border="horizontal",
                hide_index=True,
                alt=f"The {len(events)} {read.metric.noun} that {read.metric.met_short}",
            )
        return
    key = f"gaps_{read.metric.id}_{read.between}"
    with chart.wide():
        st.vega_lite_chart(
            drawing.draw(read, chart.palette()),
            theme=None,
            width="stretch",
            alt=read.alt,
            key=key,
        )
    st.caption(how_to_read(read))


def how_to_read(read: Gaps) -> str:
    """What a dot is, what the band is, which way is wanted, and what has passed since the last."""
    before = (
        "the days since the one before"
        if read.between == "days"
        else f"the {read.metric.noun} since the one before"
    )
    said = [f"Each dot is one that {read.metric.met_short}, its height {before}. {gaps.MEANS}"]
    if not read.neutral:
        said.append(WANTED[read.better])
    if read.limits_shown:
        said.append("The band is where chance alone keeps the gaps.")
    said.append(read.since_the_last)
    if read.undated:
        said.append(f"{figure.count(read.undated)} without a date are left out.")
    return " ".join(part for part in said if part)


def switch(read: Gaps) -> None:
    """Whether gaps are counted in cases or in days."""
    # The widget's own state is let go of while another grain is looked at; what was asked stays.
    st.session_state[_WIDGET] = read.between
    names = {"cases": f"In {read.metric.noun}", "days": "In days"}
    st.segmented_control(
        "Gaps are counted",
        list(BETWEEN),
        format_func=names.__getitem__,
        required=True,
        key=_WIDGET,
        on_change=_ask,
        label_visibility="collapsed",
    )


def table(read: Gaps) -> None:
    """Every gap with the day of the event that ended it."""
    if read.cases_only:
        st.write(read.sentence)
        return
    name = "Days since the one before" if read.between == "days" else f"{read.noun} before it"
    columns = {
        "Event on": [figure.say_day(gap.ended) for gap in read.gaps],
        name[0].upper() + name[1:]: [gaps.say_length(gap.length) for gap in read.gaps],
    }
    if any(read.signals):
        columns["Unlike chance"] = [
            f"{found.rule.capitalize()}: {found.words}" if found else "" for found in read.signals
        ]
    st.table(columns, border="horizontal", hide_index=True, alt=read.alt)


def _units(chart: RunChart, practice: Practice, held: Session) -> tuple[Unit, ...]:
    return practice.units(chart.metric, None, "all", held.leaving_out(chart.metric.id))


def _between() -> Between:
    return st.session_state.get(_COUNTED_IN, "cases")


def _ask() -> None:
    st.session_state[_COUNTED_IN] = st.session_state[_WIDGET]
