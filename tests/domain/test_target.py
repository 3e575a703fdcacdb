"""What a clinician wants, and what they wanted before."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afreflect.domain.target import Target, TargetHistory
from tests.domain.examples import target


@pytest.mark.parametrize(
    "changes, said",
    [
        ({"low": None, "high": None}, "a value or a range"),
        ({"low": 0.2, "high": 0.1}, "swap them"),
        ({"smallest_change": 0}, "above zero"),
        ({"by": date(2024, 4, 1)}, "still to come"),
        ({"reason": "  "}, "a few words on why"),
    ],
)
def test_what_cannot_be_a_target_is_refused_in_plain_words(changes: dict, said: str):
    with pytest.raises(ValueError, match=said):
        replace(target(), **changes)


def test_a_range_may_be_a_single_value_and_the_date_may_be_tomorrow():
    single = replace(target(), low=0.05, high=0.05, by=target().since + timedelta(days=1))
    assert single.reached_by(0.05)


@pytest.mark.parametrize(
    "low, high, value, reached",
    [
        (None, 0.05, 0.05, True),
        (None, 0.05, 0.051, False),
        (0.9, None, 0.9, True),
        (0.9, None, 0.89, False),
        (0.1, 0.2, 0.15, True),
        (0.1, 0.2, 0.21, False),
        (0.1, 0.2, 0.09, False),
    ],
)
def test_the_edge_of_a_target_belongs_to_it(
    low: float | None, high: float | None, value: float, reached: bool
):
    assert target(low, high).reached_by(value) is reached


def test_an_empty_history_wants_nothing():
    assert TargetHistory().current is None
    assert TargetHistory().stretches() == ()


def test_a_changed_target_keeps_the_old_one_with_its_dates():
    """FR-34: the history only ever grows."""
    old = target(high=0.08, since=date(2024, 1, 10), by=date(2024, 12, 1))
    new = target(high=0.05, since=date(2024, 6, 1), by=date(2025, 6, 1))
    first = TargetHistory().changed_to(old)
    history = first.changed_to(new)
    assert first.current == old
    assert history.current == new
    assert [(s.target, s.since, s.until) for s in history.stretches()] == [
        (old, date(2024, 1, 10), date(2024, 6, 1)),
        (new, date(2024, 6, 1), None),
    ]


@st.composite
def histories(draw: st.DrawFn) -> TargetHistory:
    days = draw(st.lists(st.dates(date(2020, 1, 1), date(2030, 1, 1)), max_size=8))
    made = TargetHistory()
    for since in sorted(days):
        high = draw(st.floats(0, 1))
        made = made.changed_to(
            Target(None, high, 0.01, since + timedelta(days=90), "it matters", since)
        )
    return made


@given(histories())
def test_stretches_follow_each_other_without_gap_or_overlap(history: TargetHistory):
    """FR-34: every target ever set keeps its own stretch of time."""
    stretches = history.stretches()
    assert tuple(stretch.target for stretch in stretches) == history.targets
    for earlier, later in pairwise(stretches):
        assert earlier.until == later.since
    assert all(stretch.until is None for stretch in stretches[-1:])
