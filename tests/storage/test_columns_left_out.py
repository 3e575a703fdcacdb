"""Columns that identify people stay out; a mistake is undone, but not where there is no doubt."""

from dataclasses import replace
from pathlib import Path

import pytest

from afreflect.domain.extract import Upload
from afreflect.storage.columns_left_out import left_out
from afreflect.storage.identifying_words import identifying_words
from afreflect.storage.mapping import mapping_from, mapping_text
from afreflect.storage.reader import read
from afreflect.storage.sheet import plain
from tests.conftest import ROOT

DATA = ROOT.parent / "shared" / "data"
NAMED = {
    "name": "Patient name|Surname|Nom de famille|Prénom du patient|Vorname|Nachname|Apellidos|"
    "Nombre|Achternaam|Sobrenome|Cognome|Etternavn|Förnamn|Efternavn|Sukunimi|PatientName|Pt First",
    "number": "SSN|Social Security Number|Health card|NHS Number|OHIP|RAMQ|Versichertennummer|"
    "Numéro de sécurité sociale|Tarjeta sanitaria|Burgerservicenummer|Codice fiscale|Personnummer|"
    "Fødselsnummer|CPR|Henkilötunnus|Numero d'assurance maladie|Passport no|PHN|DNI|BSN",
    "phone": "Phone|Home phone|Téléphone|Telefonnummer|Teléfono|Telefoon|Telemóvel|Cellulare|"
    "Mobilnummer|Puhelin|Callback number|Contact no",
    "email": "E-mail|Email address|Courriel|Correo electrónico|E-post",
    "address": "Address|Street|Adresse|Anschrift|Dirección|Adres|Endereço|Indirizzo|Zip code|"
    "Code postal|Postleitzahl|Código postal|Postcode|Postnummer|City|Woonplaats|Osoite",
    "birth": "Date of birth|DOB|Date de naissance|Geburtsdatum|Fecha de nacimiento|Geboortedatum|"
    "Data de nascimento|Data di nascita|Fødselsdato|Födelsedatum|Syntymäaika|Year of birth",
    "staff": "Referring physician|Nurse|Hausarzt|Médico|Infirmière|Huisarts|Sykepleier|GP",
    "text": "Comments|Notes|Remarques|Bemerkungen|Observaciones|Opmerkingen|Observações|Kommentar",
}
NOT_NAMED = (
    "Drug name|Test name|Site name|Bed|Acuity|Complaint|Chief complaint|Diagnosis|Race|"
    "Insurance plan|Temperature|Payer|CODE|Triage level|Length of stay|Arrival mode|"
    "Temps d'attente|Gravité|Heart rate|Zone|Weight|Birth weight|Hospital address|Marks|"
    "Consult|Station|Edad|Sexo"
)


@pytest.mark.parametrize(
    "kind, name", [(kind, name) for kind, names in NAMED.items() for name in names.split("|")]
)
def test_a_column_is_known_by_its_name_in_several_languages(kind: str, name: str):
    assert identifying_words().kind_of(plain(name)) == kind


@pytest.mark.parametrize("name", NOT_NAMED.split("|"))
def test_a_column_about_a_thing_is_none(name: str):
    assert identifying_words().kind_of(plain(name)) == ""


def visits(column: str, values: list[str]) -> str:
    rows = [
        f'V{n},P{n},2026-01-{n % 28 + 1:02} 08:00,Home,"{cell}"' for n, cell in enumerate(values)
    ]
    return "\n".join([f"Visit,Patient,Arrival,Outcome,{column}", *rows])


def told(reading, **changes: tuple[str, ...]) -> dict[str, tuple[str, str, bool]]:
    found = left_out(reading, replace(reading.mapping, **changes))
    return {entry.column: (entry.kind, entry.by, entry.certain) for entry in found}


NHS = ["9434765919", "9434765870", "9434765889", "9434765897", "9434765900", "9434765927"]
COMPLAINTS = ["Chest Pain", "Abdominal Pain", "Head Injury", "Back Pain", "Shortness Of Breath",
              "Dizziness", "Hip Fracture", "Urinary Retention", "Sore Throat"]  # fmt: skip


@pytest.mark.parametrize(
    "values, kind, certain",
    [
        (NHS, "number", True),
        (["401-21-4310", "402-22-4311"], "number", True),
        (["401\u201121\u20114310", "402\u201322\u20134311"], "number", True),
        (["416\u2013555\u20130199", "416\u2011555\u20110198"], "phone", False),
        (["19321123", "20090103", "19570612", "19850230"], "birth", False),
        (["999-21-4310", "999-22-4311"], "number", False),
        (["ann@a.org", "bob@b.org"], "email", True),
        (["(416) 555-0199", "416-555-0134"], "phone", False),
        (["12 Garden Street", "4 Mill Road"], "address", False),
        (["SW1A 1AA", "N1 9GU"], "address", False),
        (["Archer, Ann", "Baker, Bob"], "name", False),
        (["Ann Archer", "Bob Baker", "Cid Cook"], "name", False),
        (["Dr Smith", "Dr Smith", "Dr. Jones", "Dr Smith"], "name", False),
        (["1931-05-02", "1988-12-01", "2004-01-30", "1967-07-07"], "birth", False),
        (["3/4/51", "12/1/88", "30/1/04", "7/7/67"], "birth", False),
        (["03-Apr-51", "01-Dec-88", "30-Jan-04", "07-Jul-67"], "birth", False),
        (["51-04-03", "88-12-01", "04-01-30", "67-07-07"], "birth", False),
        (
            [
                "4169671111",
                "4163924040",
                "6475554321",
                "9053841212",
                "4165860211",
                "4168643000",
                "9056328712",
                "2894721003",
            ],
            "phone",
            False,
        ),
        (
            [
                "0612345678",
                "0142869512",
                "0388765421",
                "0471239876",
                "0558241930",
                "0687654321",
                "0145238877",
                "0233445566",
            ],
            "phone",
            False,
        ),
    ],
)
def test_what_is_told_by_content_alone(reading, values, kind, certain):
    assert told(reading(visits("Extra", values))) == {"Extra": (kind, "content", certain)}


@pytest.mark.parametrize(
    "values",
    [
        [str(35_958_096 + 7 * n) for n in range(40)],
        [str(4_165_550_100 + 13 * n) for n in range(40)],
        [str(2_026_000_100 + 37_003 * n) for n in range(40)],
        [str(7_919 * (n + 3) ** 4 % 9_000_000_000 + 1_000_000_000) for n in range(40)],
        [f"{1_000_100 + 13 * n:010}" for n in range(40)],
        [f"{n % 28 + 1}/1/26" for n in range(40)],
        [f"1/{n % 12 + 1}/{24 + n % 7}" for n in range(40)],
        [f"{10 + n}-{44 + n}-{50 + n}" for n in range(40)],
        [f"{100 + n}-{10 + n}" for n in range(40)],
        COMPLAINTS,
        ["Sinus Rhythm", "Atrial Fibrillation"] * 10,
        [f"2026-01-{n:02}" for n in range(1, 20)],
        ["WHITE - OTHER EUROPEAN", "BLACK/AFRICAN", "ASIAN"] * 5,
        [f"S72.00{n}A" for n in range(10)],
        ["241615005", "62106007", "410620009", "284551006", "283385000", "125605004"],
        ["1", "2", "3", "2.5"],
        ["Room 1", "Room 2", "Resus 1"],
    ],
    ids=lambda values: values[0],
)  # fmt: skip
def test_what_only_looks_so_is_kept(reading, values):
    assert told(reading(visits("Extra", values))) == {}


LAST = ["Okonkwo", "Archer", "Baker", "Green", "Parkinson", "van der Berg", "Young", "Li"]


def named_visits(column: str, values: list[str], arrival: str = "2026-01-{:02} 08:00") -> str:
    rows = [
        f'V{n},P{n},"{LAST[n % 8]}, Ann",{arrival.format(n % 28 + 1)},Home,"{cell}"'
        for n, cell in enumerate(values)
    ]
    return "\n".join([f"Visit,Patient,Patient name,Arrival,Outcome,{column}", *rows])


@pytest.mark.parametrize("column", ["Label", "Extra"])
@pytest.mark.parametrize("written", [str, str.upper, str.lower])
def test_bare_last_names_are_known_from_the_files_own_names(reading, column: str, written):
    found = told(reading(named_visits(column, [written(name) for name in LAST])))
    assert found[column] == ("name", "content", False)


@pytest.mark.parametrize(
    "column, values",
    [
        ("Extra", ["Green", "Young", "Green", "Archer"] * 10),
        ("Extra", ["Paris", "Lyon", "Baker", "Lille", "Nantes", "Brest", "Nice", "Tours"]),
        ("Extra", [*COMPLAINTS, "Parkinson"]),
        ("Ward", LAST),
        ("Extra", ["Green", "Young", "Baker"]),
    ],
)
def test_words_that_are_also_names_stay(reading, column: str, values: list[str]):
    assert column not in told(reading(named_visits(column, values)))


def spoken(load, texts: list[str], names: list[str]) -> list[str]:
    rows = [
        f'V{n},P{n},"{names[n % len(names)]}",2026-01-{n % 28 + 1:02} 08:00,Home,"{text}",'
        "Skene Wing"
        for n, text in enumerate(texts)
    ]
    found = load("\n".join(["Visit,Patient,Patient name,Arrival,Outcome,Complaint,Site", *rows]))
    assert set(found.column("site")) == {"Skene Wing"}
    return found.column("complaint")


NAMES = ["Okonkwo, Ann", "Parkinson, Bob", "Sharp, Cid", "Skene, Dee", "Young, Eve", "Ng, Li"]


def test_a_patients_name_inside_a_text_is_taken_out(load):
    texts = ["pt Okonkwo: fell", "young man, sharp pain", "tremor, Parkinson's", "OKONKWO fever",
             "Mrs. Okonkwo dizzy", "ng tube"]  # fmt: skip
    assert spoken(load, texts, [*NAMES[:3], NAMES[0], NAMES[0], NAMES[5]]) == [
        "pt [left out]: fell", "young man, sharp pain", "tremor, Parkinson's",
        "[left out] fever", "Mrs. [left out] dizzy", "ng tube",
    ]  # fmt: skip


def test_a_word_said_more_often_than_patients_called_so_come_stays(load):
    texts = [
        "Skene abscess",
        "Skene gland swollen",
        "old Skene cyst",
        "rash",
        "cough",
        "Skene pain",
    ]
    assert spoken(load, texts, NAMES) == texts


def test_names_that_were_brought_back_tell_nothing_of_others(reading):
    text = named_visits("Extra", LAST)
    assert told(reading(text), keep=("Patient name",)) == {}


def test_births_are_told_where_the_visits_too_have_years_of_two_digits(reading):
    births = ["3/4/51", "12/1/88", "30/1/04", "7/7/67"]
    found = told(reading(named_visits("Extra", births, "{}/1/26 08:00")))
    assert found["Extra"] == ("birth", "content", False)


def test_a_mistake_is_undone_and_done_again(load, reading):
    text = visits("Nurse", ["Yellow team", "Red team"])
    assert "Nurse" in told(reading(text))
    assert told(reading(text), keep=("visits.Nurse",)) == {}
    kept = load(text, 'keep = ["Nurse"]\n')
    assert kept.column("value", "visit_extras") == ["Yellow team", "Red team"]


def test_what_is_brought_back_is_kept_as_it_is(load):
    values = ["416-555-0199", "416-555-0134"]
    found = load(visits("Extra", values), 'keep = ["Extra"]\n')
    assert found.column("value", "visit_extras") == values
    assert not any("taken out" in warning for warning in found.warnings())


def test_what_the_check_missed_can_be_left_out(load, reading):
    text = visits("Extra", ["Ann", "Bob"])
    assert told(reading(text)) == {}
    assert told(reading(text), leave_out=("Extra",)) == {"Extra": ("", "you", False)}
    assert load(text, 'leave_out = ["Extra"]\n').column("field", "visit_extras") == []


def test_what_leaves_no_doubt_stays_out_and_that_is_said(load):
    found = load(visits("Extra", NHS), 'keep = ["Extra"]\n')
    assert found.column("field", "visit_extras") == []
    assert any("Extra stays out" in warning for warning in found.warnings())


@pytest.mark.parametrize("key", ["keep", "leave_out"])
def test_a_column_that_is_nowhere_is_named(refusals, key: str):
    [sentence] = refusals(visits("Extra", ["a"]), f'{key} = ["Bay"]\n')
    assert '"Bay"' in sentence
    assert "name another" in sentence


def test_a_column_cannot_be_read_and_left_out(refusals):
    [sentence] = refusals(visits("Extra", ["a"]), 'leave_out = ["Outcome"]\n')
    assert "take it out of one of the two" in sentence


def test_both_are_written_and_read_again():
    text = 'keep = ["visits.Bay"]\nleave_out = ["Crew"]\n'
    mapping = mapping_from(text)
    assert mapping.keep == ("visits.Bay",)
    assert mapping_from(mapping_text(mapping)) == mapping


def test_a_second_column_of_patients_numbers_is_not_kept(load):
    rows = [f"V{n},440{n}7,440{n}7,2026-01-0{n} 08:00,Home" for n in range(1, 9)]
    found = load("\n".join(["Visit,MRN,Link,Arrival,Outcome", *rows]))
    assert [(entry.column, entry.kind) for entry in found.extract.left_out] == [("Link", "patient")]
    assert not any("44017" in cell for cell in found.cells())


def test_of_a_birth_only_the_age_is_kept(load):
    text = "Visit,Arrival,DOB,Outcome\n1,2026-03-01 08:00,1980-03-02,Home\n"
    found = load(text)
    assert found.column("age") == [45.0]
    assert not any("1980" in cell for cell in found.cells())


USABLE = {
    "mimic_iv_ed_demo": {"birth_year"},
    "synthea_a": set("NAME ADDRESS CITY ZIP LAT LON PHONE BIRTHDATE DEATHDATE SSN DRIVERS PASSPORT "
                     "PREFIX FIRST LAST SUFFIX MAIDEN BIRTHPLACE COUNTY ORGANIZATION Id".split()),
    "namcs2019_office_visits": set(),
    "nhs_ae_attendances": set(),
    "teaching_evaluations_gazi": set(),
    "messy_a": set(),
}  # fmt: skip


@pytest.mark.skipif(not DATA.exists(), reason="needs the reference data beside the repository")
@pytest.mark.parametrize("folder", USABLE)
def test_no_usable_column_of_the_reference_data_is_lost(folder: str):
    """Only names, numbers, addresses and births are: in every column of every file."""
    files = sorted(
        path
        for path in (DATA / folder).iterdir()
        if path.suffix in (".csv", ".xlsx", ".txt", ".psv")
    )
    sets: list[list[Path]] = [[file] for file in files] if folder == "messy_a" else [files]
    lost: set[str] = set()
    for together in sets:
        reading = read(
            [Upload(file.name, file.read_bytes()) for file in together if file.name != "NOTICE.txt"]
        )
        if not isinstance(reading, list):
            lost |= {entry.column for entry in left_out(reading, reading.mapping)}
    assert lost == USABLE[folder]
