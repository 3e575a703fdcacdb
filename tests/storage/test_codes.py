"""FR-40: codes are understood in the words systems use, and asked about where they are not."""

import pytest

from afreflect.storage.vocabulary import number, vocabulary


@pytest.mark.parametrize(
    "written, code",
    [
        ("Admitted to 4 West", "admitted"), ("Hospitalisée", "admitted"), ("ADM", "admitted"),
        ("D/C Home", "discharged"), ("Retour à domicile", "discharged"), ("Congé", "discharged"),
        ("Transfert", "transferred"), ("LWBS", "lwbs"), ("Parti sans être vu", "lwbs"),
        ("Did not wait", "lwbs"), ("Fugue", "eloped"), ("Left AMA", "ama"),
        ("Sortie contre avis médical", "ama"), ("Décédé", "died"), ("Autre", "other"),
        ("Stationär aufgenommen", "admitted"), ("Nach Hause entlassen", "discharged"),
        ("Vor Arztkontakt gegangen", "lwbs"), ("Gegen ärztlichen Rat", "ama"),
        ("In progress", None),
    ],
)  # fmt: skip
def test_how_a_visit_ended(written: str, code: str | None):
    assert vocabulary().code("disposition", written) == code


@pytest.mark.parametrize(
    "written, code",
    [
        ("3", "3"), ("2.0", "2"), ("ESI 3", "3"), ("III", "3"), ("CTAS 4 - less urgent", "4"),
        ("Resuscitation", "1"), ("Très urgent", "2"), ("0", None), ("6", None), ("23", None),
        ("9", None),
    ],
)  # fmt: skip
def test_how_urgent_it_was(written: str, code: str | None):
    assert vocabulary().code("acuity", written) == code


@pytest.mark.parametrize(
    "written, kinds",
    [
        ("CT", "CT"), ("Head CT", "CT"), ("CT;XR", "CT;XR"), ("TDM cérébrale", "CT"),
        ("Radiographie du thorax", "XR"), ("DX", "XR"), ("Échographie + IRM", "MR;US"),
        ("Something else", "other"),
    ],
)  # fmt: skip
def test_kinds_of_imaging(written: str, kinds: str):
    assert vocabulary().modality(written) == kinds


@pytest.mark.parametrize(
    "written, value",
    [
        ("12", 12), ("12,5", 12.5), ("1,234", 1234), ("1.234,5", 1234.5), ("1 234", 1234),
        ("1’234", 1234), ("12’345.5", 12345.5),
        ("95 min", 95), ("1:35", 95), ("2h05", 125), ("-3", -3), ("none", None), ("", None),
    ],
)  # fmt: skip
def test_amounts(written: str, value: float | None):
    assert number(written) == value


def test_a_code_we_do_not_know_counts_as_missing_and_is_named(load):
    found = load("Visit,Arrival,Disposition\n1,2025-03-01 08:00,Home\n2,2025-03-01 09:00,Fizz\n")
    assert found.column("disposition") == ["discharged", None]
    [warning] = found.extract.warnings
    assert '"Fizz"' in warning.text
    assert warning.settles == "values.disposition"


def test_an_acuity_of_two_digits_does_not_break_the_load(load):
    found = load(
        "Visit,Arrival,CTAS\n"
        + "\n".join(f"{n},2025-03-01 08:0{n},{level}" for n, level in enumerate([3, 2, 4, 23]))
    )
    assert found.column("acuity") == [3, 2, 4, None]


def test_a_mapping_says_what_a_code_means(load):
    text = "Visit,Arrival,Disposition\n1,2025-03-01 08:00,Home\n2,2025-03-01 09:00, fizz \n"
    found = load(text, '[values.disposition]\n"Fizz" = "lwbs"\n')
    assert found.column("disposition") == ["discharged", "lwbs"]
    assert found.warnings() == []


@pytest.mark.parametrize(
    "cells, meant",
    [
        (["Y", "N", ""], [True, False, None]),
        (["X", "", ""], [True, False, False]),
        (["oui", "non", "oui"], [True, False, True]),
        (["1", "0", "2"], [True, False, True]),
        (["", "", ""], [None, None, None]),
    ],
    ids=["a blank beside a no is unknown", "a blank beside ticks is a no", "French", "counts", "-"],
)
def test_flags(load, cells: list[str], meant: list[bool | None]):
    rows = [f"{n},2025-03-01 08:0{n},{cell}" for n, cell in enumerate(cells)]
    assert load("\n".join(["Visit,Arrival,Consult", *rows])).column("consult") == meant


def test_kinds_in_one_column_say_whether_there_was_imaging_and_a_ct(load):
    text = "Visit,Arrival,Imaging\n1,2025-03-01 08:00,CT head\n2,2025-03-01 09:00,\n"
    text += "3,2025-03-01 10:00,X-ray\n4,2025-03-01 11:00,None\n"
    found = load(text)
    assert found.column("imaging") == [True, False, True, False]
    assert found.column("ct") == [True, False, False, False]
    assert found.column("modality")[:3] == ["CT", None, "XR"]


def test_columns_without_a_telling_name_are_known_by_their_values(load):
    text = "Visit,Field 1,Field 2,Field 3,Field 4\n" + "".join(
        f"{n},2025-03-01 08:0{n},2025-03-01 11:0{n},{end},{sex}\n"
        for n, (end, sex) in enumerate([("Home", "F"), ("Admitted", "M"), ("Home", "F")])
    )
    found = load(text)
    assert found.column("disposition") == ["discharged", "admitted", "discharged"]
    assert found.column("sex") == ["F", "M", "F"]
    assert found.column("departure_ts")[0].hour == 11


def test_age_comes_from_the_birth_date_or_the_birth_year_which_are_not_kept(load):
    text = "Visit,Arrival,Date of birth\n"
    text += "1,2025-03-01 08:00,2000-03-01\n2,2025-03-01 09:00,2000-03-02\n"
    found = load(text)
    assert found.column("age") == [25, 24]
    assert not any("2000" in cell for cell in found.cells())
    assert load("Visit,Arrival,Birth year\n1,2025-03-01 08:00,1990\n").column("age") == [35]
