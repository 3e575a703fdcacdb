"""Rates: events over an exposure, from the words of one figure to the chart of many."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from afreflect.domain import before_after, contest, difference, entered, figure, needed, run_chart
from afreflect.domain.before_after import Sample
from afreflect.domain.contest import Run
from afreflect.domain.metric import Per, per
from afreflect.domain.target import TargetHistory
from tests.domain.examples import PATIENTS, RETURNS, history, rate, rates, result, target
from tests.domain.test_before_after import BEGUN, SPAN

FALLS = replace(PATIENTS, unit="falls per 1,000 days", noun="wards", met_short="falls")
STEADY = [(100, 104.0), (95, 96.0), (118, 112.0), (104, 104.0), (90, 88.0), (109, 112.0)] * 4


@pytest.mark.parametrize(
    "unit, parts",
    [
        ("patients per hour", Per("patients", 1, "hour")),
        ("falls per 1,000 patient days", Per("falls", 1000, "patient days")),
        ("returns per 100 visits", Per("returns", 100, "visits")),
        ("patients an hour", None),
        ("per hour", None),
        ("%", None),
    ],
)
def test_a_unit_says_events_and_of_how_much_of_what(unit: str, parts: Per | None):
    assert per(unit) == parts


def test_a_rate_is_said_with_its_unit_and_two_decimals_where_it_is_low():
    assert figure.say(1.196, PATIENTS) == "1.20 patients per hour"
    assert figure.say(12.34, PATIENTS) == "12.3 patients per hour"
    assert figure.say_difference(0.043, PATIENTS) == "0.04"
    assert figure.say_interval(rate(None, 100, 104.0), PATIENTS) == (
        "0.96 patients per hour (0.78 to 1.17)"
    )


def test_where_there_is_little_room_only_what_it_is_counted_over_stands_by_a_rate():
    assert figure.say_short(1.196, PATIENTS) == "1.20 / hour"
    assert figure.say_short(3.5, FALLS) == "3.50 / 1,000 days"
    assert figure.say_short(0.05, RETURNS) == figure.say(0.05, RETURNS)
    wanted = target(high=1.4)
    assert figure.say_target(wanted, PATIENTS, short=True) == "at most 1.40 / hour"


def test_what_stands_behind_a_rate_is_its_events_and_its_exposure():
    assert figure.cases(rate(None, 9, 8.0), PATIENTS) == "9 patients in 8 hours"
    assert figure.cases(rate(None, 9, 1.0), PATIENTS) == "9 patients in 1 hour"
    assert figure.cases(rate(None, 3, 2.4), FALLS) == "3 falls in 2,400 days"


@given(st.floats(0, 1e5))
def test_a_rate_is_rounded_as_it_is_said(value: float):
    assert figure.say_bare(figure.rounded(value, PATIENTS), PATIENTS) == figure.say_bare(
        value, PATIENTS
    )


def test_the_sentence_says_rate_doubt_shifts_patients_and_hours():
    """FR-10 and FR-14: the numbers of table and chart, in at most 25 words."""
    assert run_chart.sentence(PATIENTS, rates(STEADY)) == (
        "1.00 patients per hour (0.96 to 1.04) over 288 shifts: 2,464 patients in 2,464 hours, "
        "Jan 2024 to Dec 2025."
    )


def test_too_few_shifts_say_how_many_it_takes_and_give_no_rate():
    """FR-15: too few to tell is an answer."""
    few = rates([(9, 8.0)])
    few = replace(few, whole=replace(few.whole, n=4), points=(replace(few.points[0], n=4),))
    read = run_chart.read(PATIENTS, few)
    assert read.sentence == (
        "4 shifts, 9 patients in 8 hours, Jan 2024: too few for a figure, which needs 10 shifts."
    )
    [month, whole] = run_chart.rows(read)
    assert (month.figure, month.met, month.exposure) == ("too few", "9", "8 hours")
    assert whole.figure == "too few"


def test_the_table_has_the_events_and_what_they_are_counted_over():
    """FR-11: chart, sentence and table."""
    [first, *_, whole] = run_chart.rows(run_chart.read(PATIENTS, rates(STEADY)))
    assert (first.n, first.met, first.exposure) == ("12", "100", "104 hours")
    assert first.figure == "0.96 patients per hour"
    assert (whole.met, whole.exposure) == ("2,464", "2,464 hours")


def test_events_over_an_exposure_get_a_u_chart_with_limits_by_their_exposure():
    chart = run_chart.read(PATIENTS, rates(STEADY), history())
    assert chart.process.kind == "u"
    [first, second, *_] = chart.process.lines
    assert first is not None
    assert second is not None
    assert first.centre == pytest.approx(1.0)
    assert first.upper == pytest.approx(1 + 3 * (1 / 104) ** 0.5)
    assert second.upper == pytest.approx(1 + 3 * (1 / 96) ** 0.5)


def test_rates_that_differ_more_than_chance_get_laneys_limits():
    swinging = [(40, 104.0), (180, 96.0), (50, 112.0), (170, 100.0)] * 6
    process = run_chart.read(PATIENTS, rates(swinging), history()).process
    assert process.kind == "uprime"
    assert "more than chance" in process.reason


def test_where_every_month_has_the_same_exposure_it_is_a_c_chart_drawn_as_a_rate():
    """A c chart of counts, divided by the exposure they share: the u chart's limits exactly."""
    alike = [(events, 100.0) for events, _ in STEADY]
    counted = run_chart.read(PATIENTS, rates(alike), history(target(high=2.0))).process
    assert counted.kind == "c"
    hair = [(events, 100.0 + 1e-9 * place) for place, (events, _) in enumerate(STEADY)]
    by_rate = run_chart.read(PATIENTS, rates(hair), history(target(high=2.0))).process
    assert by_rate.kind == "u"
    for one, other in zip(counted.lines, by_rate.lines, strict=True):
        assert one is not None
        assert other is not None
        assert one.centre == pytest.approx(other.centre)
        assert (one.lower, one.upper) == pytest.approx((other.lower, other.upper))
    assert counted.signals == by_rate.signals
    assert counted.reach == by_rate.reach != ""


def test_counts_over_the_same_exposure_that_vary_too_much_are_steps_between_rates():
    swinging = [(40, 100.0), (180, 100.0), (50, 100.0), (170, 100.0)] * 6
    process = run_chart.read(PATIENTS, rates(swinging), history()).process
    assert process.kind == "xmr"
    assert process.lines[0] is not None
    assert process.lines[0].centre == pytest.approx(1.1)


@pytest.mark.parametrize("pairs", [STEADY, [(events, 100.0) for events, _ in STEADY]])
def test_a_month_of_few_shifts_has_no_figure_and_no_part_in_the_limits(pairs):
    whole = rates(pairs)
    thin = replace(whole.points[3], n=4, met=400, value=4.0)
    points = (*whole.points[:3], thin, *whole.points[4:])
    process = run_chart.read(PATIENTS, replace(whole, points=points), history()).process
    gone = run_chart.read(PATIENTS, rates([*pairs[:3], *pairs[4:]]), history()).process
    assert process.kind == gone.kind
    assert process.lines[3] is None
    assert process.lines[0] == gone.lines[0]


def test_too_few_months_get_a_run_chart_of_rates():
    read = run_chart.read(PATIENTS, rates(STEADY[:5]))
    assert (read.process.kind, read.process.ruled) == ("run", False)
    assert read.centre == pytest.approx(100 / 104, abs=0.06)


def test_a_difference_of_rates_has_the_recovered_interval():
    """Zou and Donner 2008: from the exact interval of each, so that equal rates straddle nought."""
    low, high = difference.between_rates(100, 100, 100, 100) or (0, 0)
    assert low == pytest.approx(-high)
    one = stats.chi2.ppf([0.025, 0.975], [2 * 100, 2 * 101]) / 2 / 100
    assert high == pytest.approx(float(np.hypot(one[1] - 1, 1 - one[0])))
    assert difference.between_rates(3, 0, 5, 10) is None


def test_the_interval_of_a_difference_covers_what_it_should():
    chance = np.random.default_rng(1)
    before, since = chance.poisson(60, 400), chance.poisson(90, 400)
    found = [
        difference.between_rates(int(two), 100, int(one), 100) or (0, 0)
        for one, two in zip(before, since, strict=True)
    ]
    covered = np.mean([low <= 0.3 <= high for low, high in found])
    assert 0.93 <= covered <= 0.99


def test_leaving_out_shifts_moves_a_rate_by_the_difference_scaled():
    everything, kept = rate(None, 120, 100.0, 40), rate(None, 60, 60.0, 30)
    run = Run(
        PATIENTS, result([], everything, metric=PATIENTS), result([], kept, metric=PATIENTS),
        (), (), "night shifts", "night shift",
    )  # fmt: skip
    seen = contest.compare(run)
    apart = difference.between_rates(60, 60, 60, 40) or (0, 0)
    assert (seen.low, seen.high) == pytest.approx((0.4 * apart[0], 0.4 * apart[1]))
    assert seen.sentence == (
        "Leaving out 10 night shifts: 1.20 patients per hour becomes 1.00 patients per hour. "
        "Your conclusion stays."
    )
    assert len(seen.sentence.split()) <= 25
    assert contest.rows(seen)[1] == (
        "Without them", "30", "60 in 60 hours", "1.00 patients per hour", "0.76 to 1.29"
    )  # fmt: skip


def test_before_and_since_are_told_apart_by_the_interval_of_two_rates():
    def sample(events: int, hours: float, n: int) -> Sample:
        return Sample(result([], rate(None, events, hours, n), metric=PATIENTS))

    before, since = sample(1000, 1000.0, 120), sample(600, 500.0, 60)
    seen = before_after.compare(PATIENTS, BEGUN, before, since, since.result, SPAN, TargetHistory())
    assert seen.state == "moved"
    assert (seen.low, seen.high) == difference.between_rates(600, 500, 1000, 1000)
    assert seen.direction == "none"
    assert seen.sentence == (
        "1.20 patients per hour since you began, 1.00 patients per hour before: 0.20 higher, more "
        "than chance usually allows."
    )


def test_how_many_more_are_needed_is_said_in_shifts_not_in_hours():
    whole = rate(None, 96, 96.0, 12)
    hours = needed.for_rate(1.0, 0.2)
    assert needed.more(PATIENTS, whole, 0.2) == -(-hours // 8) - 12
    assert "more shifts" in needed.sentence(PATIENTS, whole, 0.2)


@pytest.mark.parametrize("typed", ["2.1", "2,1", "2.1 patients per hour", " 2.1 "])
def test_a_rate_is_typed_as_a_number(typed: str):
    assert entered.figure(typed, PATIENTS) == 2.1
    assert entered.figure(entered.as_typed(2.1, PATIENTS), PATIENTS) == 2.1
    assert entered.how_to_type(PATIENTS) == "in patients per hour"


@pytest.mark.parametrize("typed", ["many", "-1", "2 to 3"])
def test_what_is_no_rate_gets_one_plain_sentence(typed: str):
    with pytest.raises(ValueError, match=r"^[A-Z].*\.$"):
        entered.figure(typed, PATIENTS)


def test_a_day_is_named_where_the_exposure_began():
    assert (
        run_chart.words(run_chart.read(PATIENTS, rates(STEADY)), rate(date(2024, 3, 1), 118, 112.0))
        == "Mar 2024: 1.05 patients per hour (0.87 to 1.26), 118 patients in 112 hours"
    )
