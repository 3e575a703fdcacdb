"""Every row is kept or set aside with a reason, and no file breaks the import."""

import io
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from afreflect.domain.extract import Extract, Problem, Upload
from afreflect.storage.loading import Loaded, load_tables
from afreflect.storage.reader import read
from tests.storage.workbooks import workbook

NOW = datetime(2026, 11, 21)
QUICK = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
HEADER = "Visit,Patient,Doctor,Arrival,Departure,Disposition,CTAS,Note to file"
SMALL = (
    HEADER + '\nV1,P1,D1,03/04/2025 08:00,13/04/2025 11:00,Home,3,"a ""b""\nc"\n'
    "V2,P2,D1,2025-03-01 2:05 PM,2025-03-01 15:05,LWBS,2,é\nTotal,2,,,,,,\n"
)

moments = st.sampled_from(
    ["2025-03-01 08:00", "2025-03-01 11:00", "13/03/2025 8:00", "1 mars 2025 8h", "", "n/a", "soon",
     "1740816000", "45750.5", "2225-03-01 08:00"]
)  # fmt: skip
rows = st.tuples(
    st.sampled_from(["V1", "V2", "V3", "V4", "", "Total", "Visit", " V5 "]),
    st.sampled_from(["P1", "P2", ""]),
    st.sampled_from(["D1", "d1 ", "D2", ""]),
    moments,
    moments,
    st.sampled_from(["Home", "Admitted", "LWBS", "Fizz", ""]),
    st.sampled_from(["1", "III", "23", "", "ESI 3"]),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters='"'), max_size=6),
).map(lambda cells: ",".join((*cells[:-1], f'"{cells[-1]}"')))
lines = st.one_of(
    rows,
    st.sampled_from([",,,,,,,", HEADER, "Printed today,,,,,,,", "V9,too short", "V9" + ",x" * 9]),
)


def imported(*uploads: Upload) -> Extract | list[Problem]:
    reading = read(uploads)
    if isinstance(reading, list):
        return reading
    result = load_tables(reading, reading.mapping, everyone=True, now=NOW)
    return result.extract if isinstance(result, Loaded) else result


def adds_up(extract: Extract) -> bool:
    aside = sum(group.rows for group in extract.set_aside)
    return extract.rows_in == extract.rows_kept + aside and extract.rows_kept > 0


@QUICK
@given(st.lists(lines, max_size=12))
def test_rows_in_are_rows_kept_and_rows_set_aside(table: list[str]):
    """FR-40: whatever stands in the rows, none of them vanishes and none is counted twice."""
    result = imported(Upload("visits.csv", "\n".join([HEADER, *table]).encode()))
    if isinstance(result, list):
        assert all(problem.text for problem in result)
    else:
        assert adds_up(result)


def mutated(content: bytes) -> st.SearchStrategy[bytes]:
    """The content with a few bytes changed, lost or added."""
    place = st.integers(0, max(len(content) - 1, 0))
    change = st.tuples(place, st.sampled_from(["set", "cut", "add"]), st.binary(max_size=4))
    return st.lists(change, min_size=1, max_size=6).map(lambda changes: _changed(content, changes))


def _changed(content: bytes, changes: list[tuple[int, str, bytes]]) -> bytes:
    for at, what, piece in changes:
        rest = at if what == "add" else at + max(len(piece), 1)
        content = content[:at] + (b"" if what == "cut" else piece) + content[rest:]
    return content


def parquet_of(text: str) -> bytes:
    from pyarrow import csv, parquet

    written = io.BytesIO()
    parquet.write_table(csv.read_csv(io.BytesIO(text.encode())), written)
    return written.getvalue()


XLSX = workbook([line.split(",") for line in SMALL.splitlines()])
PARQUET = parquet_of("Visit,Arrival,CTAS\nV1,2025-03-01 08:00,3\nV2,2025-03-02 08:00,2\n")


@QUICK
@given(
    st.one_of(
        mutated(SMALL.encode()).map(lambda content: ("visits.csv", content)),
        mutated(SMALL.encode("utf-16")).map(lambda content: ("visits.csv", content)),
        mutated(XLSX).map(lambda content: ("visits.xlsx", content)),
        mutated(PARQUET).map(lambda content: ("visits.parquet", content)),
        st.binary(max_size=200).map(lambda content: ("visits.csv", content)),
    )
)
def test_a_damaged_file_is_refused_or_accounted_for(file: tuple[str, bytes]):
    """FR-40: a broken file ends in a sentence, never in an error."""
    result = imported(Upload(*file))
    if isinstance(result, list):
        assert result
        assert all(isinstance(problem, Problem) and problem.text for problem in result)
    else:
        assert adds_up(result)


@pytest.mark.parametrize(
    "rows, aside",
    [
        (["1,2025-03-01 08:00,Home"] * 3, {"the same row again": 2}),
        (
            ["1,2025-03-01 08:00,", "1,2025-03-01 08:00,Home"],
            {"an earlier version of a visit that comes again": 1},
        ),
        ([",2025-03-01 08:00,Home"] * 3, {}),
    ],
    ids=["the same id and row", "the same id", "no id"],
)
def test_only_what_bears_the_same_id_can_be_the_same_visit(
    load, rows: list[str], aside: dict[str, int]
):
    found = load("\n".join(["Visit ID,Arrival,Disposition", *rows]))
    assert found.aside() == aside
    assert found.extract.rows_kept == len(rows) - sum(aside.values())


def test_the_latest_version_is_told_by_its_own_time(load):
    text = (
        "Visit,Arrival,Disposition,Last Updated\n"
        "1,2025-03-01 08:00,Home,2025-03-01 12:00\n"
        "1,2025-03-01 08:00,Admitted,2025-03-01 10:00\n"
    )
    assert load(text).column("disposition") == ["discharged"]


def test_a_visit_that_ends_before_it_begins_is_kept_and_said(load):
    found = load("Visit,Arrival,Departure\n1,2025-03-01 08:00,2025-03-01 07:00\n")
    assert found.extract.rows_kept == 1
    assert any("departure before the arrival" in warning for warning in found.warnings())


def test_dates_to_come_are_said_and_kept(load):
    found = load("Visit,Arrival\n1,2125-03-01 08:00\n")
    assert any("2125" in warning for warning in found.warnings())
    assert found.extract.since is not None


def test_a_files_fingerprint_is_of_its_bytes(load):
    """FR-15: a figure can be traced to the very file it came from."""
    import hashlib

    text = "Visit,Arrival\n1,2025-03-01 08:00\n"
    assert load(text).extract.sha256 == hashlib.sha256(text.encode()).hexdigest()
    one, other = (
        load({"a.csv": text, "b.csv": text + "2,\n"}),
        load({"b.csv": text + "2,\n", "a.csv": text}),
    )
    assert one.extract.sha256 == other.extract.sha256


def test_a_department_of_many_rows_is_read_in_one_go(load, tmp_path: Path):
    rows = "".join(f"V{n},P{n % 500},D{n % 7},2025-03-01 08:{n % 60:02d}\n" for n in range(20_000))
    found = load("Visit,Patient,Doctor,Arrival\n" + rows, clinician="D3")
    assert found.extract.rows_kept == 20_000
    assert found.extract.rows_mine == len(range(3, 20_000, 7))
