"""A wrong file gets one plain sentence that says what to do."""

import io
import re
import zipfile

import pyarrow as pa
import pytest
from pyarrow import parquet

from tests.storage.workbooks import workbook

PROSE = workbook([["Dear colleague"], ["Thank you for the report."], ["Kind regards"]])
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
WHAT_TO_DO = re.compile(r"\b(bring|export|add|save|write|unpack|choose|put|sign in|mend|name)\b")


def packed(*names: str) -> bytes:
    """A zipped folder with files of these names in it."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as folder:
        for name in names:
            folder.writestr(name, "content")
    return written.getvalue()


def empty_parquet() -> bytes:
    written = io.BytesIO()
    parquet.write_table(pa.table({"Visit": pa.array([], pa.string())}), written)
    return written.getvalue()


@pytest.mark.parametrize(
    "name, content",
    [
        ("empty.csv", b""),
        ("blank.csv", b" \r\n\t\n  "),
        ("marked.csv", b"\xef\xbb\xbf\n"),
        ("binary.csv", bytes(range(256)) * 20),
        ("controls.csv", b"a,b\n\x02\x03\x04\x05\x06\x07,1\n"),
        ("picture.csv", PICTURE),
        ("report.csv", b"%PDF-1.7\n..."),
        ("packed.csv", b"\x1f\x8b\x08\x00 packed"),
        ("login.csv", b"<!DOCTYPE html><html><body>Sign in</body></html>"),
        ("letter.xlsx", PROSE),
        ("header.csv", b"Visit ID,Arrival,Departure\n"),
        ("header.xlsx", workbook([["Visit ID", "Arrival", "Departure"]])),
        ("numbers.csv", b"1,2,3\n4,5,6\n"),
        ("strange.csv", b"Fizz,Buzz\na,b\nc,d\n"),
        ("truncated.xlsx", PROSE[: len(PROSE) // 2]),
        ("locked.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)),
        ("word.xlsx", b"PK\x03\x04 not a workbook"),
        ("letter.docx", packed("word/document.xml")),
        ("visits.zip", packed("visits.csv")),
        ("broken.parquet", b"PAR1 not at all PAR1"),
        ("none.parquet", empty_parquet()),
        ("cyrillic.csv", "Визит,Дата\n1,2\n".encode("utf-16-le")[:-1]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_wrong_file_is_refused_in_one_sentence(refusals, name: str, content: bytes):
    [sentence] = refusals({name: content})
    assert name in sentence
    assert WHAT_TO_DO.search(sentence), sentence
    assert sentence.endswith(".")
    assert len(sentence) < 300


def test_a_word_document_is_called_by_its_name(refusals):
    [sentence] = refusals({"letter.docx": packed("word/document.xml")})
    assert "a Word document" in sentence


def test_no_file_at_all(refusals):
    [sentence] = refusals({})
    assert WHAT_TO_DO.search(sentence)


def test_one_wrong_file_among_good_ones_refuses_all_and_names_itself(refusals):
    good = "Visit,Arrival\n1,2025-03-01 08:00\n"
    [sentence] = refusals({"visits.csv": good, "picture.csv": PICTURE})
    assert "picture.csv" in sentence


def test_several_wrong_files_get_a_sentence_each(refusals):
    assert len(refusals({"a.csv": PICTURE, "b.csv": b""})) == 2


def test_rows_without_anything_to_measure_are_no_extract(refusals):
    [sentence] = refusals("Visit,Arrival\nTotal,\n,\n")
    assert "No row can be used" in sentence


def test_a_wrong_encoding_names_the_key_that_settles_it():
    from afreflect.domain.extract import FileMapping, Mapping, Upload
    from afreflect.storage.reader import read

    stated = Mapping(files=(FileMapping(encoding="ascii"),))
    problems = read([Upload("visits.csv", "Séjour,Arrivée\n".encode())], stated)
    assert isinstance(problems, list)
    assert [problem.settles for problem in problems] == ["encoding"]
