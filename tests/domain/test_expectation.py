"""A guess and the figure it was about, side by side and without a verdict."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afreflect.domain import expectation, interval
from afreflect.domain.expectation import Expectation
from tests.domain.examples import RETURNS, WAIT, level, result, returns

COUNTS = st.integers(0, 99_999).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
MINUTES = st.floats(0, 6000)


@pytest.mark.parametrize(
    "guess, said",
    [
        (
            0.1,
            "You expected 10.0 %; the extract shows 5.0 %, 5.0 percentage points lower, "
            "which is within what chance allows.",
        ),
        (0.12, "You expected 12.0 %; the extract shows 5.0 %, 7.0 percentage points lower."),
        (0.02, "You expected 2.0 %; the extract shows 5.0 %, 3.0 percentage points higher."),
        (0.0504, "You expected 5.0 %, and that is what the extract shows."),
    ],
)
def test_a_guess_is_met_with_the_figure_and_no_verdict(guess: float, said: str):
    """FR-16: nothing about a gap but what was expected and what was found."""
    assert expectation.gap(RETURNS, Expectation(guess), returns([(5, 100)])) == said


def test_a_guess_about_too_few_cases_is_left_open():
    assert expectation.gap(RETURNS, Expectation(0.1), returns([(1, 29)])) == (
        "You expected 10.0 %; there are too few cases to tell."
    )


@given(st.floats(0, 1), COUNTS.filter(lambda pair: pair[1] >= 30))
def test_a_gap_never_contradicts_the_two_figures_it_names(guess: float, counts: tuple[int, int]):
    said = expectation.gap(RETURNS, Expectation(guess), returns([counts]))
    numbers = [float(number) for number in re.findall(r"\d+\.\d", said)]
    if "that is what" not in said:
        expected, found, apart = numbers
        assert apart == pytest.approx(abs(expected - found), abs=1e-6)
        assert ("higher" in said) is (found > expected)
        low, high = interval.wilson(*counts) or (0, 1)
        assert ("within what chance allows" in said) is (low <= guess <= high)


@given(st.floats(0, 6000), st.floats(0, 6000), st.floats(0, 6000), st.integers(30, 99_999))
def test_no_gap_is_longer_than_25_words(guess: float, value: float, half: float, n: int):
    """FR-14: durations are the longest numbers there are."""
    whole = level(None, n, value, value - half, value + half)
    said = expectation.gap(WAIT, Expectation(guess), result([], whole, metric=WAIT))
    assert len(said.split()) <= 25


@pytest.mark.parametrize(
    "guess, said",
    [
        (Expectation(0.04, 0.02, 0.06), "You expected 4.0 % (2.0 to 6.0); the extract shows 5.0 %, "
         "inside your range."),
        (Expectation(0.04, None, 0.045), "You expected 4.0 % (at most 4.5); the extract shows "
         "5.0 %, above your range, perhaps by chance."),
        (Expectation(0.3, 0.2), "You expected 30.0 % (at least 20.0); the extract shows 5.0 %, "
         "below your range."),
        (Expectation(0.05, 0.04, 0.06), "You expected 5.0 % (4.0 to 6.0), and that is what the "
         "extract shows."),
    ],
)  # fmt: skip
def test_a_range_says_how_sure_the_clinician_was(guess: Expectation, said: str):
    assert expectation.gap(RETURNS, guess, returns([(5, 100)])) == said


@given(MINUTES, MINUTES, MINUTES, MINUTES, MINUTES, st.integers(30, 99_999))
def test_no_gap_with_a_range_is_longer_than_25_words(
    one: float, two: float, three: float, value: float, half: float, n: int
):
    """FR-14: durations are the longest numbers there are."""
    low, guess, high = sorted((one, two, three))
    whole = level(None, n, value, value - half, value + half)
    expected = Expectation(guess, low, high)
    said = expectation.gap(WAIT, expected, result([], whole, metric=WAIT))
    assert len(said.split()) <= 25


@pytest.mark.parametrize("ends", [(0.05, None), (None, 0.03)])
def test_a_guess_lies_inside_its_own_range(ends: tuple[float | None, float | None]):
    with pytest.raises(ValueError, match="change one of the two"):
        Expectation(0.04, *ends)
