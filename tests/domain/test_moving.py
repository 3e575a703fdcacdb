"""Measures that move together: rank correlation by month, adjusted, and only where it holds."""

import numpy as np
import pytest
from scipy import stats

from afreflect.domain import moving
from afreflect.domain.metric import Point
from tests.domain.examples import months


def series(values, n=50):
    starts = months(len(values))
    return [
        Point(start, n, None, value, None, None)
        for start, value in zip(starts, values, strict=True)
    ]


UP = [0.1 * at for at in range(12)]


def test_twelve_common_months_are_needed():
    tied = moving.pairs({"a": series(UP), "b": series(UP)})
    assert [tie.points for tie in tied] == [12]
    assert moving.pairs({"a": series(UP[:11]), "b": series(UP)}) == ()


def test_months_with_too_few_cases_are_not_common():
    few = series(UP)
    few[3] = Point(few[3].start, 9, None, few[3].value, None, None)
    assert moving.pairs({"a": few, "b": series(UP)}) == ()


def test_the_correlation_is_that_of_ranks_by_hand():
    """Spearman by 1 - 6 sum d² / (n (n² - 1)): two neighbours exchanged, d² sums to 2."""
    other = [*UP[:4], UP[5], UP[4], *UP[6:]]
    [tie] = moving.pairs({"a": series(UP), "b": series([value**3 for value in other])})
    assert tie.rho == pytest.approx(1 - 6 * 2 / (12 * 143))
    assert tie.holds


def test_many_pairs_make_each_one_count_less():
    """Holm 1979, written another way: the least first, times as many as remain."""
    rng = np.random.default_rng(7)
    drawn = {name: series(rng.normal(size=24)) for name in "abcd"}
    found = moving.pairs(drawn)
    values = {name: [point.value for point in points] for name, points in drawn.items()}
    # A rank correlation is the plain one of the ranks.
    ranks = {name: stats.rankdata(each) for name, each in values.items()}
    raw = sorted(
        float(np.asarray(stats.pearsonr(ranks[x], ranks[y]))[1])
        for x, y in ("ab", "ac", "ad", "bc", "bd", "cd")
    )
    expected = np.maximum.accumulate([min(1, p * (6 - at)) for at, p in enumerate(raw)])
    assert sorted(tie.adjusted for tie in found) == pytest.approx(list(expected))


def test_chance_seldom_ties_anything():
    """Of 300 sets of five measures that have nothing to do with each other, about one in twenty."""
    rng = np.random.default_rng(3)
    false = 0
    for _ in range(300):
        found = moving.pairs({name: series(rng.normal(size=24)) for name in "abcde"})
        false += any(tie.holds for tie in found)
    assert false <= 300 * 0.05 + 3 * (300 * 0.05 * 0.95) ** 0.5


def test_a_constant_measure_is_tied_to_nothing():
    assert moving.pairs({"a": series([0.5] * 12), "b": series(UP)}) == ()


def test_it_says_how_and_that_it_is_no_cause():
    ties = moving.pairs({"a": series(UP), "b": series(UP[::-1]), "c": series(UP)})
    assert [other for other, _ in moving.tied_with(ties, "c")] == ["a", "b"]
    down = next(tie for tie in ties if {tie.first, tie.second} == {"a", "b"})
    assert moving.say(down, "A", "B") == (
        'Over 12 months, when "A" was high, "B" tended to be low (rank correlation -1.00).'
    )
    assert "not cause" in moving.NOT_CAUSE
