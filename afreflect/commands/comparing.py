"""What `measure` says beside a figure: own past, standard, benchmark, and what moves with it."""

import argparse
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from afreflect.commands import stating
from afreflect.domain import benchmark, figure, moving
from afreflect.domain.exclusion import LeavingOut
from afreflect.domain.extract import Extract
from afreflect.domain.metric import Metric, MetricResult
from afreflect.domain.target import Target
from afreflect.storage.own_past import available
from afreflect.storage.practice import Practice

Period = tuple[date | None, date | None]


def add_moving_with(command: argparse.ArgumentParser) -> None:
    """The argument that names further metrics."""
    command.add_argument(
        "--moves-with", action="append", default=[], metavar="METRIC",
        help="say whether this metric rises and falls with another; once for each",
    )  # fmt: skip


def beside(
    practice: Practice,
    metric: Metric,
    result: MetricResult,
    out: LeavingOut,
    period: Period,
    target: Target | None = None,
) -> dict[str, Any]:
    """The comparators of a metric by their ids, the clinician's own target first."""
    by_month = practice.measure(metric, result.summary, "month", *period, out)
    found: dict[str, Any] = {}
    if target:
        said = f"Your target: {figure.say_target(target, metric)}."
        found["target"] = {"id": "target", "low": target.low, "high": target.high, "said": said}
    found |= {each.id: stating.stated(each) for each in available(practice, by_month, metric, out)}
    kept = benchmark.of_metric(practice.extract.benchmarks, metric)
    if kept is None:
        return {"comparators": found, "why_no_benchmark": benchmark.why_none(metric)}
    found["benchmark"] |= asdict(kept)
    return {"comparators": found}


def moves_with(
    practice: Practice, metric: Metric, others: Sequence[Metric], period: Period
) -> dict[str, Any]:
    """Every pair of these metrics with enough common months, or nothing where none was asked."""
    if not others:
        return {}
    series = {
        each.id: practice.measure(each, None, "month", *period).points
        for each in (metric, *others)
        if practice.why_not(each) is None
    }
    pairs = moving.pairs(series)
    return {"moves_with": [asdict(tie) | {"holds": tie.holds} for tie in pairs]}


def benchmarks(extract: Extract | None) -> list[dict[str, Any]]:
    """The benchmarks that an extract gave."""
    return [asdict(each) for each in extract.benchmarks] if extract else []
