"""What stands beside a figure wherever it appears: cases set aside, and that it is provisional."""

from datetime import date

import streamlit as st

from afreflect.domain import figure, questions
from afreflect.domain.metric import Grain, Metric, MetricResult
from afreflect.domain.questions import Standing
from afreflect.domain.run_chart import RunChart
from afreflect.storage.practice import Practice
from afreflect.ui.session import Session


def measured(
    held: Session,
    practice: Practice,
    metric: Metric,
    summary: str | None = None,
    grain: Grain = "month",
) -> tuple[MetricResult, Standing]:
    """The metric without the cases that were set aside, and what stands beside it."""
    leaving_out = held.leaving_out(metric.id)
    result = practice.measure_readably(metric, summary, grain, leaving_out=leaving_out)
    everything = result
    if leaving_out:
        everything = practice.measure(metric, result.summary, "all")
    return result, questions.standing(result, everything, provisional_until(held, metric))


def provisional_until(held: Session, metric: Metric) -> date | None:
    """The day until which a measure is provisional, if it was questioned."""
    return questions.provisional_until(held.ledger, metric.id, date.today())


def show(read: RunChart) -> None:
    """Both values and what pruning does, next to the sentence that says the figure (FR-20)."""
    for sentence in read.beside:
        st.markdown(sentence)
    if read.standing.aside:
        st.caption(f"{questions.with_them(read.standing, read.metric)} {questions.PRUNED}")


def show_provisional(held: Session, metric: Metric) -> None:
    """One quiet line where a measure is named without a figure (FR-45)."""
    until = provisional_until(held, metric)
    if until is not None:
        st.caption(f"Provisional until {figure.say_day(until)}: you questioned it.")
