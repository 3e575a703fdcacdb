"""Placements over time: which one counts, the path, and what is not asked twice."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from afreflect.domain import placements, trust
from afreflect.domain.ledger import Event, Questioned, QuestionSettled
from afreflect.domain.mdpie import FELT, KEYS, SUPPORT
from afreflect.domain.metric import Objection
from afreflect.domain.occasion import OccasionBegun, Placed, Settled, Tapped
from afreflect.domain.target import Target
from tests.domain.test_trust import METRIC, facts

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
TODAY = NOW.date()
TARGET = Target(None, 0.05, 0.01, date(2027, 6, 1), "for them", date(2026, 1, 1))


def begun(name: str, metric_id: str = "admission", extract: str = "e1", days: int = 0):
    return OccasionBegun(
        metric_id, "Admissions", "1.0", "d", extract, date(2025, 1, 1), date(2026, 1, 1),
        400, 0.10, 0.08, 0.12, "a sentence", id=name, at=NOW - timedelta(days=days),
    )  # fmt: skip


def tapped(occasion_id: str, answers: Mapping[Any, int | None], days: int = 0) -> list[Event]:
    at = NOW - timedelta(days=days)
    return [Tapped(occasion_id, item, value, at=at) for item, value in answers.items()]


def placed(occasion_id: str, mindset: float | None, how: str = "kept") -> Placed:
    return Placed(occasion_id, mindset, None if mindset is None else 50.0, how)  # pyright: ignore[reportArgumentType]


def test_the_last_decision_counts_and_not_the_first_guess():
    """The clinician's own place is what is saved (R12)."""
    events = [
        placed("a", 20, "self"), placed("a", 40, "kept"), placed("a", 70, "moved"),
        placed("b", 30, "self"),
    ]  # fmt: skip
    assert placements.decided(events, "a") == events[2]
    assert placements.decided(events, "b") == events[3]
    assert placements.decided(events, "c") is None


def test_the_path_is_the_last_three_places_of_one_measure():
    names = ["one", "two", "three", "four"]
    events: list[Event] = [begun(name) for name in names]
    events += [begun("other", "ct_use"), begun("unplaced"), begun("in hand")]
    events += [placed(name, 10 * at) for at, name in enumerate(names)]
    events += [placed("other", 99), placed("unplaced", None, "unplaced"), placed("in hand", 80)]
    found = placements.path(events, "admission", but_not="in hand")
    assert [stood.occasion.id for stood in found] == ["two", "three", "four"]
    assert len(placements.history(events, "admission")) == 6
    assert len(placements.history(events)) == 7
    assert not placements.history(events, "admission")[4].has_place


def test_support_is_asked_once_a_site_and_year():
    said = dict.fromkeys(SUPPORT, 1)
    events = [begun("north", days=400), begun("south", days=10), Settled("south", "site", "South")]
    events += tapped("north", dict.fromkeys(SUPPORT, 2), days=400)
    events += tapped("south", said, days=10)
    assert placements.support(events, "South", TODAY) == said
    assert placements.support(events, "", TODAY) == {}
    assert placements.support(events, "South", TODAY + timedelta(days=400)) == {}


@pytest.mark.parametrize("days, is_there", [(364, True), (365, False)])
def test_support_holds_for_a_year(days, is_there):
    events = [begun("a", days=days), *tapped("a", {"S1": 2}, days=days)]
    assert bool(placements.support(events, "", TODAY)) == is_there


def test_felt_quality_is_asked_once_an_extract_and_may_differ_by_measure():
    first, second = begun("a", "admission"), begun("b", "ct_use")
    later = begun("c", "admission", "e2")
    events = [first, second, later, *tapped("a", dict.fromkeys(FELT, 4))]
    assert placements.felt(events, second) == dict.fromkeys(FELT, 4)
    assert placements.felt(events, later) == {}
    own = [*events, *tapped("b", {"F1": 1, "F2": None})]
    assert placements.felt(own, second) == {"F1": 1, "F3": 4, "F4": 4, "F5": 4}
    assert placements.felt(own, first) == dict.fromkeys(FELT, 4)


def test_a_second_measure_takes_at_most_eight_taps():
    """FR-40: no field is asked twice; mindset, acceptance and agency are all that is left."""
    first, second = begun("a", "admission"), begun("b", "ct_use")
    everything = dict.fromkeys([*FELT], 4) | dict.fromkeys(SUPPORT, 1)
    events = [first, second, *tapped("a", everything)]
    carried = placements.carried_over(events, second, TODAY)
    asked = {*KEYS, *FELT, *SUPPORT, "acceptance", "agency"}
    assert len(asked - set(carried)) == 8


def test_what_was_carried_over_can_be_told():
    first, second = begun("a", "admission"), begun("b", "ct_use")
    events = [first, second, *tapped("a", {"F1": 4, "S1": 1}), *tapped("b", {"F2": 2})]
    assert placements.carried_over(events, second, TODAY) == ("F1", "S1")


def test_answers_are_read_from_the_taps_and_a_tap_can_be_taken_back():
    occasion = begun("a")
    taps = {"landing": 5, "acceptance": 4, "agency": 2, "M1": 3, "M4": 5, "F1": 6, "S1": 0}
    events = [occasion, *tapped("a", taps), *tapped("a", {"M1": None, "agency": 3})]
    found = placements.answers_for(events, occasion, TODAY)
    assert (dict(found.mindset), dict(found.felt), dict(found.support)) == (
        {"M4": 5}, {"F1": 6}, {"S1": 0},
    )  # fmt: skip
    assert (found.acceptance, found.agency) == (4, 3)


def test_the_situation_is_read_from_the_frozen_figure_and_what_was_decided():
    occasion = begun("a")
    events = [occasion, Settled("a", "decision", "keep"), Settled("a", "validity", "had")]
    found = placements.situation_for(events, occasion, trust.read(METRIC, facts()), METRIC)
    assert (found.n, found.keeps, found.validity, found.at_target) == (400, True, "had", False)


@pytest.mark.parametrize("value, there", [(0.04, True), (0.05, True), (0.06, False), (None, False)])
def test_at_the_own_target_by_the_frozen_figure(value, there):
    """FR-21: a met target is seen as met."""
    occasion = replace(begun("a"), value=value)
    known = trust.read(METRIC, facts())
    found = placements.situation_for([occasion], occasion, known, METRIC, TARGET)
    assert found.at_target == there


@pytest.mark.parametrize(
    "words, exclusion, settled, known",
    [
        ("some are planned", "", False, True),
        ("in my own words", "planned_returns", False, True),
        ("in my own words", "", False, False),
        ("some are planned", "", True, False),
    ],
)
def test_a_known_objection_is_one_of_the_measures_own_file(words, exclusion, settled, known):
    metric = replace(METRIC, objections=(Objection("some are planned", "planned_returns"),))
    asked = Questioned(metric.id, words, exclusion, date(2027, 1, 1))
    events: list[Event] = [asked, *([QuestionSettled(asked.id)] if settled else [])]
    assert placements.known_objection(events, metric) == known
