"""Single values: e-mails, phone numbers, addresses, numbers and names, and what only looks so."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.ca import sin

from afreflect.storage import national_numbers, recognising
from afreflect.storage.blanking import TAKEN_OUT, Blanking

IS = {
    recognising.is_phone: (
        "(416) 555-0199", "416-555-0199", "416.555.0199", "1 416 555 0199", "+1 416-555-0199",
        "+44 20 7946 0958", "020 7946 0958", "06 12 34 56 78", "+33 6 12 34 56 78", "030 12345678",
        "tel: 416 555 0199", "416-555-0199 x12",
    ),
    recognising.is_email: ("ann.archer@ward.example.org", "a+b@c.co.uk"),
    recognising.is_address: (
        "12 Garden Street", "466 Ferry Ave.", "12 rue de la Paix", "Hauptstraße 12", "Via Roma 10",
        "Calle Mayor 5, 2B", "Storgatan 5", "10 Downing St", "Keizersgracht 100", "Rua Augusta 24",
    ),
    recognising.is_postcode: ("SW1A 1AA", "K1A 0B6", "h2x1y4", "02138-1234", "1012 AB"),
    recognising.is_name: (
        "Ann Archer", "ARCHER ANN", "Archer, Ann B.", "Jean-Luc Côté", "María José Pérez García",
        "Jan van der Berg", "Søren Ågård", "O'Brien Mary", "李 小龍",
    ),
    national_numbers.is_for_certain: (
        "123-45-6789", "943 476 5919", "123-456-782", "1234-567-897-AB", "TREM 8506 1512",
        "2 95 10 99 126 111 93", "RSSMRA85T10A562S", "131052-308T", "120174-3399",
        "756.9217.0769.85", "1EG4-TE5-MK73", "111.444.777-35", "X-2482300-W", "BOXW310820HNERXN09",
    ),
}  # fmt: skip
IS_NOT = {
    recognising.is_phone: (
        "4165550199", "35958096", "2024-03-01", "01.02.2024 14:05", "12.03.2024", "120/80", "25-44",
        "401.9 250.00 272.4", "100000-12", "0123-45", "2024-000123", "98.6", "10019101",
        "110 70 98 36 12", "01:30", "999-84-1639",
    ),
    recognising.is_email: ("@", "ann@ward", "seen @ triage", "3 @ 5.00"),
    recognising.is_address: (
        "Chest pain", "3 days of fever", "5 ST elevation", "Bed 12", "Ward 3 West", "2 dr visits",
        "MVC highway", "Station 4", "R FOOT ULCER/CELLULITIS", "level 3",
    ),
    recognising.is_postcode: ("S72.001A", "R07.4", "RF4", "02138", "CT;XR", "I21.9", "1 AB"),
    recognising.is_name: (
        "Chest Pain", "ABD PAIN", "Sinus Tachycardia", "Acute Appendicitis", "Fever, Cough",
        "Shortness Of Breath", "White British", "Blue Cross", "Urinary Tract Infection", "Toronto",
        "walk in", "CT;XR", "Dor Torácica No Peito", "Douleur Thoracique", "MD", "R FOOT ULCER",
    ),
    national_numbers.is_for_certain: (
        "35958096", "10015860", "9434765919", "2024-03-01", "240301-1405", "943 476 5918", "101.5",
        "S72.001A", "241615005", "20151127", "10019101", "1234-567-890-AB", "A123456780",
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    "says, cell", [(says, cell) for says, cells in IS.items() for cell in cells]
)
def test_it_is_one(says, cell: str):
    assert says(cell)


@pytest.mark.parametrize(
    "says, cell", [(says, cell) for says, cells in IS_NOT.items() for cell in cells]
)
def test_it_is_none(says, cell: str):
    assert not says(cell)


@given(st.integers(0, 10**9 - 1))
def test_a_number_with_its_own_check_digit_is_known_and_with_another_is_not(number: int):
    """NHS number (England): modulo 11; SIN (Canada): Luhn."""
    digits = f"{number:09}"
    check = (
        -sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=True))
        % 11
    )
    for last in string.digits:
        grouped = f"{digits[:3]} {digits[3:6]} {digits[6:]}{last}"
        assert national_numbers.is_for_certain(grouped) == (int(last) == check)
    spaced = f"{digits[:3]} {digits[3:6]} {digits[6:]}"
    assert national_numbers.is_for_certain(spaced) == sin.is_valid(digits)


@given(st.text(max_size=60))
def test_any_text_is_judged_without_a_fault_and_the_same_again(cell: str):
    for says in IS:
        assert says(cell) == says(cell)
    bare = Blanking(frozenset({"ANN ARCHER"}), frozenset({"4411907"})).text(cell)
    assert TAKEN_OUT in bare or bare == cell


@given(st.text(string.ascii_letters + " ,./-()", max_size=60))
def test_words_without_digits_or_an_e_mail_are_never_touched(cell: str):
    assert Blanking().text(cell) == cell


BLANKING = Blanking(
    frozenset({"ANN ARCHER", "ARCHER ANN", "DOE J"}), frozenset({"4411907", "12"}), frozenset()
)


@pytest.mark.parametrize(
    "cell, left",
    [
        ("Fever, call 416-555-0199 (mother)", f"Fever, call {TAKEN_OUT} (mother)"),
        ("rash; ann@ward.example.org", f"rash; {TAKEN_OUT}"),
        ("SSN 123-45-6789 chest pain", f"SSN {TAKEN_OUT} chest pain"),
        ("ssn: 123456789", f"ssn: {TAKEN_OUT}"),
        ("DOB 1980-03-02, fall", f"DOB {TAKEN_OUT}, fall"),
        ("born 14 Sep 1981, fall", f"born {TAKEN_OUT}, fall"),
        ("dob: March 2, 1980", f"dob: {TAKEN_OUT}"),
        ("call 416\u2013555\u20130199", f"call {TAKEN_OUT}"),
        ("cb 4165550199", f"cb {TAKEN_OUT}"),
        ("fell at 12 Garden Street, wrist", f"fell at {TAKEN_OUT}, wrist"),
        ("chute 12 rue Mozart hier", f"chute {TAKEN_OUT} hier"),
        ("NHS no 943 476 5919.", f"NHS no {TAKEN_OUT}."),
        ("Ann Archer fell", f"{TAKEN_OUT} fell"),
        ("with ARCHER, Ann; twice", f"with {TAKEN_OUT}; twice"),
        ("sent by Doe, J.", f"sent by {TAKEN_OUT}."),
        ("see chart 4411907", f"see chart {TAKEN_OUT}"),
        ("tel 06 12 34 56 78", f"tel {TAKEN_OUT}"),
    ],
)
def test_what_identifies_is_taken_out_of_a_text_and_the_rest_stays(cell: str, left: str):
    assert BLANKING.text(cell) == left


@pytest.mark.parametrize(
    "cell",
    ["R FOOT ULCER/CELLULITIS", "BP 120/80 HR 110 RR 20", "401.9 250.00 272.4", "12 weeks pregnant",
     "fell 3 m, GCS 15", "10/10 pain x 3 days", "S72.001A", "Concussion 62106007",
     "temp 38.5 at 14:05", "call bell", "2 g IV q8h x 10", "99214-25",
     "35958096", "took 1000 mg 2024-03-01", "Archer"],
)  # fmt: skip
def test_a_text_without_anybody_in_it_stays(cell: str):
    assert BLANKING.text(cell) == cell


WORDS = Blanking(words=frozenset({"OKONKWO", "JEAN-LUC"}))


@pytest.mark.parametrize(
    "cell, left",
    [
        ("pt Okonkwo: fell", f"pt {TAKEN_OUT}: fell"),
        ("OKONKWO, fever", f"{TAKEN_OUT}, fever"),
        ("okonkwo's mother called", f"{TAKEN_OUT}'s mother called"),
        ("with Jean-Luc at home", f"with {TAKEN_OUT} at home"),
        ("Okonkwolike rash", "Okonkwolike rash"),
    ],
)
def test_a_single_known_name_is_taken_out_as_a_whole_word(cell: str, left: str):
    assert WORDS.text(cell) == left
    assert WORDS.of_categories.text(cell) == cell
