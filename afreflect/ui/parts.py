"""Where one's own practice differs: by site, shift, acuity and the like, with the same caution."""

import streamlit as st

from afreflect.domain import split
from afreflect.domain.exclusion import LeavingOut, counts_of
from afreflect.domain.metric import Metric, MetricResult
from afreflect.domain.run_chart import RunChart
from afreflect.storage import splits
from afreflect.storage.practice import Practice
from afreflect.ui import chart, words

OPEN = "parts_open"


def name(metric: Metric) -> str:
    """What this part of the page is called: the ways that there are to cut what is counted."""
    ways = "kind and site" if counts_of(metric) == "shift" else "site, shift, acuity, age"
    return f"Where it differs: by {ways}"


def render(read: RunChart, practice: Practice, leaving_out: LeavingOut) -> None:
    """Choose one way to look; nothing is drawn until one is chosen."""
    ways = {each.id: each for each in splits.fitting(read.metric) if not practice.why_not(each)}
    if not ways:
        st.write(
            f"This extract does not say where, when or for whom these {read.metric.noun} were."
        )
        return
    st.write("Choose one, and say to yourself what you expect before you look.")
    chosen = st.pills(
        "By",
        list(ways),
        format_func=lambda name: ways[name].title,
        key=f"split_{read.metric.id}",
        label_visibility="collapsed",
    )
    if chosen is not None:
        _by(read.result, read, ways[chosen], practice, leaving_out)


def _by(
    result: MetricResult,
    read: RunChart,
    by: split.Split,
    practice: Practice,
    leaving_out: LeavingOut,
) -> None:
    found = practice.by_parts(read.metric, by, result.summary, leaving_out)
    parts = split.read(read.metric, by, found, result.whole)
    st.markdown(words.as_written(parts.sentence))
    if parts.shown:
        chart.show_parts(parts)
        st.caption(
            f"Dots with their 95 % intervals; the upright line is all your {read.metric.noun}."
        )
    rows = split.rows(parts)
    st.table(
        {
            by.title: [words.as_written(row.name) for row in rows],
            "n": [row.n for row in rows],
            "Figure": [row.figure for row in rows],
            "95 % interval": [row.interval for row in rows],
        },
        border="horizontal",
        hide_index=True,
        alt=parts.alt,
    )
    st.caption(split.CAUTION)
