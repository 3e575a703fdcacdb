"""What holds for every figure of every metric, whatever the rows are."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afreflect.domain.exclusion import counts_of
from afreflect.domain.metric import GRAINS, Grain, Metric
from afreflect.storage.catalogue import catalogue
from afreflect.storage.practice import Practice
from tests.metrics.tables import practice_of

ALL = catalogue()
OF_VISITS = [metric for metric in ALL if counts_of(metric) == "visit"]
PROPORTIONS = [metric for metric in ALL if metric.kind == "proportion"]
DURATIONS = [metric for metric in ALL if metric.kind == "duration"]
RETURNS = next(metric for metric in ALL if metric.id == "return_72h_unplanned")
NEW_YEAR = datetime(2025, 1, 1)

flags = st.sampled_from(["T", "F", ""])
visits = st.fixed_dictionaries(
    {
        "patient": st.sampled_from(["p1", "p2", "p3", ""]),
        "arrived": st.one_of(st.none(), st.integers(0, 6 * 30 * 24)),
        "waited": st.one_of(st.none(), st.integers(-30, 2000)),
        "stayed": st.one_of(st.none(), st.integers(-60, 6000)),
        "disposition": st.sampled_from(["discharged", "discharged", "admitted", "lwbs", ""]),
        "planned": flags,
        "return_ordered": flags,
        "imaging": flags,
        "ct": flags,
        "mine": st.sampled_from(["T", "T", "F"]),
    }
)
practices = st.lists(visits, max_size=15)
few_examples = settings(max_examples=25, deadline=None)


def after(hours: int | None, minutes: int | None = 0) -> str:
    """A moment so many hours and minutes into the year; blank where either is unknown."""
    if hours is None or minutes is None:
        return ""
    return str(NEW_YEAR + timedelta(hours=hours, minutes=minutes))


def dated(rows: list[dict]) -> list[dict]:
    return [row for row in rows if row["arrived"] is not None]


def practice_with(rows: list[dict]) -> Practice:
    heading = (
        "visit | patient | arrived | seen | departed | disposition | planned | return_ordered"
        " | imaging | ct | mine\n---\n"
    )
    lines = [
        " | ".join(
            (
                str(number),
                row["patient"],
                after(row["arrived"]),
                after(row["arrived"], row["waited"]),
                after(row["arrived"], row["stayed"]),
                row["disposition"],
                row["planned"],
                row["return_ordered"],
                row["imaging"],
                row["ct"],
                row["mine"],
            )
        )
        for number, row in enumerate(rows)
    ]
    return practice_of({"visits": heading + "\n".join(lines)})


@few_examples
@given(rows=practices, metric=st.sampled_from(PROPORTIONS))
def test_no_more_units_are_met_than_eligible(rows: list[dict], metric: Metric):
    whole = practice_with(rows).measure(metric).whole
    assert whole.n == 0 or 0 <= (whole.met or 0) <= whole.n
    assert whole.value is None or whole.value == (whole.met or 0) / whole.n


@few_examples
@given(rows=practices, metric=st.sampled_from(OF_VISITS), grain=st.sampled_from(GRAINS))
def test_points_of_any_grain_add_up_to_the_whole(rows: list[dict], metric: Metric, grain: Grain):
    result = practice_with(dated(rows)).measure(metric, grain=grain)
    assert sum(point.n for point in result.points) == result.whole.n
    assert sum(point.met or 0 for point in result.points) == (result.whole.met or 0)


@few_examples
@given(rows=practices, metric=st.sampled_from(OF_VISITS))
def test_an_undated_visit_stands_in_the_whole_and_in_no_month(rows: list[dict], metric: Metric):
    practice = practice_with(rows)
    result = practice.measure(metric, grain="month")
    undated = sum(unit.occurred_on is None for unit in practice.units(metric, None, "all"))
    assert sum(point.n for point in result.points) == result.whole.n - undated
    assert all(point.start is not None for point in result.points)


@few_examples
@given(rows=practices, metric=st.sampled_from(OF_VISITS))
def test_the_units_behind_a_point_are_as_many_as_it_says(rows: list[dict], metric: Metric):
    practice = practice_with(rows)
    for point in practice.measure(metric, grain="quarter").points:
        units = practice.units(metric, point.start, "quarter")
        assert len(units) == point.n
        assert sum(bool(unit.met) for unit in units) == (point.met or 0)


@few_examples
@given(rows=practices, metric=st.sampled_from(OF_VISITS), day=st.integers(0, 6 * 30))
def test_two_periods_that_meet_hold_everything_once(rows: list[dict], metric: Metric, day: int):
    practice = practice_with(dated(rows))
    boundary = (NEW_YEAR + timedelta(days=day)).date()
    before = practice.measure(metric, grain="all", until=boundary)
    from_then_on = practice.measure(metric, grain="all", since=boundary)
    assert before.whole.n + from_then_on.whole.n == practice.measure(metric).whole.n


@few_examples
@given(rows=practices, metric=st.sampled_from(OF_VISITS))
def test_no_unit_is_counted_twice_and_none_is_a_visit_elsewhere(rows: list[dict], metric: Metric):
    ids = [unit.unit_id for unit in practice_with(rows).units(metric, None, "all")]
    elsewhere = {str(number) for number, row in enumerate(rows) if row["mine"] == "F"}
    assert len(ids) == len(set(ids))
    assert not elsewhere & set(ids)


@few_examples
@given(rows=practices)
def test_where_every_visit_was_planned_nobody_returned_unplanned(rows: list[dict]):
    marked = practice_with([{**row, "planned": "F"} for row in rows]).measure(RETURNS).whole
    planned = practice_with([{**row, "planned": "T"} for row in rows]).measure(RETURNS).whole
    assert planned.n == marked.n
    assert (planned.met or 0) == 0


@few_examples
@given(rows=practices, metric=st.sampled_from(DURATIONS))
def test_the_median_is_never_above_what_nine_in_ten_stay_within(rows: list[dict], metric: Metric):
    practice = practice_with(rows)
    middle = practice.measure(metric, "median").whole.value
    nine_in_ten = practice.measure(metric, "p90").whole.value
    assert (middle is None) == (nine_in_ten is None)
    assert middle is None or nine_in_ten is None or 0 <= middle <= nine_in_ten


@pytest.mark.parametrize("metric", ALL, ids=lambda metric: metric.id)
def test_a_metric_offers_its_own_summaries_only(metric: Metric):
    with pytest.raises(ValueError, match="has no summary"):
        practice_of({}).measure(metric, "total")
