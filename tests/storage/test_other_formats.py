"""A spreadsheet and a Parquet file say the same as the text file of the same content."""

import csv
import io
from datetime import datetime, timedelta

import pyarrow as pa
import pytest
from pyarrow import parquet

from tests.storage.workbooks import workbook

TEXT = """Visit,Patient,Arrival,Departure,Disposition,CTAS
007,P1,2025-03-01 08:00,2025-03-01 11:00,Home,3
008,P2,2025-03-02 08:00,2025-03-02 12:30,Admitted,2
009,P1,2025-03-03 08:00,,Home,
"""
ROWS = list(csv.reader(io.StringIO(TEXT)))


def as_parquet(types: dict[str, pa.DataType]) -> bytes:
    names, *rows = ROWS
    columns = {
        name: pa.array([cell or None for cell in column]).cast(types.get(name, pa.string()))
        for name, column in zip(names, zip(*rows, strict=True), strict=True)
    }
    written = io.BytesIO()
    parquet.write_table(pa.table(columns), written)
    return written.getvalue()


def counted_from(year: int) -> list[list[str | float]]:
    """The same rows with bare moments: days since the end of 1899, or since the start of 1904."""
    start = datetime(1899, 12, 30) if year == 1900 else datetime(1904, 1, 1)
    counted: list[list[str | float]] = [[*ROWS[0]]]
    for row in ROWS[1:]:
        moments = [datetime.fromisoformat(cell) if cell else None for cell in row[2:4]]
        days = [(at - start) / timedelta(days=1) if at else "" for at in moments]
        counted.append([*row[:2], *days, *row[4:]])
    return counted


@pytest.mark.parametrize(
    "name, content",
    [
        ("visits.xlsx", workbook(ROWS)),
        ("visits.xlsx", workbook([["Emergency department"], [], *ROWS])),
        ("visits.xlsx", workbook(counted_from(1900))),
        ("visits.xlsx", workbook(counted_from(1904), from_1904=True)),
        ("visits.parquet", as_parquet({})),
        (
            "visits.parquet",
            as_parquet(
                {"Arrival": pa.timestamp("us"), "Departure": pa.timestamp("ms"), "CTAS": pa.int64()}
            ),
        ),
    ],
    ids=[
        "spreadsheet",
        "with a title",
        "days from 1900",
        "days from 1904",
        "texts",
        "times and numbers",
    ],
)
def test_the_same_content_is_the_same_table(load, name: str, content: bytes):
    wanted, found = load(TEXT), load({name: content})
    for column in ("encounter_id", "patient_id", "arrival_ts", "departure_ts", "disposition"):
        assert found.column(column) == wanted.column(column)
    assert found.column("acuity") == [3, 2, None]


def test_a_sheet_can_be_named_and_a_wrong_name_is_refused_with_the_right_ones(load, refusals):
    files = {"visits.xlsx": workbook(ROWS)}
    assert load(files, 'sheet = "Visits"').extract.rows_in == 3
    [sentence] = refusals(files, 'sheet = "Vists"')
    assert "Visits" in sentence


def test_nothing_reaches_the_disk_and_nothing_can_be_changed_afterwards(load):
    connection = load(TEXT).loaded.connection

    def setting(name: str) -> object:
        row = connection.execute("select current_setting(?)", [name]).fetchone()
        return row[0] if row else None

    assert setting("temp_directory") in ("", None)
    assert setting("enable_external_access") is False
    assert setting("lock_configuration") is True
    with pytest.raises(Exception, match=r"(?i)permission|disabled|configuration"):
        connection.execute("copy visits to '/tmp/should_never_be.csv'")
    with pytest.raises(Exception, match=r"(?i)lock|configuration"):
        connection.execute("set temp_directory = '/tmp'")


@pytest.mark.parametrize("year", [1900, 1904])
def test_whole_days_of_a_workbook_are_days_where_their_column_is_named_so(load, year: int):
    """FR-40: 45658 under "Arrival Date" is a day, under "Patient ID" it stays a number."""
    first = datetime(1899, 12, 30) if year == 1900 else datetime(1904, 1, 1)
    rows: list[list[str | float]] = [["Visit", "Patient ID", "Arrival Date", "Arrival Time"]]
    for n in range(3):
        day = float((datetime(2025, 3, 1 + n) - first).days)
        rows.append([f"{n}", 45658.0 + n, day, 0.53125])
    found = load({"visits.xlsx": workbook(rows, from_1904=year == 1904)})
    assert found.column("arrival_ts") == [datetime(2025, 3, 1 + n, 12, 45) for n in range(3)]
    assert len(set(found.column("patient_id"))) == 3
