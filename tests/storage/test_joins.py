"""FR-40: files of one extract find each other by the ids they share."""

from datetime import datetime

import pytest

VISITS = "Visit No,Patient,Arrival\n" + "".join(
    f"{n:05d},P{n},2025-03-01 08:{n:02d}\n" for n in range(1, 6)
)
TRIAGE = "Visit No,CTAS\n00001,3\n00002,2\n00003,5\n00004,1\n"


def test_a_file_with_a_row_a_visit_adds_its_columns(load):
    found = load({"visits.csv": VISITS, "triage.csv": TRIAGE})
    assert found.column("acuity") == [3, 2, 5, 1, None]
    assert found.extract.rows_in == 5


def test_a_list_of_events_says_what_was_done_and_its_absence_that_nothing_was(load):
    images = "Visit No,Modality\n00001,CT\n00001,XR\n00001,XR\n00003,\n00004,Ultrasound\n"
    found = load({"visits.csv": VISITS, "imaging.csv": images})
    assert found.column("imaging") == [True, False, True, True, False]
    assert found.column("modality") == ["CT;XR", None, "other", "US", None]
    assert found.column("ct") == [True, False, False, False, False]


def test_a_list_of_flags_is_no_list_of_events(load):
    scans = "Visit No,CT ordered\n00001,Y\n00002,N\n00003,\n"
    found = load({"visits.csv": VISITS, "scans.csv": scans})
    assert found.column("ct") == [True, False, None, False, False]


@pytest.mark.parametrize(
    "key", ["1", "1.0", " 00001 ", "0001"], ids=["bare", "as a decimal", "spaced", "shorter"]
)
def test_ids_are_the_same_however_they_are_written(load, key: str):
    triage = TRIAGE.replace("00001", key)
    mapping = """
        [[file]]
        name = "visits.csv"
        [[file]]
        name = "triage.csv"
        join = "Visit No"
        [columns]
        encounter_id = "Visit No"
        arrival_ts = "Arrival"
        acuity = "CTAS"
        """
    assert load({"visits.csv": VISITS, "triage.csv": triage}, mapping).column("acuity")[0] == 3


def test_zeros_that_tell_two_ids_apart_are_kept(load):
    visits = "Visit No,Arrival\n007,2025-03-01 08:00\n7,2025-03-01 09:00\n8,2025-03-01 10:00\n"
    triage = "Visit No,CTAS\n7,2\n8,3\n"
    found = load({"visits.csv": visits, "triage.csv": triage})
    assert found.column("acuity") == [None, 2, 3]


def test_an_empty_id_is_nobodys(load):
    visits = VISITS + ",,2025-03-02 09:00\n"
    triage = TRIAGE + ",4\n"
    assert load({"visits.csv": visits, "triage.csv": triage}).column("acuity")[-1] is None


def test_a_patients_file_is_joined_by_the_patient(load):
    patients = "Patient,Birth year,Gender\n" + "".join(f"P{n},{1980 + n},F\n" for n in range(1, 6))
    found = load({"visits.csv": VISITS, "patients.csv": patients})
    assert found.column("age") == [44, 43, 42, 41, 40]
    assert found.column("sex") == ["F"] * 5


@pytest.mark.parametrize("first", ["a.csv", "z.csv"])
def test_files_of_one_layout_are_one_table(load, first: str):
    """Also with a joined file between the two, in any order of their names."""
    more = VISITS.replace("0000", "1000").replace("2025", "2026")
    files = {first: VISITS, "m.csv": TRIAGE, "n.csv": more}
    found = load(dict(sorted(files.items())))
    assert found.extract.rows_in == 10
    assert sorted(day.year for day in found.column("arrival_ts")) == [2025] * 5 + [2026] * 5
    assert sorted(level for level in found.column("acuity") if level) == [1, 2, 3, 5]


def test_rows_can_be_chosen_by_a_column_of_a_joined_file(load):
    found = load({"visits.csv": VISITS, "triage.csv": TRIAGE}, '[only]\n"CTAS" = ["2", "3"]\n')
    assert found.column("encounter_id") == ["00001", "00002"]
    assert found.aside() == {"not one of the rows the mapping asks for": 3}


def test_a_file_that_nothing_is_taken_from_is_named(load):
    found = load({"visits.csv": VISITS, "rooms.csv": "Room,Beds\nA,4\nB,5\n"})
    assert any("rooms.csv" in warning for warning in found.warnings())


def test_a_visit_that_comes_again_in_a_later_file_is_counted_once(load):
    again = "Visit No,Patient,Arrival,Departure\n00005,P5,2025-03-01 08:05,2025-03-01 09:05\n"
    first = VISITS.replace("Arrival", "Arrival,Departure").replace("\n0", ",\n0")
    first = first.replace("Departure,", "Departure").rstrip() + ",\n"
    found = load({"a.csv": first, "b.csv": again})
    assert found.column("departure_ts")[-1] == datetime(2025, 3, 1, 9, 5)
    assert found.aside() == {"an earlier version of a visit that comes again": 1}


def test_several_rows_of_one_id_in_a_joined_file_are_told_with_their_count(load):
    """FR-40: the first row of each is taken, and nobody has to find that out."""
    files = {
        "stays.csv": "Stay,Arrival\n1,2025-03-01 08:00\n2,2025-03-01 09:00\n",
        "notes.csv": "Stay,Level\n1,3\n1,2\n2,4\n",
    }
    mapping = """
        [columns]
        encounter_id = "Stay"
        arrival_ts = "Arrival"
        acuity = "notes.Level"
        [[file]]
        name = "stays.csv"
        [[file]]
        name = "notes.csv"
        join = "Stay"
    """
    found = load(files, mapping)
    assert found.column("acuity") == [3, 4]
    assert "notes.csv holds several rows for 1 id: of each the first row is taken." in (
        found.warnings()
    )


def test_a_visit_in_rows_of_different_clinicians_is_told_with_its_count(load):
    """FR-40: the newest row holds; whoever handed over learns why the visit is not theirs."""
    text = (
        "Visit,Doctor,Arrival\n1,D1,2025-03-01 08:00\n1,D2,2025-03-01 08:00\n"
        "2,D2,2025-03-01 09:00\n2,D2,2025-03-01 09:30\n3,D2,2025-03-01 10:00\n"
    )
    said = load(text, clinician="D2").warnings()
    assert [one for one in said if "different clinicians" in one] == [
        "1 visit comes in several rows that name different clinicians: the newest row holds, so "
        "each counts for one of them alone."
    ]
