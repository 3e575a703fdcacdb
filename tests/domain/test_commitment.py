"""A commitment: what it needs, what holds of it now, and when it is due."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afreflect.domain import commitment, ledger
from afreflect.domain.plan_events import CommitmentMade, CycleAnswered, LookedAgain
from tests.domain.examples import RETURNS

TODAY = date(2026, 11, 22)
MADE = CommitmentMade(
    metric_id=RETURNS.id,
    metric_version=RETURNS.version,
    definition_sha256=commitment.counting_sha256(RETURNS),
    summary="proportion",
    trigger="I sign a discharge",
    act="ask what would bring them back",
    patients="everybody over 70",
    start=date(2026, 12, 1),
    look_again=date(2027, 2, 1),
    barrier="clinic",
    confidence=7,
    id="one",
    at=datetime(2026, 11, 22, tzinfo=UTC),
)
KEPT = LookedAgain("one", "keep", "it helps", date(2027, 4, 1), at=MADE.at + timedelta(days=71))
DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))


def test_it_reads_as_one_sentence():
    """FR-05: who, what, when and a trigger."""
    (made,) = commitment.commitments([MADE])
    assert made.sentence == (
        "When I sign a discharge, I will ask what would bring them back, with everybody over 70, "
        "from 1 Dec 2026."
    )


def test_a_whole_one_has_no_faults():
    assert commitment.faults(MADE, TODAY) == []


@pytest.mark.parametrize(
    "blank, says",
    [
        ({"trigger": " "}, "Say when"),
        ({"act": "."}, "Say what you will do"),
        ({"patients": ""}, "Say with which patients"),
        ({"look_again": date(2026, 12, 1)}, "Choose a day to look again"),
        ({"look_again": date(2028, 12, 1)}, "Look again within a year"),
        ({"start": date(2028, 1, 1), "look_again": date(2028, 2, 1)}, "Start within a year"),
        ({"confidence": 11}, "Say how sure you are"),
        ({"lag_days": -1}, "Give the days"),
        ({"check_in": date(2027, 1, 1)}, "Say who checks in"),
        ({"mid": "whether I still ask"}, "Name the colleague"),
    ],
)
def test_what_is_missing_is_said_in_one_plain_sentence(blank: dict, says: str):
    """FR-05, FR-54: nothing is kept half filled, and each fault says what to do."""
    (fault,) = commitment.faults(replace(MADE, **blank), TODAY)
    assert fault.startswith(says)
    assert fault.endswith(".")


@given(start=DAYS, look=DAYS, today=DAYS)
def test_no_commitment_stands_without_a_re_look_to_come(start: date, look: date, today: date):
    """FR-06: a re-measure date, always after the start and still to come."""
    if commitment.faults(replace(MADE, start=start, look_again=look), today) == []:
        assert today < look
        assert start < look


@given(start=DAYS, today=DAYS)
def test_the_re_look_that_stands_there_at_first_is_six_to_twelve_weeks_on(start: date, today: date):
    """FR-06: six to twelve weeks unless the clinician says otherwise."""
    weeks = (commitment.usual_look_again(start, today) - max(start, today)).days / 7
    assert commitment.SOONEST_WEEKS <= weeks <= commitment.LATEST_WEEKS


@pytest.mark.parametrize(
    "outcome, words, day, says",
    [
        (None, "a word", date(2027, 4, 1), "Choose one"),
        ("keep", " ", date(2027, 4, 1), "Add a word"),
        ("keep", "a word", None, "Choose a day"),
        ("change", "a word", TODAY, "Choose a day"),
    ],
)
def test_a_re_look_asks_for_a_choice_a_word_and_the_next_day(outcome, words, day, says):
    (fault,) = commitment.look_faults(outcome, words, day, TODAY)
    assert fault.startswith(says)


def test_stopping_needs_no_next_day():
    assert commitment.look_faults("stop", "it is done", None, TODAY) == []


def test_it_is_due_on_its_day_and_not_after_it_was_looked_at():
    """FR-06: the due list."""
    assert commitment.due([MADE], date(2027, 1, 31)) == ()
    assert [each.id for each in commitment.due([MADE], date(2027, 2, 1))] == ["one"]
    assert commitment.due([MADE, KEPT], date(2027, 2, 1)) == ()
    assert [each.id for each in commitment.due([MADE, KEPT], date(2027, 4, 1))] == ["one"]


def test_stopped_or_followed_it_does_not_go_on_and_nothing_is_lost():
    stopped = replace(KEPT, outcome="stop", look_again=None)
    changed = replace(KEPT, outcome="change")
    after = replace(MADE, id="two", follows="one", at=MADE.at + timedelta(days=72))
    assert commitment.going_on([MADE, stopped]) == ()
    assert [each.id for each in commitment.going_on([MADE, changed])] == ["one"]
    assert [each.id for each in commitment.going_on([MADE, changed, after])] == ["two"]
    assert [each.id for each in commitment.commitments([MADE, changed, after])] == ["one", "two"]
    assert commitment.commitments([MADE, changed, after])[0].look_again is None


@given(st.permutations([MADE, KEPT, replace(KEPT, outcome="stop", look_again=None, id="x" * 32)]))
def test_windows_may_record_in_any_order(events):
    """What holds is read from the events in the order of their times."""
    (one,) = commitment.commitments(ledger.together(events))
    assert len(one.looks) == 2


def test_the_last_answer_after_a_cycle_holds_and_empty_words_take_it_back():
    """FR-46: the four two-way questions, each of them may be skipped."""
    said = [
        CycleAnswered("one", KEPT.id, "P33", "the asking"),
        CycleAnswered("one", KEPT.id, "P34", "the forms"),
        CycleAnswered("one", KEPT.id, "P34", " "),
        CycleAnswered("one", "another look", "P35", "not this one"),
    ]
    (one,) = commitment.commitments([MADE, KEPT, *said])
    assert one.said_after(KEPT) == {"P33": "the asking"}


def test_another_version_or_query_is_another_definition():
    assert commitment.definition_changed(MADE, RETURNS) == ""
    newer = replace(RETURNS, version="1.1")
    assert "was 1.0 and is 1.1 now" in commitment.definition_changed(MADE, newer)
    edited = replace(RETURNS, sql="select 2")
    assert "its query was changed" in commitment.definition_changed(MADE, edited)
    # Another idea or objection in its file changes nothing that is counted.
    assert commitment.definition_changed(MADE, replace(RETURNS, sha256="b" * 64)) == ""


@pytest.mark.parametrize(
    "words, days",
    [
        ("the same shift", 0),
        ("the same month", 30),
        ("about two months", 60),
        ("one to two months", 60),
        ("about three months, since returns are rare", 90),
        ("one rotation", 28),
        ("6 weeks", 42),
        ("whenever", 0),
        ("90 years", 366),
    ],
)
def test_a_lag_in_words_is_a_number_of_days_to_start_from(words: str, days: int):
    """FR-47: the slow outcome is expected after the early sign by a lag."""
    assert commitment.lag_of(words) == days
