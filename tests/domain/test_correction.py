"""Corrections: read from the ledger, undone without a trace in the figures, refused in a sentence.

FR-39: fields can be corrected with the owner; a log is kept.
"""

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afreflect.domain import correction
from afreflect.domain.correctable import FIELDS, Refused, canonical, read, say
from afreflect.domain.ledger import Corrected, CorrectionUndone, Event

BEGIN = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
VISIT = {
    "arrival_ts": "2025-03-01 23:50:00",
    "triage_ts": None,
    "seen_by_physician_ts": None,
    "decision_ts": None,
    "departure_ts": "2025-03-01 22:00:00",
    "acuity": "3",
    "age": "44.0",
    "occurred_on": "2025-03-01",
}


def corrected(after: str | None, before: str | None = "1", **changes: str) -> Corrected:
    """A correction of the triage level of visit 1."""
    return replace(Corrected("1", "acuity", before, after, "me", "the chart"), **changes)


PLACES = st.tuples(st.sampled_from("12"), st.sampled_from(("acuity", "departure_ts", "ct")))
VALUES = {
    "acuity": ("1", "2", "5", None),
    "departure_ts": ("2025-03-01 08:00:00", None),
    "ct": ("true", "false"),
}


@st.composite
def ledgers(draw: st.DrawFn) -> list[Event]:
    """Corrections of a few fields at their own or at equal times, some of them undone."""
    events: list[Event] = []
    for number in range(draw(st.integers(0, 8))):
        encounter_id, column = draw(PLACES)
        at = BEGIN + timedelta(minutes=draw(st.integers(0, 5)))
        value = draw(st.sampled_from(VALUES[column]))
        said = Corrected(encounter_id, column, None, value, "me", "why", f"{number:032x}", at)
        events.append(said)
        if draw(st.booleans()):
            events.append(CorrectionUndone(said.id, at=at + timedelta(minutes=1)))
    return events


@given(st.data())
def test_the_order_in_which_two_windows_hand_events_in_does_not_matter(data: st.DataObject):
    events = data.draw(ledgers())
    shuffled = data.draw(st.permutations(events))
    assert correction.in_force(shuffled) == correction.in_force(events)
    assert correction.log(shuffled) == correction.log(events)
    assert correction.conflicts(shuffled, {}) == correction.conflicts(events, {})


@given(ledgers())
def test_one_correction_at_most_holds_for_a_field_and_it_is_the_newest(events: list[Event]):
    undone = {event.correction_id for event in events if isinstance(event, CorrectionUndone)}
    holding = correction.in_force(events)
    assert len({(each.encounter_id, each.column) for each in holding}) == len(holding)
    for each in holding:
        rivals = [
            event
            for event in events
            if isinstance(event, Corrected)
            and event.id not in undone
            and (event.encounter_id, event.column) == (each.encounter_id, each.column)
        ]
        assert each == max(rivals, key=lambda event: (event.at, event.id))


@given(ledgers(), PLACES)
def test_undoing_the_newest_restores_exactly_what_held_before(events: list[Event], place):
    """FR-39: a change can be undone; nothing but it goes."""
    encounter_id, column = place
    at = BEGIN + timedelta(hours=1)
    newest = Corrected(encounter_id, column, None, VALUES[column][0], "me", "why", at=at)
    then = [*events, newest, CorrectionUndone(newest.id)]
    assert newest in correction.in_force([*events, newest])
    assert correction.in_force(then) == correction.in_force(events)
    assert correction.log(then)[0].undone_at is not None


@given(ledgers())
def test_nothing_ever_leaves_the_log(events: list[Event]):
    """FR-39: the log keeps who, when, why, before and after of all, the undone included."""
    logged = {each.correction for each in correction.log(events)}
    assert logged == {event for event in events if isinstance(event, Corrected)}


@given(ledgers())
def test_the_fingerprint_tells_values_and_not_who_put_them_there(events: list[Event]):
    holding = correction.in_force(events)
    others = [
        Corrected(each.encounter_id, each.column, each.before, each.after, "her", "else")
        for each in holding
    ]
    assert correction.fingerprint(others) == correction.fingerprint(holding)
    assert bool(correction.fingerprint(holding)) == bool(holding)
    if holding:
        first = holding[0]
        changed = Corrected(first.encounter_id, first.column, None, "other", "me", "why")
        assert correction.fingerprint([changed, *holding[1:]]) != correction.fingerprint(holding)


def test_what_could_be_no_value_holds_nowhere_and_stays_in_the_log():
    """A take-out from elsewhere may claim anything."""
    strange = [corrected("9"), corrected("3", column="patient_id"), corrected(" 3 ")]
    assert correction.in_force(strange) == ()
    assert len(correction.log(strange)) == 3


def test_a_later_extract_that_says_something_new_is_asked_about_and_the_correction_stays():
    """FR-39: carried across the next import, keep yours or take it."""
    said = corrected("3", before="1")
    place = ("1", "acuity")
    assert correction.conflicts([said], {place: "1"}) == ()
    assert correction.conflicts([said], {place: "3"}) == ()
    assert correction.conflicts([said], {}) == ()
    (conflict,) = correction.conflicts([said], {place: "4"})
    assert (conflict.correction, conflict.extract_says) == (said, "4")
    assert correction.in_force([said]) == (said,)


def test_a_value_that_was_kept_is_not_asked_about_again_until_another_comes():
    said = corrected("3", before="1")
    (conflict,) = correction.conflicts([said], {("1", "acuity"): "4"})
    kept = correction.kept_again(conflict, "me", "I saw the patient")
    assert (kept.before, kept.after) == ("4", "3")
    assert correction.in_force([said, kept]) == (kept,)
    assert correction.conflicts([said, kept], {("1", "acuity"): "4"}) == ()
    assert correction.conflicts([said, kept], {("1", "acuity"): "5"}) != ()


def test_taking_the_extracts_value_undoes_all_that_stood_before_it():
    first, second = corrected("3"), corrected("4", before="3")
    taken = correction.taken_back([first, second], second)
    assert correction.in_force([first, second, *taken]) == ()


def test_how_many_were_corrected_and_by_whom_is_one_phrase():
    alone, together = corrected("3"), corrected("true", column="ct", who="the registry")
    assert correction.said([]) == ""
    assert correction.said([alone]) == "1 field corrected by you"
    assert correction.said([alone, together]) == "2 fields corrected by you and the registry"


@pytest.mark.parametrize(
    "column, typed, value",
    [
        ("arrival_ts", "2025-03-01 8:05", "2025-03-01 08:05:00"),
        ("arrival_ts", "2025-03-01T08:05:30", "2025-03-01 08:05:30"),
        ("arrival_ts", "08:05", "2025-03-01 08:05:00"),
        ("seen_by_physician_ts", "00:20", "2025-03-02 00:20:00"),
        ("departure_ts", "23:55", "2025-03-01 23:55:00"),
        ("acuity", " 4 ", "4"),
        ("age", "0,5", "0.5"),
        ("disposition", "Admitted", "admitted"),
        ("ct", "Yes", "true"),
        ("ct", "", None),
        ("site", "  North   campus ", "North campus"),
    ],
)
def test_what_is_typed_becomes_the_canonical_text(column: str, typed: str, value: str | None):
    assert read(column, typed, VISIT) == value


@pytest.mark.parametrize(
    "column, typed, sentence",
    [
        ("arrival_ts", "yesterday", "2025-03-01 08:05"),
        ("arrival_ts", "2025-02-30 08:05", "no such time"),
        ("arrival_ts", "25:00", "no such time"),
        ("arrival_ts", "0025-03-01 08:00", "year 25"),
        ("acuity", "6", "from 1 to 5"),
        ("acuity", "2.5", "whole number"),
        ("age", "200", "from 0 to 125"),
        ("age", "-1", "from 0 to 125"),
        ("age", "nan", "from 0 to 125"),
        ("disposition", "home", "one of admitted"),
        ("ct", "perhaps", "yes or no"),
        ("complaint", "x" * 121, "at most 120"),
        ("complaint", "a\0b", "can't be shown"),
        ("patient_id", "p2", "no field that can be corrected"),
        ("encounter_id", "2", "no field that can be corrected"),
    ],
)
def test_what_can_be_no_value_is_refused_in_one_sentence(column: str, typed: str, sentence: str):
    with pytest.raises(Refused, match=sentence) as refused:
        read(column, typed, VISIT)
    assert str(refused.value).count(". ") == 0


TYPED = {
    "time": st.datetimes(datetime(1800, 1, 1), datetime(2999, 12, 31)),
    "yes or no": st.booleans(),
    "whole number": st.integers(1, 5),
    "number": st.floats(0, 125).map(lambda value: round(value, 3)),
}


@given(st.data())
def test_a_value_as_it_is_shown_or_kept_can_be_typed_again(data: st.DataObject):
    column = data.draw(st.sampled_from(sorted(FIELDS)))
    field = FIELDS[column]
    options = st.sampled_from(field.options or ("North", "CT;XR"))
    value = canonical(column, data.draw(TYPED.get(field.kind, options)))
    assert value is not None
    assert read(column, value, {}) == value
    assert read(column, say(column, value), {}) == value


@given(st.sampled_from(sorted(FIELDS)), st.text(max_size=40))
def test_whatever_is_typed_is_a_value_or_a_sentence(column: str, typed: str):
    with suppress(Refused):
        value = read(column, typed, VISIT)
        assert value is None or read(column, value, VISIT) == value


def test_a_time_that_contradicts_another_is_refused_and_the_rest_is_kept():
    """FR-39: a wrong value is refused with one sentence, the rest is kept."""
    found = correction.checked(VISIT, {"seen_by_physician_ts": "2025-03-01 20:00", "acuity": "2"})
    assert found.kept == {"acuity": "2"}
    (sentence,) = found.refused
    assert "would be before the arrival, 23:50 on 1 Mar 2025" in sentence


def test_times_that_agree_once_all_are_typed_are_kept_together():
    typed = {"arrival_ts": "2025-03-02 08:00", "departure_ts": "2025-03-02 11:00"}
    found = correction.checked(VISIT, typed)
    assert found.kept == {
        "arrival_ts": "2025-03-02 08:00:00",
        "departure_ts": "2025-03-02 11:00:00",
    }
    assert found.refused == ()


def test_a_contradiction_that_nobody_touched_stops_nothing():
    """The extract's departure before the arrival is no reason to refuse the age."""
    assert correction.checked(VISIT, {"age": "45"}).kept == {"age": "45.0"}


def test_somebody_may_be_seen_before_they_are_registered_but_not_before_triage():
    visit = VISIT | {"triage_ts": "2025-03-01 23:30:00", "departure_ts": None}
    assert correction.checked(visit, {"seen_by_physician_ts": "2025-03-01 23:40"}).refused == ()
    assert correction.checked(visit, {"seen_by_physician_ts": "2025-03-01 23:20"}).kept == {}


def test_a_slip_of_the_year_is_refused():
    found = correction.checked(VISIT, {"departure_ts": "2026-03-02 01:00"})
    assert found.kept == {}
    assert "check the year" in found.refused[0]


def test_a_change_that_changes_nothing_is_none():
    found = correction.checked(VISIT, {"acuity": "3", "age": "44", "triage_ts": " "})
    assert (found.kept, found.refused) == ({}, ())


@given(
    st.dictionaries(
        st.sampled_from(
            ["arrival_ts", "triage_ts", "seen_by_physician_ts", "decision_ts", "departure_ts"]
        ),
        st.datetimes(datetime(2025, 2, 27), datetime(2025, 3, 3)).map(str),
    )
)
def test_what_is_kept_never_contradicts_what_it_stands_beside(typed: dict[str, str]):
    found = correction.checked(VISIT, typed)
    assert len(found.kept) + len(found.refused) == len(typed)
    times = VISIT | dict(found.kept)
    typed_again = {name: said for name, said in found.kept.items() if said}
    again = correction.checked(times | dict.fromkeys(found.kept), typed_again)
    assert again.refused == ()
