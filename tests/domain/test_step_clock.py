"""Minutes are noticed between one action and the next, and never while nobody does anything."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from afreflect.domain.cpd_log import NoticedStep
from afreflect.domain.step_clock import IDLE, Clock

START = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
GAPS = st.lists(st.integers(0, 900), max_size=30)


def after(*seconds: int) -> Clock:
    step: NoticedStep = "data"
    clock, now = Clock().acted(START, step, "ct_use"), START
    for gap in seconds:
        now += timedelta(seconds=gap)
        clock = clock.acted(now, step, "ct_use")
    return clock


def test_time_between_two_actions_belongs_to_what_was_in_hand():
    clock = after(90).acted(START + timedelta(seconds=150), "plan", "ct_use")
    clock = clock.acted(START + timedelta(seconds=270), None)
    assert clock.written()[1] == {("data", "ct_use"): 2, ("plan", "ct_use"): 2}


def test_a_pause_longer_than_five_minutes_counts_as_nothing():
    assert after(300).written()[1] == {("data", "ct_use"): 5}
    assert after(301).written()[1] == {}


def test_a_page_that_is_no_learning_counts_nothing():
    clock = Clock().acted(START, None).acted(START + timedelta(seconds=200), "data")
    assert clock.written()[1] == {}


def test_a_clock_that_is_set_back_takes_nothing_away():
    clock = after(120).acted(START, "data", "ct_use")
    assert clock.written()[1] == {("data", "ct_use"): 2}


@given(GAPS)
def test_no_more_minutes_are_noticed_than_passed_without_a_pause(gaps):
    busy = sum(gap for gap in gaps if timedelta(seconds=gap) <= IDLE)
    left, minutes = after(*gaps).written()
    assert sum(minutes.values()) == busy // 60
    assert all(time < timedelta(minutes=1) for time in left.spent.values())


@given(GAPS, st.integers(0, 30))
def test_writing_down_between_loses_no_second(gaps, at):
    clock, now, total = Clock().acted(START, "data"), START, 0
    for number, gap in enumerate(gaps):
        now += timedelta(seconds=gap)
        clock = clock.acted(now, "data")
        if number == at:
            clock, minutes = clock.written()
            total += sum(minutes.values())
    total += sum(clock.written()[1].values())
    assert total == sum(gap for gap in gaps if gap <= 300) // 60
