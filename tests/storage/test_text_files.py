"""FR-40: text comes in many forms, and every row of it is kept or counted."""

import pytest

TEXT = """Visit ID,Arrival,Departure,Complaint
1,2025-03-01 08:00,2025-03-01 11:00,Céphalée
2,2025-03-02 09:00,2025-03-02 12:00,"Fall, from a ladder"
"""


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_any_encoding_that_systems_write(load, encoding: str):
    """FR-40: accents survive, whatever a system makes of them."""
    assert load(TEXT.encode(encoding)).column("complaint") == ["Céphalée", "Fall, from a ladder"]


def test_an_encoding_can_be_stated(load):
    cyrillic = TEXT.replace("Céphalée", "Мигрень").encode("cp1251")
    assert load(cyrillic, 'encoding = "cp1251"').column("complaint")[0] == "Мигрень"


def test_a_byte_order_mark_is_no_part_of_the_first_name(reading):
    sheet = reading(TEXT.encode("utf-8-sig"), 'encoding = "utf-8"').sheets[0]
    assert sheet.columns[0] == "Visit ID"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "^", "~"])
def test_any_delimiter(load, delimiter: str):
    text = TEXT.replace('"Fall, from a ladder"', "Fall").replace(",", delimiter)
    assert load(text).column("complaint") == ["Céphalée", "Fall"]


def test_a_delimiter_can_be_stated(reading):
    text = TEXT.replace('"Fall, from a ladder"', "Fall").replace(",", "#")
    assert len(reading(text, 'delimiter = "#"').sheets[0].columns) == 4


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_any_line_end(load, ends: str):
    assert load(TEXT.replace("\n", ends)).extract.rows_in == 2


def test_lines_and_quotation_marks_inside_of_a_cell_are_part_of_it(load):
    text = TEXT + '3,2025-03-03 09:00,2025-03-03 10:00,"said ""never""\nand left"\n'
    assert load(text).column("complaint")[2] == 'said "never"\nand left'


def test_a_list_of_several_lines_in_a_narrow_file_is_no_fault(load):
    text = (
        'Arrival,Departure,Comment\n2025-03-01 08:00,2025-03-01 11:00,"on a, b, c\nand d, e, f"\n'
    )
    assert load(text).extract.rows_in == 1


@pytest.mark.parametrize(
    "broken",
    [
        TEXT + '3,2025-03-03 09:00,2025-03-03 10:00,"never closed\n4,2025-03-04 09:00,,Fall\n',
        TEXT + '3,"2025-03-03 09:00,2025-03-03 10:00,x\n4,"2025-03-04 09:00",,Fall\n',
        TEXT + '3,2025-03-03 09:00,2025-03-03 10:00,"x',
        TEXT.replace("Visit ID", '"Visit ID'),
    ],
    ids=["to the end", "up to the next one", "in the last line", "among the names"],
)
def test_an_unclosed_quotation_mark_is_refused_for_it_would_swallow_rows(refusals, broken: str):
    [sentence] = refusals(broken)
    assert "visits.csv" in sentence
    assert "export" in sentence


def test_a_stray_quotation_mark_in_a_line_costs_no_row(load):
    text = TEXT + '3,2025-03-03 09:00,2025-03-03 10:00,5" cut\n'
    assert load(text).column("complaint")[2] == '5" cut'


def test_rows_that_do_not_fit_the_names_are_set_aside_and_counted(load):
    text = TEXT + "3,2025-03-03 09:00\n4,2025-03-04 09:00,2025-03-04 10:00,Fall,from a tree\n"
    found = load(text)
    assert found.aside() == {"not 4 cells, as the column names have": 2}
    assert found.extract.set_aside[0].examples == ("row 4: 2 cells", "row 5: 5 cells")
    assert found.extract.rows_in == 4
    assert found.extract.rows_kept == 2


@pytest.mark.parametrize(
    "names, rows",
    [
        ("Visit,Arrival,Departure,", ["1,2025-03-01 08:00,2025-03-01 11:00"] * 1),
        ("Visit,Arrival,Departure", ["1,2025-03-01 08:00,2025-03-01 11:00,,"]),
        (
            "Visit,Arrival,Departure",
            ["1,2025-03-01 08:00,2025-03-01 11:00", "2,2025-03-02 08:00,2025-03-02 11:00,"],
        ),
        (
            "Visit,Arrival,Departure,,",
            ["1,2025-03-01 08:00,2025-03-01 11:00,", "2,2025-03-02 08:00,2025-03-02 11:00,,"],
        ),
    ],
    ids=["after the names", "after the rows", "after some rows", "more or fewer"],
)
def test_delimiters_at_the_end_of_a_line_mean_nothing(load, names: str, rows: list[str]):
    found = load("\n".join([names, *rows]))
    assert found.extract.rows_kept == len(rows)
    assert found.aside() == {}
    assert not [field for field in found.column("field", "visit_extras") if "column" in field]


def test_a_mended_row_keeps_its_place(load):
    text = "Visit,Arrival\n1,2025-03-01 08:00\n2,2025-03-02 08:00,\n3,2025-03-03 08:00\n"
    assert load(text).column("encounter_id") == ["1", "2", "3"]


def test_values_beyond_the_named_columns_are_refused_for_names_may_be_shifted(refusals):
    text = "Visit,Arrival,Departure\n1,10,2025-03-01 08:00,2025-03-01 11:00\n"
    [sentence] = refusals(text)
    assert "more values than the 3 columns" in sentence


def test_a_title_above_the_names_is_passed_over(load):
    text = "Emergency department,,,\nPrinted 1 April 2025,,,\n\n" + TEXT
    found = load(text)
    assert found.extract.rows_kept == 2


@pytest.mark.parametrize(
    "row, reason",
    [
        (",,,", "a blank row"),
        ("Total,2,,", "a totals or footer row"),
        ("Généré le 1er avril 2025,,,", "a totals or footer row"),
        ("* Times are those of the register,,,", "a totals or footer row"),
        ("Visit ID,Arrival,Departure,Complaint", "the column names again"),
    ],
)
def test_what_is_printed_between_the_visits_is_none(load, row: str, reason: str):
    found = load(TEXT + row + "\n" + "9,2025-03-09 09:00,2025-03-09 12:00,Cough\n")
    assert found.aside() == {reason: 1}
    assert found.column("encounter_id") == ["1", "2", "9"]
    assert found.extract.set_aside[0].examples == ("row 4 of visits.csv",)


def test_columns_of_the_same_name_are_told_apart(reading):
    text = "Visit,Arrival,Code,Code\n1,2025-03-01 08:00,a,b\n"
    assert reading(text).sheets[0].columns == ("Visit", "Arrival", "Code", "Code (2)")


def test_marks_of_the_byte_order_between_files_put_together_are_no_part_of_a_cell(load):
    """FR-40: the names of the second file are names again, and its first visit keeps its id."""
    one = b"\xef\xbb\xbfVisit,Arrival\n"
    found = load(one + b"1,2025-03-01 08:00\n" + one + b"\xef\xbb\xbf2,2025-03-02 08:00\n")
    assert found.column("encounter_id") == ["1", "2"]
    assert found.aside() == {"the column names again": 1}


def test_a_space_before_every_quotation_mark_opens_it_all_the_same(load):
    rows = '"Visit", "Arrival", "Complaint"\n' + "".join(
        f'"{n}", "2025-03-01 08:00", "fell, hurt ""here"""\n' for n in (1, 2)
    )
    assert load(rows).column("complaint") == ['fell, hurt "here"'] * 2


def test_one_apostrophe_belongs_to_a_name(load):
    text = "Visit,Arrival,Complaint\n1,2025-03-01 08:00,'t is worse\n2,2025-03-01 08:00,cough\n"
    assert load(text).column("complaint") == ["'t is worse", "cough"]


def test_long_numbers_cut_short_by_a_spreadsheet_tell_nobody_apart(load):
    """Two patients would become one, and a return of somebody else theirs."""
    text = "Visit,Patient,Arrival\n1,5.50001E+07,2025-03-01 08:00\n2,5.50001E+07,2025-03-02 08:00\n"
    found = load(text)
    assert found.column("patient_id") == [None, None]
    assert any("2 patient numbers lost the last digits" in said for said in found.warnings())


def test_codes_of_rows_that_are_not_used_are_not_asked_about(load):
    """FR-40: neither the names printed again nor an earlier version of a visit."""
    text = (
        "Visit,Arrival,Disposition,Version\n1,2025-03-01 08:00,pending,1\n"
        "1,2025-03-01 08:00,admitted,2\nVisit,Arrival,Disposition,Version\n"
        "2,2025-03-01 09:00,admitted,1\n"
    )
    assert not any("disposition" in said for said in load(text).warnings())
