"""The course of a measure over time as it was seen, kept for the day when its extract is gone.

A log entry is about figures that were seen on a day. A newer extract takes the place of the older
one, and without its course the chart behind the entry could not be drawn any more.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from afreflect.domain import event_fields
from afreflect.domain.metric import Grain, Metric, MetricResult, Point


@dataclass(frozen=True)
class CourseKept:
    """A measure's points as they were seen, with the fingerprints of definition and extract.

    `points` is a JSON list of lists, the whole period first: start, n, met, value, low and high in
    the metric's unit, and of a rate its exposure. They are kept as they were measured; a chart
    shows no figure of few cases.
    """

    metric_id: str
    metric_version: str
    metric_sha256: str
    extract_sha256: str
    summary: str
    grain: Grain
    points: str
    id: str = field(default_factory=event_fields.new_id)
    at: datetime = field(default_factory=event_fields.now)


def kept(result: MetricResult) -> CourseKept:
    """What is to be kept of a result."""
    points = [_row(result.whole), *(_row(point) for point in result.points)]
    return CourseKept(
        metric_id=result.metric_id,
        metric_version=result.version,
        metric_sha256=result.metric_sha256,
        extract_sha256=result.extract_sha256,
        summary=result.summary,
        grain=result.grain,
        points=json.dumps(points, separators=(",", ":")),
    )


def is_kept(ledger: Iterable[Any], course: CourseKept) -> bool:
    """Whether the same course stands in the ledger already."""
    told = (course.metric_id, course.metric_sha256, course.extract_sha256, course.points)
    return any(
        (each.metric_id, each.metric_sha256, each.extract_sha256, each.points) == told
        for each in ledger
        if isinstance(each, CourseKept)
    )


def found(
    ledger: Iterable[Any], metric: Metric, extract_sha256: str, n: int | None
) -> MetricResult | None:
    """The last course that was kept of a measure in an extract, with so many cases.

    None where none was kept, it can't be read, or the measure is counted in another way by now.
    """
    for each in reversed(tuple(ledger)):
        if not isinstance(each, CourseKept) or each.metric_version != metric.version:
            continue
        if (each.metric_id, each.extract_sha256) == (metric.id, extract_sha256):
            result = _result(each)
            if result is not None and n in (None, result.whole.n):
                return result
    return None


def _row(point: Point) -> list[Any]:
    start = point.start.isoformat() if point.start else None
    exposure = [] if point.exposure is None else [point.exposure]
    return [start, point.n, point.met, point.value, point.low, point.high, *exposure]


def _result(course: CourseKept) -> MetricResult | None:
    try:
        whole, *points = [_point(*row) for row in json.loads(course.points)]
    except (TypeError, ValueError):
        return None
    return MetricResult(
        metric_id=course.metric_id,
        version=course.metric_version,
        metric_sha256=course.metric_sha256,
        extract_sha256=course.extract_sha256,
        summary=course.summary,
        grain=course.grain,
        points=tuple(points),
        whole=whole,
    )


def _point(
    start: str | None,
    n: int,
    met: int | None,
    value: float | None,
    low: float | None,
    high: float | None,
    exposure: float | None = None,
) -> Point:
    return Point(date.fromisoformat(start) if start else None, n, met, value, low, high, exposure)
