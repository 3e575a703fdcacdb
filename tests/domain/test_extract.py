"""How a mapping is asked, and changed without being spoilt."""

import pytest

from afreflect.domain.extract import FileMapping, Mapping, Upload

MAPPING = Mapping(
    files=(FileMapping("visits*.csv", dates="dmy"), FileMapping("*", table="feedback")),
    columns={"arrival_ts": ("Date", "Time"), "disposition": ("Outcome",)},
    clinician="A17",
)


def test_a_files_stem_is_its_name_without_folder_or_ending():
    assert Upload("folder/visits.2025.csv", b"").stem == "visits.2025"


@pytest.mark.parametrize(
    "name, table",
    [("visits_2025.csv", "visits"), ("VISITS.CSV", "visits"), ("forms.xlsx", "feedback")],
)
def test_the_first_pattern_that_fits_reads_the_file(name: str, table: str):
    entry = MAPPING.file(name)
    assert entry is not None
    assert entry.table == table


def test_a_file_no_entry_is_about_has_none():
    assert Mapping(files=(FileMapping("a.csv"),)).file("b.csv") is None


def test_a_guess_can_be_changed_without_touching_the_others():
    changed = MAPPING.with_column("disposition", ("Disposition code",))
    assert changed.columns["disposition"] == ("Disposition code",)
    assert changed.columns["arrival_ts"] == ("Date", "Time")
    assert MAPPING.columns["disposition"] == ("Outcome",)
    assert changed.clinician == "A17"


def test_a_guess_can_be_taken_out():
    assert "disposition" not in MAPPING.with_column("disposition", ()).columns


def test_one_files_reading_can_be_changed():
    changed = MAPPING.with_file("visits_2025.csv", dates="mdy")
    assert [entry.dates for entry in changed.files] == ["mdy", ""]


def test_a_file_without_an_entry_gets_one():
    changed = Mapping().with_file("a.csv", dates="mdy")
    assert changed.files == (FileMapping("a.csv", dates="mdy"),)
