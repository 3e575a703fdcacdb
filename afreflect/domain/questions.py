"""What a clinician questioned about a measure and which cases they set aside, read from the ledger.

A questioned measure is provisional until a date of the clinician's own (FR-45).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from afreflect.domain import figure
from afreflect.domain.exclusion import LeavingOut
from afreflect.domain.ledger import (
    CaseBroughtBack,
    CaseSetAside,
    Event,
    Questioned,
    QuestionSettled,
)
from afreflect.domain.metric import ASIDE, Metric, MetricResult, Point

LEAST_MONTHS = 2
MOST_MONTHS = 3
"""How far ahead a measure may be provisional, in months (FR-45)."""
PRUNED = "Setting cases aside changes the figure: it no longer tells of all the patients you saw."
"""Profiles change by leaving a few patients out (Hofer, JAMA 1999;281:2098-2105)."""


@dataclass(frozen=True)
class Question:
    """One objection and, once it is answered or taken back, how that was."""

    asked: Questioned
    settled: QuestionSettled | None = None


@dataclass(frozen=True)
class Standing:
    """What stands beside a figure of one measure wherever it appears.

    `aside` is how many of its units the clinician set aside and `everything` the whole period with
    them; `until` is the day until which the measure is provisional.
    """

    aside: int = 0
    everything: Point | None = None
    until: date | None = None


NOTHING_BESIDE = Standing()


def questions(ledger: Iterable[Event], metric_id: str) -> tuple[Question, ...]:
    """Every objection to a metric, the oldest first, the settled ones with how they were."""
    events = tuple(ledger)
    settled = {event.question_id: event for event in events if isinstance(event, QuestionSettled)}
    return tuple(
        Question(event, settled.get(event.id))
        for event in events
        if isinstance(event, Questioned) and event.metric_id == metric_id
    )


def provisional_until(ledger: Iterable[Event], metric_id: str, today: date) -> date | None:
    """The last day on which a metric is provisional, while an objection to it is open."""
    days = [
        each.asked.provisional_until
        for each in questions(ledger, metric_id)
        if each.settled is None and each.asked.provisional_until >= today
    ]
    return max(days, default=None)


def aside(ledger: Iterable[Event], metric_id: str) -> tuple[CaseSetAside, ...]:
    """The cases that are set aside for a metric now, in the order in which they were."""
    now: dict[str, CaseSetAside] = {}
    for event in ledger:
        if isinstance(event, CaseSetAside) and event.metric_id == metric_id:
            now[event.unit_id] = event
        elif isinstance(event, CaseBroughtBack) and event.metric_id == metric_id:
            now.pop(event.unit_id, None)
    return tuple(now.values())


def leaving_out(ledger: Iterable[Event], metric_id: str) -> LeavingOut:
    """The cases set aside for a metric, as a measurement takes them."""
    return LeavingOut(cases=tuple(event.unit_id for event in aside(ledger, metric_id)))


def standing(result: MetricResult, everything: MetricResult, until: date | None) -> Standing:
    """What stands beside a result that was measured without the cases set aside."""
    found = sum(left.units for left in result.left_out if left.because == ASIDE)
    return Standing(found, everything.whole if found else None, until)


def said(standing: Standing, metric: Metric, n: int) -> tuple[str, ...]:
    """What stands beside a figure, each as a sentence; `n` is how many units count."""
    sentences = []
    if standing.aside:
        sentences.append(
            f"{figure.count(n + standing.aside)} {metric.noun}, {figure.count(standing.aside)} set "
            f"aside by you: {figure.count(n)} count."
        )
    if standing.until:
        sentences.append(f"Provisional until {figure.say_day(standing.until)}: you questioned it.")
    return tuple(sentences)


def with_them(standing: Standing, metric: Metric) -> str:
    """The figure with the cases that were set aside, beside the one without (FR-20)."""
    if standing.everything is None:
        return ""
    if standing.everything.n < metric.n_show:
        return "With them there are too few for a figure as well."
    return f"With them: {figure.say_interval(standing.everything, metric)}."


def window(today: date) -> tuple[date, date]:
    """The first and the last day until which a measure questioned today may be provisional."""
    return months_after(today, LEAST_MONTHS), months_after(today, MOST_MONTHS)


def months_after(day: date, months: int) -> date:
    """The same day some months later, or that month's last where it has none."""
    ahead = day.month - 1 + months
    year, month = day.year + ahead // 12, ahead % 12 + 1
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month, min(last, day.day))
        except ValueError:
            continue
    raise ValueError(f"{day} has no day {months} months later.")


def faults(words: str, until: date | None, today: date) -> Sequence[str]:
    """Everything that keeps these from being an objection, each as one plain sentence."""
    first, last = window(today)
    found = []
    if not words.strip():
        found.append("Say in a few words what you question.")
    if until is None or not first <= until <= last:
        found.append(
            f"Choose a day from {figure.say_day(first)} to {figure.say_day(last)}: long enough to "
            "look into it, short enough not to be forgotten."
        )
    return found
