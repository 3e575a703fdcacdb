"""What a chart says of a metric's points: kind, limits, signals, reach."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from afreflect.domain import interval, process, run_chart, spc
from afreflect.domain.ledger import BaselineMoved, BaselineMovedBack
from afreflect.domain.metric import Point
from afreflect.domain.process import Baseline, Cause
from afreflect.domain.target import Target
from tests.domain.examples import (
    RETURNS,
    TEACHING,
    WAIT,
    history,
    level,
    months,
    result,
    returns,
    target,
)

STEADY = [(4, 60), (5, 61), (3, 59), (4, 62), (6, 60), (5, 58), (3, 61), (4, 60)] * 3


def waits(values: list[float]):
    points = [level(day, 40, value, value - 5, value + 5) for day, value in zip(
        months(len(values)), values, strict=True
    )]  # fmt: skip
    return result(points, level(None, 40 * len(values), 50, 45, 55), metric=WAIT)


def test_a_share_of_known_cases_gets_a_p_chart_and_says_why():
    read = run_chart.read(RETURNS, returns(STEADY)).process
    assert read.kind == "p"
    assert "p chart" in read.reason
    assert read.ruled
    assert not read.trial
    [first, *_] = read.lines
    assert first is not None
    assert first.centre == pytest.approx(sum(m for m, _ in STEADY) / sum(n for _, n in STEADY))
    assert read.sentence == "These points differ no more than chance would have it."


def test_shares_that_differ_more_than_chance_get_laneys_limits():
    swinging = [(3, 200), (40, 210), (5, 190), (38, 205), (4, 200), (35, 198)] * 4
    read = run_chart.read(RETURNS, returns(swinging)).process
    assert read.kind == "pprime"
    assert "more than chance" in read.reason


def test_a_duration_gets_an_xmr_chart_and_marks_an_x_bar_chart():
    assert (
        run_chart.read(WAIT, waits([44, 46, 41, 47, 45, 43, 48, 44, 46, 42])).process.kind == "xmr"
    )
    spread, n = 0.5, 12
    points = []
    for day, mark in zip(months(12), np.linspace(4.1, 4.4, 12), strict=True):
        low, high = interval.mean(mark, spread, n) or (0, 0)
        points.append(Point(day, n, None, float(mark), low, high))
    whole = Point(None, 144, None, 4.2, 4.1, 4.3)
    read = run_chart.read(TEACHING, result(points, whole, metric=TEACHING)).process
    assert read.kind == "xbar"
    [first, *_] = read.lines
    assert first is not None
    assert first.upper is not None
    c4 = 0.977559  # of twelve values (Montgomery, appendix VI)
    assert first.upper - first.centre == pytest.approx(3 * spread / (c4 * n**0.5), rel=1e-4)


def test_fewer_than_ten_points_have_a_line_and_no_rule():
    read = run_chart.read(RETURNS, returns([(n, 40) for n in range(1, 10)]), history()).process
    assert (read.kind, read.ruled) == ("run", False)
    assert set(read.signals) == {None}
    assert "fewer than 10" in read.reason
    assert read.reach == ""


def test_below_what_the_metric_needs_only_cases_are_shown():
    chart = run_chart.read(RETURNS, returns([(0, 2)] * 12))
    assert chart.cases_only
    assert set(chart.process.lines) == {None}
    assert "only the cases" in chart.process.reason


def test_points_below_twenty_have_trial_limits():
    read = run_chart.read(RETURNS, returns(STEADY[:14])).process
    assert read.trial
    assert any("trial limits" in warning for warning in read.warnings)


def test_a_signal_names_its_rule_and_means_what_the_metric_wants():
    """A lower share is wanted: seven months below the centre are an improvement."""
    better = [(8, 60)] * 8 + [(1, 60)] * 8
    read = run_chart.read(RETURNS, returns(better)).process
    last = read.signals[-1]
    assert last is not None
    assert (last.rule, last.direction, last.up) == ("shift", "improvement", False)
    assert last.words == "Seven points in a row or more lie below the centre."
    assert read.now == last
    first = read.signals[0]
    assert first is not None
    assert first.direction == "concern"
    neither = replace(RETURNS, better="neither")
    read = run_chart.read(neither, returns(better)).process
    assert {signal.direction for signal in read.signals if signal} == {"neither"}


def test_anhoejs_rules_can_be_asked_for():
    read = run_chart.read(RETURNS, returns([(8, 60)] * 8 + [(1, 60)] * 8), rules="anhoej").process
    assert read.rules == "anhoej"
    assert {signal.rule for signal in read.signals if signal} <= {"run", "crossings"}


@pytest.mark.parametrize("high, assurance", [(0.9, "always"), (0.05, "sometimes"), (None, "never")])
def test_a_target_is_met_always_sometimes_or_never(high, assurance):
    wanted = target(high=high) if high else target(low=0.9, high=None)
    read = run_chart.read(RETURNS, returns(STEADY), history(wanted)).process
    assert read.assurance == assurance
    assert "If nothing changes" in read.reach


def test_always_everybody_is_no_failure_of_a_target_of_everybody():
    everybody = replace(RETURNS, better="higher")
    read = run_chart.read(
        everybody, returns([(40, 40)] * 24), history(target(low=1.0, high=None))
    ).process
    assert set(read.signals) == {None}
    assert read.assurance == "always"


def test_a_baseline_moves_only_with_a_cause_and_a_day():
    """A change that is known of begins a new baseline; nothing moves without words."""
    changed = returns([(8, 60)] * 12 + [(1, 60)] * 12)
    cause = Cause(date(2025, 1, 1), "We began to phone patients.")
    read = run_chart.read(RETURNS, changed, baseline=Baseline(recalculated=(cause,))).process
    assert read.stretches == (0,) * 12 + (1,) * 12
    assert set(read.signals) == {None}
    fixed = run_chart.read(
        RETURNS, changed, baseline=Baseline(fixed=Cause(date(2024, 12, 1), "A usual year."))
    ).process
    [*_, last] = fixed.lines
    assert last is not None
    assert last.centre == pytest.approx(8 / 60)
    with pytest.raises(ValueError, match="only with a cause"):
        Cause(date(2025, 1, 1), "  ")


def test_a_point_with_a_known_cause_is_drawn_and_counts_for_nothing():
    odd = returns([*STEADY[:12], (50, 60), *STEADY[12:]])
    cause = Cause(date(2025, 1, 1), "The register was down.")
    read = run_chart.read(RETURNS, odd, baseline=Baseline(left_out=(cause,))).process
    assert read.lines[12] is not None
    assert read.signals[12] is not None
    plain = run_chart.read(RETURNS, returns(STEADY)).process
    assert read.lines[0] is not None
    assert plain.lines[0] is not None
    assert read.lines[0].centre == pytest.approx(plain.lines[0].centre)


@pytest.mark.parametrize("years", [2, 3])
def test_a_season_is_said_and_a_change_of_level_or_a_trend_is_none(years):
    noise = np.random.default_rng(4).normal(0, 2, 12 * years)
    month = np.arange(12 * years)
    for shape, seasonal in (
        (8 * np.sin(month * np.pi / 6), True),
        (np.where(month < 5 * years, 0.0, 20.0), False),
        (np.where(month < 12, 0.0, 20.0), False),
        (month * 1.5, False),
        (month * 0.0, False),
    ):
        read = run_chart.read(WAIT, waits((50 + shape + noise).tolist())).process
        assert any("time of year" in warning for warning in read.warnings) == seasonal


def test_more_patients_in_winter_are_no_season_of_their_waits():
    values = (50 + np.random.default_rng(4).normal(0, 2, 36)).tolist()
    points = [
        level(day, 80 if day.month in (12, 1, 2) else 40, value, value - 5, value + 5)
        for day, value in zip(months(36), values, strict=True)
    ]
    read = run_chart.read(WAIT, result(points, level(None, 1800, 50, 45, 55), metric=WAIT)).process
    assert not any("time of year" in warning for warning in read.warnings)


def test_months_without_a_figure_are_no_points():
    pairs = [*STEADY[:10], (1, 4), *STEADY[10:]]
    read = run_chart.read(RETURNS, returns(pairs)).process
    assert read.lines[10] is None
    assert read.signals[10] is None


def test_a_result_without_dates_has_nothing_to_draw():
    whole = returns([(4, 60)]).whole
    read = run_chart.read(RETURNS, result([], whole)).process
    assert read.lines == ()
    assert read.now is None
    assert process.DEFAULT_RULES in spc.RULE_SETS


def test_the_wanted_direction_is_the_evidences_and_else_the_targets():
    at_most = Target(None, 0.05, 0.01, date(2027, 1, 1), "for them", date(2026, 1, 1))
    between = replace(at_most, low=0.01)
    at_least = replace(at_most, low=0.01, high=None)
    neither = replace(RETURNS, better="neither")
    assert process.wanted_direction(RETURNS, at_least) == "lower"
    assert process.wanted_direction(neither, at_most) == "lower"
    assert process.wanted_direction(neither, at_least) == "higher"
    assert process.wanted_direction(neither, between) == "neither"
    assert process.wanted_direction(neither, None) == "neither"


def test_a_baseline_is_what_the_ledger_leaves_of_it():
    anew = BaselineMoved("x", "recalculated", date(2025, 3, 1), "new triage")
    kept = BaselineMoved("x", "fixed", date(2025, 1, 1), "before the move")
    other = BaselineMoved("y", "fixed", date(2025, 1, 1), "elsewhere")
    found = process.baseline([anew, kept, other], "x")
    assert found.recalculated == (process.Cause(anew.on, anew.why),)
    assert found.fixed == process.Cause(kept.on, kept.why)
    back = [anew, kept, BaselineMovedBack(kept.id), BaselineMovedBack(anew.id)]
    assert process.baseline(back, "x") == process.Baseline()
