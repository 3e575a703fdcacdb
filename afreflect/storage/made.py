"""What is made of the rows that a summary or a metric's own query yields."""

from collections.abc import Mapping
from typing import Any

from afreflect.domain import interval
from afreflect.domain.metric import Metric, Point, Unit


def point(metric: Metric, summary: str, row: tuple[Any, ...]) -> Point:
    """A summary's row (start, n, met, value, spread, ordered, exposure) with its interval."""
    start, n, met, value, spread, ordered, exposure = row
    bounds = None
    if metric.kind == "proportion" and met is not None:
        bounds = interval.wilson(met, n)
    elif metric.kind == "rate" and met is not None:
        bounds = interval.poisson(met, exposure or 0.0)
    elif metric.kind == "duration":
        bounds = interval.quantile(ordered or (), 0.9 if summary == "p90" else 0.5)
    elif value is not None:
        bounds = interval.mean(value, spread, n)
    low, high = bounds or (None, None)
    return Point(start, n, met, value, low, high, exposure)


def unit(metric: Metric, row: Mapping[str, Any]) -> Unit:
    """One row of a metric's query; of a rate its events, its exposure, and the one by the other."""
    unit_id, day, met = row["unit_id"], row["occurred_on"], row.get("met")
    if metric.kind == "rate":
        exposure = row["exposure"]
        value = met / exposure if met is not None and exposure else None
        return Unit(unit_id, day, None, value, None if met is None else round(met), exposure)
    return Unit(unit_id, day, None if met is None else bool(met), row.get("value"))
