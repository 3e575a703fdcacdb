"""FR-40: names in several rows, and several tables in one sheet: the visits are found, and the rest
is said.
"""

import csv
import io

import pytest

from tests.storage.messy_files import NAMES, Visit, truth
from tests.storage.workbooks import workbook

VISITS = truth(5, 40)
TIDY = [
    [v.encounter, v.patient, v.physician, f"{v.arrival:%Y-%m-%d %H:%M}",
     f"{v.departure:%Y-%m-%d %H:%M}", v.disposition]
    for v in VISITS
]  # fmt: skip
CUT = [
    [v.encounter, v.patient, v.physician, f"{v.arrival:%Y-%m-%d}", f"{v.arrival:%H:%M}",
     f"{v.departure:%Y-%m-%d}", f"{v.departure:%H:%M}", v.disposition]
    for v in VISITS
]  # fmt: skip
Table = list[list[str]]


def of_text(rows: Table) -> dict[str, bytes]:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return {"visits.csv": text.getvalue().encode()}


def of_a_workbook(rows: Table) -> dict[str, bytes]:
    return {"visits.xlsx": workbook(rows)}


def expected(visits: list[Visit]) -> list[tuple]:
    return sorted((v.encounter, v.physician, v.arrival, v.departure, v.disposition) for v in visits)


@pytest.fixture(params=[of_text, of_a_workbook], ids=["text", "workbook"])
def found(request, load):
    """Loads rows either way, for everyone; says what was set aside and what is remarked."""

    def loaded(rows: Table):
        tables = load(request.param(rows), clinician="DR01")
        aside = sum(group.rows for group in tables.extract.set_aside)
        assert tables.extract.rows_in == tables.extract.rows_kept + aside
        return tables

    return loaded


def mine(tables) -> list[tuple]:
    columns = ("encounter_id", "physician_id", "arrival_ts", "departure_ts", "disposition")
    rows = zip(*(tables.column(name) for name in columns), strict=True)
    own = zip(rows, tables.column("mine"), strict=True)
    return sorted(row for row, is_mine in own if is_mine)


OWN = expected([visit for visit in VISITS if visit.physician == "DR01"])
HEADINGS = {
    "three rows": (
        [["Visit", "", "Who", "Times", "", "Outcome"],
         ["", "Patient", "", "Arrival", "Departure", ""],
         ["ID", "ID", "Physician", "Date time", "Date time", "Disposition"]], TIDY,
    ),
    "a title over two rows": (
        [["Emergency department", *[""] * 7],
         ["Visit", "Patient", "Physician", "Arrival", "", "Departure", "", "Disposition"],
         ["ID", "ID", "", "Date", "Time", "Date", "Time", ""]], CUT,
    ),
    "merged across and down": (
        [["", "", "", "Times", "", "", "", ""],
         ["Visit", "Patient", "Physician", "Arrival", "", "Departure", "", "Disposition"],
         ["number", "number", "", "Date", "Time", "Date", "Time", ""]], CUT,
    ),
    "names above a blank": (
        [["Visit ID", "Patient ID", "Physician", "Stay", "", "Disposition"],
         ["", "", "", "Arrival", "Departure", ""]], TIDY,
    ),
}  # fmt: skip


@pytest.mark.parametrize("names", HEADINGS)
def test_names_in_several_rows_lose_no_column(names: str, found):
    """FR-40: what stands above in a merged cell belongs to every column under it."""
    heading, rows = HEADINGS[names]
    assert mine(found(heading + rows)) == OWN


def test_what_is_said_of_the_report_is_no_name(found):
    about = [["Report:", "ED visits"], ["From:", "2025-01-01"], ["Site:", "North"]]
    padded = [row + [""] * (len(NAMES) - len(row)) for row in about]
    assert mine(found([*padded, NAMES, *TIDY])) == OWN


BLANK = [""] * len(NAMES)
MONTHS = [["Month", "Visits", "Admissions", "", "", ""], ["2025-01-01", "20", "4", "", "", ""],
          ["2025-02-01", "21", "5", "", "", ""]]  # fmt: skip
SHIFTS = [["Clinician", "Shift start", "Shift end", "Hours", "Site", "Kind"],
          ["DR01", "2025-01-01 08:00", "2025-01-01 16:00", "8", "A", "day"]]  # fmt: skip


@pytest.mark.parametrize("other", [MONTHS, SHIFTS], ids=["counts", "as wide"])
@pytest.mark.parametrize("below", [True, False], ids=["below", "above"])
def test_another_table_under_the_visits_is_counted_and_left(other: Table, below: bool, found):
    """FR-40: none of its rows becomes a visit, and none vanishes."""
    visits = [NAMES, *TIDY]
    tables = found([*visits, BLANK, *other] if below else [*other, BLANK, *visits])
    assert mine(tables) == OWN
    [(reason, rows)] = [(why, n) for why, n in tables.aside().items() if "another table" in why]
    assert rows == len(other) - 1
    assert other[0][0] in reason


def beside(visits: Table, other: Table) -> Table:
    rows = []
    for at in range(max(len(visits), len(other))):
        left = visits[at] if at < len(visits) else [""] * len(visits[0])
        right = other[at] if at < len(other) else [""] * len(other[0])
        rows.append([*left, "", *right])
    return rows


def test_a_shorter_table_beside_the_visits_is_left(found):
    tables = found(beside([NAMES, *TIDY], [row[:3] for row in MONTHS]))
    assert mine(tables) == OWN
    assert any("another (Month, Visits, Admissions)" in said for said in tables.warnings())


def test_a_longer_table_before_the_visits_is_left(found):
    other = [["Patient ID", "Weight", "Arrival"]]
    other += [[f"{n}", "70", "2024-01-01 08:00"] for n in range(len(TIDY) + 20)]
    assert mine(found(beside(other, [NAMES, *TIDY]))) == OWN


def test_a_blank_column_between_the_visits_own_columns_divides_nothing(found):
    tables = found([[*row[:3], "", *row[3:]] for row in [NAMES, *TIDY]])
    assert mine(tables) == OWN
    assert not any("another" in said for said in tables.warnings())


def test_other_sheets_with_tables_are_told_of(load):
    """FR-40: whoever keeps one year a sheet learns that one of them was read."""
    found = load({"visits.xlsx": workbook([NAMES, *TIDY], [NAMES, *TIDY[:9]])}, clinician="DR01")
    assert mine(found) == OWN
    assert any("other sheets of visits.xlsx (Sheet 2)" in said for said in found.warnings())
