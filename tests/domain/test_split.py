"""Parts side by side: small numbers stay cases, and chance is called chance."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afreflect.domain import split
from afreflect.domain.split import NOT_KNOWN, Part, Split
from tests.domain.examples import RETURNS, share

ACUITY = Split("acuity", "Acuity", "acuity", "visit", (("visits.acuity",),), "select 1", "a" * 64)
COUNTS = st.integers(0, 5_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def parts(*counts: tuple[int, int]) -> split.Parts:
    found = [Part(f"{place}", share(None, *pair)) for place, pair in enumerate(counts, start=1)]
    whole = share(None, sum(met for met, _ in counts), sum(n for _, n in counts))
    return split.read(RETURNS, ACUITY, found, whole)


def test_a_part_of_fewer_than_ten_has_no_figure():
    """FR-14: too few to tell is an answer."""
    read = parts((3, 60), (9, 9))
    assert [part.point.value for part in read.parts] == [0.05, None]
    assert split.rows(read)[1].figure == "too few"


def test_under_n_show_in_all_no_part_has_a_figure():
    assert RETURNS.n_show == 30
    assert parts((1, 14), (1, 15)).shown == ()


def test_parts_whose_intervals_meet_are_not_set_against_each_other():
    read = parts((5, 100), (9, 100))
    assert read.sentence == "By acuity, nothing stands apart by more than chance allows."


def test_the_two_furthest_apart_are_named_with_their_figures():
    read = parts((10, 500), (100, 500), (50, 500))
    assert read.sentence == "Further apart than chance usually allows: 1: 2.0 %; 2: 20.0 %."


def test_what_is_not_known_is_never_called_different():
    found = [Part("1", share(None, 10, 500)), Part(NOT_KNOWN, share(None, 200, 500))]
    read = split.read(RETURNS, ACUITY, found, share(None, 210, 1000))
    assert "nothing stands apart" in read.sentence


def test_one_part_alone_is_not_compared():
    assert "Too few discharges to tell" in parts((10, 500)).sentence


@given(st.lists(COUNTS, min_size=1, max_size=6))
def test_the_sentence_is_short_and_agrees_with_the_table(counts: list[tuple[int, int]]):
    """FR-10, FR-14: the figures it names stand in the table."""
    read = parts(*counts)
    assert len(read.sentence.split()) <= 25
    table = {row.name: row.figure for row in split.rows(read)}
    if "Further apart" in read.sentence:
        said = read.sentence.partition("allows: ")[2].rstrip(".").split("; ")
        assert all(table[name] == figure for name, figure in (part.split(": ") for part in said))


@pytest.mark.parametrize("ends", [(None, 0.1), (0.1, None)])
def test_a_part_without_an_interval_stands_apart_from_nothing(ends):
    bare = split.Part("2", type(share(None, 1, 20))(None, 20, 19, 0.95, *ends))
    assert split.apart([Part("1", share(None, 1, 500)), bare]) is None
