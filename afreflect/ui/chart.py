"""Charts on a screen: in the theme's colours, with their words for those who can't see them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import streamlit as st

from afreflect.charts import parts as parts_drawn
from afreflect.charts import run_chart, series, single_figure
from afreflect.charts.palette import DARK, LIGHT, Palette
from afreflect.domain import run_chart as run_charts
from afreflect.domain.run_chart import RunChart
from afreflect.domain.split import Parts
from afreflect.ui import behind_a_point

STYLE = Path(__file__).with_name("chart.css")
WIDE = Path(__file__).with_name("chart_wide.css")


@contextmanager
def wide() -> Iterator[None]:
    """Room for a chart that is wider than words; the page is as wide while it holds one.

    A rule that asked whether the page holds one was asked at every change of the page.
    """
    st.html(WIDE)
    with st.container(key="chart"):
        yield


def show(read: RunChart, picked: date | None) -> None:
    """The course in time; a click on a period asks for what is behind it."""
    key = f"chart_{read.metric.id}_{read.result.grain}_{read.result.summary}"
    with wide():
        st.vega_lite_chart(
            _drawn(read, repr(read), palette(), picked),
            theme=None,
            width="stretch",
            alt=read.alt,
            key=key,
            on_select=lambda: behind_a_point.pick(read, _clicked(key)),
            selection_mode=series.PICK,
        )


def show_small(read: RunChart, *, neutral: bool) -> None:
    """The course in time beside words, without target and signals where it is to be neutral."""
    shown = (
        run_charts.read(read.metric, read.result, None, None, read.standing) if neutral else read
    )
    with st.container(key="small_chart"):
        if shown.has_series:
            drawn = _drawn(shown, repr(shown), palette(), None)
            st.vega_lite_chart(drawn, theme=None, width="stretch", alt=shown.alt)
        elif shown.whole.value is not None:
            drawn = single_figure.draw(shown, palette())
            st.vega_lite_chart(drawn, theme=None, width="stretch", alt=shown.alt)


def show_single(read: RunChart) -> None:
    """One figure on a line, as wide as the words around it."""
    with st.container(key="figure"):
        st.vega_lite_chart(
            single_figure.draw(read, palette()), theme=None, width="stretch", alt=read.alt
        )


def show_parts(parts: Parts) -> None:
    """The parts of one's own practice side by side, as wide as the words around them."""
    with st.container(key="parts"):
        st.vega_lite_chart(
            parts_drawn.draw(parts, palette()), theme=None, width="stretch", alt=parts.alt
        )


def style() -> None:
    """The width and the type of a page with a chart."""
    st.html(STYLE)


def palette() -> Palette:
    """The colours of the theme that the browser shows."""
    return DARK if st.context.theme.type == "dark" else LIGHT


@st.cache_data(scope="session", max_entries=20, show_spinner=False)
def _drawn(
    _read: RunChart,
    content: str,  # noqa: ARG001
    colours: Palette,
    picked: date | None,
) -> dict[str, Any]:
    """The chart, made once for the same `content`: its text is a key far sooner than its parts.

    Streamlit hashes a dataclass field by field, which takes ten times as long as the text does.
    """
    return run_chart.draw(_read, colours, picked)


def _clicked(key: str) -> date | None:
    """The first day of the period that was clicked last; None where the click let go of it."""
    chosen = st.session_state[key].selection.get(series.PICK, [])
    return date.fromisoformat(chosen[0]["start"]) if chosen else None
