"""What a figure is held against: two at most on the chart, all of them to choose from (FR-31)."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from afreflect.domain import benchmark, comparator
from afreflect.domain.comparator import Comparator
from afreflect.domain.metric import Metric, MetricResult
from afreflect.domain.target import TargetHistory
from afreflect.storage.own_past import available
from afreflect.storage.practice import Practice
from afreflect.ui import page
from afreflect.ui.session import Session


@dataclass(frozen=True)
class HeldAgainst:
    """All that there is for a measure, and what of it is on the chart, by its ids."""

    history: TargetHistory
    found: tuple[Comparator, ...]
    ids: tuple[str, ...]
    shown: tuple[str, ...]

    @property
    def targets(self) -> TargetHistory:
        """The targets, where they are on the chart, or none."""
        return self.history if comparator.TARGET in self.shown else TargetHistory()

    @property
    def comparators(self) -> tuple[Comparator, ...]:
        """The others that are on the chart."""
        return tuple(each for each in self.found if each.id in self.shown)


NOTHING = HeldAgainst(TargetHistory(), (), (), ())
"""A first look is held against nothing."""


def chosen(held: Session, practice: Practice, metric: Metric, summary: str) -> HeldAgainst:
    """What the clinician wished to see of all that there is, or what is usual (FR-09, FR-32)."""
    found = _found(held, practice, metric, summary)
    history = held.history(metric.id)
    ids = comparator.ids(history, found)
    wished = st.session_state.get(_wish(metric))
    return HeldAgainst(history, found, ids, comparator.shown(ids, wished))


def offer(metric: Metric, against: HeldAgainst) -> None:
    """Every comparator with what it is, and which of them to show."""
    with page.unfolded("What it is held against: two at most", "held_against") as unfolded:
        if unfolded:
            _choose(metric, against)


def _choose(metric: Metric, against: HeldAgainst) -> None:
    if against.ids:
        key = f"held_against_{metric.id}"
        st.session_state[key] = list(against.shown)
        st.pills(
            "On the chart",
            list(against.ids),
            selection_mode="multi",
            format_func=lambda each: comparator.NAMES[each],
            key=key,
            on_change=_ask,
            args=(metric, key, against.shown),
        )
    for each in against.found:
        _explain(each, metric)
    if comparator.BENCHMARK not in against.ids:
        st.markdown(f"**{comparator.NAMES[comparator.BENCHMARK]}.** {benchmark.why_none(metric)}")
    st.caption("Nothing here is held against the average of a group, and no group is shown.")


def measured_by_month(
    held: Session, practice: Practice, metric: Metric, summary: str
) -> MetricResult:
    """The metric by month without the cases set aside; measured once for the practice as it is."""
    out = held.leaving_out(metric.id)
    return held.once(
        ("by month", metric.sha256, summary, out),
        lambda: practice.measure(metric, summary, "month", leaving_out=out),
    )


def _found(
    held: Session, practice: Practice, metric: Metric, summary: str
) -> tuple[Comparator, ...]:
    out = held.leaving_out(metric.id)
    by_month = measured_by_month(held, practice, metric, summary)
    return held.once(
        ("held against", metric.sha256, summary, out),
        lambda: available(practice, by_month, metric, out),
    )


def _explain(each: Comparator, metric: Metric) -> None:
    st.markdown(f"**{comparator.NAMES[each.id]}.** {each.said}")
    if each.id == comparator.STANDARD:
        st.caption(f"Source: {each.source}")
    if each.id == comparator.BENCHMARK:
        st.caption(f"{comparator.WHAT_IT_IS_NOT} How it is computed: {each.source}")
        if metric.attribution == "team":
            st.caption("This measure describes the service: what a shift holds moves it most.")


def _wish(metric: Metric) -> str:
    return f"held against, wished: {metric.id}"


def _ask(metric: Metric, key: str, before: Sequence[str]) -> None:
    """Keep what was asked for, the newest first: a third takes the place of one of the two."""
    now = st.session_state[key]
    new = [each for each in now if each not in before]
    st.session_state[_wish(metric)] = [*new, *(each for each in now if each in before)]
