"""The order of a conversation: what is asked when, and what is never asked."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afreflect.domain import occasion, reflection
from afreflect.domain.ledger import together
from afreflect.domain.occasion import Answered, OccasionParked, Placed, Settled, Tapped
from afreflect.domain.prompt import MOST_IN_VIEW, Phase, Step
from afreflect.domain.reflection import Facts
from afreflect.storage.prompts import script

SCRIPT = script()
ID = "0" * 32
START = datetime(2026, 11, 22, tzinfo=UTC)
PAUSES = ("pause", "colleague", "help", "carry on")
DECISIONS = ("try", "keep", "another", "question", "")
BARRIERS = ("me", "clinic", "system", "nothing", "")


def tapped(item: str, value: int | None) -> Tapped:
    return Tapped(ID, item, value)


def settled(question: str, answer: str) -> Settled:
    return Settled(ID, question, answer)


def in_order(*events: Any) -> tuple[Any, ...]:
    """These events a second apart, as a ledger holds them."""
    return together(
        replace(each, at=START + timedelta(seconds=number)) for number, each in enumerate(events)
    )


def steps(*events: Any, facts: Facts = Facts()) -> list[str]:  # noqa: B008
    so_far = reflection.said(in_order(*events), ID)
    return [step.name for step in reflection.plan(SCRIPT, so_far, facts)]


def placed(zones: str, how: Any = "kept") -> Placed:
    return Placed(ID, 60.0, 60.0, how, computed_zones=zones)


ANYTHING = st.one_of(
    st.builds(tapped, st.sampled_from(("landing", "acceptance", "agency")), st.integers(1, 6)),
    st.builds(tapped, st.just("landing"), st.none()),
    st.builds(settled, st.just("pause"), st.sampled_from(PAUSES)),
    st.builds(settled, st.just("change"), st.sampled_from(("asked", "not today"))),
    st.builds(settled, st.just("way"), st.sampled_from((*SCRIPT.flows, "", "unknown"))),
    st.builds(settled, st.just("decision"), st.sampled_from(DECISIONS)),
    st.builds(settled, st.just("barrier"), st.sampled_from(BARRIERS)),
    st.builds(Answered, st.just(ID), st.sampled_from(tuple(SCRIPT.prompts)), st.just("words")),
    st.builds(placed, st.sampled_from(("Z1", "Z2,Z3", "Z3", "Z4", ""))),
    st.just(OccasionParked(ID)),
)
FACTS = st.builds(Facts, *[st.booleans()] * 6)


def planned(events: list[Any], facts: Facts) -> tuple[Step, ...]:
    return reflection.plan(SCRIPT, reflection.said(in_order(*events), ID), facts)


@settings(max_examples=150)
@given(st.lists(ANYTHING, max_size=12), FACTS)
def test_never_more_than_three_things_are_asked_at_once(events: list[Any], facts: Facts):
    """FR-12: three prompts in view at most, whatever was said."""
    for step in planned(events, facts):
        assert len(step.prompts) + len(step.taps) <= MOST_IN_VIEW


@settings(max_examples=150)
@given(st.lists(ANYTHING, max_size=12), FACTS)
def test_coaching_never_comes_before_reaction_and_content(events: list[Any], facts: Facts):
    """FR-16, FR-52: reaction before content before coaching, whatever was said."""
    seen: list[Phase] = []
    for step in planned(events, facts):
        if step.phase is Phase.COACHING:
            assert Phase.REACTION in seen
            assert Phase.CONTENT in seen
        if step.phase is Phase.CONTENT:
            assert Phase.REACTION in seen
        seen.append(step.phase)


@settings(max_examples=150)
@given(st.lists(ANYTHING, max_size=12), FACTS)
def test_nothing_is_asked_about_change_after_a_hard_landing_unless_asked_for(
    events: list[Any], facts: Facts
):
    so_far = reflection.said(in_order(*events), ID)
    if not so_far.keeps_back or so_far.choices.get("way") == "request":
        return
    asked = {prompt for step in planned(events, facts) for prompt in step.prompts}
    assert not [prompt for prompt in asked if SCRIPT.prompts[prompt].asks_for_change]
    assert not {"agency", "decide", "barrier"} & {step.name for step in planned(events, facts)}
    offered_now = [flow.id for flow in reflection.ways(SCRIPT, so_far, facts)]
    assert not {"five", "now_what", "support", "works"} & set(offered_now)
    assert not reflection.map_is_open(SCRIPT, so_far)


@settings(max_examples=100)
@given(st.lists(ANYTHING, max_size=12), FACTS, st.sampled_from(("", "reaction", "gone")))
def test_a_skip_records_nothing_and_every_conversation_comes_to_its_end(
    events: list[Any], facts: Facts, at: str
):
    """Going on writes nothing: from any step the end is reached, and the ledger is as it was."""
    ledger = in_order(*events)
    before = reflection.traces(ledger, ID)
    walk = reflection.plan(SCRIPT, reflection.said(ledger, ID), facts)
    step = reflection.next_step(walk, at)
    for _ in walk:
        step = reflection.next_step(walk, step.name)
    assert step.name == "end"
    assert reflection.traces(ledger, ID) == before


def test_the_conversation_goes_from_reaction_to_the_cases_to_what_could_be_tried():
    assert steps() == ["reaction", "look", "fair", "agency", "place", "way", "decide", "end"]


def test_a_hard_landing_offers_a_pause_first_and_carrying_on_asks_nothing_of_change():
    """FR-52: care before change."""
    assert steps(tapped("landing", 5)) == ["reaction", "pause", "end"]
    assert steps(tapped("landing", 6), settled("pause", "help")) == ["reaction", "pause", "end"]
    carried_on = (tapped("landing", 5), settled("pause", "carry on"))
    assert steps(*carried_on) == [
        "reaction", "pause", "look", "fair", "change", "place", "way", "end",
    ]  # fmt: skip
    assert "agency" in steps(*carried_on, settled("change", "asked"))


def test_a_landing_tapped_anew_asks_anew():
    asked = (tapped("landing", 5), settled("pause", "carry on"), settled("change", "asked"))
    assert steps(*asked, tapped("landing", 6)) == ["reaction", "pause", "end"]
    assert "pause" not in steps(*asked, tapped("landing", 2))


def test_four_is_no_hard_landing():
    assert "pause" not in steps(tapped("landing", 4))


def test_at_target_nobody_is_asked_what_they_could_try():
    """FR-21: no manufactured gap."""
    assert "agency" not in steps(facts=Facts(at_target=True))
    assert offered(facts=Facts(at_target=True))[0] == "works"


def offered(*events: Any, facts: Facts = Facts()) -> list[str]:  # noqa: B008
    so_far = reflection.said(in_order(*events), ID)
    return [flow.id for flow in reflection.ways(SCRIPT, so_far, facts)]


@pytest.mark.parametrize(
    "events, facts, first",
    [
        ((tapped("acceptance", 2),), Facts(), "cases"),
        ((tapped("acceptance", 2),), Facts(objected=True), "doubt"),
        ((tapped("acceptance", 5), tapped("agency", 1)), Facts(), "five"),
        ((tapped("acceptance", 5), tapped("agency", 5)), Facts(), "now_what"),
        ((placed("Z2,Z3"),), Facts(), "five"),
        ((placed("Z4"),), Facts(), "support"),
        ((placed("Z2", "unplaced"),), Facts(), "now_what"),
        ((tapped("acceptance", 2), placed("Z1"), settled("place", "Z3")), Facts(), "now_what"),
        ((tapped("agency", 6), placed("Z3"), settled("place", "Z2")), Facts(), "five"),
        ((tapped("acceptance", 6), placed("Z3"), settled("place", "Z1")), Facts(), "cases"),
        ((), Facts(team=True), "request"),
    ],
)
def test_the_way_that_fits_comes_first(events: tuple[Any, ...], facts: Facts, first: str):
    """FR-04: for a team's measure that is the request to those who can change it."""
    assert offered(*events, facts=facts)[0] == first
    assert len(offered(*events, facts=facts)) <= reflection.MOST_WAYS


@settings(max_examples=50)
@given(st.lists(ANYTHING, max_size=8), FACTS)
def test_the_map_is_never_proposed(events: list[Any], facts: Facts):
    assert "map" not in offered(*events, facts=facts)


def test_the_barrier_is_asked_once():
    """FR-13, FR-53: before anything is tried, and not again where the request was the way."""
    assert steps(settled("decision", "try"))[-2:] == ["barrier", "end"]
    by_request = steps(settled("way", "request"), settled("decision", "try"))
    assert by_request.count("barrier") == 1
    assert "barrier" not in steps(settled("decision", "keep"))


@pytest.mark.parametrize("barrier, asks", [("clinic", True), ("system", True), ("me", False)])
def test_what_is_not_in_ones_own_hands_becomes_a_request(barrier: str, asks: bool):
    """FR-57."""
    said = steps(settled("decision", "try"), settled("barrier", barrier))
    assert ("request" in said) is asks


def test_the_half_that_is_right_is_asked_about_once_the_doubt_was_answered():
    assert "doubt.4" not in steps(settled("way", "doubt"))
    assert "doubt.4" in steps(settled("way", "doubt"), facts=Facts(answered=True))


def resumed(*events: Any) -> str:
    ledger = in_order(*events)
    walk = reflection.plan(SCRIPT, reflection.said(ledger, ID), Facts())
    return reflection.resume_at(walk, reflection.traces(ledger, ID)).name


def test_it_is_resumed_where_the_last_word_was_said():
    assert resumed() == "reaction"
    assert resumed(Answered(ID, "P07", "oh"), tapped("acceptance", 4)) == "fair"
    # What was taken back is no trace.
    assert resumed(tapped("acceptance", 4), tapped("acceptance", None)) == "reaction"
    assert resumed(placed("Z3")) == "place"


def test_a_way_that_was_chosen_is_resumed_where_it_begins():
    assert resumed(tapped("acceptance", 2), settled("way", "cases")) == "cases.1"
    # The fairness that the cases ask about again was tapped before them.
    assert resumed(settled("way", "cases"), tapped("acceptance", 2)) == "cases.1"


def test_a_word_that_is_still_being_written_counts():
    walk = reflection.plan(SCRIPT, reflection.said((), ID), Facts())
    assert reflection.resume_at(walk, {"P25"}).name == "look"


def test_a_hard_landing_counts_for_what_is_looked_at_in_the_same_sitting():
    """No change is asked for on the next measure either; some hours later it is another sitting."""
    before = replace(Tapped("1" * 32, "landing", 6), at=START)
    for hours, kept_back in ((1, True), (7, False)):
        so_far = reflection.said((before,), ID, START + timedelta(hours=hours))
        assert so_far.keeps_back is kept_back
        names = [step.name for step in reflection.plan(SCRIPT, so_far, Facts())]
        assert ("change" in names) is kept_back
        assert "pause" not in names


def test_who_guessed_is_asked_about_the_surprise():
    so_far = reflection.said((), ID)
    look = reflection.plan(SCRIPT, so_far, Facts(guessed=True))[1]
    assert look.prompts == ("P13", "P25")


def test_nobody_is_asked_how_points_spread_where_there_are_none():
    look = reflection.plan(SCRIPT, reflection.said((), ID), Facts(has_course=False))[1]
    assert look.prompts == ("P26",)


def test_back_leads_to_the_step_before():
    walk = reflection.plan(SCRIPT, reflection.said((), ID), Facts())
    assert reflection.step_before(walk, "reaction") is None
    before = reflection.step_before(walk, "fair")
    assert before is not None
    assert before.name == "look"


def test_another_conversations_words_decide_nothing_here():
    other = Tapped("1" * 32, "landing", 6)
    assert steps(other) == steps()
    assert occasion.taps((other,), ID) == {}


def test_a_step_that_asks_four_things_is_refused():
    with pytest.raises(ValueError, match="more than 3"):
        Step("a", Phase.CONTENT, ("P01", "P02", "P03"), ("landing",))


def test_what_was_left_for_another_day_is_known_until_something_is_said():
    parked = OccasionParked(ID, date(2026, 12, 1))
    assert reflection.said(in_order(parked), ID).parked
    assert not reflection.said(in_order(parked, tapped("landing", 2)), ID).parked
