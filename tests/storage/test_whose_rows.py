"""From a file that holds a department only one's own is kept, and nobody's name."""

import pytest

from afreflect.domain.left_out import ColumnLeftOut

HEADER = "Visit,Patient,Doctor,Patient Name,Arrival,Departure,Disposition,Site,Nurse,Room,Signed"
ROWS = [
    "V1,P1,DR-A,Ann Archer,2025-03-01 08:00,2025-03-01 11:00,Home,North,NUR-X,R1,DR-B",
    "V2,P1,DR-B,Ann Archer,2025-03-02 08:00,2025-03-02 11:00,Admitted,North,NUR-Y,R2,DR-B",
    "V3,P2,DR-B,Bob Baker,2025-03-02 09:00,2025-03-02 12:00,Home,South,NUR-Y,R3,DR-B",
    "V4,P3,dr-a ,Cid Cook,2025-03-03 09:00,2025-03-03 12:00,Home,North,NUR-X,R4,DR-A",
    "V5,P4,,Dee Dyer,2025-03-03 10:00,2025-03-03 11:00,LWBS,North,NUR-X,R5,",
    "V6,P5,,Eve Eton,2025-03-03 10:00,2025-03-03 11:00,LWBS,South,NUR-X,R6,",
    "V7,P6,,Fay Ford,2025-03-09 10:00,2025-03-09 11:00,LWBS,North,NUR-X,R7,",
    "V8,P1,DR-C,Ann Archer,2025-05-02 08:00,2025-05-02 11:00,Home,North,NUR-Y,R8,DR-C",
]
DEPARTMENT = "\n".join([HEADER, *ROWS])
SHIFTS = (
    "Shift ID,Clinician,Shift Start,Shift End,Site\n"
    "S1,DR-A,2025-03-03 08:00,2025-03-03 16:00,North\n"
    "S2,DR-B,2025-03-09 08:00,2025-03-09 16:00,North\n"
)


def test_only_ones_own_visits_are_kept_and_the_returns_of_ones_patients(load):
    """FR-08: what is measured is one's own; a group's figures are not even kept."""
    found = load(DEPARTMENT, clinician="DR-A")
    kept = dict(zip(found.column("encounter_id"), found.column("mine"), strict=True))
    assert kept == {"V1": True, "V4": True, "V2": False}
    assert found.extract.rows_kept == 8
    assert found.extract.rows_mine == 2


def test_a_visit_elsewhere_is_bare(load):
    found = load(DEPARTMENT, clinician="DR-A")
    rows = found.loaded.connection.table("visits").filter("not mine")
    [bare] = [dict(zip(rows.columns, row, strict=True)) for row in rows.fetchall()]
    assert {name for name, value in bare.items() if value is not None} == {
        "encounter_id", "patient_id", "arrival_ts", "departure_ts", "disposition", "occurred_on",
        "mine",
    }  # fmt: skip


def test_nobody_else_can_be_found_in_any_table(load):
    """No other clinician's id, no other patient, no name, no nurse: not in any cell."""
    found = load({"visits.csv": DEPARTMENT, "shifts.csv": SHIFTS}, clinician="DR-A")
    cells = " ".join(found.cells())
    for other in ("DR-B", "DR-C", "P2", "P6", "NUR-", "Archer", "Cook", "S2"):
        assert other not in cells
    assert set(found.column("physician_id")) == {"DR-A", None}


def test_harmless_columns_that_nothing_is_read_from_are_kept(load):
    found = load(DEPARTMENT, clinician="DR-A")
    assert set(found.column("field", "visit_extras")) == {"Room"}
    assert found.column("value", "visit_extras") == ["R1", "R4"]


def test_columns_that_identify_somebody_are_named_by_name_and_by_content(load):
    """Signed says nothing by its name; it holds clinicians' ids."""
    found = load(DEPARTMENT, clinician="DR-A")
    assert set(found.extract.left_out) == {
        ColumnLeftOut("visits.csv", "Patient Name", "name", "name"),
        ColumnLeftOut("visits.csv", "Nurse", "staff", "name"),
        ColumnLeftOut("visits.csv", "Signed", "staff", "content"),
    }


@pytest.mark.parametrize(
    "cell",
    ["ann@archer.org", "999-84-1639", "(555) 123-4567", "ARCA 1234 5678",
     "She said on the phone that she had been to see her own physician about this the week before"],
)  # fmt: skip
def test_what_identifies_by_its_shape_is_left_out(load, cell: str):
    found = load(f"Visit,Arrival,Extra\n1,2025-03-01 08:00,{cell}\n2,2025-03-01 09:00,{cell}\n")
    assert [entry.column for entry in found.extract.left_out] == ["Extra"]
    assert cell not in found.cells()


def test_a_column_of_names_is_not_taken_for_patient_numbers(load):
    text = (
        'Visit,Patient,Arrival\n1,"Archer, Ann",2025-03-01 08:00\n2,"Baker, Bob",2025-03-01 09:00\n'
    )
    assert "Archer" not in " ".join(load(text).cells())


def test_names_that_a_mapping_takes_for_numbers_are_told_apart_and_not_kept(load):
    text = "Visit,Who,Arrival\n1,Ann Archer,2025-03-01 08:00\n2,ann archer ,2025-03-01 09:00\n"
    text += "3,Bob Baker,2025-03-01 10:00\n"
    mapping = '[columns]\nencounter_id = "Visit"\npatient_id = "Who"\narrival_ts = "Arrival"\n'
    found = load(text, mapping)
    first, second, third = found.column("patient_id")
    assert first == second != third
    assert "archer" not in " ".join(found.cells()).lower()


def test_who_left_unseen_on_ones_own_shift_and_site_is_kept(load):
    found = load({"visits.csv": DEPARTMENT, "shifts.csv": SHIFTS}, clinician="DR-A")
    assert "V5" in found.column("encounter_id")
    assert {"V6", "V7"}.isdisjoint(found.column("encounter_id"))
    assert found.column("shift_id", "shifts") == ["S1"]


def test_one_is_found_without_a_question_where_most_rows_are_ones_own(load):
    """FR-40: nobody is asked what the file makes plain."""
    rows = [f"X{n},Q{n},DR-A,N,2025-04-01 08:00,2025-04-01 09:00,Home,N,N,R,DR-A" for n in range(9)]
    found = load("\n".join([HEADER, *rows, ROWS[2]]))
    assert found.extract.rows_mine == 9


def test_one_is_asked_where_it_is_not_plain(refusals):
    [sentence] = refusals(DEPARTMENT)
    assert "Which id is yours" in sentence


@pytest.mark.parametrize("written", ["DR-A", "dr-a", " Dr-A  "])
def test_ones_id_is_known_however_it_is_spaced_and_cased(load, written: str):
    assert load(DEPARTMENT, clinician=written).extract.rows_mine == 2


def test_an_id_that_is_nobodys_is_refused(refusals):
    [sentence] = refusals(DEPARTMENT, clinician="DR-Z")
    assert '"DR-Z"' in sentence
    assert "choose another" in sentence


def test_a_file_without_clinicians_is_all_ones_own(load):
    assert load("Visit,Arrival\n1,2025-03-01 08:00\n").extract.rows_mine == 1


def test_shifts_under_another_id_are_ones_own_if_they_are_one_persons(load):
    shifts = SHIFTS.split("S2")[0].replace("DR-A", "roster-17")
    found = load({"visits.csv": DEPARTMENT, "shifts.csv": shifts}, clinician="DR-A")
    assert found.column("physician_id", "shifts") == ["DR-A"]


def test_shifts_of_others_only_are_said_to_be_of_no_use(load):
    shifts = SHIFTS.replace("DR-A", "roster-17").replace("DR-B", "roster-18")
    found = load({"visits.csv": DEPARTMENT, "shifts.csv": shifts}, clinician="DR-A")
    assert found.column("shift_id", "shifts") == []
    assert any("shifts" in warning for warning in found.warnings())


@pytest.mark.parametrize("colleague", ["Dr Two", "Two-22", "Doe, J."])
def test_a_remark_that_names_a_colleague_is_not_kept(load, colleague: str):
    rows = ""
    for n in range(1, 21):
        doctor = "D-ONE" if n % 2 else colleague
        remark = f"handed to {colleague}" if n == 3 else f"room {n}"
        rows += f'{n},P{n},"{doctor}",2025-03-{n:02d} 08:00,Home,"{remark}"\n'
    table = load(f"Visit ID,Patient,Doctor,Arrival,Disposition,Where\n{rows}", clinician="D-ONE")
    assert "room 5" in table.cells()
    assert not any(colleague.upper() in cell.upper() for cell in table.cells())
