"""One conversation about one measure: what holds now is read from its events, last ones last."""

from datetime import UTC, date, datetime, timedelta

from afreflect.domain import occasion
from afreflect.domain.occasion import (
    Answered,
    OccasionBegun,
    OccasionEnded,
    Placed,
    Settled,
    Tapped,
)

BEGUN = OccasionBegun(
    metric_id="ct_use",
    metric_title="CT",
    metric_version="1.0",
    definition_sha256="d",
    extract_sha256="e",
    since=date(2025, 7, 1),
    until=date(2026, 7, 1),
    n=120,
    value=0.2,
    low=0.14,
    high=0.28,
    sentence="20 in 100.",
    id="one",
    at=datetime(2026, 7, 5, tzinfo=UTC),
)
AGAIN = OccasionBegun(
    **{**vars(BEGUN), "id": "two", "at": BEGUN.at + timedelta(days=40), "extract_sha256": "f"}
)


def test_the_conversation_in_hand_is_the_youngest_that_is_not_ended():
    assert occasion.open_for((), "ct_use") is None
    assert occasion.open_for((BEGUN, AGAIN), "ct_use") == AGAIN
    assert occasion.open_for((BEGUN, AGAIN, OccasionEnded("two")), "ct_use") == BEGUN
    assert occasion.open_for((BEGUN,), "los_median") is None


def test_the_last_words_to_a_prompt_hold_and_empty_ones_take_it_back():
    written = (
        Answered("one", "P06", "Flu"),
        Answered("one", "P07", "Oh"),
        Answered("two", "P06", "Summer"),
        Answered("one", "P06", "Flu and two beds shut"),
        Answered("one", "P07", " "),
    )
    assert occasion.answers(written, "one") == {"P06": "Flu and two beds shut"}


def test_a_tap_can_be_taken_back_and_leaves_nothing():
    tapped = (Tapped("one", "landing", 5), Tapped("one", "M1", 2), Tapped("one", "landing", None))
    assert occasion.taps(tapped, "one") == {"M1": 2}


def test_choices_and_places_are_those_of_one_conversation():
    first, last = Placed("one", 30, 60, "self"), Placed("one", 45, 55, "moved", 50, 52, "Z3")
    events = (first, Settled("one", "decision", "keep"), Settled("two", "decision", "try"), last)
    assert occasion.settled(events, "one") == {"decision": "keep"}
    assert occasion.placed(events, "one") == (first, last)
