"""A log entry handed in: PDF, document, table and JSON say the same, and none says more."""

import csv
import io
import json
import zipfile
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import jsonschema
import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from afreflect.charts import run_chart as drawing
from afreflect.charts.palette import LIGHT
from afreflect.domain import run_chart
from afreflect.domain.cpd_chart import GONE
from afreflect.domain.cpd_handing import EXTRAS, Handed, NotChecked, Person, handed
from afreflect.domain.cpd_log import LogEntryChecked, LogEntryWritten
from afreflect.domain.own_voice import MY
from afreflect.domain.target import TargetHistory
from afreflect.reports import log_bundle, log_docx, log_pdf, log_values
from afreflect.reports.log_pdf import CannotSet, Drawn
from afreflect.storage.regimes import regimes
from tests.domain.cpd_examples import AGAIN, WHOLE
from tests.domain.examples import RETURNS, returns

SCHEMA = Path(__file__).parents[2] / "docs" / "log_entry.schema.json"
SEEN = run_chart.read(RETURNS, returns([(5, 100), (9, 110), (7, 90)] * 4), TargetHistory())
CHART = Drawn(drawing.draw(SEEN, LIGHT, whose=MY), "Months", SEEN.alt)
ME = Person("Dr A. Example", "12345")
ROYAL = regimes()["royal_college_moc"]
SPOKEN = "Suggested: Section 3, Assessment, 4.5 credits (1 h 30 at 3 an hour)."


def checked(entry: LogEntryWritten, **more) -> Handed:
    regime = more.pop("regime", ROYAL)
    return handed(entry, regime, LogEntryChecked("one", entry.fingerprint), **more)


@pytest.fixture(scope="module")
def pdf() -> PdfReader:
    made = log_pdf.as_pdf([checked(AGAIN, person=ME)], {"one": CHART})
    return PdfReader(io.BytesIO(made))


def words(pdf: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def test_check_4_nothing_goes_out_that_was_not_looked_through_as_it_stands():
    with pytest.raises(NotChecked, match="was not looked through"):
        handed(WHOLE, ROYAL, None)
    with pytest.raises(NotChecked):
        handed(replace(WHOLE, what="More."), ROYAL, LogEntryChecked("one", WHOLE.fingerprint))


def test_every_export_says_the_same_suggestion_hours_and_words(pdf: PdfReader):
    each = checked(AGAIN, person=ME)
    document = Document(io.BytesIO(log_docx.as_docx([each])))
    table = "\n".join(paragraph.text for paragraph in document.paragraphs)
    (row,) = csv.DictReader(io.StringIO(log_values.as_csv([each]).decode("utf-8-sig")))
    (stated,) = json.loads(log_values.as_json([each]))["entries"]
    for said in (words(pdf), table, row["suggested"], stated["suggested"][0]["sentence"]):
        assert SPOKEN in said
    assert (row["hours"], stated["hours_suggested"]) == ("1.5", 1.5)
    for text in (AGAIN.result, AGAIN.so_what, AGAIN.remeasure_result):
        assert text in words(pdf)
        assert text in table
        assert text in " ".join(row.values())
        assert text in json.dumps(stated, ensure_ascii=False)


def test_the_pdf_is_tagged_in_its_language_with_a_title_and_no_machine(pdf: PdfReader):
    root = pdf.root_object
    assert dictionary(root["/MarkInfo"])["/Marked"]
    assert str(root["/Lang"]).startswith("en")
    assert dictionary(root["/ViewerPreferences"])["/DisplayDocTitle"]
    assert set(pdf.metadata or {}) == {"/Title", "/Author", "/Creator"}
    assert (pdf.metadata or {})["/Author"] == "Dr A. Example"
    metadata = dictionary(root["/Metadata"])
    assert isinstance(metadata, StreamObject)
    assert b"pdfuaid" in metadata.get_data()


def dictionary(node: object) -> DictionaryObject:
    held = node.get_object() if isinstance(node, IndirectObject) else node
    assert isinstance(held, DictionaryObject)
    return held


def tags(node: object) -> list[DictionaryObject]:
    """Every element of a structure tree, in the order in which a screen reader comes to it."""
    node = node.get_object() if isinstance(node, IndirectObject) else node
    if isinstance(node, ArrayObject):
        return [found for each in node for found in tags(each)]
    if not isinstance(node, DictionaryObject):
        return []
    own = [node] if "/S" in node else []
    return own + (tags(node["/K"]) if "/K" in node else [])


def test_a_screen_reader_meets_headings_in_order_a_table_with_heads_and_the_chart_in_words(
    pdf: PdfReader,
):
    found = tags(pdf.root_object["/StructTreeRoot"])
    kinds = [str(each["/S"]) for each in found]
    levels = [int(kind[2:]) for kind in kinds if kind in ("/H1", "/H2", "/H3")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert {"/Table", "/TH", "/TD", "/L", "/LI", "/P"} <= set(kinds)
    (figure,) = [each for each in found if each["/S"] == "/Figure"]
    assert figure["/Alt"] == CHART.alt


def test_a_screen_reader_reads_the_entry_in_its_colleges_order_wherever_the_chart_has_room():
    """The chart floats on the paper; in the order of reading it stands after the entry's fields."""
    each = checked(AGAIN, person=ME)
    made = log_pdf.as_pdf([each, replace(each)], {"one": CHART})
    found = tags(PdfReader(io.BytesIO(made)).root_object["/StructTreeRoot"])
    read = [
        str(one.get("/T", one["/S"]))
        for one in found
        if str(one["/S"]) in ("/H1", "/H2", "/H3", "/Figure")
    ]
    labels, further = ([label for label, _ in rows] for rows in (each.rows, each.further))
    entry = [
        AGAIN.title, "What it suggests", "The entry", *labels, CHART.caption, "/Figure",
        "Further", *further, "Minutes", "What the suggestion rests on",
    ]  # fmt: skip
    assert read == entry * 2


def test_the_chart_in_the_pdf_is_drawn_in_lines_and_not_in_dots(pdf: PdfReader):
    assert not [image for page in pdf.pages for image in page.images]
    assert "Jan" in words(pdf)


@pytest.mark.parametrize("regime", regimes().values(), ids=lambda regime: regime.id)
def test_every_colleges_pdf_and_document_open_and_hold_its_own_fields(regime):
    each = checked(AGAIN, regime=regime)
    said = words(PdfReader(io.BytesIO(log_pdf.as_pdf([each]))))
    document = Document(io.BytesIO(log_docx.as_docx([each])))
    paragraphs = [paragraph.text for paragraph in document.paragraphs]
    assert regime.college in said
    assert each.rows
    for label, _ in each.rows:
        assert " ".join(label.split()) in said
        assert label in paragraphs
    if regime.banner:
        assert regime.banner in said
        assert regime.banner in paragraphs


def test_a_chart_that_leaves_tells_no_count_of_few_cases():
    """In the picture, in the words behind it and in the ZIP: "<10" in place of one of seven."""
    few = run_chart.read(RETURNS, returns([(5, 100), (1, 7), (7, 90)] * 4), TargetHistory())
    drawn = Drawn(drawing.draw(few, LIGHT, whose=MY), "Months", few.alt)
    with zipfile.ZipFile(io.BytesIO(log_bundle.as_zip(checked(AGAIN), RETURNS, drawn))) as bundle:
        svg = bundle.read("chart.svg").decode()
        pdf = PdfReader(io.BytesIO(bundle.read("entry.pdf")))
    assert "of 7 discharges" not in svg
    assert ">7<" not in svg
    assert "&lt;10" in svg
    assert "<10" in words(pdf)
    assert "1 of 7 discharges" in json.dumps(drawing.draw(few, LIGHT)), "one's own screen says it"


def test_what_is_handed_in_says_my_of_what_the_screen_calls_yours(pdf: PdfReader):
    assert "my average" in words(pdf)
    assert "your average" not in words(pdf)


def test_where_there_is_no_chart_its_place_says_why():
    each = checked(AGAIN)
    for said in (
        words(PdfReader(io.BytesIO(log_pdf.as_pdf([each], {"one": GONE})))),
        " ".join(
            p.text for p in Document(io.BytesIO(log_docx.as_docx([each], {"one": GONE}))).paragraphs
        ),
    ):
        assert GONE in said
    with zipfile.ZipFile(io.BytesIO(log_bundle.as_zip(each, RETURNS, GONE))) as bundle:
        assert "chart.svg" not in bundle.namelist()
        assert GONE in words(PdfReader(io.BytesIO(bundle.read("entry.pdf"))))


def test_a_document_holds_the_chart_with_its_words_a_table_with_heads_and_its_language():
    made = Document(io.BytesIO(log_docx.as_docx([checked(AGAIN)], {"one": CHART})))
    (picture,) = made.inline_shapes
    about = picture._inline.docPr
    assert (about.get("descr"), about.get("title")) == (CHART.alt, CHART.caption)
    (table,) = made.tables
    assert table.rows[0]._tr.trPr is not None
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    spoken = {each.get(qn("w:val")) for each in made.styles.element.iter(qn("w:lang"))}
    assert spoken == {"en-CA"}
    levels = [
        int((each.style.name or "").removeprefix("Heading "))
        for each in made.paragraphs
        if each.style is not None and (each.style.name or "").startswith("Heading ")
    ]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_no_part_of_a_document_names_a_machine_a_maker_or_a_time():
    made = log_docx.as_docx([checked(AGAIN, person=ME)], {"one": CHART})
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        assert {each.date_time for each in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        parts = {name: packed.read(name) for name in packed.namelist()}
    assert "docProps/thumbnail.jpeg" not in parts
    named = b" ".join(
        held for name, held in parts.items() if name.startswith(("docProps", "_rels"))
    )
    for told in (b"Macintosh", b"python", b"thumbnail", b"/home", b"/tmp", b"Normal.dotm"):
        assert told not in named
    assert made == log_docx.as_docx([checked(AGAIN, person=ME)], {"one": CHART})


def test_a_documents_properties_hold_a_title_and_the_printed_name_alone():
    about = Document(io.BytesIO(log_docx.as_docx([checked(AGAIN, person=ME)]))).core_properties
    assert (about.title, about.author, about.last_modified_by) == (AGAIN.title, ME.name, "")
    assert about.created is not None
    assert about.created.year == 1980


def test_check_15_the_name_is_printed_where_it_was_given_and_nowhere_else(pdf: PdfReader):
    assert "Dr A. Example, number 12345" in words(pdf)
    without = words(PdfReader(io.BytesIO(log_pdf.as_pdf([checked(AGAIN)]))))
    assert "number 12345" not in without
    assert b"Example" not in log_values.as_csv([checked(AGAIN)])


def test_check_6_what_is_private_goes_out_only_where_it_is_ticked():
    bare = log_values.as_json([checked(AGAIN)])
    assert json.loads(bare)["entries"][0]["extras"] == {}
    assert not any(title.encode() in log_values.as_csv([checked(AGAIN)]) for title in EXTRAS)
    ticked = checked(AGAIN, extras={"landing": "It was hard to read."})
    (stated,) = json.loads(log_values.as_json([ticked]))["entries"]
    assert (stated["extras"], stated["placement_included"]) == (
        {"landing": "It was hard to read."}, True,
    )  # fmt: skip
    with pytest.raises(KeyError, match="nothing to tick"):
        checked(AGAIN, extras={"everything": "x"})


def test_check_14_a_provisional_result_says_so_in_every_export():
    doubted = checked(replace(AGAIN, provisional_until=date(2027, 1, 20)))
    for held in (
        words(PdfReader(io.BytesIO(log_pdf.as_pdf([doubted])))),
        log_values.as_csv([doubted]).decode(),
        log_values.as_json([doubted]).decode(),
    ):
        assert "Provisional until 20 Jan 2027." in held


@pytest.mark.parametrize("regime", regimes().values(), ids=lambda regime: regime.id)
def test_what_is_stated_obeys_the_published_schema(regime):
    schema = json.loads(SCHEMA.read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    for entry in (WHOLE, AGAIN):
        stated = json.loads(log_values.as_json([checked(entry, regime=regime, person=ME)]))
        jsonschema.validate(stated, schema)


HOSTILE = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=30)


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(["=", "+", "-", "@", "\t", "\r", " =", "\n@"]), HOSTILE)
def test_no_cell_of_the_table_is_ever_a_formula(begins, rest):
    each = checked(replace(WHOLE, what=begins + rest, title="=1+1"))
    text = log_values.as_csv([each]).decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for cell in cells)


@pytest.mark.parametrize(
    "text",
    ["#panic()", "$x$ *b* _i_ \\", "<a> ]] [ @ref", '"; #import "x"', "\u202eabc", "é\n\nb"],
)
def test_whatever_is_written_is_set_as_words_and_never_as_source(text):
    made = log_pdf.as_pdf([checked(replace(WHOLE, title=text, what=text))])
    assert made.startswith(b"%PDF")


@settings(max_examples=6, deadline=None)
@given(HOSTILE)
def test_a_pdf_is_made_whole_or_says_which_letter_it_cannot_show(text):
    each = checked(replace(WHOLE, what=text))
    try:
        assert log_pdf.as_pdf([each]).startswith(b"%PDF")
    except CannotSet as fault:
        assert "save a Word document" in str(fault)  # noqa: PT017


def test_a_letter_without_a_font_is_named():
    with pytest.raises(CannotSet, match="can't show “漢”"):
        log_pdf.as_pdf([checked(replace(WHOLE, what="漢"))])


@settings(max_examples=6, deadline=None)
@given(HOSTILE)
def test_a_document_opens_whatever_was_written(text):
    made = log_docx.as_docx([checked(replace(WHOLE, what=f"a{text}"))])
    assert len(Document(io.BytesIO(made)).paragraphs) > 10


def test_the_bundle_holds_the_evidence_and_no_row_path_or_time():
    each = checked(AGAIN)
    with zipfile.ZipFile(io.BytesIO(log_bundle.as_zip(each, RETURNS, CHART))) as bundle:
        names = bundle.namelist()
        held = {name: bundle.read(name) for name in names}
        assert {entry.date_time for entry in bundle.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert names == [
        "README.txt", "entry.pdf", "entry.json", "extract.txt", "definition.txt", "chart.svg",
        "plan.txt", "looked-again.txt", "feedback.txt",
    ]  # fmt: skip
    assert RETURNS.eligible.encode() in held["definition.txt"]
    assert b"Rows of my own: 672" in held["extract.txt"]
    assert held["chart.svg"].startswith(b"<svg")
    assert not any(b"/home" in text or b"/tmp" in text for text in held.values())


def test_a_bundle_holds_no_file_for_what_an_entry_does_not_hold():
    made = log_bundle.as_zip(checked(replace(WHOLE, plan="")), None, None)
    with zipfile.ZipFile(io.BytesIO(made)) as bundle:
        assert bundle.namelist() == ["README.txt", "entry.pdf", "entry.json", "extract.txt"]
