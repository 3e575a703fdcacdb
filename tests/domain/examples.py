"""Metrics and results made by hand, for tests of the rules."""

from dataclasses import replace
from datetime import date

from afreflect.domain import interval
from afreflect.domain.metric import Grain, Metric, MetricResult, Objection, Point
from afreflect.domain.target import Target, TargetHistory

RETURNS = Metric(
    id="return_72h_unplanned",
    title="Unplanned returns within 72 hours",
    question="How many of the people I send home come back?",
    kind="proportion",
    unit="%",
    better="lower",
    category="safety",
    pace=False,
    values=("safe_discharge",),
    eligible="my discharges",
    met="an unplanned visit begins within 72 hours",
    met_short="came back",
    noun="discharges",
    exclusions=("planned returns",),
    attribution="shared",
    evidence="consensus",
    evidence_source="a source",
    objections=(Objection("returns elsewhere are not seen"),),
    balancing=("admission",),
    leading=(),
    ideas=(),
    standards=(),
    summaries=("proportion",),
    needs=(("visits.arrival_ts",),),
    n_show=30,
    n_compare=100,
    owner="the project",
    version="1.0",
    review_by=date(2027, 11, 1),
    sql="-- one row per discharge\nselect 1",
    sha256="a" * 64,
)
WAIT = replace(
    RETURNS,
    id="time_to_first_assessment",
    title="Time to first assessment",
    question="How long do my patients wait for me?",
    kind="duration",
    unit="min",
    noun="visits",
    met_short="waited",
    summaries=("median", "p90"),
)
TEACHING = replace(
    RETURNS,
    id="teaching_evaluation",
    title="Teaching evaluation",
    question="What do learners say of my teaching?",
    kind="mean",
    unit="of 5",
    better="higher",
    noun="marks",
    met_short="",
    summaries=("mean",),
    n_show=8,
)

PATIENTS = replace(
    RETURNS,
    id="patients_per_hour",
    title="Patients per hour",
    question="How many patients do I take on in an hour?",
    kind="rate",
    unit="patients per hour",
    better="neither",
    noun="shifts",
    met_short="patients",
    summaries=("rate",),
    needs=(("shifts.starts_at",),),
    n_show=10,
    n_compare=30,
)


def share(start: date | None, met: int, n: int) -> Point:
    """A proportion's point, with its Wilson interval."""
    low, high = interval.wilson(met, n) or (None, None)
    return Point(start, n, met, met / n if n else None, low, high)


def level(start: date | None, n: int, value: float, low: float, high: float) -> Point:
    """A duration's or a mean's point."""
    return Point(start, n, None, value, low, high)


def rate(start: date | None, events: int, exposure: float, n: int = 12) -> Point:
    """A rate's point, with its exact interval; n shifts unless said otherwise."""
    low, high = interval.poisson(events, exposure) or (None, None)
    return Point(start, n, events, events / exposure, low, high, exposure)


def months(count: int, first: date = date(2024, 1, 1)) -> list[date]:
    """The first days of so many months in a row."""
    return [
        date(first.year + (first.month - 1 + later) // 12, (first.month - 1 + later) % 12 + 1, 1)
        for later in range(count)
    ]


def result(
    points: list[Point],
    whole: Point,
    *,
    metric: Metric = RETURNS,
    summary: str = "",
    grain: Grain = "month",
) -> MetricResult:
    return MetricResult(
        metric_id=metric.id,
        version=metric.version,
        metric_sha256=metric.sha256,
        extract_sha256="e" * 64,
        summary=summary or metric.summaries[0],
        grain=grain,
        points=tuple(points),
        whole=whole,
    )


def returns(pairs: list[tuple[int, int]], first: date = date(2024, 1, 1)) -> MetricResult:
    """Returns by month: each pair is the met and the eligible of one month."""
    points = [
        share(start, met, n)
        for start, (met, n) in zip(months(len(pairs), first), pairs, strict=True)
    ]
    met, n = sum(pair[0] for pair in pairs), sum(pair[1] for pair in pairs)
    return result(points, share(None, met, n))


def rates(pairs: list[tuple[int, float]], first: date = date(2024, 1, 1)) -> MetricResult:
    """Patients by month: each pair is the patients and the hours of one month."""
    days = months(len(pairs), first)
    points = [rate(day, *pair) for day, pair in zip(days, pairs, strict=True)]
    events, hours = sum(pair[0] for pair in pairs), sum(pair[1] for pair in pairs)
    return result(points, rate(None, events, hours, 12 * len(pairs)), metric=PATIENTS)


def target(
    low: float | None = None,
    high: float | None = 0.05,
    since: date = date(2024, 4, 1),
    by: date = date(2025, 4, 1),
) -> Target:
    return Target(
        low=low, high=high, smallest_change=0.01, by=by, reason="They trust me", since=since
    )


def history(*targets: Target) -> TargetHistory:
    return TargetHistory(targets or (target(),))
