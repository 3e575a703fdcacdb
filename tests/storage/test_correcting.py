"""Corrections on real tables: put on top, taken off again, and counted with every figure."""

from datetime import date

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afreflect.domain import correction
from afreflect.domain.correctable import FIELDS
from afreflect.domain.extract import Upload
from afreflect.domain.ledger import Corrected, CorrectionUndone
from afreflect.domain.metric import Metric
from afreflect.storage import correcting
from afreflect.storage.catalogue import catalogue
from afreflect.storage.practice import Practice, load
from afreflect.storage.reader import Reading, read

HEADER = (
    "Visit No,Patient Key,Arrival Date/Time,Triage,Seen,Departure Date/Time,ED Disposition,"
    "Acuity,Age,CT"
)
ROWS = [
    "1,p1,2025-03-01 08:00,2025-03-01 08:05,2025-03-01 09:00,2025-03-01 11:00,Discharged,3,44,no",
    "2,p2,2025-03-02 08:00,2025-03-02 08:05,,2025-03-02 11:00,Discharged,3,45,no",
    "3,p3,2025-03-03 08:00,2025-03-03 08:05,2025-03-03 09:00,2025-03-03 07:00,Discharged,3,46,no",
    "4,p4,2025-04-04 08:00,2025-04-04 08:05,,2025-04-04 11:00,LWBS,3,47,no",
    "5,p5,2025-04-05 08:00,2025-04-05 08:05,2025-04-05 09:00,,Admitted,3,147,",
]


@pytest.fixture(scope="module")
def practice() -> Practice:
    text = "\n".join([HEADER, *ROWS]) + "\n"
    reading = read([Upload("visits.csv", text.encode())])
    assert isinstance(reading, Reading)
    loaded = load(reading, reading.mapping)
    assert isinstance(loaded, Practice)
    return loaded


@pytest.fixture(scope="module")
def metrics() -> dict[str, Metric]:
    return {metric.id: metric for metric in catalogue()}


def put_right(encounter_id: str, column: str, after: str | None) -> Corrected:
    return Corrected(encounter_id, column, None, after, "the registry", "the paper chart")


def same(one: Practice, other: Practice) -> bool:
    theirs = other.tables()
    return all(_sorted(table).equals(_sorted(theirs[name])) for name, table in one.tables().items())


def _sorted(table: pa.Table) -> pa.Table:
    return table.sort_by([(name, "ascending") for name in table.column_names])


VALUES = {
    "time": "2025-03-05 08:00:00",
    "yes or no": "true",
    "whole number": "2",
    "number": "12.5",
    "words": "North",
}


@pytest.mark.parametrize("column", FIELDS)
def test_every_field_that_may_be_corrected_takes_its_value_and_can_be_emptied(
    practice: Practice, column: str
):
    """FR-39: fields can be corrected."""
    field = FIELDS[column]
    for value in (VALUES.get(field.kind, (field.options or ("",))[-1]), None):
        there = correcting.corrected(practice, [put_right("1", column, value)])
        assert correcting.fields(there, ["1"])["1"][column] == value
        others = correcting.fields(practice, "2345")
        assert correcting.fields(there, "2345") == others


def test_the_extract_itself_stays_as_it_was(practice: Practice):
    before = practice.tables()
    there = correcting.corrected(practice, [put_right("1", "acuity", "1")])
    assert practice.tables() == before
    assert practice.corrections == ()
    assert there.extract.sha256 == practice.extract.sha256


CHANGES = st.dictionaries(
    st.tuples(st.sampled_from("12345"), st.sampled_from(("acuity", "arrival_ts", "ct"))),
    st.none(),
    max_size=6,
).map(lambda places: [put_right(visit, column, None) for visit, column in places])


@settings(max_examples=15, deadline=None)
@given(changes=CHANGES)
def test_what_is_undone_leaves_no_trace_in_the_tables(practice: Practice, changes: list[Corrected]):
    """FR-39: apply, undo, and every table is as it was."""
    done = correcting.corrected(practice, correction.in_force(changes))
    assert len(done.corrections) == len(changes)
    undone = [*changes, *(CorrectionUndone(each.id) for each in changes)]
    assert same(correcting.corrected(practice, correction.in_force(undone)), practice)


def test_the_day_follows_the_arrival(practice: Practice):
    there = correcting.corrected(practice, [put_right("1", "arrival_ts", "2025-01-31 23:00:00")])
    assert correcting.fields(there, ["1"])["1"]["occurred_on"] == "2025-01-31"
    assert there.extract.since == date(2025, 1, 31)


def test_a_completed_field_counts_in_the_figure_and_says_so(
    practice: Practice, metrics: dict[str, Metric]
):
    """FR-15: the same figure twice: the corrections have a fingerprint beside the extract's."""
    metric = metrics["time_to_first_assessment"]
    changes = [put_right("2", "seen_by_physician_ts", "2025-03-02 08:30:00")]
    there = correcting.corrected(practice, changes)
    before, after = practice.measure(metric, grain="all"), there.measure(metric, grain="all")
    assert (before.whole.n, before.corrections, before.corrections_sha256) == (2, 0, "")
    assert (after.whole.n, after.corrections) == (3, 1)
    assert after.corrections_sha256 == correction.fingerprint(changes)
    assert after.extract_sha256 == before.extract_sha256


def test_a_correction_of_a_visit_that_is_not_there_counts_for_nothing(practice: Practice):
    there = correcting.corrected(practice, [put_right("99", "acuity", "1")])
    assert there is practice


def test_a_column_that_the_extract_lacked_can_be_measured_once_it_is_filled(
    practice: Practice, metrics: dict[str, Metric]
):
    metric = metrics["planned_bring_backs"]
    assert practice.why_not(metric)
    filled = [put_right(visit, "bring_back_planned", "true") for visit in "123"]
    assert correcting.corrected(practice, filled).why_not(metric) is None


def test_what_is_missing_or_odd_is_found_what_is_missing_first(
    practice: Practice, metrics: dict[str, Metric]
):
    """FR-39: what to put right is laid before the two of you; nobody has to look for it."""
    asked = correcting.asked_of(practice.extract, metrics["time_to_first_assessment"])
    found = correcting.faults(practice, asked)
    assert [(visit.encounter_id, dict(visit.faults)) for visit in found.visits] == [
        ("2", {"seen_by_physician_ts": "missing"}),
        ("3", {
            "departure_ts": "before the arrival",
            "seen_by_physician_ts": "after the departure",
            "triage_ts": "after the departure",
        }),
    ]  # fmt: skip
    assert found.count == 2
    assert found.by_field["seen_by_physician_ts"] == 2
    assert found.by_month == {date(2025, 3, 1): 2}


def test_who_left_unseen_misses_no_time_of_being_seen(
    practice: Practice, metrics: dict[str, Metric]
):
    asked = correcting.asked_of(practice.extract, metrics["time_to_first_assessment"])
    assert "4" not in {visit.encounter_id for visit in correcting.faults(practice, asked).visits}


def test_a_field_or_a_month_alone_can_be_asked_for(practice: Practice, metrics: dict[str, Metric]):
    asked = correcting.asked_of(practice.extract, metrics["length_of_stay"])
    assert [v.encounter_id for v in correcting.faults(practice, asked).visits] == ["5", "3"]
    april = correcting.faults(practice, asked, month=date(2025, 4, 1))
    assert [visit.encounter_id for visit in april.visits] == ["5"]
    assert april.count == 2
    triage = correcting.faults(practice, asked, field="triage_ts")
    assert [visit.encounter_id for visit in triage.visits] == ["3"]


def test_a_column_that_no_visit_has_is_named_and_not_listed_visit_by_visit(
    practice: Practice, metrics: dict[str, Metric]
):
    asked = correcting.asked_of(practice.extract, metrics["planned_bring_backs"])
    assert asked.absent == ("bring_back_planned",)
    assert correcting.faults(practice, asked).count == 1
    assert "bring_back_planned" not in correcting.faults(practice, asked).by_field


def test_what_was_put_right_is_no_fault_any_more(practice: Practice, metrics: dict[str, Metric]):
    metric = metrics["time_to_first_assessment"]
    asked = correcting.asked_of(practice.extract, metric)
    changes = [
        put_right("2", "seen_by_physician_ts", "2025-03-02 08:30:00"),
        put_right("3", "departure_ts", "2025-03-03 11:00:00"),
    ]
    assert correcting.faults(correcting.corrected(practice, changes), asked).count == 0
