"""The ledger is only ever added to, and reads back as it was written."""

from dataclasses import fields
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from afreflect.domain import ledger
from afreflect.domain.coaching import BundleLent, BundleTakenBack
from afreflect.domain.course import CourseKept
from afreflect.domain.cpd_log import (
    CollegeChosen,
    CollegeLeft,
    DoneElsewhere,
    LogEntryChecked,
    LogEntryRemoved,
    LogEntryWritten,
    MinutesNoticed,
)
from afreflect.domain.ledger import (
    AsideReason,
    BaselineMoved,
    BaselineMovedBack,
    CaseBroughtBack,
    CaseSetAside,
    Corrected,
    CorrectionUndone,
    Event,
    Expected,
    Questioned,
    QuestionSettled,
    Reacted,
)
from afreflect.domain.occasion import (
    Answered,
    OccasionBegun,
    OccasionEnded,
    OccasionParked,
    Placed,
    Settled,
    Tapped,
)
from afreflect.domain.plan_events import CommitmentMade, CycleAnswered, LookedAgain

KINDS = (
    CaseSetAside,
    CaseBroughtBack,
    Corrected,
    CorrectionUndone,
    Questioned,
    QuestionSettled,
    Expected,
    BaselineMoved,
    BaselineMovedBack,
    Reacted,
    OccasionBegun,
    Answered,
    Tapped,
    Settled,
    Placed,
    OccasionParked,
    OccasionEnded,
    CommitmentMade,
    LookedAgain,
    CycleAnswered,
    LogEntryWritten,
    LogEntryRemoved,
    LogEntryChecked,
    MinutesNoticed,
    CollegeChosen,
    CollegeLeft,
    DoneElsewhere,
    CourseKept,
    BundleLent,
    BundleTakenBack,
)
TIMES = st.datetimes(datetime(2020, 1, 1), datetime(2099, 1, 1), timezones=st.just(UTC))
IDS = st.uuids().map(lambda made: made.hex)
FIGURES = st.none() | st.floats(allow_nan=False, allow_infinity=False)


def _events(kind: type[Event]) -> st.SearchStrategy[Event]:
    figures = {each.name: FIGURES for each in fields(kind) if each.type == float | None}
    return st.builds(kind, id=IDS, at=TIMES, **figures)


EVENTS: st.SearchStrategy[Event] = st.one_of(*(_events(kind) for kind in KINDS))
# Some kinds have thirty fields: drawing them takes a while on a busy machine.
at_leisure = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
SET_ASIDE = CaseSetAside("return_72h_unplanned", "7", "planned")


def test_every_kind_of_event_is_tried_here():
    assert set(KINDS) == set(ledger._KINDS.values())


@at_leisure
@given(EVENTS)
def test_an_event_reads_back_as_it_was_written(event: Event):
    assert ledger.from_value(ledger.as_value(event)) == event


@at_leisure
@given(st.lists(EVENTS, max_size=6), st.lists(EVENTS, max_size=6))
def test_two_windows_ledgers_hold_every_event_once_and_in_time(mine, theirs):
    both = ledger.together(mine, theirs, mine)
    assert {event.id for event in both} == {event.id for event in (*mine, *theirs)}
    assert [event.at for event in both] == sorted(event.at for event in both)


def test_what_is_taken_back_in_the_same_instant_stands_after_what_it_takes_back():
    back = CaseBroughtBack("return_72h_unplanned", "7", at=SET_ASIDE.at)
    assert ledger.together([SET_ASIDE], [back]) == (SET_ASIDE, back)


@pytest.mark.parametrize(
    "changed, why",
    [
        ({"event": "Erased"}, "knows no event"),
        ({"reason": "he is rude"}, "is none of not mine"),
        ({"unit_id": 7}, "is no text"),
        ({"unit_id": None}, "is no text"),
        ({"at": "yesterday"}, "Invalid isoformat"),
        ({"more": "1"}, "has the fields"),
    ],
)
def test_what_is_no_event_is_refused(changed: dict[str, object], why: str):
    with pytest.raises(ValueError, match=why):
        ledger.from_value(ledger.as_value(SET_ASIDE) | changed)


def test_what_was_written_before_a_field_was_added_reads_as_if_nothing_was_said_in_it():
    said = ledger.as_value(SET_ASIDE)
    del said["words"]
    assert ledger.from_value(said) == SET_ASIDE
    del said["unit_id"]
    with pytest.raises(ValueError, match="has the fields"):
        ledger.from_value(said)


def test_an_expected_count_is_a_whole_number():
    said = ledger.as_value(Expected("ct_use", 40, "roster", date(2026, 1, 1), date(2026, 7, 1)))
    with pytest.raises(ValueError, match="no whole number"):
        ledger.from_value(said | {"count": True})


def test_a_reason_is_one_of_four():
    assert set(AsideReason.__args__) == {"not mine", "planned", "wrong time", "other"}


@pytest.mark.parametrize("value", ["40", True, float("nan"), float("inf")])
def test_a_figure_is_a_number(value: object):
    said = ledger.as_value(Placed("one", 40.0, 60.0, "self"))
    with pytest.raises(ValueError, match="no number"):
        ledger.from_value(said | {"mindset": value})
