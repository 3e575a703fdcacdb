"""The committed extracts: made by the script, plainly synthetic, as a real system gives them."""

import re
from pathlib import Path

import numpy as np
import pytest

from sample_data.make import write_extracts
from sample_data.parameters import Department
from tests.sample_data.columns import Columns, times
from tests.sample_data.conftest import Extract

FILES = (
    "SYNTHETIC_ed_visits.csv",
    "SYNTHETIC_imaging_orders.csv",
    "SYNTHETIC_shifts.csv",
    "SYNTHETIC_teaching_evaluations.csv",
)
A_TIME = r"(\d{4}-\d\d-\d\d \d\d:\d\d)?"
# What every cell of a column must match: with these there is no room for a person's name.
CELLS = {
    "Visit No": r"SYN\d{6}",
    "Patient Key": r"SYNP\d{5}",
    "Campus": "North|South",
    "Attending": r"(D\d\d)?",
    "Arrival Date/Time": A_TIME,
    "Triage Date/Time": A_TIME,
    "First Seen by MD": A_TIME,
    "Decision Date/Time": A_TIME,
    "Departure Date/Time": A_TIME,
    "ED Disposition": "Admitted|Discharged|Transferred|LWBS|Eloped|Left AMA|Deceased",
    "CTAS": "[1-5]?",
    "Age": r"\d{0,3}",
    "Sex": "[FMU]?",
    "Arrival Mode": "(Ambulance|Walk-in)?",
    "Chief Complaint": "(Abdominal pain|Back pain|Chest pain|Cough|Dizziness|Fever|Flank pain"
    "|Head injury|Headache|Laceration|Limb injury|Planned recheck|Rash|Short of breath|Vomiting)?",
    "Consult": "[YN]?",
    "Handed Over": "[YN]?",
    "Learner Present": "[YN]?",
    "Return Ordered": "[YN]?",
    "Planned Return": "[YN]",
    "Accession No": r"SYNI\d{6}",
    "Modality": "CT|XR|US|MR",
    "Region": "Abdomen|Chest|Head|Limb|Spine|Other",
    "Ordered Date/Time": A_TIME,
    "Form ID": r"SYNF\d{4}",
    "Form Date": r"\d{4}-\d\d-\d\d",
    "Teacher": r"D\d\d",
    "Rater Code": r"SYNL\d{3}",
    "Item": "|".join(Department().teaching.items),
    "Score": "[1-5]",
    "Scale Min": "1",
    "Scale Max": "5",
    "Shift ID": r"SYNS\d{5}",
    "Clinician": r"D\d\d",
    "Shift Start": A_TIME,
    "Shift End": A_TIME,
    "Shift Type": "Day|Evening|Night",
}
CLINICAL = (
    *("Triage Date/Time", "First Seen by MD", "Decision Date/Time", "CTAS", "Age", "Sex"),
    *("Arrival Mode", "Chief Complaint", "Consult", "Handed Over", "Learner Present"),
    "Return Ordered",
)


def test_remaking_gives_the_committed_files_byte_for_byte(sample: Path, tmp_path: Path):
    write_extracts(tmp_path, Department().hidden.clinician)
    for folder in ("first", "second"):
        assert sorted(p.name for p in (sample / folder).iterdir()) == list(FILES)
        for name in FILES:
            made, committed = tmp_path / folder / name, sample / folder / name
            assert made.read_bytes() == committed.read_bytes(), f"{folder}/{name}"


def test_no_cell_has_room_for_a_persons_name(department: Extract, first: Extract, second: Extract):
    for extract in (department, first, second):
        for table in (extract.visits, extract.orders, extract.evaluations, extract.shifts):
            for column, cells in table.items():
                odd = _not_matching(CELLS[column], set(cells.tolist()))
                assert not odd, f"{column}: {odd[:3]}"


def _not_matching(pattern: str, values: set[str]) -> list[str]:
    return [value for value in sorted(values) if not re.fullmatch(pattern, value)]


def test_the_visits_fit_in_a_small_file(sample: Path):
    assert (sample / "first" / FILES[0]).stat().st_size < 900_000


@pytest.mark.parametrize(
    "folder, since, until",
    [("first", "2023-07-01", "2026-06-30"), ("second", "2026-06-17", "2026-09-30")],
)
def test_an_extract_covers_its_period(
    first: Extract, second: Extract, folder: str, since: str, until: str
):
    extract = {"first": first, "second": second}[folder]
    arrival = times(extract.visits["Arrival Date/Time"])
    day, month = (np.unique(arrival.astype(f"datetime64[{unit}]")).astype(str) for unit in "DM")
    assert day[0] >= since
    assert day[-1] <= until
    wanted = np.arange(since[:7], until[:7], dtype="datetime64[M]").astype(str).tolist()
    assert month.tolist() == [*wanted, until[:7]]


def test_colleagues_visits_are_bare(first: Extract):
    colleagues = ~np.isin(first.visits["Attending"], ("D05", ""))
    assert colleagues.sum() > 500
    for column in CLINICAL:
        assert set(first.visits[column][colleagues]) == {""}, column


def test_colleagues_visits_are_of_the_clinicians_own_patients_within_a_week(first: Extract):
    visits = first.visits
    arrival = times(visits["Arrival Date/Time"])
    mine = visits["Attending"] == "D05"
    own: dict[str, list[np.datetime64]] = {}
    for patient, when in zip(visits["Patient Key"][mine], arrival[mine], strict=True):
        own.setdefault(patient, []).append(when)
    week = np.timedelta64(7, "D")
    bare = visits["CTAS"] + visits["Sex"] == ""
    for patient, when in zip(visits["Patient Key"][bare], arrival[bare], strict=True):
        assert any(abs(when - other) <= week for other in own[patient])


def test_who_left_unseen_has_no_attending_and_came_on_the_clinicians_shift(first: Extract):
    visits, shifts = first.visits, first.shifts
    unseen = visits["ED Disposition"] == "LWBS"
    assert set(visits["Attending"][unseen]) == {""}
    assert set(visits["First Seen by MD"][unseen]) == {""}
    full = np.flatnonzero(unseen & (visits["Sex"] != ""))
    start, end = times(shifts["Shift Start"]), times(shifts["Shift End"])
    arrival = times(visits["Arrival Date/Time"])
    for row in full:
        on_shift = (start <= arrival[row]) & (arrival[row] < end)
        assert (on_shift & (shifts["Campus"] == visits["Campus"][row])).any()


def test_imaging_joins_many_to_one_to_the_clinicians_own_visits(first: Extract, own: Columns):
    assert len(np.unique(first.visits["Visit No"])) == len(first.visits["Visit No"])
    assert np.isin(first.orders["Visit No"], own["Visit No"]).all()
    studies = np.unique(first.orders["Visit No"], return_counts=True)[1]
    assert studies.max() > 1


def test_the_second_extract_overlaps_the_first_with_a_few_corrected_rows(
    first: Extract, second: Extract
):
    before, after = (_by_visit(e) for e in (first, second))
    recent = {v for v, row in before.items() if row["Arrival Date/Time"] >= "2026-06-17"}
    assert recent <= after.keys()
    corrected = {v for v in recent if before[v] != after[v]}
    assert 3 <= len(corrected) <= 15
    for visit in corrected:
        changed = {c for c in after[visit] if after[visit][c] != before[visit][c]}
        assert changed <= {"First Seen by MD", "Decision Date/Time", "ED Disposition"}
        assert all(after[visit][c] for c in changed)


def _by_visit(extract: Extract) -> dict[str, dict[str, str]]:
    columns = list(extract.visits)
    rows = zip(*extract.visits.values(), strict=True)
    return {row[0]: dict(zip(columns, row, strict=True)) for row in rows}


def test_night_shifts_cross_midnight(first: Extract):
    shifts = first.shifts
    night = shifts["Shift Type"] == "Night"
    starts, ends = (times(shifts[c]).astype("datetime64[D]") for c in ("Shift Start", "Shift End"))
    assert night.any()
    assert (ends[night] > starts[night]).all()
    assert (ends[~night] == starts[~night]).all()


def test_nobody_works_without_rest(department: Extract):
    shifts = department.shifts
    for clinician in np.unique(shifts["Clinician"]):
        mine = shifts["Clinician"] == clinician
        start, end = times(shifts["Shift Start"][mine]), times(shifts["Shift End"][mine])
        assert (start[1:] - end[:-1] >= np.timedelta64(16, "h")).all()


@pytest.mark.parametrize("half", range(6))
def test_each_half_year_has_8_to_17_teaching_forms(first: Extract, half: int):
    forms = first.evaluations
    month = forms["Form Date"].astype("datetime64[M]").astype(int) - 12 * 53 - 6
    assert 8 <= len(np.unique(forms["Form ID"][month // 6 == half])) <= 17
