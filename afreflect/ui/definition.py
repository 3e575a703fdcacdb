"""What a measure counts, in words and in SQL, before any number of it is shown (FR-15)."""

from collections.abc import Mapping, Sequence

import streamlit as st

from afreflect.domain import disclosure
from afreflect.domain.metric import POINT_NEEDS, Metric
from afreflect.storage.exclusions import ExclusionError, named

WHOSE = {
    "individual": "This is mostly your own doing.",
    "shared": "You share this with the service around you.",
    "team": "This describes the service you work in.",
}
SUPPORT = {
    "guideline": "A guideline supports this measure.",
    "consensus": "Experts agree on this measure; there is no guideline behind it.",
    "none": "No evidence says which direction is the better one.",
}


def details(metric: Metric, titles: Mapping[str, str]) -> None:
    """Everything about a metric's definition; `titles` names those it is to be read beside."""
    st.markdown(f"**Who counts.** {metric.eligible}")
    st.markdown(f"**What is measured.** {metric.met}")
    _listed("Left out", metric.exclusions)
    st.markdown(f"**Whose it is.** {WHOSE[metric.attribution]}")
    st.markdown(f"**Evidence.** {SUPPORT[metric.evidence]} {metric.evidence_source}")
    _listed("What colleagues have questioned", [objection.text for objection in metric.objections])
    _too_soon(metric)
    _listed("Read it beside", [titles[other] for other in metric.balancing if other in titles])
    _listed("Early signs", [f"{sign.indicator} ({sign.lag})" for sign in metric.leading])
    st.markdown(
        f"**How many.** The whole period needs {metric.n_show} {metric.noun} for a figure, a "
        f"single point {POINT_NEEDS}; comparing two periods takes {metric.n_compare} in each."
    )
    _in_a_group(metric)
    st.markdown("**The same in SQL**")
    st.code(metric.sql.strip(), language="sql", wrap_lines=True)
    st.caption(
        f"Version {metric.version}, kept by {metric.owner}, to be reviewed by "
        f"{metric.review_by:%d %b %Y}. Fingerprint {metric.sha256[:12]}."
    )


def _too_soon(metric: Metric) -> None:
    try:
        found = named(metric.too_soon)
    except ExclusionError:  # Where it is asked for, its fault is said.
        return
    if found is not None:
        st.markdown(f"**Too soon to tell.** {found.leaves_out} Before and since do without them.")


def _in_a_group(metric: Metric) -> None:
    try:
        scale = disclosure.scale_of(metric)
    except disclosure.Refused:  # A group is told when it asks.
        return
    low, high, step = (
        disclosure.say_on(each, metric) for each in (scale.low, scale.high, scale.step)
    )
    st.markdown(f"**In a group.** On an axis from {low} to {high}, rounded to {step}.")


def _listed(heading: str, lines: Sequence[str]) -> None:
    if lines:
        st.markdown(f"**{heading}**\n" + "\n".join(f"- {line}" for line in lines))
