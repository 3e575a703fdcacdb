"""A measure before a commitment and since: one sentence, one picture, and what stands behind."""

import streamlit as st

from afreflect.charts import before_after as drawing
from afreflect.domain import before_after
from afreflect.domain.before_after import BeforeAfter
from afreflect.domain.commitment import Commitment
from afreflect.domain.metric import Metric
from afreflect.storage import before_after as measuring
from afreflect.ui import beside, chart, metrics, page
from afreflect.ui.session import Session


def seen(held: Session, one: Commitment) -> BeforeAfter | None:
    """Before and since, as far as the data at hand tell; None without data or the measure."""
    metric = metrics.known().get(one.made.metric_id)
    practice = held.practice
    if metric is None or practice is None:
        return None
    leaving_out, history = held.leaving_out(metric.id), held.history(metric.id)
    return held.once(
        ("before and since", one.made, metric.sha256, leaving_out, history),
        lambda: measuring.of(practice, metric, one.made, leaving_out, history),
    )


def show(held: Session, one: Commitment, found: BeforeAfter) -> None:
    """The sentence, the picture and the words below it; the table one click away."""
    with st.container(key="answer"):
        st.markdown(found.sentence)
    beside.show_provisional(held, found.metric)
    if found.has_figures:
        with st.container(key="before_after"):
            st.vega_lite_chart(
                drawing.draw(found, chart.palette()),
                theme=None,
                width="stretch",
                alt=found.alt,
            )
        st.caption(f"The bars are 95 % intervals. {found.days}")
    elif found.days:
        st.caption(found.days)
    _words(held, one, found)
    rows = before_after.rows(found)
    if rows:
        with page.unfolded("The same as a table", f"plan_table_{one.id}") as unfolded:
            if unfolded:
                _table(found, found.metric, rows)


def _words(held: Session, one: Commitment, found: BeforeAfter) -> None:
    said = [f"**The difference:** {found.difference}." if found.difference else "", found.signals]
    if told := " ".join(part for part in said if part):
        st.markdown(told)
    if found.guessed:
        st.markdown(found.guessed)
    small = [found.late, before_after.NOT_CAUSE if found.has_figures else ""]
    if found.since is not None and one.made.lag_days:
        small.insert(0, f"The first {one.made.lag_days} days count for neither.")
    if found.too_soon:
        small.insert(0, found.too_soon)
    if aside := len(held.leaving_out(found.metric.id).cases):
        small.append(f"The {aside} set aside by you are out of both.")
    if any(small):
        st.caption(" ".join(part for part in small if part))


def _table(
    found: BeforeAfter, metric: Metric, rows: tuple[tuple[str, str, str, str, str], ...]
) -> None:
    names = ("Which", "n", metric.met_short or "met", "Figure", "95 % interval")
    columns = {
        name: list(cells) for name, cells in zip(names, zip(*rows, strict=True), strict=True)
    }
    if found.before is None or found.before.met is None:
        del columns[names[2]]
    st.table(columns, border="horizontal", hide_index=True, alt=found.alt)
