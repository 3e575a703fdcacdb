"""How near two groups are at the worst, where no file names some of them."""

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afreflect.domain import unnamed
from afreflect.domain.disclosure import Asked, Release, Scale

ASKED = Asked(
    *("ct_use", "Scans", "How often?", "Every visit.", "%", "proportion", "neither"),
    Scale(0.05, 0.0, 1.0),
    date(2026, 1, 1),
    date(2026, 7, 1),
)
PEOPLE = st.frozensets(
    st.sampled_from(["ann", "bob", "cyd", "~hosted~1", "~hosted~2", "~files~1", "~files~2"]),
    max_size=5,
)


def release(*members: str) -> Release:
    return Release("ct_use", ASKED.since, ASKED.until, frozenset(members))


def apart(before: Release, now: frozenset[str]) -> int:
    return len(unnamed.nearest(before, now, ASKED).members ^ now)


def may_be_one(one: str, other: str) -> bool:
    ways = [each.split("~")[1] if "~" in each else "" for each in (one, other)]
    return ways != ["", ""] and ways[0] != ways[1]


def by_every_pairing(before: frozenset[str], now: frozenset[str]) -> int:
    new, gone = sorted(now - before), sorted(before - now)
    few, many = sorted((new, gone), key=len)
    pairs = max(
        (
            sum(may_be_one(one, other) for one, other in zip(few, order, strict=False))
            for order in permutations(many, len(few))
        ),
        default=0,
    )
    return len(new) + len(gone) - 2 * pairs


@given(PEOPLE, PEOPLE)
def test_two_groups_are_as_near_as_any_pairing_of_their_people_makes_them(
    before: frozenset[str], now: frozenset[str]
):
    """K-06: whoever may be the same person is taken to be."""
    assert apart(release(*before), now) == by_every_pairing(before, now)


@pytest.mark.parametrize(
    "before, now, distance",
    [
        (["ann", "bob"], ["ann", "cyd"], 2),
        (["ann", "bob"], ["ann", "~hosted~1"], 0),
        (["~hosted~1"], ["~hosted~2"], 2),
        (["~hosted~1"], ["~files~1"], 0),
        (["~hosted~1"], ["ann"], 0),
        (["ann", "bob", "cyd"], ["~hosted~1"], 2),
    ],
)
def test_who_may_be_whom(before: list[str], now: list[str], distance: int):
    assert apart(release(*before), frozenset(now)) == distance


def test_another_period_or_measure_is_left_as_it_is():
    before = release("ann")
    later = replace(ASKED, since=ASKED.until, until=date(2027, 1, 1))
    other = replace(ASKED, metric_id="return_72h")
    for asked in (later, other):
        assert unnamed.nearest(before, ["~hosted~1"], asked) is before


def test_a_way_is_told_only_of_those_whom_no_file_names():
    assert unnamed.in_way("ann", "hosted") == "ann"
    assert unnamed.in_way("~1f", "hosted") == "~hosted~1f"
