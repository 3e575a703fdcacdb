"""Next month's files of the same shape need no question: what their columns mean is remembered."""

from dataclasses import replace

import pytest

from afreflect.domain.extract import FileMapping, Mapping, Upload
from afreflect.storage.journal import Journal
from afreflect.storage.practice import Practice, load
from afreflect.storage.reader import Reading, read
from afreflect.storage.remembered_mapping import Shape, recalled, remembered, shape_of

MARCH = Shape((("visits_march.csv", ("Nr", "Arrived", "Left", "How")), ("forms_march.csv", ("F",))))
APRIL = Shape((("forms_april.csv", ("F",)), ("visits_april.csv", ("Nr", "Arrived", "Left", "How"))))


def through(mapping: Mapping, then: Shape, now: Shape) -> Mapping:
    return recalled(remembered(mapping, then), now)


def test_files_with_the_same_columns_have_the_same_shape_whatever_their_names():
    assert MARCH.key == APRIL.key
    sorted_otherwise = Shape((("x.csv", ("How", "left", " NR ", "Arrived")), ("y.csv", ("F",))))
    assert sorted_otherwise.key == MARCH.key


@pytest.mark.parametrize(
    "other",
    [
        Shape((("visits_march.csv", ("Nr", "Arrived", "Left")), ("forms_march.csv", ("F",)))),
        Shape((("visits_march.csv", ("Nr", "Arrived", "Left", "How")),)),
        Shape((*MARCH.files, ("more.csv", ("F",)))),
    ],
)
def test_files_with_other_columns_have_another_shape(other: Shape):
    assert other.key != MARCH.key


def test_each_entry_is_about_the_file_that_has_its_columns_now():
    mapping = Mapping(
        files=(
            FileMapping("visits_march.csv", dates="dmy", columns={"encounter_id": ("Nr",)}),
            FileMapping("forms_march.csv", table="feedback", join=""),
        ),
        values={"disposition": {"Home": "discharged"}},
        scale=(1.0, 5.0),
        clinician="DRA",
    )
    found = through(mapping, MARCH, APRIL)
    visits, forms = found.file("visits_april.csv"), found.file("forms_april.csv")
    assert visits is not None
    assert (visits.table, visits.dates, visits.columns) == (
        "visits",
        "dmy",
        {"encounter_id": ("Nr",)},
    )
    assert forms is not None
    assert forms.table == "feedback"
    assert (found.values, found.scale, found.clinician) == (
        mapping.values, mapping.scale, mapping.clinician,
    )  # fmt: skip


def test_a_column_that_is_named_with_its_file_follows_the_file():
    mapping = Mapping(
        files=(FileMapping("visits_march.csv"), FileMapping("forms_march.csv", join="F")),
        columns={"complaint": ("forms_march.F", "How")},
    )
    assert through(mapping, MARCH, APRIL).columns == {"complaint": ("forms_april.F", "How")}


def test_a_name_that_looks_like_a_pattern_is_taken_as_it_is():
    then = Shape((("visits.csv", ("Nr",)),))
    now = Shape((("visits [1].csv", ("Nr",)),))
    found = through(Mapping(files=(FileMapping("visits.csv", dates="mdy"),)), then, now)
    entry = found.file("visits [1].csv")
    assert entry is not None
    assert entry.dates == "mdy"


def upload(month: int) -> Upload:
    text = (
        "Nr,Patient,Doctor,Arrived,Left,How\n"
        f"{month}1,p1,A,0{month}/03/2026 08:00,0{month}/03/2026 10:00,took the bus\n"
        f"{month}2,p2,B,0{month}/04/2026 08:00,0{month}/04/2026 10:00,kept in\n"
    )
    return Upload(f"visits_{month}.csv", text.encode())


def reading_of(month: int) -> Reading:
    reading = read([upload(month)])
    assert isinstance(reading, Reading)
    return reading


def test_a_second_month_of_the_same_shape_loads_without_a_question(journal: Journal):
    """FR-19: the mapping is used again, and nothing is entered anew."""
    march = reading_of(3)
    columns = {"encounter_id": "Nr", "physician_id": "Doctor", "disposition": "How"}
    answered = replace(
        march.mapping.with_file("visits_3.csv", dates="mdy"),
        columns={**march.mapping.columns, **{ours: (theirs,) for ours, theirs in columns.items()}},
        values={"disposition": {"took the bus": "discharged", "kept in": "admitted"}},
        clinician="A",
    )
    assert journal.mapping_for(shape_of(march.sheets)) is None
    journal.keep_mapping(shape_of(march.sheets), answered)
    april = reading_of(4)
    found = journal.mapping_for(shape_of(april.sheets))
    assert found is not None
    loaded = load(april, found)
    assert isinstance(loaded, Practice)
    visits = loaded.tables()["visits"].to_pylist()
    assert [(visit["encounter_id"], visit["disposition"]) for visit in visits] == [
        ("41", "discharged")
    ]
    assert visits[0]["arrival_ts"].month == 4


def test_a_mapping_that_was_corrected_is_the_one_that_is_remembered(journal: Journal):
    for clinician in ("A", "B"):
        journal.keep_mapping(MARCH, Mapping(files=(FileMapping("*"),), clinician=clinician))
    found = journal.mapping_for(APRIL)
    assert found is not None
    assert found.clinician == "B"
