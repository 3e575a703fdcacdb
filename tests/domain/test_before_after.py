"""Before a commitment and since: what moved, what chance allows, what can't be told yet."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from afreflect.domain import before_after, difference, interval, needed
from afreflect.domain.before_after import BeforeAfter, Sample
from afreflect.domain.metric import Grain, Metric, MetricResult, Point
from afreflect.domain.target import Target, TargetHistory
from tests.domain.examples import RETURNS, TEACHING, WAIT, level, share
from tests.domain.test_commitment import MADE

START = date(2025, 9, 1)
SPAN = (date(2023, 7, 1), date(2026, 8, 31))
BEGUN = replace(MADE, start=START, at=datetime(2025, 9, 1, tzinfo=UTC))
NO_TARGET = TargetHistory()


def aim(smallest: float) -> TargetHistory:
    wanted = Target(None, 0.04, smallest, date(2027, 1, 1), "they stay well", date(2025, 9, 1))
    return TargetHistory((wanted,))


def result(metric: Metric, whole: Point, points: tuple[Point, ...] = (), grain: Grain = "all"):
    return MetricResult(
        metric.id,
        metric.version,
        metric.sha256,
        "e" * 64,
        metric.summaries[0],
        grain,
        points,
        whole,
    )


def shares(
    before: tuple[int, int],
    since: tuple[int, int],
    history: TargetHistory = NO_TARGET,
    course: tuple[Point, ...] = (),
    **changed,
) -> BeforeAfter:
    metric = RETURNS
    grain: Grain = "month" if course else "all"
    return before_after.compare(
        metric,
        replace(BEGUN, **changed),
        Sample(result(metric, share(None, *before))),
        Sample(result(metric, share(None, *since))),
        result(metric, share(None, *since), course, grain),
        SPAN,
        history,
    )


def levels(metric: Metric, before: np.ndarray, since: np.ndarray) -> BeforeAfter:
    def sample(values: np.ndarray) -> Sample:
        if metric.kind == "mean":
            middle = float(values.mean())
            low, high = interval.mean(middle, float(values.std(ddof=1)), len(values)) or (0, 0)
        else:
            middle = float(np.median(values))
            low, high = interval.quantile(sorted(values), 0.5) or (0, 0)
        return Sample(
            result(metric, level(None, len(values), middle, low, high)), tuple(values.tolist())
        )

    one, two = sample(before), sample(since)
    return before_after.compare(metric, BEGUN, one, two, two.result, SPAN, NO_TARGET)


def months(shares_of: list[int], n: int = 60) -> tuple[Point, ...]:
    """Points of 60 cases, the first twelve before the start."""
    first = date(2024, 9, 1)
    return tuple(
        share(date(first.year + (8 + at) // 12, (8 + at) % 12 + 1, 1), met, n)
        for at, met in enumerate(shares_of)
    )


def test_what_moved_is_said_with_its_interval():
    """FR-29: the difference of two independent shares, by Newcombe's method 10."""
    seen = shares((530, 1000), (420, 1000))
    assert seen.state == "moved"
    assert seen.sentence == (
        "42.0 % since you began, 53.0 % before: 11.0 percentage points lower, more than chance "
        "usually allows."
    )
    assert seen.difference == "11.0 percentage points lower (6.6 to 15.3 lower)"
    assert (seen.low, seen.high) == difference.between_shares(420, 1000, 530, 1000)


def test_what_chance_allows_is_too_few_to_tell_and_about_how_many_more():
    """About N more, for the smallest change that matters to the clinician."""
    seen = shares((220, 4000), (10, 200), aim(0.02))
    assert seen.state == "too few"
    assert seen.more == needed.since(RETURNS, share(None, 220, 4000), 200, 0.02)
    assert "too few to tell; about" in seen.sentence
    assert "2.0 percentage points" in seen.sentence


def test_where_no_number_since_can_make_up_for_too_few_before_none_is_promised():
    seen = shares((55, 1000), (10, 200), aim(0.02))
    assert (seen.state, seen.more) == ("too few", None)
    assert seen.sentence.endswith("too few to tell a change of 2.0 percentage points.")


def test_an_interval_inside_the_smallest_change_that_matters_is_no_such_change():
    seen = shares((500, 10_000), (505, 10_000), aim(0.02))
    assert seen.state == "about the same"
    assert seen.sentence.endswith("not a change of 2.0 percentage points.")


def test_without_a_target_the_guess_says_what_size_is_asked_about():
    seen = shares((100, 1000), (20, 200), guess=0.05)
    assert seen.size == pytest.approx(0.05)
    assert shares((100, 1000), (20, 200)).size is None
    assert shares((100, 1000), (20, 200)).sentence.endswith("too few to tell it from chance.")


def test_the_guess_stands_beside_what_came():
    """The guess made at the start is said beside the figure, and not judged."""
    assert shares((100, 1000), (80, 1000), guess=0.05).guessed == (
        "You expected 5.0 %; the extract shows 8.0 %, 3.0 percentage points higher."
    )
    assert shares((100, 1000), (80, 1000)).guessed == ""


def test_two_periods_need_as_many_cases_as_the_metric_says():
    """n_compare in each; at n - 1 nothing is concluded, whatever the interval."""
    enough, short = RETURNS.n_compare, RETURNS.n_compare - 1
    assert shares((90, enough), (10, enough)).state == "moved"
    assert shares((90, enough), (10, short)).state == "too few"
    assert shares((90, enough), (10, short)).more == 1
    assert shares((90, short), (10, enough)).state == "too few"
    assert "too few to compare with" in shares((90, short), (10, enough)).sentence
    assert "nothing to compare with" in shares((0, 0), (10, enough)).sentence
    assert shares((0, 0), (10, enough)).days == ""


def test_below_a_figure_only_cases_are_said():
    seen = shares((90, 1000), (2, RETURNS.n_show - 1))
    assert not seen.has_figures
    assert seen.sentence.startswith("29 discharges since you began: too few to tell; about")
    assert before_after.rows(seen)[1][3] == "too few"


def test_one_case_is_said_as_one():
    assert shares((90, 1000), (0, 1)).sentence.startswith("1 discharge since you began:")
    assert "Only 1 discharge in the year before" in shares((0, 1), (10, 1000)).sentence


def test_nothing_since_is_not_yet():
    seen = shares((90, 1000), (0, 0), lag_days=90)
    assert seen.state == "not yet"
    assert "It can show from 30 Nov 2025 on." in seen.sentence


def test_the_days_in_which_nothing_can_show_count_for_neither():
    """FR-47: a lag is honoured."""
    days = before_after.windows(replace(BEGUN, lag_days=60))
    assert days.before == (START - timedelta(days=365), START)
    assert days.since_from == START + timedelta(days=60)


def test_months_since_stand_against_limits_of_those_before_alone():
    """The signal since the start, by the rules of My practice."""
    steady = [30, 33, 29, 31, 34, 30, 28, 33, 31, 30, 32, 29]
    fallen = shares((370, 720), (180, 600), course=months([*steady, *[18] * 10]))
    assert fallen.signals == (
        "Of 10 months since, 10 are unlike the year before; the first is Sep 2025."
    )
    same = shares((370, 720), (310, 600), course=months([*steady, *steady[:10]]))
    assert same.signals == "None of the 10 months since is unlike the year before."
    late = shares((370, 720), (18, 60), course=months([*steady, *[18] * 2]), lag_days=25)
    assert late.signals == "The one month since is unlike the year before."
    few = shares((370, 720), (18, 60), course=months(steady)[6:])
    assert few.signals == "There are too few points in time to tell a signal from chance."


def test_a_start_that_was_written_down_later_says_so():
    assert shares((90, 1000), (50, 1000)).late == ""
    late = shares((90, 1000), (50, 1000), at=datetime(2026, 7, 1, tzinfo=UTC))
    assert late.late.startswith("You wrote this down on 1 Jul 2026")


def test_means_and_medians_have_intervals_of_their_own():
    rolls = np.random.default_rng(3)
    marks = levels(TEACHING, rolls.normal(3.6, 0.5, 200), rolls.normal(4.2, 0.5, 150))
    assert marks.state == "moved"
    waits = levels(WAIT, rolls.lognormal(4.0, 0.4, 900), rolls.lognormal(3.7, 0.4, 900))
    assert waits.state == "moved"
    assert "min lower" in waits.difference


@given(st.integers(0, 300), st.integers(1, 300), st.integers(0, 300), st.integers(1, 300))
def test_shares_turned_round_turn_the_interval_round(met: int, n: int, met_2: int, n_2: int):
    met, met_2 = min(met, n), min(met_2, n_2)
    low, high = difference.between_shares(met, n, met_2, n_2) or (0, 0)
    turned = difference.between_shares(met_2, n_2, met, n) or (0, 0)
    assert (low, high) == pytest.approx((-turned[1], -turned[0]))
    assert low <= met / n - met_2 / n_2 <= high


def test_means_apart_are_welchs():
    rolls = np.random.default_rng(5)
    one, two = rolls.normal(4, 1, 40).tolist(), rolls.normal(3, 2, 70).tolist()
    found = stats.ttest_ind(one, two, equal_var=False).confidence_interval()
    assert difference.between_means(one, two) == pytest.approx((found.low, found.high))


def test_medians_apart_move_with_what_is_added_and_cover_it():
    rolls = np.random.default_rng(11)
    one, two = rolls.lognormal(4, 0.5, 300).tolist(), rolls.lognormal(4, 0.5, 200).tolist()
    low, high = difference.between_quantiles(one, two, 0.5) or (0, 0)
    moved = difference.between_quantiles([value + 100 for value in one], two, 0.5) or (0, 0)
    assert moved == pytest.approx((low + 100, high + 100))
    assert low < 0 < high
    assert difference.between_quantiles(one[:9], two, 0.5) is None


@given(st.integers(50, 5000), st.floats(0.05, 0.5), st.floats(0.02, 0.2))
def test_as_many_since_as_before_where_both_are_just_enough(n: int, value: float, change: float):
    """Unequal sizes carry as much as equal ones where 1/n + 1/m is the same."""
    each = needed.for_proportion(value, change)
    before = Point(None, each, 0, value, None, None)
    assert needed.since(RETURNS, before, 0, change) == each
    found = needed.since(RETURNS, replace(before, n=n), 0, change)
    if 2 * n <= each:
        assert found is None
    else:
        assert found is not None
        assert 1 / n + 1 / found <= 2 / each + 1e-12
