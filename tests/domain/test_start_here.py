"""FR-24: where to start is the largest gap that matters, and only where the data carry it."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from afreflect.domain.start_here import LEAST_QUALITY, Valued, start_here
from afreflect.domain.target import Target


def aim(high: float, smallest: float) -> Target:
    return Target(None, high, smallest, date(2027, 6, 1), "it matters", date(2026, 6, 1))


RETURNS = Valued("returns", aim(0.04, 0.01), 0.06, 80)
MINUTES = Valued("minutes", aim(30, 10), 45, 80)


def test_gaps_of_different_units_are_compared_in_changes_that_matter():
    """FR-24: two changes of 1 % outweigh one and a half of ten minutes."""
    assert start_here([RETURNS, MINUTES]) == RETURNS
    assert start_here([MINUTES, RETURNS]) == RETURNS


def test_a_gap_that_the_data_can_not_carry_is_not_named():
    """FR-24: neither poor data nor too few cases."""
    poor = Valued("returns", RETURNS.target, 0.30, LEAST_QUALITY - 1)
    unknown = Valued("returns", RETURNS.target, 0.30, None)
    few = Valued("returns", RETURNS.target, None, 80)
    for other in (poor, unknown, few):
        assert start_here([other, MINUTES]) == MINUTES


def test_nothing_is_named_where_there_is_nothing_to_choose_or_no_gap_that_matters():
    near = Valued("returns", RETURNS.target, 0.049, 80)
    reached = Valued("minutes", MINUTES.target, 20, 80)
    assert start_here([]) is None
    assert start_here([RETURNS]) is None
    assert start_here([near, reached]) is None


@given(st.lists(st.floats(0, 1), min_size=2, max_size=5))
def test_none_has_a_larger_gap_than_the_one_that_is_named(values: list[float]):
    measures = [Valued(str(at), RETURNS.target, value, 80) for at, value in enumerate(values)]
    first = start_here(measures)
    gaps = [one.gap for one in measures]
    assert first is None if max(gaps) < 1 else first is not None and first.gap == max(gaps)
