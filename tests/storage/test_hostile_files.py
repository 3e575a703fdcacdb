"""A file that is made, or broken, to fill the memory or to stop the reader is refused or read."""

import io
import time
import zipfile

import pyarrow as pa
import pytest
from pyarrow import parquet

from afreflect.storage.mapping import MappingError, mapping_from
from afreflect.storage.sheet import column_names
from afreflect.storage.vocabulary import vocabulary
from tests.storage.workbooks import workbook

VISITS = "Visit ID,Arrival,Disposition\n1,2025-03-01 08:00,Home\n2,2025-03-02 08:00,Admitted\n"
TABLE = [["Visit ID", "Arrival", "Disposition"], ["1", "2025-03-01 08:00", "Home"]]


def with_sheet(replaced: bytes, by: bytes) -> bytes:
    """A small workbook in whose sheet some bytes are others."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook(TABLE))) as folder,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as other,
    ):
        for name in folder.namelist():
            content = folder.read(name)
            if name.startswith("xl/worksheets/"):
                assert replaced in content
                content = content.replace(replaced, by)
            other.writestr(name, content)
    return written.getvalue()


def parquet_of(**columns: object) -> bytes:
    table = pa.table(
        {
            "Visit ID": ["1", "2"],
            "Arrival": ["2025-03-01 08:00", "2025-03-02 08:00"],
            "Disposition": ["Home", "Admitted"],
            **columns,
        }
    )
    written = io.BytesIO()
    parquet.write_table(table, written)
    return written.getvalue()


def test_a_cell_at_the_far_corner_does_not_lay_out_the_whole_sheet(refusals):
    far = b'<row r="1048576"><c r="XFD1048576" t="n"><v>1</v></c></row></sheetData>'
    [sentence] = refusals({"corner.xlsx": with_sheet(b"</sheetData>", far)})
    assert "corner.xlsx has a cell far outside of its table" in sentence


def test_a_workbook_that_would_unpack_to_a_thousand_times_its_size_is_refused(refusals):
    written = io.BytesIO(workbook(TABLE))
    with (
        zipfile.ZipFile(written, "a", zipfile.ZIP_DEFLATED) as folder,
        folder.open("xl/media/padding.bin", "w") as padding,
    ):
        for _ in range(513):
            padding.write(bytes(1 << 20))
    [sentence] = refusals({"bomb.xlsx": written.getvalue()})
    assert sentence == "bomb.xlsx is too large for this computer: export a shorter period."


def test_a_cell_longer_than_any_that_a_person_wrote_is_set_aside_with_its_row(load):
    rows = VISITS + '"' * 200_000 + "\n"
    found = load(rows)
    assert found.extract.rows_kept == 2
    assert found.aside() == {"not 3 cells, as the column names have": 1}


def test_a_file_of_more_columns_than_a_spreadsheet_has_is_refused_at_once(refusals):
    names = ",".join(f"c{number}" for number in range(20_000))
    [sentence] = refusals(f"{names}\n{names}\n")
    assert sentence.startswith("visits.csv has more columns than a spreadsheet can hold (16,384)")


def test_a_parquet_file_that_says_the_same_a_million_times_is_refused(refusals):
    rows = pa.repeat(pa.scalar(0, pa.int32()), 600_000)
    long = pa.DictionaryArray.from_arrays(rows, pa.array(["x" * 1000]))
    written = io.BytesIO()
    parquet.write_table(pa.table({"Visit ID": long}), written)
    assert len(written.getvalue()) < 100_000
    [sentence] = refusals({"bomb.parquet": written.getvalue()})
    assert "too large for this computer" in sentence


@pytest.mark.parametrize("age", [1e308, float("inf"), float("nan"), -1e308])
def test_an_amount_beyond_every_whole_number_stays_an_amount(load, age: float):
    assert load({"visits.parquet": parquet_of(Age=[age, 5.0])}).extract.rows_kept == 2


def test_half_precision_is_read(load):
    ages = pa.array([41.0, 42.0]).cast(pa.float16())
    assert load({"visits.parquet": parquet_of(Age=ages)}).column("age") == [41.0, 42.0]


@pytest.mark.parametrize(
    "column",
    [pa.array([b"\xff\xfe", b"\x80"]), pa.array([0, 1], pa.timestamp("us", "Nowhere/Else"))],
    ids=["bytes that are no text", "a zone nobody knows"],
)
def test_what_cannot_become_text_refuses_the_file(refusals, column: pa.Array):
    [sentence] = refusals({"odd.parquet": parquet_of(Odd=column)})
    assert "can't be opened as Parquet" in sentence


def test_the_last_moment_there_is_stands_for_never_and_is_read(load):
    never = b'<c r="B3" t="d"><v>9999-12-31T23:59:59.999</v></c>'
    row = b'<row r="3"><c r="A3" t="n"><v>2</v></c>' + never + b"</row></sheetData>"
    assert load({"visits.xlsx": with_sheet(b"</sheetData>", row)}).extract.rows_in == 2


@pytest.mark.parametrize("bar", ["¦", "é"])
def test_a_delimiter_outside_of_ascii_cuts_as_well(load, bar: str):
    table = load({"visits.csv": VISITS.replace(",", bar)}, f'delimiter = "{bar}"')
    assert table.column("disposition") == ["discharged", "admitted"]


@pytest.mark.parametrize("encoding", ["undefined", "punycode", "a\\u0000b"])
def test_an_encoding_that_decodes_nothing_is_refused(refusals, encoding: str):
    [sentence] = refusals(VISITS, f'encoding = "{encoding}"')
    assert "can't be decoded" in sentence


@pytest.mark.parametrize(
    "text",
    [
        "deep = " + "[" * 20_000 + "]" * 20_000,
        "scale = [1, " + "9" * 5_000 + "]",
        "scale = [1, 1" + "0" * 400 + "]",
        "scale = [nan, inf]",
        'delimiter = "\\u0000"',
        "delimiter = '\"'",
    ],
    ids=["nesting", "digits", "a huge mark", "no number", "a zero byte", "a quotation mark"],
)
def test_a_mapping_that_cannot_be_meant_is_refused_in_a_sentence(text: str):
    with pytest.raises(MappingError) as refused:
        mapping_from(text)
    assert len(str(refused.value)) < 200


def test_thousands_of_columns_are_named_in_no_time():
    began = time.perf_counter()
    names = column_names(["Same"] * 10_000 + ["Same (2)"], 20_000)
    assert len(set(names)) == 20_000
    assert time.perf_counter() - began < 2


def test_a_whole_report_in_a_cell_of_codes_is_no_burden():
    began = time.perf_counter()
    assert vocabulary().code("disposition", "home " + "a b " * 50_000) == "discharged"
    assert time.perf_counter() - began < 2
