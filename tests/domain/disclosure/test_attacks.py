"""A1 to A8: somebody in the room tries to pick out a colleague, and no one of them succeeds.

A success is a named colleague's figure pinned within the rounding step, or a named colleague known
to have given a figure or to have given none. Thousands of rooms of five to twelve are tried, all
alike, all at nought, all at the top, with an outlier, in two clusters, with one who holds nearly
half of the cases, and with the attacker lowest, highest or in the middle.
"""

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from afreflect.domain.disclosure import (
    LEAST_FOR_NUMBERS,
    Contribution,
    Refused,
    Snapshot,
    as_value,
    cells,
    counted,
    release,
    room_words,
    share_of_rounded,
    snapshot,
    tally,
)
from afreflect.domain.disclosure.counts import BASE
from tests.domain.disclosure.attacker import Attack, attack, over_all_orders, pinned
from tests.domain.disclosure.groups import ASKED, KINDS, MADE_ON, SHARE, gave, on_scale, rooms
from tests.domain.disclosure.two_releases import Together, pins

ROOMS = 1500


def shown_rooms(many: int, least: int = LEAST_FOR_NUMBERS) -> list[tuple[Snapshot, list[float]]]:
    """Snapshots with the true figures behind each; rooms that are refused show nothing."""
    found = []
    for what, contributions in rooms(many, least=least):
        try:
            shown = snapshot(what, contributions, [], MADE_ON, "S-1")
        except Refused:
            continue
        found.append((shown, [each.figure for each in contributions]))
    return found


@pytest.fixture(scope="module")
def from_eight() -> list[tuple[Snapshot, list[float]]]:
    return shown_rooms(ROOMS)


def test_a_figure_and_the_band_pin_nobody(from_eight: list[tuple[Snapshot, list[float]]]):
    """K-03: over thousands of rooms no attacker with their own figure pins a colleague's."""
    assert len(from_eight) > 0.8 * ROOMS
    attacks = [
        attack(shown, figures, [rank])
        for shown, figures in from_eight
        for rank in (0, len(figures) // 2, len(figures) - 1)
    ]
    assert pinned(attacks) == []


def test_the_narrowest_range_of_all_is_four_and_a_half_steps():
    """K-03: the worst room that a search found: the attacker at one end, all others at the other.

    Of the others it is then known that three of them are over 92.5 % on average, so that each is
    over 77.5 %.
    """
    shown = snapshot(SHARE, gave([0.0, *([1.0] * 7)]), [], MADE_ON, "S-1")
    low, high = over_all_orders(attack(shown, [0.0, *([1.0] * 7)], [0]))
    assert (low, high) == (pytest.approx(1 - 4.5 * SHARE.scale.step, abs=1e-5), 1.0)


def test_this_attacker_can_win():
    """The attacker is no straw man: edges said exactly give away the one whom seven don't know."""
    figures = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8]
    exact = replace(SHARE, scale=replace(SHARE.scale, step=0.0001))
    for what, succeeds in ((exact, True), (SHARE, False)):
        shown = snapshot(what, gave(figures, [10_000] * 8), [], MADE_ON, "S-1")
        seven = Attack(shown, 8, (*figures[:3], *figures[4:]), (0, 1, 2, 4, 5, 6, 7))
        low, high = over_all_orders(seven)
        assert low <= 0.4 <= high
        assert (high - low <= SHARE.scale.step) is succeeds


def test_below_eight_nothing_hangs_on_anybody():
    """K-01: of five to seven every room releases the same, so that nothing can be worked out."""
    for what in ASKED:
        shown = {
            snapshot(what, contributions, [], MADE_ON, "S-1")
            for each, contributions in rooms(ROOMS, most=7)
            if each == what
        }
        assert len(shown) == 1


@settings(max_examples=300, deadline=None)
@drawn(
    kind=st.sampled_from(sorted(KINDS)),
    seed=st.integers(0, 10**6),
    size=st.integers(8, 12),
    what=st.sampled_from(ASKED),
    attacker=st.integers(0, 11),
    colleague=st.integers(0, 11),
)
def test_two_rooms_look_alike_in_which_a_colleague_differs(
    kind: str, seed: int, size: int, what, attacker: int, colleague: int
):
    """K-03: with the same release and own figure, a named colleague can differ by more than a step.

    A second way to the same end, by example: the figures of the others change hands, then the
    lowest and the highest of them move outward as far as the release stays what it is.
    """
    figures = [on_scale(each, what) for each in KINDS[kind](random.Random(seed), size)]
    attacker, colleague = attacker % size, colleague % size
    if attacker == colleague:
        colleague = (colleague + 1) % size
    shown = snapshot(what, gave(figures), [], MADE_ON, "S-1")
    found = set()
    for other in range(size):
        for figure in (what.scale.low, what.scale.high, None):
            world = list(figures)
            if other != attacker:
                world[colleague], world[other] = world[other], world[colleague]
            if figure is not None:
                world[colleague] = figure
            if snapshot(what, gave(world), [], MADE_ON, "S-1") == shown:
                found.add(world[colleague])
    if max(found) - min(found) <= what.scale.step:
        # Swapping and moving one alone did not do it: the linear programme moves everybody.
        rank = sorted(figures).index(figures[attacker])
        assert pinned([attack(shown, figures, [rank])]) == []


def test_a1_two_snapshots_that_differ_by_few_are_never_both_shown():
    """K-06: A1, the second of two groups that differ by one to four is refused, whoever it is."""
    dice = random.Random(1)
    for _ in range(500):
        members = [f"c{at}" for at in range(dice.randint(8, 12))]
        first = [Contribution(each, 100, dice.random()) for each in members]
        joined = dice.randint(0, 4)
        left = dice.randint(0 if joined else 1, 4 - joined)
        second = first[left:] + [Contribution(f"n{at}", 100, dice.random()) for at in range(joined)]
        if len(second) < LEAST_FOR_NUMBERS:
            continue
        with pytest.raises(Refused):
            snapshot(SHARE, second, [release(SHARE, first)], MADE_ON, "S-2")


def test_a1_two_snapshots_that_may_both_be_shown_pin_nobody():
    """K-06: A1, two groups of one measure that differ by five or more are solved together."""
    dice = random.Random(2)
    tried = 0
    for at in range(110):
        draw = list(KINDS.values())[at % len(KINDS)]
        shared, first, second = dice.choice([(7, 1, 4), (7, 2, 3), (8, 0, 5), (4, 4, 4), (2, 6, 6)])
        size = shared + first + second
        figures = {f"c{who}": each for who, each in enumerate(draw(dice, size))}
        names = list(figures)
        groups = names[: shared + first], names[:shared] + names[shared + first :]
        earlier, shown = [], []
        for group in groups:
            contributions = [Contribution(each, 100, figures[each]) for each in group]
            frozen = snapshot(SHARE, contributions, earlier, MADE_ON, f"S-{len(shown)}")
            earlier.append(release(SHARE, contributions))
            shown.append((frozen, frozenset(group)))
        by_figure = sorted(names[:shared], key=lambda each: figures[each])
        for attacker, colleague in (
            (by_figure[0], by_figure[-1]),
            (by_figure[-1], by_figure[0]),
            (dice.choice(names[:shared]), names[-1]),
        ):
            assert not pins(Together(figures, shown, attacker), colleague)
            tried += 1
    assert tried == 330


def test_this_attacker_of_two_snapshots_can_win():
    """Two plain group means that differ by one colleague would give that colleague away."""
    figures = {f"c{at}": (at + 1) / 10 for at in range(9)}
    groups = frozenset(figures), frozenset(figures) - {"c4"}
    means = {str(each): sum(figures[who] for who in each) / len(each) for each in groups}
    shown = [
        (snapshot(SHARE, gave([0.5] * 8), [], MADE_ON, str(each)), each)  # Only its id is read.
        for each in groups
    ]

    def mean(read: Snapshot, size: int) -> list[tuple[range, tuple[float, float]]]:
        return [(range(size), (means[read.id] - 1e-6, means[read.id] + 1e-6))]

    assert pins(Together(figures, shown, "c0", mean), "c4")
    assert not pins(Together(figures, shown, "c0", mean), "c5")


def test_a2_no_hidden_count_comes_out_of_the_totals():
    """K-05: A2, from the shown counts and totals a hidden count stays wider than the rounding."""
    dice = random.Random(3)
    for _ in range(16):
        tall, wide = dice.randint(2, 4), dice.randint(2, 4)
        table = [
            [dice.choice((0, 3, 7, 8, 30, dice.randint(0, 90))) for _ in range(wide)]
            for _ in range(tall)
        ]
        for low, high in hidden_ranges(table):
            assert high - low > BASE


def hidden_ranges(table: Sequence[Sequence[int]]) -> Iterator[tuple[float, float]]:
    """What each hidden count of the shown table can be, every shown number within its rounding."""
    shown = cells(table)
    wide = len(table[0])
    places = [(row, column) for row in range(len(table)) for column in range(wide)]
    said = [({place}, shown.rows[place[0]][place[1]]) for place in places]
    for row, total in enumerate(shown.row_totals):
        said.append(({place for place in places if place[0] == row}, total))
    for column, total in enumerate(shown.column_totals):
        said.append(({place for place in places if place[1] == column}, total))
    said.append((set(places), shown.total))
    rows, limits = [], []
    for parts, number in said:
        if number is not None:
            for sign in (1, -1):
                rows.append([sign * (place in parts) for place in places])
                limits.append(sign * number + BASE / 2)
    for at, (row, column) in enumerate(places):
        if shown.rows[row][column] is None and rows:
            ends = [
                linprog(
                    [sign * (other == at) for other in range(len(places))],
                    A_ub=rows,
                    b_ub=limits,
                    bounds=(0, 1000),
                ).x[at]
                for sign in (1, -1)
            ]
            yield ends[0], ends[1]


@pytest.mark.parametrize("figure", [0.0, 1.0])
def test_a3_everybody_and_nobody_are_never_said(figure: float):
    """K-03, K-07: A3, a room that is all at 0 % or 100 % is only "under 10 %" or "over 90 %"."""
    shown = snapshot(SHARE, gave([figure] * 8), [], MADE_ON, "S-1")
    assert shown.band is not None
    coded = {edge.words for edge in (shown.band.low, shown.band.middle, shown.band.high)}
    assert coded == {"over 90 %" if figure else "under 10 %"}
    near = snapshot(SHARE, gave([abs(figure - 0.06)] * 8), [], MADE_ON, "S-1")
    assert near.band == shown.band
    assert share_of_rounded(int(40 * figure), 40) is None


def test_a4_a_snapshot_as_it_is_kept_holds_nothing_more_than_is_shown():
    """K-11: A4, whatever state or address reaches the stored snapshot finds only what is shown.

    Every number in it is one of the measure, of the period or of the three edges.
    """
    for shown, figures in shown_rooms(300, least=5):
        kept = as_value(shown)
        band = kept.pop("band")
        assert set(kept) == {"id", "rules_version", "asked", "made_on", "how_many", "sentences"}
        assert kept["asked"] == as_value(shown.asked)
        numbers = {edge["value"] for edge in (band or {}).values()} - {None}
        assert len(numbers) <= 3
        steps = {number / shown.asked.scale.step for number in numbers}
        assert all(each == pytest.approx(round(each)) for each in steps)
        assert not any(f"{each:.4f}" in json.dumps(kept) for each in figures if each % 1)


def test_a6_no_order_of_anybody_is_kept():
    """K-12: A6, whoever gave first, or stands first in a file, changes nothing."""
    dice = random.Random(6)
    for what, contributions in rooms(300):
        mixed = dice.sample(contributions, len(contributions))
        assert counted(mixed) == counted(contributions)
        try:
            first = snapshot(what, contributions, [], MADE_ON, "S-1")
        except Refused:
            continue
        assert snapshot(what, mixed, [], MADE_ON, "S-1") == first


def test_a7_the_axis_is_fixed_before_any_figure():
    """K-03: A7, the ends and the step of an axis hang on the measure alone."""
    for shown, _ in shown_rooms(200, least=5):
        assert shown.asked in ASKED
        assert shown.asked.scale == next(e for e in ASKED if e == shown.asked).scale


def test_a8_asking_again_and_again_gives_one_answer():
    """K-06: A8, the same group is frozen once for a period; every further try is refused alike."""
    for what, contributions in rooms(300, least=8):
        earlier = [release(what, contributions)]
        said = set()
        for tried in (contributions, contributions[1:], contributions[:-2]):
            try:
                snapshot(what, tried, earlier, MADE_ON, "S-2")
            except Refused as refused:
                said.add(str(refused))
            else:
                # Fewer than eight: words that are the same for every room.
                assert len(tried) < LEAST_FOR_NUMBERS
        assert len(said) == 1


@pytest.mark.parametrize("asked_for", range(6, 13))
def test_who_gave_a_figure_is_not_told_where_anybody_did_not(asked_for: int):
    """K-10: where somebody did not give one, no named colleague is known to have, or not to have.

    The attacker gave one, knows how many could, and reads how many did. Where all did and no more
    could, the words say so: nobody declined there.
    """
    for gave_one in range(1, asked_for):
        said = room_words(gave_one)
        others = [count - 1 for count in range(1, asked_for + 1) if room_words(count) == said]
        assert any(count >= 1 for count in others), "the colleague may have given one"
        assert any(count <= asked_for - 2 for count in others), "the colleague may have given none"


@pytest.mark.parametrize("of", range(8, 41))
def test_an_own_answer_and_a_tally_settle_nobody_elses(of: int):
    """K-03: with the word, the number who answered and one's own answer, others can differ."""
    words = {yes: tally(yes, of) for yes in range(of + 1)}
    for word in set(words.values()):
        for own in (0, 1):
            others = [yes - own for yes in words if words[yes] == word and 0 <= yes - own < of]
            if others:
                assert max(others) >= 1, "a named colleague may have said yes"
                assert min(others) <= of - 2, "a named colleague may have said no"
    assert [words[0], words[of // 2], words[of]] == ["few of us", "about half of us", "most of us"]


def test_a_tally_needs_eight_answers():
    """K-01: below eight no answer of a group is told, in words that tell nothing."""
    for yes in range(8):
        with pytest.raises(Refused, match="from eight on"):
            tally(yes, 7)
    with pytest.raises(ValueError, match="those who answered"):
        tally(9, 8)
