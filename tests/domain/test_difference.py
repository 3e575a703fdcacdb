"""How far leaving some out moves a figure: its interval covers, scales and turns as it should."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import stats

from afreflect.domain import difference

COUNTS = st.integers(1, 400)


@st.composite
def shares(draw: st.DrawFn) -> tuple[int, int, int, int]:
    stay, go = draw(COUNTS), draw(COUNTS)
    return draw(st.integers(0, stay)), stay, draw(st.integers(0, go)), go


def test_newcombes_own_example():
    """Newcombe 1998, table II, example (a), method 10: 56/70 against 48/80, 0.0524 to 0.3339."""
    found = difference.of_shares(56, 70, 48, 80)
    assert found is not None
    part = 80 / 150
    assert np.allclose(np.array(found) / part, (0.0524, 0.3339), atol=5e-5)


@given(shares())
def test_the_move_lies_in_its_interval(counts: tuple[int, int, int, int]):
    met_stay, stay, met_go, go = counts
    low, high = difference.of_shares(*counts) or (0.0, 0.0)
    move = met_stay / stay - (met_stay + met_go) / (stay + go)
    assert low - 1e-9 <= move <= high + 1e-9
    assert -1 <= low <= high <= 1


@given(shares())
def test_sides_changed_change_the_sign(counts: tuple[int, int, int, int]):
    """The same difference seen from those that go: turned over, and scaled by the other part."""
    met_stay, stay, met_go, go = counts
    low, high = difference.of_shares(met_stay, stay, met_go, go) or (0.0, 0.0)
    turned = difference.of_shares(met_go, go, met_stay, stay) or (0.0, 0.0)
    assert np.allclose((low / go, high / go), (-turned[1] / stay, -turned[0] / stay), atol=1e-12)


@given(shares())
def test_the_fewer_go_the_less_can_move(counts: tuple[int, int, int, int]):
    low, high = difference.of_shares(*counts) or (0.0, 0.0)
    _, stay, _, go = counts
    assert high - low <= 2 * go / (stay + go) + 1e-9


@pytest.mark.parametrize("stay, go", [(0, 5), (5, 0), (0, 0)])
def test_without_two_sides_there_is_no_interval(stay: int, go: int):
    assert difference.of_shares(0, stay, 0, go) is None


def test_the_interval_of_a_share_covers_the_truth_in_95_of_100():
    chance = np.random.default_rng(7)
    stay, go, share, other = 180, 40, 0.06, 0.2
    truth = (share - other) * go / (stay + go)
    covered = 0
    for met, gone in zip(
        chance.binomial(stay, share, 2_000), chance.binomial(go, other, 2_000), strict=True
    ):
        low, high = difference.of_shares(met, stay, gone, go) or (0.0, 0.0)
        covered += low <= truth <= high
    assert 0.93 <= covered / 2_000 <= 0.98


def test_the_interval_of_a_mean_covers_the_truth_in_95_of_100():
    chance = np.random.default_rng(7)
    stay, go = chance.normal(4.2, 0.3, (1_000, 40)), chance.normal(3.8, 0.6, (1_000, 9))
    truth = 0.4 * 9 / 49
    found = [
        difference.of_means(*rows) or (0.0, 0.0)
        for rows in zip(stay.tolist(), go.tolist(), strict=True)
    ]
    covered = sum(low <= truth <= high for low, high in found)
    assert 930 <= covered <= 970


def test_a_mean_agrees_with_welchs_test():
    stay, go = [4.1, 4.4, 3.9, 4.8, 4.2], [3.1, 3.6, 2.9, 4.0]
    expected = stats.ttest_ind(stay, go, equal_var=False).confidence_interval(0.95)
    found = difference.of_means(stay, go) or (0.0, 0.0)
    assert np.allclose(np.array(found) * 9 / 4, (expected.low, expected.high))


@pytest.mark.parametrize("stay, go", [([4.0], [3.0, 2.0]), ([4.0, 3.0], [2.0]), ([4, 4], [4, 4])])
def test_too_few_marks_or_no_spread_give_no_interval(stay: list[float], go: list[float]):
    assert difference.of_means(stay, go) is None


VALUES = st.lists(st.floats(0, 1_000), min_size=12, max_size=30)


@settings(max_examples=12, deadline=None)
@given(VALUES, st.floats(-100, 100))
def test_a_quantiles_interval_moves_with_its_unit_and_not_with_its_level(
    values: list[float], level: float
):
    """Minutes shifted all together move nothing; minutes in seconds move sixty times as much."""
    assume(len(set(values)) > 3)
    stay, go = values[3:], values[:3] if len(values) > 13 else values[:1]
    assume(len(stay) >= 10)
    low, high = difference.of_quantiles(stay, go, 0.5) or (0.0, 0.0)
    shifted = difference.of_quantiles([v + level for v in stay], [v + level for v in go], 0.5)
    scaled = difference.of_quantiles([v * 60 for v in stay], [v * 60 for v in go], 0.5)
    assert np.allclose(shifted or (1.0, 1.0), (low, high), atol=1e-6)
    assert np.allclose(scaled or (1.0, 1.0), (low * 60, high * 60), atol=1e-6)


def test_a_quantiles_interval_is_the_same_twice():
    chance = np.random.default_rng(3)
    stay, go = chance.gamma(2, 60, 200).tolist(), chance.gamma(2, 90, 30).tolist()
    assert difference.of_quantiles(stay, go, 0.9) == difference.of_quantiles(stay, go, 0.9)


def test_the_interval_of_a_median_covers_the_truth_in_about_95_of_100(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(difference, "DRAWS", 400)
    chance = np.random.default_rng(7)
    everyone = np.concatenate((chance.gamma(2, 60, 850_000), chance.gamma(2, 120, 150_000)))
    truth = float(np.median(everyone[:850_000]) - np.median(everyone))
    covered = 0
    for _ in range(150):
        stay, go = chance.gamma(2, 60, 170).tolist(), chance.gamma(2, 120, 30).tolist()
        low, high = difference.of_quantiles(stay, go, 0.5) or (0.0, 0.0)
        covered += low <= truth <= high
    assert 0.89 <= covered / 150 <= 0.99


@pytest.mark.parametrize("stay, go", [([1.0] * 9, [2.0]), ([1.0] * 10, [])])
def test_too_few_waits_give_no_interval(stay: list[float], go: list[float]):
    assert difference.of_quantiles(stay, go, 0.5) is None


def test_a_departments_file_is_drawn_less_often_and_still_at_once():
    chance = np.random.default_rng(3)
    found = difference.of_quantiles(
        chance.gamma(2, 60, 30_000).tolist(), chance.gamma(2, 90, 5_000).tolist(), 0.5
    )
    assert found is not None
    assert found[1] < 0
