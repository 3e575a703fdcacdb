"""What a clinician may change in a guessed mapping."""

from afreflect.domain.extract import FileMapping, Mapping, Question
from afreflect.ui import mapping_edits

GUESSED = Mapping(
    files=(
        FileMapping(name="visits.csv"),
        FileMapping(name="ct.csv", join="VISIT"),
        FileMapping(name="forms.csv", table="feedback", columns={"score": ("MARK",)}),
    ),
    columns={"arrival_ts": ("ARR",), "ct": ("ct.DONE",)},
)
COLUMNS = {
    "visits.csv": ("VISIT", "ARR", "ARR_TIME"),
    "ct.csv": ("VISIT", "DONE"),
    "forms.csv": ("MARK", "GRADE"),
}


def test_columns_of_a_joined_file_are_called_by_file_and_column():
    offered = mapping_edits.sources(GUESSED, COLUMNS, "visits")
    assert [source.name for source in offered] == [
        "VISIT",
        "ARR",
        "ARR_TIME",
        "ct.VISIT",
        "ct.DONE",
    ]


def test_a_date_and_a_time_of_day_can_be_taken_together():
    edited = mapping_edits.take(GUESSED, "visits", "", "arrival_ts", ("ARR", "ARR_TIME"))
    assert edited.columns["arrival_ts"] == ("ARR", "ARR_TIME")


def test_a_field_can_be_taken_from_nothing():
    assert "ct" not in mapping_edits.take(GUESSED, "visits", "", "ct", ()).columns


def test_a_forms_file_has_columns_of_its_own():
    edited = mapping_edits.take(GUESSED, "feedback", "forms.csv", "score", ("GRADE",))
    assert mapping_edits.taken(edited, "feedback", "forms.csv", "score") == ("GRADE",)
    assert edited.columns == GUESSED.columns
    emptied = mapping_edits.take(edited, "feedback", "forms.csv", "score", ())
    assert mapping_edits.taken(emptied, "feedback", "forms.csv", "score") == ()


def test_leaving_a_file_out_leaves_its_columns_out():
    edited = mapping_edits.use_as(GUESSED, "ct.csv", "", "", {})
    assert edited.file("ct.csv") is None
    assert edited.columns == {"arrival_ts": ("ARR",)}


def test_a_file_read_as_another_table_brings_its_own_columns():
    edited = mapping_edits.use_as(GUESSED, "ct.csv", "shifts", "", {"starts_at": "DONE"})
    entry = edited.file("ct.csv")
    assert entry is not None
    assert (entry.table, entry.join, entry.columns) == ("shifts", "", {"starts_at": ("DONE",)})
    assert edited.columns == {"arrival_ts": ("ARR",)}


def test_a_joined_file_fills_in_only_what_nothing_else_gives():
    guessed = {"arrival_ts": "GRADE", "age": "MARK"}
    edited = mapping_edits.use_as(GUESSED, "forms.csv", "visits", "MARK2", guessed)
    assert edited.columns["arrival_ts"] == ("ARR",)
    assert edited.columns["age"] == ("forms.MARK",)


def test_an_answer_about_dates_belongs_to_its_file():
    asked = Question("Day or month first?", "dates", "ct.csv", ())
    edited = mapping_edits.answer(GUESSED, asked, "dmy")
    assert {entry.name: entry.dates for entry in edited.files} == {
        "visits.csv": "",
        "ct.csv": "dmy",
        "forms.csv": "",
    }


def test_an_answer_about_the_clinician_is_for_the_whole_extract():
    asked = Question("Which id is yours?", "clinician", "", ())
    assert mapping_edits.answer(GUESSED, asked, "D4").clinician == "D4"


def test_changes_are_carried_over_to_a_new_guess_where_they_fit():
    """FR-40: no field is asked twice."""
    edited = mapping_edits.take(GUESSED, "visits", "", "arrival_ts", ("ARR_TIME",))
    edited = mapping_edits.take(edited, "visits", "", "age", ("GONE",))
    edited = edited.with_file("visits.csv", dates="mdy")
    again = mapping_edits.carry_over(GUESSED, edited, GUESSED, COLUMNS)
    assert again.columns["arrival_ts"] == ("ARR_TIME",)
    assert "age" not in again.columns
    entry = again.file("visits.csv")
    assert entry is not None
    assert entry.dates == "mdy"


def test_what_was_not_changed_follows_the_new_guess():
    anew = GUESSED.with_column("arrival_ts", ("ARR_TIME",))
    assert mapping_edits.carry_over(GUESSED, GUESSED, anew, COLUMNS) == anew
