"""What must hold of every series, whatever its figures are."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afreflect.domain import spc
from tests.domain.spc import slow

# Whole numbers and halves: lines and points meet exactly, which is where rules go wrong.
FIGURES = st.integers(-60, 60).map(lambda n: n / 2)
SERIES = st.lists(FIGURES, min_size=3, max_size=40)
RULES = st.sampled_from(sorted(spc.RULE_SETS))
SMOOTH = st.lists(st.sampled_from([0.0, 1.0, 2.0, 3.0, 4.0, 9.0]), min_size=8, max_size=40)


def lines(drawn: spc.Chart) -> np.ndarray:
    one = drawn.lines
    return np.stack([one.centre, one.lower, one.upper, one.near_lower, one.near_upper])


@given(st.one_of(SERIES, SMOOTH), st.booleans(), st.sampled_from(["nhs", "nhs2023"]))
def test_the_columns_say_what_a_pencil_says(values, screened, rules):
    drawn = spc.chart("xmr", values, rules=rules, screened=screened)
    centre, step = slow.xmr(values, screened)
    assert drawn.lines.centre[0] == pytest.approx(centre)
    assert drawn.lines.upper[0] - centre == pytest.approx(2.66 * step)
    # The pencil uses the very same lines, so that both see the same ties.
    exactly = float(drawn.lines.centre[0])
    if any(0 < abs(abs(v - exactly) - k * step) < 1e-9 for v in values for k in (0, 2.66, 1.7733)):
        return
    assert list(drawn.signals) == slow.nhs(values, exactly, step, rules == "nhs2023")


@given(SERIES)
def test_runs_and_crossings_are_those_counted_by_hand(values):
    drawn = spc.chart("run", values, rules="anhoej")
    runs = drawn.runs
    assert runs is not None
    counted = (runs.n_useful, runs.longest_run, runs.n_crossings, runs.n_crossings_min)
    assert tuple(int(one[0]) for one in counted) == slow.anhoej(values)


@given(SERIES, RULES, st.sampled_from([0.25, 2.0, 1024.0]), st.integers(-512, 512))
def test_another_unit_moves_the_lines_and_no_signal(values, rules, scale, shift):
    """Minutes or hours, and whatever zero is: the same points are signals."""
    plain = spc.chart("xmr", values, rules=rules)
    moved = spc.chart("xmr", np.array(values) * scale + shift, rules=rules)
    assert lines(moved) == pytest.approx(lines(plain) * scale + shift, abs=1e-6)
    assert moved.signals == plain.signals


@given(SERIES, RULES)
def test_upside_down_an_improvement_is_a_concern(values, rules):
    up = spc.chart("xmr", values, rules=rules, better="higher")
    down = spc.chart("xmr", -np.array(values), rules=rules, better="higher")
    assert down.signals == up.signals
    assert (down.toward == -up.toward).all()


@given(st.lists(SERIES, min_size=2, max_size=5), RULES, st.randoms())
def test_series_know_nothing_of_each_other(many, rules, random):
    alone = [spc.chart("xmr", values, rules=rules) for values in many]
    order = list(range(len(many)))
    random.shuffle(order)
    flat = np.concatenate([many[n] for n in order])
    together = spc.chart(
        "xmr", flat, rules=rules, series=np.repeat(order, [len(many[n]) for n in order])
    )
    at = 0
    for n in order:
        part = slice(at, at + len(many[n]))
        assert lines(together)[:, part] == pytest.approx(lines(alone[n]), nan_ok=True)
        assert together.signals[part] == alone[n].signals
        at += len(many[n])


@given(st.lists(FIGURES, min_size=16, max_size=40), st.integers(13, 16))
def test_with_a_fixed_baseline_later_points_change_no_earlier_line(values, n):
    whole = spc.chart("xmr", values, fix=12)
    first = spc.chart("xmr", values[:n], fix=12)
    assert lines(whole)[:, :n] == pytest.approx(lines(first), nan_ok=True)
    beyond = [signal == "point beyond limit" for signal in whole.signals[:n]]
    assert beyond == [signal == "point beyond limit" for signal in first.signals]


@given(SERIES, RULES, st.sampled_from(["run", "xmr"]))
def test_missing_values_at_the_end_change_nothing(values, rules, kind: spc.Kind):
    plain = spc.chart(kind, values, rules=rules)
    longer = spc.chart(kind, [*values, np.nan, np.inf], rules=rules)
    assert longer.signals == (*plain.signals, "none", "none")
    assert lines(longer)[:, :-2] == pytest.approx(lines(plain), nan_ok=True)


def test_a_missing_value_is_no_neighbour_and_ends_a_row():
    values = [1.0, 2.0, 3.0, np.nan, 4.0, 5.0, 6.0, 7.0]
    drawn = spc.chart("xmr", values)
    assert drawn.lines.upper[0] - drawn.lines.centre[0] == pytest.approx(2.66)  # steps of one only
    assert "trend" not in drawn.signals


@given(st.sampled_from(spc.KINDS), RULES, st.integers(1, 40), st.sampled_from([0.1, 7.0, 1e9]))
@settings(max_examples=60)
def test_a_series_without_variation_raises_no_signal(kind, rules, n, value):
    """Always the same, and always at 100 %: there is nothing to call unusual."""
    sized = spc.needs_sizes(kind) or kind in ("xbar", "s")
    drawn = spc.chart(
        kind,
        np.full(n, value),
        np.full(n, value if kind not in ("xbar", "s") else 5.0) if sized else None,
        np.zeros(n) if kind in ("xbar", "s") else None,
        rules=rules,
        better="higher",
    )
    assert set(drawn.signals) == {"none"}


def test_a_series_that_is_mostly_one_value_keeps_limits():
    """Screening would leave nothing but standstill, and every point beyond limits of no width."""
    drawn = spc.chart("xmr", [0.0] * 12 + [5.0] + [0.0] * 12)
    assert drawn.lines.upper[0] > drawn.lines.centre[0]
    assert set(drawn.signals[:4]) <= {"none", "shift"}


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(30, 60)), min_size=3, max_size=30))
def test_no_limit_lies_where_no_figure_can(pairs):
    events, sizes = np.array(pairs, dtype=float).T
    shares: tuple[spc.Kind, ...] = ("p", "pprime", "u", "uprime")
    for kind in shares:
        drawn = spc.chart(kind, events, sizes)
        assert (lines(drawn)[np.isfinite(lines(drawn))] >= 0).all()
        if kind.startswith("p"):
            assert (lines(drawn)[np.isfinite(lines(drawn))] <= 1).all()
    assert (lines(spc.chart("c", events)) >= 0).all()
    assert (lines(spc.chart("g", events)) >= 0).all()


def test_every_signal_points_up_or_down_but_too_few_crossings():
    values = np.concatenate([np.arange(8.0), -np.arange(8.0), np.full(9, 3.0)])
    for rules in spc.RULE_SETS:
        drawn = spc.chart("xmr", values, rules=rules)
        for signal, up in zip(drawn.signals, drawn.up, strict=True):
            assert (up != 0) == (signal not in ("none", "crossings"))


def test_rare_events_as_gaps():
    assert spc.cases_between([0, 0, 1, 1, 0, 1, 0]).tolist() == [2, 0, 1]
    days = ["2025-01-01", "2025-01-04", "2025-01-04T12:00"]
    assert spc.time_between(days).tolist() == [3.0, 0.5]


def test_an_empty_series_is_an_empty_chart():
    drawn = spc.chart("xmr", [])
    assert drawn.signals == ()
    assert drawn.assurance(1, None) == ""


@pytest.mark.parametrize("kind", ["p", "pprime", "u", "uprime"])
def test_a_point_with_nobody_behind_it_has_no_limits_and_changes_no_assurance(kind):
    met = [910.0, 905, 912, 908, 911, 909, 907, 913, 906, 910, 908]
    without = spc.chart(kind, met, [1000.0] * 11, better="higher")
    ended = spc.chart(kind, [*met, 0.0], [1000.0] * 11 + [0.0], better="higher")
    assert np.isnan(ended.lines.lower[-1])
    assert ended.assurance(0.8, None) == without.assurance(0.8, None)


def test_where_nothing_lies_between_events_the_exact_limits_lie_on_the_centre():
    drawn = spc.chart("g", [0.0] * 12, exact=True)
    assert (lines(drawn) == 0).all()
