"""The rules of a placement, the first that applies: what the answers alone say, without doubt."""

from dataclasses import replace

import pytest

from afreflect.domain.mdpie import Answers, Zone, place
from tests.domain.mdpie.sheets import (
    INDIVIDUAL,
    M20,
    M33,
    M50,
    M80,
    M90,
    TEAM,
    felt,
    mindset,
    placed,
    support,
)

Z1, Z2, Z3, Z4 = Zone


def test_rule_1_below_the_measures_own_n_nobody_is_placed():
    assert placed(M80, 80, n=99).zones == ()
    assert placed(M80, 80, n=100).zones == (Z3,)


def test_rule_1_with_12_cases_where_100_are_needed_nobody_is_placed():
    found = placed(M80, 80, n=12, n_show=100)
    assert (found.zones, found.mindset, found.data_quality, found.shares) == ((), None, None, {})
    assert found.not_placed.startswith("There are 12 cases here, and this measure needs 100")


@pytest.mark.parametrize("share, zones", [(0.299, ()), (0.3, (Z3,)), (None, (Z3,))])
def test_rule_1_under_30_percent_known_to_be_mine_nobody_is_placed(share, zones):
    """A file that names nobody tells nothing of whose the rows are, and is one unknown more."""
    assert placed(M80, 80, share_mine=share).zones == zones


@pytest.mark.parametrize(
    "computed, felt_as, zones", [(0.81, 3.5, ()), (0.80, 3.5, (Z3,)), (0.19, 3.5, ())]
)
def test_rule_2_ticks_more_than_030_apart_give_no_zone(computed, felt_as, zones):
    answers = Answers(M90, dict(zip(felt(1), (3, 4, 3, 4), strict=False)), {}, 6, 6)
    found = place(answers, replace(INDIVIDUAL, computed_quality=computed))
    assert found.felt_tick == pytest.approx(100 * (felt_as - 1) / 5)
    assert found.zones == zones
    assert found.ticks_disagree == (not zones)


@pytest.mark.parametrize("validity", ["had", "declined"])
def test_rule_2_once_the_dialogue_was_had_or_declined_the_rest_decides(validity):
    found = place(
        Answers(M90, felt(6), {}, 6, 6),
        replace(INDIVIDUAL, computed_quality=0.6, validity=validity),
    )
    assert found.zones == (Z3,)
    assert found.data_quality == pytest.approx(60 * 0.6 + 40)


def test_rule_2_shows_both_ticks_and_no_mean_of_them():
    found = place(Answers(M90, felt(1), {}, 6, 6), replace(INDIVIDUAL, computed_quality=0.9))
    assert (found.computed_tick, found.felt_tick) == (90, 0)
    assert found.data_quality is None


@pytest.mark.parametrize("acceptance", [1, 2])
def test_rule_3_a_picture_not_accepted_is_questioned(acceptance):
    assert placed(M90, 90, acceptance=acceptance).zones == (Z1,)


@pytest.mark.parametrize(
    "quality, known, sub_state", [(90, True, "a"), (49.9, False, "a"), (50, False, "b")]
)
def test_rule_3_it_is_reasoned_where_others_say_it_too_or_our_checks_agree(
    quality, known, sub_state
):
    found = placed(M90, quality, acceptance=1, known_objection=known)
    assert found.sub_state == sub_state


def test_rule_3_needs_neither_mindset_nor_agency():
    found = placed({}, 90, acceptance=1, agency=None)
    assert (found.zones, found.mindset) == ((Z1,), None)


@pytest.mark.parametrize(
    "of_mindset, agency, rest", [(M90, 6, {Z3}), (M20, 1, {Z2}), (M50, 6, {Z2, Z3})]
)
def test_rule_4_acceptance_3_lies_between_questioning_and_the_rest(of_mindset, agency, rest):
    found = placed(of_mindset, 40, agency, acceptance=3)
    assert set(found.by_rule) == {Z1} | rest
    assert len(found.zones) == 2
    assert Z1 in found.zones
    assert found.sub_state == "a"


@pytest.mark.parametrize("settled", [{"at_target": True}, {"keeps": True}], ids=["there", "kept"])
def test_rule_5_at_the_own_target_or_by_choice_it_is_learning_already(settled):
    """FR-21: a target that is met, or a practice kept by choice, leaves no gap to be closed."""
    assert placed(M20, 20, agency=None, **settled).by_rule == (Z3,)


def test_rule_5_m80_d59_at_the_own_target():
    assert placed(M80, 59, at_target=True).zones == (Z3,)


def test_rule_5_comes_after_acceptance():
    assert placed(M80, 59, acceptance=2, at_target=True).zones == (Z1,)


@pytest.mark.parametrize("agency", [1, 2, 3, None])
@pytest.mark.parametrize("quality", [0, 39, 60, 100])
@pytest.mark.parametrize("counts", [1, 3, 6])
def test_rule_6_a_teams_measure_that_is_not_mine_to_move_is_never_z2(agency, quality, counts):
    found = placed(mindset(counts), quality, agency, situation=TEAM)
    assert found.zones in ((Z3,), (Z3, Z2), (Z2, Z3))
    assert found.zones == placed(mindset(counts), quality, 6, situation=TEAM).zones


def test_rule_6_leaves_m2_and_m4_out():
    asked = {item: answer for item, answer in M90.items() if item not in ("M2", "M4")}
    told = placed({**asked, "M2": 6, "M4": 1}, 90, situation=TEAM)
    assert told.mindset == placed(asked, 90, situation=TEAM).mindset == pytest.approx(85)


@pytest.mark.parametrize("agency", [1, 2])
def test_rule_7_nothing_one_could_try_is_z2(agency):
    assert placed(M90, 90, agency).zones == (Z2,)


def test_rule_7_m33_d50_g1():
    assert placed(M33, 50, 1).zones == (Z2,)


@pytest.mark.parametrize("of_mindset, by_rule", [(M80, {Z2, Z3}), (M20, {Z2})])
def test_rule_8_agency_3_lies_between_above_the_line_and_is_z2_below(of_mindset, by_rule):
    found = placed(of_mindset, 60, 3)
    assert set(found.by_rule) == by_rule
    assert set(found.zones) == by_rule


@pytest.mark.parametrize("agency, by_rule", [(4, {Z2}), (5, {Z2, Z3}), (6, {Z2, Z3})])
def test_rule_9_below_the_line_is_z2_and_never_plainly_so_with_something_to_try(agency, by_rule):
    found = placed(M50, 20, agency)
    assert set(found.by_rule) == by_rule
    assert set(found.zones) == by_rule


def test_rule_9_m50_d40_with_all_accepted_and_much_to_try_lies_between():
    found = placed(M50, 40, 6, 6)
    assert set(found.zones) == {Z2, Z3}
    assert (
        found.label == "Between “Not sure yet what to do with it” and “Learning from my own data”"
    )


def test_rule_9_m20_d90_needs_an_idea_that_the_data_come_with():
    assert placed(M20, 90, 4, ideas=1.0).by_rule == (Z3,)
    assert placed(M20, 90, 4, ideas=0.5).by_rule == (Z3,)
    assert placed(M20, 90, 4, ideas=0.0).by_rule == (Z2,)


def test_rule_9_the_line_itself_lies_above():
    assert placed(M50, 50, 4).by_rule == (Z3,)
    assert placed(M50, 49.9, 4).by_rule == (Z2,)


def test_rule_10_m90_d10_is_learning():
    assert placed(M90, 10, 5).by_rule == (Z3,)


def test_rule_10_with_support_around_it_is_z4():
    assert placed(M90, 90, 6, given=support(2)).zones == (Z4,)
    assert placed(M90, 90, 6, given=support(0)).zones == (Z3,)
