"""Intervals: against R, against printed tables, and at their edges."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afreflect.domain import interval


@pytest.mark.oracles
def test_wilson_equals_r(shared: Path):
    rows = list(csv.DictReader((shared / "oracles/ci/proportion_ci_R.csv").open()))
    assert rows
    for row in rows:
        low, high = interval.wilson(int(row["x"]), int(row["n"])) or (None, None)
        assert low == pytest.approx(float(row["wilson_lo"]), abs=1e-9)
        assert high == pytest.approx(float(row["wilson_hi"]), abs=1e-9)


@pytest.mark.parametrize("n", [1, 3, 7, 60, 1000])
def test_wilson_of_none_begins_at_nothing_and_of_all_ends_at_all(n: int):
    assert (interval.wilson(0, n) or (1, 1))[0] == 0
    assert (interval.wilson(n, n) or (0, 0))[1] == 1


@pytest.mark.parametrize(
    "met, n, low, high",
    [
        # Newcombe 1998, table I, method 3 (score, without continuity correction).
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_equals_the_printed_examples(met: int, n: int, low: float, high: float):
    assert interval.wilson(met, n) == pytest.approx((low, high), abs=5e-5)


def test_a_proportion_of_nothing_has_no_interval():
    assert interval.wilson(0, 0) is None


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_holds_the_share_and_stays_between_nothing_and_all(counts: tuple[int, int]):
    met, n = counts
    low, high = interval.wilson(met, n) or (None, None)
    assert low is not None
    assert high is not None
    assert 0 <= low <= met / n + 1e-12
    assert met / n - 1e-12 <= high <= 1


@given(st.integers(1, 2000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_what_was_met_and_what_was_not_mirror_each_other(counts: tuple[int, int]):
    met, n = counts
    low, high = interval.wilson(met, n) or (0, 0)
    other = interval.wilson(n - met, n)
    assert other == pytest.approx((1 - high, 1 - low), abs=1e-12)


@pytest.mark.parametrize(
    "n, lower, upper",
    [
        # Ranks of the 95 % sign-test interval of a median, as binomial tables print them.
        (6, 1, 6),
        (9, 2, 8),
        (10, 2, 9),
        (12, 3, 10),
        (15, 4, 12),
        (20, 6, 15),
        (25, 8, 18),
    ],
)
def test_the_median_interval_takes_the_tabled_ranks(n: int, lower: int, upper: int):
    ranks = [float(rank) for rank in range(1, n + 1)]
    assert interval.quantile(ranks, 0.5) == (lower, upper)


def test_five_values_are_too_few_for_a_median_interval_and_six_are_enough():
    values = [1.0, 2.0, 3.0, 4.0, 5.0]
    assert interval.quantile(values, 0.5) is None
    assert interval.quantile([*values, 6.0], 0.5) == (1.0, 6.0)


def test_the_ninetieth_percentile_needs_more_values_than_the_median():
    assert interval.quantile([float(rank) for rank in range(1, 29)], 0.9) is None
    found = interval.quantile([float(rank) for rank in range(1, 101)], 0.9)
    assert found == (84.0, 96.0)


def test_no_values_no_interval():
    assert interval.quantile([], 0.5) is None


@given(st.lists(st.floats(0, 5000), min_size=6, max_size=120), st.sampled_from([0.5, 0.9]))
def test_a_quantile_interval_holds_the_quantile_and_stays_within_the_values(
    values: list[float], share: float
):
    ordered = sorted(values)
    found = interval.quantile(ordered, share)
    if found is None:
        return
    low, high = found
    assert ordered[0] <= low <= high <= ordered[-1]
    at_most = sum(value <= high for value in ordered) / len(ordered)
    below = sum(value < low for value in ordered) / len(ordered)
    assert below <= share <= at_most


def test_the_mean_interval_is_students():
    # Student's t, 97.5 %: 2.262 with 9 degrees of freedom.
    low, high = interval.mean(4.0, 1.0, 10) or (0, 0)
    assert high - 4.0 == pytest.approx(2.2622 / 10**0.5, abs=1e-4)
    assert 4.0 - low == pytest.approx(high - 4.0)


def test_one_mark_has_no_mean_interval_and_two_have():
    assert interval.mean(4.0, None, 1) is None
    assert interval.mean(4.0, 1.0, 2) is not None
