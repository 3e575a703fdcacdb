"""How far a log goes towards what a college asks for, over a year or a cycle."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from afreflect.domain.cpd import Goal, Regime
from afreflect.domain.cpd_claims import overlaps, suggestions
from afreflect.domain.cpd_cycle import Span, cycle_of, year_of
from afreflect.domain.cpd_log import CollegeChosen, DoneElsewhere, LogEntryWritten
from afreflect.domain.cpd_minutes import QUARTERS, said


@dataclass(frozen=True)
class Progress:
    """One goal over its days: what the log suggests, what was done elsewhere, what is missing."""

    goal: Goal
    span: Span
    here: Decimal
    elsewhere: Decimal

    @property
    def missing(self) -> Decimal:
        """What is still to come; never below nought."""
        return max(Decimal(0), self.goal.amount - self.here - self.elsewhere)

    @property
    def sentence(self) -> str:
        """The goal in words: "Credits in this year: 3.25 of 25 from here, 21.75 to go."."""
        more = f", {said(self.elsewhere)} from elsewhere" if self.elsewhere else ""
        left = f"{said(self.missing)} to go" if self.missing else "nothing more is asked for"
        return (
            f"{self.goal.name}: {said(self.here)} of {said(self.goal.amount)} here{more}, {left}."
        )


def progress(
    ledger: Iterable[Any],
    found: Sequence[LogEntryWritten],
    regime: Regime,
    chosen: CollegeChosen,
    day: date,
) -> tuple[Progress, ...]:
    """Every goal of a college in the year and the cycle in which a day falls."""
    events = tuple(ledger)
    spans = {
        "year": year_of(regime.cycle, day, chosen.appraisal),
        "cycle": cycle_of(regime.cycle, day, chosen.started, chosen.appraisal),
    }
    return tuple(
        Progress(
            goal,
            spans[goal.per],
            amount(found, regime, goal, spans[goal.per]),
            _elsewhere(events, regime, goal, spans[goal.per]),
        )
        for goal in regime.goals
    )


def amount(found: Sequence[LogEntryWritten], regime: Regime, goal: Goal, span: Span) -> Decimal:
    """What entries of these days suggest towards a goal; no minute counts twice."""
    return sum((_towards(each, regime, goal) for each in within(found, regime, span)), Decimal(0))


def within(
    found: Sequence[LogEntryWritten], regime: Regime, span: Span
) -> tuple[LogEntryWritten, ...]:
    """A college's entries of these days, without those that use an earlier one's minutes.

    The earlier one may lie in an earlier year or cycle: a minute counts once for a college.
    """
    counted: list[LogEntryWritten] = []
    for each in sorted(
        (each for each in found if regime.id in each.regime_ids),
        key=lambda each: (each.last, each.at),
    ):
        if not any(overlaps((before, each), regime.id) for before in counted):
            counted.append(each)
    return tuple(each for each in counted if each.last in span)


def _towards(entry: LogEntryWritten, regime: Regime, goal: Goal) -> Decimal:
    if goal.feedback and not entry.has_feedback:
        return Decimal(0)
    counted = [
        each
        for each in suggestions(entry, regime)
        if not goal.categories or each.category.id in goal.categories
    ]
    if goal.unit == "entries":
        return Decimal(1 if counted else 0)
    return sum((each.amount for each in counted if each.amount is not None), Decimal(0))


def _elsewhere(events: tuple[Any, ...], regime: Regime, goal: Goal, span: Span) -> Decimal:
    said_of = [
        event.quarters
        for event in events
        if isinstance(event, DoneElsewhere)
        and (event.regime_id, event.goal_id) == (regime.id, goal.id)
        and event.on in span
    ]
    return Decimal(said_of[-1]) / QUARTERS if said_of else Decimal(0)
