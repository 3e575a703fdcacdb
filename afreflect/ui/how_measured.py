"""How it's measured: every measure's whole definition, before and apart from any figure."""

from collections.abc import Mapping

import streamlit as st

from afreflect.domain import figure
from afreflect.domain.metric import Metric
from afreflect.domain.value_card import ValueCard
from afreflect.storage.content import value_cards
from afreflect.ui import beside, definition, metrics, page
from afreflect.ui.entry import Visit

DIRECTION = {
    "higher": "Higher is held to be better.",
    "lower": "Lower is held to be better.",
    "range": "Both too low and too high are held to be worse.",
    "neither": "Neither higher nor lower is held to be better.",
}
KIND = {
    "proportion": "A share, in {unit}: {noun} that {met_short}",
    "duration": "A length of time, in {unit}: how long {noun} {met_short}",
    "mean": "An average of marks, {unit}: how {noun} {met_short}",
    "rate": "A rate, in {unit}: {met_short} over all {noun} together",
}
SUMMARY = {
    "proportion": "counted out of all of them",
    "median": "as the median (half take no longer)",
    "p90": "as the 90th percentile (nine in ten take no longer)",
    "mean": "as the mean",
    "rate": "each hour or day of them weighing the same",
}


def render(visit: Visit) -> None:
    """Every measure, each one click away."""
    page.question("How is each measure measured?", visit.session)
    known = metrics.known()
    st.write(
        "Each measure is one definition and one query. It says what is counted, on what "
        "evidence, and what colleagues have questioned; it says nothing of you."
    )
    cards = {card.id: card for card in value_cards()}
    for metric in known.values():
        with st.expander(f"**{metric.title}**  \n{metric.question}", key=f"how_{metric.id}"):
            beside.show_provisional(visit.session, metric)
            _support(metric, visit)
            _nature(metric, cards)
            _needs(metric)
            definition.details(metric, {other.id: other.title for other in known.values()})


def _support(metric: Metric, visit: Visit) -> None:
    """Whether the extract that is loaded can answer it."""
    practice = visit.session.practice
    reason = practice.why_not(metric) if practice else None
    if reason:
        st.caption(f"Not with the extract that is loaded: it {reason}.")


def _nature(metric: Metric, cards: Mapping[str, ValueCard]) -> None:
    """What sort of figure it is, whom it matters to, and what a source asks of it."""
    summaries = " and ".join(SUMMARY.get(summary, summary) for summary in metric.summaries)
    figure_is = KIND[metric.kind].format(
        unit=metric.unit, noun=metric.noun, met_short=metric.met_short
    )
    st.markdown(f"**The figure.** {figure_is}, {summaries}. {DIRECTION[metric.better]}")
    pace = " It is about pace, so it is never picked for anybody." if metric.pace else ""
    st.markdown(f"**Kind of measure.** {metric.category.capitalize()}.{pace}")
    titles = [cards[value].title for value in metric.values if value in cards]
    if titles:
        st.markdown(f"**For those who want this.** {'; '.join(titles)}.")
    if not metric.standards:
        st.markdown("**Published standard.** There is none: the aim is your own.")
    for standard in metric.standards:
        value = figure.say(standard.value, metric)
        st.markdown(f"**Published standard.** {standard.text}: {value}. Source: {standard.source}")


def _needs(metric: Metric) -> None:
    """What columns an extract must hold, in the names of the tables that the query reads."""
    ways = [", ".join(f"`{column}`" for column in needed) for needed in metric.needs]
    st.markdown(f"**What an extract must hold.** {'; or '.join(ways)}.")
    runnable = [objection for objection in metric.objections if objection.exclusion]
    if runnable:
        st.markdown(
            "**Objections that the data can answer**\n"
            + "\n".join(
                f"- {objection.text} (`--exclude {objection.exclusion}`)" for objection in runnable
            )
        )
