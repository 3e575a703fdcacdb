"""What a practice shows before a commitment and since, where the end of an extract is too soon."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from afreflect.domain import commitment
from afreflect.domain.before_after import BeforeAfter
from afreflect.domain.exclusion import NOTHING
from afreflect.domain.target import TargetHistory
from afreflect.storage import before_after
from afreflect.storage.catalogue import catalogue
from afreflect.storage.practice import Practice
from tests.domain.test_commitment import MADE
from tests.metrics.tables import practice_of

RETURNS = next(metric for metric in catalogue() if metric.id == "return_72h_unplanned")
BEGUN = replace(
    MADE,
    metric_id=RETURNS.id,
    metric_version=RETURNS.version,
    definition_sha256=commitment.counting_sha256(RETURNS),
    summary="proportion",
    start=date(2025, 3, 10),
    lag_days=0,
    at=datetime(2025, 3, 10, tzinfo=UTC),
)
HEAD = """
    visit | patient | arrived          | departed         | disposition
    ------+---------+------------------+------------------+------------"""


def practice(*visits: str) -> Practice:
    """A practice of these visits, which knows its days."""
    made = practice_of({"visits": "\n".join([HEAD, *visits])})
    made.extract = replace(made.extract, since=date(2025, 3, 1), until=date(2025, 3, 20))
    return made


def seen(*visits: str) -> BeforeAfter:
    return before_after.of(practice(*visits), RETURNS, BEGUN, NOTHING, TargetHistory())


def visit(number: int, day: str, left: str = "11:00") -> str:
    return f"    {number} | p{number} | {day} 08:00 | {day} {left} | discharged"


BEFORE, SINCE, LAST = visit(1, "2025-03-02"), visit(2, "2025-03-12"), visit(3, "2025-03-20")


def test_discharges_whose_three_days_are_not_over_are_out_of_both_and_it_is_said():
    """FR-29: one definition before and since; the end of an extract can't flatter what came."""
    found = seen(BEFORE, SINCE, visit(4, "2025-03-18"), LAST)
    assert found.before is not None
    assert found.since is not None
    assert (found.before.n, found.since.n) == (1, 1)
    assert found.too_soon == (
        "It is too soon to tell for 2 discharges in the last three days of the extract: out of "
        "both."
    )


@pytest.mark.parametrize("left, counted", [("11:00", 2), ("11:01", 1)])
def test_exactly_72_hours_are_over(left: str, counted: int):
    found = seen(BEFORE, SINCE, visit(4, "2025-03-17", left), LAST)
    assert found.since is not None
    assert found.since.n == counted


def test_a_start_within_the_last_three_days_has_nothing_since_yet():
    assert seen(BEFORE, LAST).state == "not yet"


def test_a_measure_that_is_known_at_once_leaves_nothing_out():
    admission = next(metric for metric in catalogue() if metric.id == "admission")
    made = replace(
        BEGUN,
        metric_id=admission.id,
        metric_version=admission.version,
        definition_sha256=commitment.counting_sha256(admission),
    )
    found = before_after.of(
        practice(BEFORE, SINCE, LAST), admission, made, NOTHING, TargetHistory()
    )
    assert found.since is not None
    assert (found.since.n, found.too_soon) == (2, "")
