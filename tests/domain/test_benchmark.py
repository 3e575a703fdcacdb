"""The achievable benchmark: the best of a department, never one colleague, never the group."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afreflect.domain import benchmark
from afreflect.domain.benchmark import Contribution, achievable
from tests.domain.examples import RETURNS, TEACHING

# Adjusted by hand, (met + 1) / (cases + 2), in their order:
# 91/102 = .892, 46/52 = .885, 10/12 = .833, 81/102 = .794, 71/102, 61/102, 51/102, 41/102, 31/102,
# 21/102.
BY_HAND = tuple(
    Contribution(met, n)
    for met, n in (
        (20, 100), (45, 50), (80, 100), (9, 10), (30, 100), (90, 100), (70, 100), (40, 100),
        (60, 100), (50, 100),
    )
)  # fmt: skip

contribution = st.integers(1, 400).flatmap(
    lambda n: st.builds(Contribution, st.integers(0, n), st.just(n))
)
department = st.lists(contribution, min_size=0, max_size=25)
direction = st.sampled_from(["higher", "lower"])


def test_the_best_until_a_tenth_of_all_cases_by_hand():
    """FR-33: 860 cases; the best have 100, 50 and 10 of them, but the first more than half of
    these, so the fourth comes in to hide them.
    """
    found = achievable(BY_HAND, "higher", enough=10)
    assert found is not None
    assert found.value == pytest.approx((90 + 45 + 9 + 80) / 260)
    assert found.covered == pytest.approx(260 / 860)
    assert found.contributors == 10


def test_lower_begins_at_the_other_end_by_hand():
    found = achievable(BY_HAND, "lower", enough=10)
    assert found is not None
    assert found.value == pytest.approx((20 + 30 + 40) / 300)


def test_three_of_three_is_not_the_best_there_is():
    """Small numbers are drawn to the middle: 4 of 5 after the adjustment, below 89 of 100."""
    group = [Contribution(89, 100)] * 3 + [Contribution(50, 100)] * 6 + [Contribution(3, 3)]
    found = achievable(group, "higher", enough=1)
    assert found is not None
    assert found.value == pytest.approx(0.89)


def test_nine_clinicians_give_none():
    """FR-33: fewer than ten contributors, no benchmark."""
    assert achievable(BY_HAND[:9], "higher", enough=10) is None


def test_who_has_too_few_cases_is_not_among_the_ten():
    assert achievable(BY_HAND, "higher", enough=11) is None


@pytest.mark.parametrize("met", [0, 100])
def test_where_nothing_or_everything_is_met_there_is_none(met):
    """A figure of 0 may only mean that nobody writes it down."""
    assert achievable([Contribution(met, 100)] * 12, "higher", enough=10) is None


def test_one_large_clinician_never_is_the_benchmark():
    group = [Contribution(900, 1000)] + [Contribution(40, 100)] * 9
    assert achievable(group, "higher", enough=10) is None


@given(department, direction, st.integers(2, 60))
def test_clinicians_below_the_threshold_never_change_it(group, better, enough):
    """However many are added, and whatever their figures."""
    small = [Contribution(min(each.met, enough - 1), enough - 1) for each in group]
    assert achievable([*small, *group, *small], better, enough) == achievable(group, better, enough)


@given(department, direction, st.randoms())
def test_the_order_in_the_file_does_not_matter(group, better, random):
    shuffled = random.sample(group, len(group))
    found, again = achievable(group, better, 10), achievable(shuffled, better, 10)
    assert (found is None) == (again is None)
    if found and again:
        assert found.value == pytest.approx(again.value)


@given(department, direction)
def test_it_is_never_one_colleagues_figure_nor_the_groups(group, better):
    """FR-33: three clinicians at least and half of them at most stand behind it."""
    found = achievable(group, better, 10)
    if found is None:
        return
    assert 0.1 <= found.covered <= 0.5
    fair = [each for each in group if each.n >= 10]
    behind = found.covered * sum(each.n for each in fair)
    assert behind + 1e-6 >= sum(sorted(each.n for each in fair)[:3])
    assert found.contributors == len(fair) >= 10
    shares = [each.met / each.n for each in fair]
    assert min(shares) - 1e-9 <= found.value <= max(shares) + 1e-9


def test_what_is_kept_is_no_more_exact_than_what_is_said():
    found = achievable(BY_HAND, "higher", enough=10)
    assert found is not None
    kept = benchmark.kept(found, RETURNS, "e" * 64, (date(2025, 1, 1), None))
    assert (kept.value, kept.covered, kept.contributors) == (0.862, 0.3, 10)


def test_only_a_share_with_a_best_end_has_one():
    assert benchmark.fits(RETURNS)
    assert not benchmark.fits(replace(RETURNS, better="neither"))
    assert not benchmark.fits(replace(RETURNS, better="range"))
    assert not benchmark.fits(TEACHING)


def test_a_benchmark_of_another_definition_is_not_shown():
    kept = benchmark.kept(benchmark.Achievable(0.1, 12, 0.2), RETURNS, "e" * 64, (None, None))
    assert benchmark.of_metric([kept], RETURNS) == kept
    assert benchmark.of_metric([kept], replace(RETURNS, sha256="b" * 64)) is None


def test_why_there_is_none_is_said():
    assert "shares only" in benchmark.why_none(TEACHING)
    assert "which direction" in benchmark.why_none(replace(RETURNS, better="neither"))
    assert "10 clinicians" in benchmark.why_none(RETURNS)
