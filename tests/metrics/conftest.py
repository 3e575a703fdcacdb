"""given(...) is a practice written as text tables; outcome(...) is what a metric makes of it."""

from datetime import date
from typing import Protocol

import pytest

from afreflect.domain.metric import Grain, Metric, MetricResult
from afreflect.storage.catalogue import catalogue
from afreflect.storage.practice import Practice
from tests.metrics.tables import practice_of

Outcome = dict[int | str, bool | float | None]


class Given(Protocol):
    def __call__(self, **tables: str) -> Practice: ...


class OutcomeOf(Protocol):
    def __call__(self, practice: Practice, metric_id: str) -> Outcome: ...


class Measure(Protocol):
    def __call__(
        self,
        practice: Practice,
        metric_id: str,
        summary: str | None = None,
        grain: Grain = "all",
        since: date | None = None,
        until: date | None = None,
    ) -> MetricResult: ...


@pytest.fixture(scope="session")
def metrics() -> dict[str, Metric]:
    return {metric.id: metric for metric in catalogue()}


@pytest.fixture
def given() -> Given:
    def practice(**tables: str) -> Practice:
        return practice_of(tables)

    return practice


@pytest.fixture
def outcome(metrics: dict[str, Metric]) -> OutcomeOf:
    """What became of each eligible unit: met or not, or its value; the others are not named."""

    def outcome_of(practice: Practice, metric_id: str) -> Outcome:
        metric = metrics[metric_id]
        return {
            int(unit.unit_id) if unit.unit_id.isdigit() else unit.unit_id: (
                unit.met if metric.kind == "proportion" else unit.value
            )
            for unit in practice.units(metric, None, "all")
        }

    return outcome_of


@pytest.fixture
def measure(metrics: dict[str, Metric]) -> Measure:
    def measured(
        practice: Practice,
        metric_id: str,
        summary: str | None = None,
        grain: Grain = "all",
        since: date | None = None,
        until: date | None = None,
    ) -> MetricResult:
        return practice.measure(metrics[metric_id], summary, grain, since, until)

    return measured
