"""R1 to R12: what the paper's text says of the zones' boundaries, and what we added to it."""

from dataclasses import fields, replace

import pytest

from afreflect.domain import trust
from afreflect.domain.mdpie import (
    Answers,
    Situation,
    Zone,
    moved_to,
    routes,
    situation_of,
    zone_at,
)
from tests.domain.mdpie.sheets import INDIVIDUAL, M20, M33, M50, M80, M90, mindset, placed, support
from tests.domain.test_trust import METRIC, facts

Z1, Z2, Z3, Z4 = Zone


def test_r1_a_high_mindset_reaches_z3_even_with_poor_data():
    assert placed(M90, 10, 5).by_rule == (Z3,)


def test_r2_a_lower_mindset_reaches_z3_with_robust_data_that_carry_something_to_try():
    assert placed(M20, 90, 4, ideas=1.0).by_rule == (Z3,)
    assert placed(M20, 90, 4, ideas=0.0).by_rule == (Z2,)


def test_r2_the_boundary_is_sloped_so_that_either_axis_makes_up_for_the_other():
    least = [
        min(m for m in range(101) if zone_at(m, quality) is Z3) for quality in range(20, 101, 10)
    ]
    assert least == sorted(set(least), reverse=True)
    assert (zone_at(90, 2), zone_at(90, 0), zone_at(10, 100)) == (Z3, Z2, Z3)


@pytest.mark.parametrize("of_mindset", [M20, M50, M90])
@pytest.mark.parametrize("quality", [5, 50, 95])
def test_r3_questioning_the_data_happens_everywhere(of_mindset, quality):
    assert placed(of_mindset, quality, 6, acceptance=1).zones == (Z1,)


@pytest.mark.parametrize("acceptance, z2", [(1, False), (2, False), (4, True), (6, True)])
def test_r4_z2_presupposes_that_the_picture_is_accepted(acceptance, z2):
    assert (placed(M33, 30, 1, acceptance).zones == (Z2,)) == z2


def test_r5_there_are_two_ways_out_of_z2_and_none_depends_on_age_or_career():
    assert placed(M50, 20, 4).by_rule == (Z2,)
    assert placed(M50, 90, 4).by_rule == (Z3,)
    assert placed(M90, 20, 4).by_rule == (Z3,)
    asked = {each.name for kind in (Answers, Situation) for each in fields(kind)}
    assert not asked & {"age", "sex", "gender", "career", "years", "stage"}


def test_r6_nobody_reaches_z4_by_effort_alone():
    best = placed(mindset(6), 100, 6)
    assert best.zones == (Z3,)
    assert best.shares[Z4] == 0


def test_r7_support_moves_people_to_z4_and_never_into_questioning():
    alone, supported = placed(M80, 70, 5), placed(M80, 70, 5, given=support(2))
    assert (alone.by_rule, supported.by_rule) == ((Z3,), (Z4,))
    assert supported.shares[Z1] == alone.shares[Z1]


def test_r8_colleagues_stand_among_the_ways_on_from_z3_and_z4():
    for given in (support(0), support(2)):
        found = placed(M90, 90, 6, given=given)
        assert "pass_on" in [way.id for way in routes(found, INDIVIDUAL)]


def test_r9_a_gold_standard_carries_further():
    found = [
        situation_of(trust.read(replace(METRIC, evidence=evidence), facts()), METRIC, 400)
        for evidence in ("none", "consensus", "guideline")
    ]
    qualities = [each.computed_quality or 0 for each in found]
    assert qualities == sorted(set(qualities))


def test_r10_ranking_a_measure_lower_is_no_questioning_of_it():
    """Preferring another measure is no answer that the rules look at; only acceptance is."""
    said = {each.name for each in fields(Situation)} | {each.name for each in fields(Answers)}
    assert not {name for name in said if "prefer" in name or "rank" in name or "value" in name}
    assert placed(M80, 70, 5, acceptance=4).by_rule == (Z3,)


@pytest.mark.parametrize("acceptance, agency", [(1, 1), (6, 1), (6, 6)])
def test_r11_too_little_data_is_not_placed_and_never_z1_or_z2(acceptance, agency):
    found = placed(M20, 20, agency, acceptance, n=12)
    assert (found.zones, found.shares, found.sub_state) == ((), {}, "")


def test_r12_the_clinician_may_put_themselves_elsewhere_and_that_counts():
    computed = placed(M20, 20, 1)
    chosen = moved_to(computed, 85.0, 60.0)
    assert computed.zones == (Z2,)
    assert (chosen.zones, chosen.mindset, chosen.data_quality) == ((Z3,), 85.0, 60.0)
    assert (chosen.se_mindset, dict(chosen.shares)) == (None, {})
    assert chosen.computed_tick == computed.computed_tick
