"""Mindset, data quality and support: how each is put together, and when it is not."""

from dataclasses import replace
from statistics import stdev

import pytest

from afreflect.domain.mdpie import Answers, Zone, place
from tests.domain.mdpie.sheets import (
    INDIVIDUAL,
    M50,
    M80,
    M90,
    TEAM,
    felt,
    mindset,
    placed,
    support,
)


@pytest.mark.parametrize(
    "counts, value", [((1,), 0), ((6,), 100), ((5,), 80), ((1, 2, 3, 4, 5, 6), 50)]
)
def test_mindset_is_the_mean_of_the_answers_turned_the_same_way(counts, value):
    assert placed(mindset(*counts), 100, 6).mindset == pytest.approx(value)


@pytest.mark.parametrize(
    "items, is_placed",
    [
        ("M1 M2 M3 M4", True),
        ("M1 M4 M5 M6", True),
        ("M1 M2 M3", False),
        ("M4 M5 M6", False),
        ("M1 M2 M4", False),
        ("", False),
    ],
)
def test_four_of_six_are_needed_with_one_from_either_side(items, is_placed):
    found = placed({item: M80[item] for item in items.split()}, 80)
    assert bool(found.zones) == is_placed
    assert ("At least 4 of the sentences" in found.not_placed) != is_placed


@pytest.mark.parametrize(
    "items, is_placed",
    [("M1 M3 M5 M6", True), ("M1 M5 M6", True), ("M1 M3 M2 M4", False), ("M5 M6", False)],
)
def test_a_teams_measure_needs_three_of_its_four(items, is_placed):
    """M2 and M4 are not asked, and count for nothing where they were answered all the same."""
    found = placed({item: M80[item] for item in items.split()}, 80, situation=TEAM)
    assert bool(found.zones) == is_placed


def test_six_answers_of_one_side_alone_can_not_be_read():
    found = placed({"M4": 6, "M5": 6, "M6": 6}, 90, situation=TEAM)
    assert found.zones == ()


def test_the_doubt_of_mindset_is_the_error_of_its_mean_and_eight_at_least():
    assert placed(M80, 80).se_mindset == 8
    counts = (1, 6, 1, 6, 1, 6)
    found = placed(mindset(*counts), 100, 6)
    assert found.se_mindset == pytest.approx(20 * stdev(counts) / 6**0.5)


def test_data_quality_is_six_parts_counted_and_four_parts_felt():
    found = place(Answers(M90, felt(5), {}, 6, 6), replace(INDIVIDUAL, computed_quality=0.6))
    assert (found.computed_tick, found.felt_tick) == (60, 80)
    assert found.data_quality == pytest.approx(0.6 * 60 + 0.4 * 80)


@pytest.mark.parametrize("said", [0, 2])
def test_with_fewer_than_three_felt_answers_what_was_counted_stands_alone(said):
    few = dict(list(felt(6).items())[:said])
    found = place(Answers(M90, few, {}, 6, 6), replace(INDIVIDUAL, computed_quality=0.6))
    assert (found.felt_tick, found.data_quality) == (None, 60)


@pytest.mark.parametrize(
    "low, value",
    [
        ({"completeness": 0.49}, 40),
        ({"completeness": 0.5}, 80),
        ({"attribution_share": 0.29}, 40),
        ({"attribution_share": 0.3}, 80),
        ({"completeness": None, "attribution_share": None}, 80),
    ],
)
def test_incomplete_rows_or_too_few_of_ones_own_hold_quality_at_40(low, value):
    found = placed(M90, 80, 6, **low)
    assert found.data_quality == value
    assert found.computed_tick == 80


@pytest.mark.parametrize(
    "unknown, felt_as, doubt",
    [(0, 5, 5), (1, 5, 9), (3, 5, 17), (0, None, 9), (2, None, 17), (0, 1, 10), (2, 1, 18)],
)
def test_the_doubt_of_quality_grows_with_what_is_unknown_and_with_ticks_apart(
    unknown, felt_as, doubt
):
    """Five points, four for each unknown, the felt tick among them, and five for ticks apart."""
    answers = Answers(M90, felt(felt_as) if felt_as else {}, {}, 6, 6)
    known = replace(
        INDIVIDUAL, computed_quality=0.8, unknown_components=unknown, validity="declined"
    )
    assert place(answers, known).se_data_quality == doubt


@pytest.mark.parametrize(
    "answers, is_open",
    [
        (support(2), True),
        (support(2, 2, 1, 0, 1, 2), True),
        (support(2, 2, 1, 0, 1, 1), False),
        (support(2, 2, 2, 2, 0, 2), False),
        ({"S1": 2, "S2": 2, "S3": 2, "S5": 2}, True),
        ({"S1": 2, "S2": 2, "S3": 2, "S4": 2, "S6": 2}, False),
        ({}, False),
    ],
)
def test_support_counts_from_60_and_never_with_data_used_for_discipline(answers, is_open):
    """What was left out counts as no."""
    assert (placed(M90, 90, 6, given=answers).by_rule == (Zone.Z4,)) == is_open


@pytest.mark.parametrize(
    "answers",
    [
        Answers({"M1": 0}),
        Answers({"M1": 7}),
        Answers({"M7": 3}),
        Answers({}, {"F1": 0}),
        Answers({}, {}, {"S1": 3}),
        Answers({}, {}, {}, 7),
        Answers({}, {}, {}, 3, 0),
    ],
)
def test_an_answer_beside_its_scale_is_refused(answers):
    with pytest.raises(ValueError, match=r"no (step|item)"):
        place(answers, INDIVIDUAL)


def test_nothing_answered_is_not_placed():
    found = place(Answers(), INDIVIDUAL)
    assert (found.zones, found.label, found.mindset) == ((), "Not placed", None)
    assert "fair enough" in found.not_placed


def test_what_could_be_tried_is_needed_where_the_rules_turn_on_it():
    assert "one thing you could try" in placed(M50, 50, agency=None).not_placed
    assert placed(M50, 50, agency=None, acceptance=2).zones == (Zone.Z1,)
