"""Rare events: the cases or the days between them say what months with none can't."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afreflect.domain import gaps, run_chart, spc
from afreflect.domain.ledger import BaselineMoved
from afreflect.domain.metric import Unit
from afreflect.domain.process import baseline
from afreflect.domain.run_chart import LONGEST_SENTENCE, RunChart
from tests.domain.examples import RETURNS, WAIT, history, returns

FIRST = date(2024, 1, 1)
RARE = [(0, 20), (1, 20), (0, 20), (0, 20)] * 6


def looked(pairs: list[tuple[int, int]] = RARE, neutral: bool = False) -> RunChart:
    return run_chart.read(RETURNS, returns(pairs), None if neutral else history())


def cases(met: list[bool], apart: int = 2) -> list[Unit]:
    """Cases in their order, every second day one, and whether each is an event."""
    return [
        Unit(f"{at:05d}", FIRST + timedelta(days=at * apart), is_met, None)
        for at, is_met in enumerate(met)
    ]


def after(*lengths: int, then: int = 0) -> list[bool]:
    """So many cases without an event before each event, and some after the last."""
    return [each for length in lengths for each in [False] * length + [True]] + [False] * then


def test_gaps_are_offered_where_a_quarter_of_the_points_holds_no_event():
    assert gaps.offered(looked())
    assert not gaps.offered(looked([(4, 40)] * 24))
    assert not gaps.offered(looked([(0, 40)] * 24)), "no event, no gap"
    assert not gaps.offered(looked([(0, 1), (1, 1)] * 12)), "cases only"


def test_they_stay_on_offer_at_a_wider_grain_whose_points_hold_more():
    by_quarter = returns([(2, 60)] * 12)
    wider = run_chart.read(RETURNS, replace(by_quarter, grain="quarter"), history())
    assert gaps.offered(wider)


def test_cases_between_make_a_g_chart_with_exact_limits():
    lengths = (4, 9, 0, 22, 7, 13, 5, 1, 18, 6, 11, 3)
    read = gaps.read(looked(), cases(after(*lengths, then=8)), "cases")
    assert [gap.length for gap in read.gaps] == list(lengths)
    assert (read.process.kind, read.open_length) == ("g", 8)
    drawn = spc.chart("g", lengths, exact=True)
    [first, *_] = read.process.lines
    assert first is not None
    assert (first.centre, first.upper) == (drawn.lines.centre[0], drawn.lines.upper[0])
    assert read.gaps[0].ended == FIRST + timedelta(days=8)


def test_days_between_make_a_t_chart_and_begin_with_the_first_event():
    lengths = (4, 9, 2, 22, 7, 13, 5, 1, 18, 6, 11, 3)
    read = gaps.read(looked(), cases(after(*lengths, then=8)), "days")
    assert [gap.length for gap in read.gaps] == [2 * (each + 1) for each in lengths[1:]]
    assert (read.process.kind, read.open_length) == ("t", 16)
    assert read.since_the_last.startswith("Since the last one: 16 days, to ")


def test_events_of_one_day_stand_half_a_day_apart_and_it_is_said():
    read = gaps.read(looked(), cases(after(*[1] * 14), apart=0), "days")
    assert {gap.length for gap in read.gaps} == {gaps.SAME_DAY}
    assert any("half a day" in said for said in read.process.warnings)


def test_a_longer_gap_is_fewer_events_so_the_wanted_direction_flips():
    """FR-16: improvement and concern are coloured by what the clinician wants."""
    lengths = [5, 3, 4, 6, 2, 5, 4, 3, 6, 5, 4, 3, 5, 4, 90]
    read = gaps.read(looked(), cases(after(*lengths)), "cases")
    last = read.signals[-1]
    assert RETURNS.better == "lower"
    assert read.better == "higher"
    assert last is not None
    assert (last.rule, last.up, last.direction) == ("point beyond limit", True, "improvement")


def test_a_first_look_is_neutral():
    """FR-16: neither limits nor signals until the clinician has said how it lands."""
    lengths = [5, 3, 4, 6, 2, 5, 4, 3, 6, 5, 4, 3, 5, 4, 90]
    read = gaps.read(looked(neutral=True), cases(after(*lengths)), "cases")
    assert set(read.signals) == {None}
    assert not read.limits_shown
    assert read.process.sentence not in read.alt


def test_below_five_events_only_the_cases_are_shown():
    read = gaps.read(looked(), cases(after(10, 10, 10, 10)), "cases")
    assert (read.cases_only, read.gaps, len(read.events)) == (True, (), 4)
    assert "too few" in read.sentence


def test_below_ten_gaps_there_is_a_line_and_no_rule():
    read = gaps.read(looked(), cases(after(*[10] * 9)), "cases")
    assert (read.process.kind, read.process.ruled) == ("run", False)
    assert "fewer than 10" in read.process.reason


def test_a_present_gap_beyond_the_limit_is_said_to_be_long():
    lengths = [5, 3, 4, 6, 2, 5, 4, 3, 6, 5, 4, 3, 5, 4]
    read = gaps.read(looked(), cases(after(*lengths, then=120)), "cases")
    assert "already longer than chance" in read.since_the_last


def test_limits_begin_anew_on_a_day_with_a_cause():
    moved = BaselineMoved(RETURNS.id, "recalculated", FIRST + timedelta(days=200), "new door")
    read = gaps.read(looked(), cases(after(*[7, 8] * 15)), "cases", baseline([moved], RETURNS.id))
    assert set(read.process.stretches) == {0, 1}


def test_what_has_no_events_has_no_gaps():
    with pytest.raises(ValueError, match="no events"):
        gaps.read(replace(looked(), metric=WAIT), [], "cases")


def test_cases_without_a_day_are_left_out_and_counted():
    undated = [Unit("x", None, True, None)]
    read = gaps.read(looked(), undated + cases(after(*[4] * 6)), "cases")
    assert (read.undated, len(read.events)) == (1, 6)


@given(st.lists(st.booleans(), max_size=300), st.sampled_from(gaps.BETWEEN))
def test_gaps_cases_and_sentence_agree(met: list[bool], between: gaps.Between):
    """FR-14: one sentence of at most 25 words, with the numbers of chart and table."""
    read = gaps.read(looked(), cases(met), between)
    assert len(read.sentence.split()) <= LONGEST_SENTENCE
    assert read.sentence.startswith(f"{sum(met)} of ")
    assert len(read.process.lines) == len(read.signals) == len(read.gaps)
    if between == "cases" and not read.cases_only:
        whole = sum(gap.length + 1 for gap in read.gaps) + read.open_length
        assert whole == len(met)
