"""About how many more cases it takes to tell a change of the size that matters."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from afreflect.domain import interval, needed, run_chart
from afreflect.domain.metric import Point
from tests.domain.examples import RETURNS, WAIT, history, returns, target


def test_a_share_of_a_tenth_and_a_change_of_five_points():
    """Fleiss, Levin & Paik 2003, 4.14, without continuity correction: 686 in each group."""
    assert needed.for_proportion(0.10, 0.05) == 686


def test_a_rate_and_a_mean():
    assert needed.for_rate(0.2, 0.1) == np.ceil(2.8015852**2 * 0.5 / 0.01)
    low, high = interval.mean(50, 20, 10_000) or (0, 0)
    assert needed.for_level(10_000, low, high, 5) == pytest.approx(2 * (2.8015852 * 20 / 5) ** 2, 1)


@given(st.floats(0.01, 0.99), st.floats(0.005, 0.2))
def test_a_smaller_change_takes_more_cases(share, change):
    assert needed.for_proportion(share, change / 2) > needed.for_proportion(share, change)


def test_simulated_periods_of_that_size_tell_the_change_four_times_in_five():
    n = needed.for_proportion(0.2, 0.1)
    rolls = np.random.default_rng(7)
    before, after = rolls.binomial(n, 0.2, 4000) / n, rolls.binomial(n, 0.3, 4000) / n
    mean = (before + after) / 2
    told = np.abs(after - before) > 1.96 * np.sqrt(2 * mean * (1 - mean) / n)
    assert told.mean() == pytest.approx(0.8, abs=0.02)


def test_the_sentence_says_how_many_more_or_that_there_are_enough():
    few = returns([(4, 40)])
    said = needed.sentence(RETURNS, few.whole, 0.05)
    assert said.startswith("About 650 more discharges are needed to tell a change of 5")
    assert "enough" in needed.sentence(RETURNS, returns([(400, 4000)]).whole, 0.05)
    assert needed.sentence(WAIT, Point(None, 3, None, 40.0, None, None), 5) == ""
    chart = run_chart.read(RETURNS, few, history(target()))
    assert "more discharges" in chart.needed
    assert run_chart.read(RETURNS, few).needed == ""


def test_no_change_is_refused():
    with pytest.raises(ValueError, match="above zero"):
        needed.for_rate(0.2, 0)
