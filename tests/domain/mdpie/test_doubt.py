"""How sure a placement is said to be."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afreflect.domain.mdpie import (
    FELT,
    KEYS,
    SUPPORT,
    Answers,
    Situation,
    Zone,
    one_tap_away,
    place,
)
from afreflect.domain.mdpie.doubt import draws
from tests.domain.mdpie.sheets import M20, M50, M90, placed, support

Z1, Z2, Z3, Z4 = Zone


def test_the_same_answers_give_the_same_shares():
    assert placed(M50, 60, 4) == placed(M50, 60, 4)


def test_two_thousand_draws_and_a_step_either_way_in_a_quarter_of_them():
    made = draws()
    assert made.mindset.shape == made.agency.shape == (2000,)
    for steps in (made.acceptance, made.agency):
        assert (steps == -1).mean() == pytest.approx(0.25, abs=0.03)
        assert (steps == 1).mean() == pytest.approx(0.25, abs=0.03)


def test_shares_add_up_to_one():
    found = placed(M50, 60, 3, acceptance=3, given=support(2))
    assert sum(found.shares.values()) == pytest.approx(1)


def test_a_clear_answer_stands_alone_with_its_share():
    found = placed(M90, 90, 6)
    assert found.zones == (Z3,)
    assert found.shares[Z3] > 0.95


def test_under_60_percent_it_lies_between():
    found = placed(M50, 51, 4)
    assert found.by_rule == (Z3,)
    assert found.shares[Z3] < 0.6
    assert set(found.zones) == {Z2, Z3}
    assert found.label.startswith("Between “")


def test_the_likelier_of_two_comes_first():
    found = placed(M20, 90, 4)
    assert len(found.zones) == 2
    assert found.shares[found.zones[0]] >= found.shares[found.zones[1]]


def test_no_single_tap_turns_support_on_or_off_for_certain():
    """Eight of twelve points open the gate: beside it both zones are named."""
    assert placed(M90, 90, 6, given=support(2, 2, 1, 0, 1, 2)).by_rule == (Z4,)
    assert set(placed(M90, 90, 6, given=support(2, 2, 1, 0, 1, 2)).zones) == {Z3, Z4}
    assert set(placed(M90, 90, 6, given=support(2, 2, 1, 0, 1, 1)).zones) == {Z3, Z4}
    assert set(placed(M90, 90, 6, given=support(2, 2, 2, 2, 0, 2)).zones) == {Z3, Z4}
    assert placed(M90, 90, 6, given=support(2, 2, 2, 2, 2, 2)).zones == (Z4,)
    assert placed(M90, 90, 6, given=support(1)).zones == (Z3,)


def answered(items, least: int, most: int, fewest: int = 0):
    steps = st.integers(least, most)
    all_of_them = st.fixed_dictionaries(dict.fromkeys(items, steps))
    return all_of_them if fewest else st.one_of(all_of_them, st.just({}))


SHEETS = st.builds(
    Answers,
    mindset=answered(KEYS, 1, 6, fewest=6),
    felt=answered(FELT, 1, 6),
    support=answered(SUPPORT, 0, 2),
    acceptance=st.integers(1, 6),
    agency=st.integers(1, 6),
)
SITUATIONS = st.builds(
    Situation,
    n=st.just(200),
    n_show=st.just(100),
    share_mine=st.just(1.0),
    attribution=st.sampled_from(["individual", "shared", "team"]),
    computed_quality=st.floats(0, 1),
    unknown_components=st.integers(0, 4),
    ideas=st.sampled_from([0.0, 0.5, 1.0]),
    completeness=st.floats(0, 1),
    attribution_share=st.floats(0, 1),
    at_target=st.booleans(),
    known_objection=st.booleans(),
    validity=st.sampled_from(["", "had"]),
)


@settings(max_examples=20, deadline=None)
@given(SHEETS, SITUATIONS)
def test_no_tap_flips_one_certain_zone_into_another(answers, situation):
    zones = place(answers, situation).zones
    if len(zones) == 1:
        for near in one_tap_away(answers):
            moved = place(near, situation).zones
            assert len(moved) != 1 or moved == zones


@settings(max_examples=100, deadline=None)
@given(SHEETS, SITUATIONS)
def test_whatever_is_answered_the_placement_keeps_its_promises(answers, situation):
    found = place(answers, situation)
    assert len(found.zones) <= 2
    assert bool(found.not_placed) == (not found.zones)
    assert not (situation.is_team and found.zones == (Z2,))
    assert (found.sub_state != "") == (Z1 in found.zones)
    if found.zones:
        assert sum(found.shares.values()) == pytest.approx(1)
        assert found.by_rule[0] in found.zones
        assert 0 <= (found.mindset or 0) <= 100
        assert 0 <= (found.data_quality or 0) <= 100
