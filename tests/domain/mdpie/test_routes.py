"""Ways on from a placement: two or three, each of which opens something."""

from dataclasses import replace

import pytest

from afreflect.domain.mdpie import Answers, Placement, Situation, Zone, place, routes
from tests.domain.mdpie.sheets import INDIVIDUAL, M50, M80, M90, TEAM, felt, placed, support

FLOWS = {"validity", "cases", "five_patients", "now_what", "map", "pass_on", "leaders"}
PAGES = {"reflect", "my_plan", "contest", "corrections", "trust"}
QUESTIONED = placed(M90, 90, 6, acceptance=1, known_objection=True)
NOT_ACCEPTED = placed(M90, 90, 6, acceptance=1)
UNSURE = placed(M80, 80, 1)
LEARNING = placed(M90, 90, 6)
SUPPORTED = placed(M90, 90, 6, given=support(2))
BETWEEN = placed(M50, 40, 6)
EMPTY = place(Answers(), INDIVIDUAL)
APART = place(Answers(M90, felt(1), {}, 6, 6), INDIVIDUAL)
EVERY = [QUESTIONED, NOT_ACCEPTED, UNSURE, LEARNING, SUPPORTED, BETWEEN, EMPTY, APART]


def ways(placement: Placement, situation: Situation = INDIVIDUAL, **how: bool) -> list[str]:
    return [way.id for way in routes(placement, situation, **how)]


@pytest.mark.parametrize("placement", EVERY)
@pytest.mark.parametrize("situation", [INDIVIDUAL, TEAM, replace(INDIVIDUAL, ideas=0.0)])
@pytest.mark.parametrize("hard_landing", [False, True])
def test_there_are_two_or_three_and_each_opens_a_flow_or_a_page(placement, situation, hard_landing):
    found = routes(placement, situation, hard_landing=hard_landing)
    assert 2 <= len(found) <= 3
    for way in found:
        assert way.id in (FLOWS if way.opens == "flow" else PAGES)
        assert len(way.words.split()) <= 12


def test_a_reasoned_question_leads_to_the_data_before_anything_else():
    assert ways(QUESTIONED) == ["validity", "contest", "corrections"]


def test_the_map_comes_only_after_the_objection_was_heard():
    assert "map" in ways(QUESTIONED, replace(INDIVIDUAL, validity="had"))


def test_a_picture_that_is_not_accepted_leads_to_its_cases():
    assert ways(NOT_ACCEPTED) == ["cases", "contest", "trust"]


def test_from_not_sure_there_is_something_small_to_try_the_map_and_the_leaders():
    assert ways(UNSURE) == ["five_patients", "map", "leaders"]


def test_poor_data_are_looked_at_where_they_stand_in_the_way():
    assert "trust" in ways(placed(M80, 20, 1))
    assert ways(UNSURE, replace(INDIVIDUAL, ideas=0.0))[0] == "trust"


def test_from_learning_it_goes_on_to_colleagues():
    assert ways(LEARNING) == ["now_what", "my_plan", "pass_on"]
    assert ways(SUPPORTED) == ["pass_on", "my_plan", "leaders"]


@pytest.mark.parametrize("settled", [{"at_target": True}, {"keeps": True}])
@pytest.mark.parametrize("placement", [UNSURE, LEARNING, SUPPORTED, BETWEEN])
def test_where_nothing_has_to_move_what_works_comes_first_and_nothing_new(placement, settled):
    """FR-21: a target that is met, or a practice kept by choice, leads to no plan."""
    assert ways(placement, replace(INDIVIDUAL, **settled)) == ["pass_on", "now_what", "trust"]


def test_between_two_zones_there_are_ways_from_both():
    assert BETWEEN.zones in ((Zone.Z2, Zone.Z3), (Zone.Z3, Zone.Z2))
    assert {"five_patients", "now_what"} <= set(ways(BETWEEN))


@pytest.mark.parametrize("placement", EVERY)
def test_a_teams_measure_leads_to_the_request_to_leaders_first(placement):
    """FR-57: what is the service's becomes a request to those who lead it."""
    assert ways(placement, TEAM)[0] == "leaders"


@pytest.mark.parametrize("placement", EVERY)
def test_after_a_hard_landing_nothing_asks_for_change(placement):
    found = routes(placement, INDIVIDUAL, hard_landing=True)
    assert not any(way.asks_for_change for way in found)


def test_ticks_apart_lead_to_what_stands_between_them():
    assert ways(APART)[0] == "validity"
