"""The axis of figures starts where honesty asks."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afreflect.charts.value_axis import MOST_RULES, value_axis
from afreflect.domain.metric import Metric
from tests.domain.examples import RETURNS, TEACHING, WAIT


def test_a_share_starts_at_zero():
    axis = value_axis([0.02, 0.061, 0.164], RETURNS)
    assert axis.labels == ("0 %", "5 %", "10 %", "15 %", "20 %")
    assert not axis.broken


def test_an_axis_that_zero_would_squash_is_broken():
    axis = value_axis([0.82, 0.9, 0.95], RETURNS)
    assert axis.broken
    assert axis.labels[0] == "80 %"


@pytest.mark.parametrize("lowest, starts", [(0.181, "17.5 %"), (0.1817, "18.0 %")])
def test_no_dot_lies_on_the_words_that_say_where_a_broken_axis_starts(lowest: float, starts: str):
    assert value_axis([lowest, 0.186, 0.195], RETURNS).labels[0] == starts


@pytest.mark.parametrize("lowest, broken", [(0.65, False), (0.66, True)])
def test_the_axis_breaks_where_figures_span_less_than_a_third_of_it(lowest: float, broken: bool):
    assert value_axis([lowest, 1.0], RETURNS).broken is broken


def test_no_share_is_above_a_hundred_percent():
    assert value_axis([0.5, 0.999], RETURNS).top == 1


def test_a_duration_steps_by_round_minutes():
    assert value_axis([100, 200], WAIT).labels == ("0 min", "1 h 00", "2 h 00", "3 h 00", "4 h 00")
    assert value_axis([10, 44], WAIT).labels[:3] == ("0 min", "10 min", "20 min")


@pytest.mark.parametrize("values", [[4.0, 4.6], [1.0], [4.3, 5.0]])
def test_marks_stand_on_the_whole_scale_of_their_form(values: list[float]):
    axis = value_axis(values, TEACHING)
    assert axis.labels == ("1", "2", "3", "4", "5")
    assert (axis.bottom, axis.top) == (1, 5)
    assert not axis.broken


def test_a_longer_scale_has_fewer_rules():
    assert value_axis([7.0], replace(TEACHING, unit="of 9")).labels == ("1", "3", "5", "7", "9")


@given(
    st.lists(st.floats(0, 1), min_size=1, max_size=20),
    st.sampled_from([(RETURNS, 1), (WAIT, 5000), (TEACHING, 5)]),
)
def test_every_figure_lies_on_the_paper_under_few_rules(
    shares: list[float], kind: tuple[Metric, float]
):
    metric, largest = kind
    values = [share * largest for share in shares]
    axis = value_axis(values, metric)
    assert all(-1e-6 <= axis.height(value) <= 1 + 1e-6 for value in values)
    assert 2 <= len(axis.rules) <= MOST_RULES + 1
    assert len(set(axis.labels)) == len(axis.labels)
    assert axis.broken is (axis.rules[0] > (1 if metric is TEACHING else 0))
