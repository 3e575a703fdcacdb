"""A clinician's own past: what the same measure was over an earlier stretch of the extract."""

from dataclasses import replace

from afreflect.domain import comparator
from afreflect.domain.comparator import Comparator
from afreflect.domain.exclusion import NOTHING, LeavingOut
from afreflect.domain.metric import Metric, MetricResult
from afreflect.storage.practice import Practice


def own_past(
    practice: Practice,
    by_month: MetricResult,
    metric: Metric,
    leaving_out: LeavingOut = NOTHING,
) -> Comparator | None:
    """The figure of the stretch before the last one, from a result by month.

    None where the months are too few, or the earlier stretch holds too few cases for a figure.
    Raises what `measure` does.
    """
    days = comparator.stretches(by_month.points)
    if days is None:
        return None
    before, since_then = (
        practice.measure(metric, by_month.summary, "all", *stretch, leaving_out).whole
        for stretch in days
    )
    if before.n < metric.n_show or before.value is None:
        return None
    if since_then.n < metric.n_show:
        since_then = replace(since_then, value=None, low=None, high=None)
    return comparator.past(metric, before, since_then, days[0])


def available(
    practice: Practice,
    by_month: MetricResult,
    metric: Metric,
    leaving_out: LeavingOut = NOTHING,
) -> tuple[Comparator, ...]:
    """Every comparator there is beside a target: own past, a standard, a benchmark."""
    found = (
        own_past(practice, by_month, metric, leaving_out),
        comparator.standard(metric),
        comparator.achievable(metric, practice.extract.benchmarks),
    )
    return tuple(each for each in found if each is not None)
