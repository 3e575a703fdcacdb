"""What a figure is held against: two at most, and never a group."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afreflect.domain import comparator, run_chart
from afreflect.domain.benchmark import Benchmark
from afreflect.domain.comparator import BENCHMARK, NAMES, PAST, STANDARD, TARGET
from afreflect.domain.metric import MetricResult, Standard
from afreflect.domain.target import Target, TargetHistory
from tests.domain.examples import RETURNS, months, share

ALL = tuple(NAMES)
some = st.lists(st.sampled_from(ALL), unique=True)


def test_own_target_and_own_past_unless_something_else_is_wished():
    """FR-09: the default comparators; a benchmark only on request."""
    assert comparator.shown(ALL) == (TARGET, PAST)
    assert comparator.shown((PAST, STANDARD, BENCHMARK)) == (PAST, STANDARD)
    assert comparator.shown((BENCHMARK,)) == ()


@given(some, st.none() | some)
def test_never_more_than_two_and_never_a_trend_alone_where_there_is_an_aim(available, wished):
    """FR-31, FR-32: two at most; with a target or a standard about, one of them is there."""
    shown = comparator.shown(available, wished)
    assert len(shown) <= 2
    assert set(shown) <= set(available)
    if {TARGET, STANDARD} & set(available):
        assert {TARGET, STANDARD} & set(shown)


def test_what_is_wished_stays_where_it_can():
    assert comparator.shown(ALL, [BENCHMARK, TARGET, PAST]) == (TARGET, BENCHMARK)
    assert comparator.shown(ALL, [BENCHMARK, PAST]) == (TARGET, BENCHMARK)
    assert comparator.shown((PAST, BENCHMARK), [BENCHMARK]) == (BENCHMARK,)
    assert comparator.shown((PAST, BENCHMARK), []) == ()


@pytest.mark.parametrize(
    "count, before, after",
    [
        (36, ("2025-01-01", "2026-01-01"), ("2026-01-01", "2027-01-01")),
        (24, ("2024-01-01", "2025-01-01"), ("2025-01-01", "2026-01-01")),
        (23, ("2024-02-01", "2025-01-01"), ("2025-01-01", "2025-12-01")),
        (6, ("2024-01-01", "2024-04-01"), ("2024-04-01", "2024-07-01")),
    ],
)
def test_own_past_is_the_year_before_or_the_earlier_half(count, before, after):
    found = comparator.stretches([share(start, 5, 50) for start in months(count)])
    assert found is not None
    assert [tuple(map(str, days)) for days in found] == [before, after]


def test_five_months_or_no_dates_have_no_past():
    assert comparator.stretches([share(start, 5, 50) for start in months(5)]) is None
    assert comparator.stretches([share(None, 5, 50)]) is None


def test_own_past_says_its_period_its_n_and_its_interval():
    days = (date(2025, 1, 1), date(2026, 1, 1))
    found = comparator.past(RETURNS, share(None, 41, 672), share(None, 33, 640), days)
    assert found.said == (
        "Your past, Jan 2025 to Dec 2025: 6.1 % (4.5 to 8.2), 41 of 672 discharges; since then "
        "5.2 % (3.7 to 7.2), 33 of 640 discharges."
    )


def test_a_standard_is_said_with_its_value_and_its_source():
    metric = replace(RETURNS, standards=(Standard("At most", 0.05, "a guideline of 2020"),))
    found = comparator.standard(metric)
    assert found is not None
    assert (found.said, found.source) == ("At most: 5.0 %.", "a guideline of 2020")
    assert comparator.standard(RETURNS) is None


def chart(comparators=(), history=None):
    points = tuple(share(start, 5, 50) for start in months(36))
    result = MetricResult(
        RETURNS.id, "1.0", "a" * 64, "b" * 64, "proportion", "month", points, share(None, 180, 1800)
    )
    return run_chart.read(RETURNS, result, history).beside_levels(comparators)


KEPT = Benchmark(
    RETURNS.id, RETURNS.sha256, 0.043, 12, 0.3, "how", "e" * 64, date(2024, 1, 1), date(2026, 12, 1)
)


def test_words_table_and_chart_hold_the_figure_against_the_same():
    """FR-10: the benchmark's number stands in the alt text and in the table alike."""
    level = comparator.achievable(RETURNS, [KEPT])
    assert level is not None
    read = chart([level])
    assert level.said == (
        "What the best of 12 clinicians reach: 4.3 % of their discharges, over Jan 2024 to Dec "
        "2026."
    )
    assert level.said in read.alt
    assert [(row.when, row.figure) for row in run_chart.held_against(read)] == [
        ("Achievable", "4.3 %")
    ]


def test_earlier_targets_are_named_with_their_end():
    """FR-34: each target in its own stretch, in the table and in the alt text."""
    first = Target(None, 0.08, 0.01, date(2027, 1, 1), "for a start", date(2024, 3, 1))
    then = Target(None, 0.05, 0.01, date(2027, 1, 1), "further", date(2025, 6, 1))
    read = chart(history=TargetHistory((first, then)))
    assert [(row.when, row.figure) for row in run_chart.held_against(read)] == [
        ("Your target until 1 Jun 2025", "at most 8.0 %"),
        ("Your target", "at most 5.0 %"),
    ]
    assert "Your target until 1 Jun 2025: at most 8.0 %." in read.alt


def test_no_comparator_is_a_group():
    """FR-33: none of them is an average of others, by name or by words."""
    said = f"{ALL} {list(NAMES.values())} {comparator.WHAT_IT_IS_NOT}".lower()
    for word in ("group", "peer", "percentile", "rank", "median", "colleague"):
        assert word not in said
