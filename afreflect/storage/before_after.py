"""What a practice shows of a commitment: its metric before the start and since."""

from dataclasses import replace

from afreflect.domain import before_after, commitment
from afreflect.domain.before_after import BeforeAfter, Sample
from afreflect.domain.exclusion import Exclusion, LeavingOut
from afreflect.domain.metric import Metric
from afreflect.domain.plan_events import CommitmentMade
from afreflect.domain.target import TargetHistory
from afreflect.storage.exclusions import ExclusionError, named
from afreflect.storage.practice import MeasureError, Practice


def of(
    practice: Practice,
    metric: Metric,
    made: CommitmentMade,
    leaving_out: LeavingOut,
    history: TargetHistory,
) -> BeforeAfter:
    """Before and since on one definition, or why not; raises MeasureError.

    The cases that were set aside are out of both, and so are those at the end of the extract whose
    outcome can't be known yet: they would flatter whatever came since.
    """
    if why_not := practice.why_not(metric):
        return before_after.blocked(metric, f"This extract can't answer that: it {why_not}.")
    if changed := commitment.definition_changed(made, metric):
        return before_after.blocked(metric, changed)
    first, last = practice.extract.since, practice.extract.until
    if first is None or last is None:
        return before_after.blocked(
            metric, "This extract has no dates, so that before and since can't be told apart."
        )
    days = before_after.windows(made)
    soon = _too_soon(practice, metric)
    if soon is not None:
        leaving_out = LeavingOut((*leaving_out.exclusions, soon), leaving_out.cases)
    if last < days.since_from:
        return before_after.not_yet(metric, made, last)
    before = practice.measure(metric, made.summary, "all", *days.before, leaving_out)
    since = practice.measure(metric, made.summary, "all", days.since_from, None, leaving_out)
    course = practice.measure_readably(
        metric, made.summary, "month", days.before_from, None, leaving_out
    )
    values = () if metric.kind in ("proportion", "rate") else _values(practice, metric, leaving_out)
    found = before_after.compare(
        metric,
        made,
        Sample(before, tuple(v for day, v in values if days.before_from <= day < days.start)),
        Sample(since, tuple(v for day, v in values if day >= days.since_from)),
        course,
        (first, last),
        history,
    )
    if soon is None:
        return found
    return replace(found, too_soon=before_after.too_soon(soon, (before, since)))


def _too_soon(practice: Practice, metric: Metric) -> Exclusion | None:
    """What leaves out the units whose outcome can't be known yet, where the extract can tell."""
    try:
        found = named(metric.too_soon)
    except ExclusionError as fault:
        raise MeasureError(str(fault)) from fault
    return None if found is None or practice.why_not(found) else found


def _values(practice: Practice, metric: Metric, leaving_out: LeavingOut) -> tuple:
    """Each unit's day and value; those without either don't count."""
    units = practice.units(metric, None, "all", leaving_out)
    return tuple(
        (unit.occurred_on, unit.value)
        for unit in units
        if unit.occurred_on is not None and unit.value is not None
    )
