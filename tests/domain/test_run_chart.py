"""What one chart shows, and says in words."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afreflect.domain import figure, interval, run_chart
from afreflect.domain.metric import Grain, Metric, Point
from tests.domain.examples import (
    RETURNS,
    TEACHING,
    WAIT,
    history,
    level,
    months,
    result,
    returns,
    share,
    target,
)

COUNTS = st.integers(0, 99_999).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
NAMES = st.lists(
    st.text(st.characters(categories=("Ll",)), min_size=1, max_size=12), min_size=1, max_size=9
).map(" ".join)


def test_the_sentence_answers_the_question_with_its_doubt_and_its_cases():
    """FR-10: the sentence and the figures are the same numbers."""
    measured = returns([(20, 300), (21, 372)])
    assert run_chart.sentence(RETURNS, measured) == (
        "6.1 % (4.5 to 8.2) of your discharges came back: 41 of 672, Jan 2024 to Feb 2024."
    )


def test_a_median_is_said_as_half_of_them():
    measured = result(
        [level(date(2024, 1, 1), 100, 44, 40, 50)], level(None, 100, 44, 40, 50), metric=WAIT
    )
    assert run_chart.sentence(WAIT, measured) == (
        "For half of your 100 visits: 44 min (40 to 50) or less, Jan 2024."
    )


def test_a_ninetieth_percentile_is_said_as_nine_in_ten():
    measured = result([], level(None, 100, 134, 120, 150), metric=WAIT, summary="p90")
    assert run_chart.sentence(WAIT, measured) == (
        "For nine in ten of your 100 visits: 2 h 14 (2 h 00 to 2 h 30) or less."
    )


def test_a_mean_is_said_on_average():
    measured = result([], level(None, 40, 4.26, 4.0, 4.5), metric=TEACHING)
    assert run_chart.sentence(TEACHING, measured) == (
        "4.3 of 5 (4.0 to 4.5) on average, over 40 marks."
    )


def test_below_what_the_metric_needs_there_are_cases_and_no_rate():
    """FR-15: too few to tell is an answer, with how many it would take."""
    measured = returns([(2, 15), (0, 14)])
    chart = run_chart.read(RETURNS, measured, history())
    assert chart.cases_only
    assert chart.centre is None
    assert all(point.value is None for point in (*chart.points, chart.whole))
    assert "%" not in chart.sentence
    assert chart.sentence == (
        "2 of 29 discharges came back, Jan 2024 to Feb 2024: too few for a figure, which needs 30."
    )


def test_with_exactly_what_the_metric_needs_there_is_a_rate():
    chart = run_chart.read(RETURNS, returns([(2, 15), (0, 15)]))
    assert not chart.cases_only
    assert chart.whole.value == pytest.approx(2 / 30)


def test_nothing_at_all_is_said_as_such():
    measured = result([], share(None, 0, 0))
    assert run_chart.sentence(RETURNS, measured) == "No discharges in this extract."


@pytest.mark.parametrize("n, value", [(9, None), (10, 0.1)])
def test_a_point_with_fewer_than_ten_units_keeps_its_cases_and_loses_its_rate(
    n: int, value: float | None
):
    chart = run_chart.read(RETURNS, returns([(1, n), (4, 60)]))
    assert chart.points[0].value == value
    assert (chart.points[0].n, chart.points[0].met) == (n, 1)


@pytest.mark.parametrize("so_many, middle", [(2, None), (3, 0.1)])
def test_the_median_needs_three_points(so_many: int, middle: float | None):
    chart = run_chart.read(RETURNS, returns([(2, 20)] * so_many))
    assert chart.centre == middle


def test_the_median_leaves_out_points_without_a_rate():
    """FR-09: the comparator is the clinician's own past."""
    chart = run_chart.read(RETURNS, returns([(2, 20), (4, 20), (6, 20), (9, 9)]))
    assert chart.centre == pytest.approx(0.2)


def test_a_first_look_knows_no_target():
    """FR-32: the first look, before any target, is the one chart without one."""
    assert run_chart.read(RETURNS, returns([(2, 40)])).targets == ()


def test_a_target_comes_with_its_stretch_of_time():
    """FR-23: the trend is accompanied by the clinician's own target."""
    old = target(high=0.08, since=date(2024, 1, 10))
    new = target(high=0.05, since=date(2024, 3, 1))
    chart = run_chart.read(RETURNS, returns([(2, 40)] * 4), history(old, new))
    assert [(stretch.target.high, stretch.until) for stretch in chart.targets] == [
        (0.08, date(2024, 3, 1)),
        (0.05, None),
    ]


def test_the_table_says_every_point_and_the_whole_last():
    """FR-11: chart, sentence and table."""
    chart = run_chart.read(RETURNS, returns([(3, 60), (1, 9)]))
    assert [tuple(vars(row).values()) for row in run_chart.rows(chart)] == [
        ("Jan 2024", "60", "3", "5.0 %", "1.7 to 13.7", "", ""),
        ("Feb 2024", "9", "1", "too few", "", "", ""),
        ("Whole period", "69", "4", "5.8 %", "2.3 to 14.0", "", ""),
    ]


def test_undated_rows_make_a_table_of_one():
    measured = result([share(None, 4, 80)], share(None, 4, 80), grain="all")
    chart = run_chart.read(RETURNS, measured)
    assert not chart.has_series
    assert [row.when for row in run_chart.rows(chart)] == ["Whole period"]


def test_a_point_in_words():
    chart = run_chart.read(RETURNS, returns([(3, 60), (1, 9)]))
    assert run_chart.words(chart, chart.points[0]) == (
        "Jan 2024: 5.0 % (1.7 to 13.7), 3 of 60 discharges"
    )
    assert run_chart.words(chart, chart.points[1]) == (
        "Feb 2024: 1 of 9 discharges, too few for a figure"
    )


@given(COUNTS, NAMES, NAMES, st.sampled_from(["month", "quarter", "year", "all"]))
def test_no_proportions_sentence_is_longer_than_25_words(
    counts: tuple[int, int], noun: str, met_short: str, grain: Grain
):
    """FR-14: whatever the numbers and names are."""
    metric = replace(RETURNS, noun=noun, met_short=met_short)
    met, n = counts
    points = [share(start, met, n) for start in (date(2023, 9, 1), date(2026, 9, 1))]
    measured = result(points, share(None, met, n), grain=grain)
    said = run_chart.sentence(metric, measured)
    assert len(said.split()) <= 25
    if n >= metric.n_show:
        assert figure.say_interval(measured.whole, metric) in said
    if n:
        assert figure.count(n) in said


@given(
    st.integers(0, 99_999),
    st.floats(0, 90_000),
    st.floats(0, 90_000),
    NAMES,
    st.sampled_from(["median", "p90", "mean"]),
    st.sampled_from([WAIT, TEACHING]),
)
def test_no_other_sentence_is_longer_than_25_words(
    n: int, value: float, half: float, noun: str, summary: str, metric: Metric
):
    """FR-14: durations are the longest numbers there are."""
    metric = replace(metric, noun=noun)
    whole = level(None, n, value, value - half, value + half)
    measured = result([level(months(1)[0], n, value, value, value)], whole, metric=metric)
    said = run_chart.sentence(metric, replace(measured, summary=summary))
    assert len(said.split()) <= 25
    assert (figure.say_interval(whole, metric) in said) is (n >= metric.n_show)


def test_words_are_left_out_before_numbers_are():
    wordy = replace(RETURNS, noun="visits of people who were sent home from this old place")
    measured = returns([(20, 300), (21, 372)])
    assert run_chart.sentence(wordy, measured) == (
        "6.1 % (4.5 to 8.2): 41 of 672 visits of people who were sent home from this old place, "
        "Jan 2024 to Feb 2024."
    )


@given(st.lists(COUNTS, max_size=40))
def test_every_number_on_the_chart_is_one_that_was_measured(pairs: list[tuple[int, int]]):
    """FR-10: a chart shows the result's own figures, or none."""
    measured = returns(pairs)
    chart = run_chart.read(RETURNS, measured)
    assert len(chart.points) == len(measured.points)
    for shown, found in zip(chart.points, measured.points, strict=True):
        assert (shown.start, shown.n, shown.met) == (found.start, found.n, found.met)
        assert shown.value in (None, found.value)
        assert (shown.value is not None) is (found.n >= 10 and not chart.cases_only)


def test_somebody_who_cannot_see_the_chart_hears_the_same():
    """FR-11: the chart in words."""
    chart = run_chart.read(RETURNS, returns([(2, 40)] * 4), history())
    assert chart.sentence in chart.alt
    assert chart.alt.endswith(
        "4 points with a figure, by month. There are too few points to tell signal from chance. "
        "The median month is 5.0 %. Your target: at most 5.0 %."
    )


def test_an_interval_that_does_not_exist_is_said_not_to():
    point = Point(None, 12, None, 44.0, None, None)
    chart = run_chart.read(WAIT, result([], replace(point, n=40), metric=WAIT))
    assert interval.quantile([44.0] * 5, 0.5) is None
    assert run_chart.row(chart, point).interval == "too few to say"
