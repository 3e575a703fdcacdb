"""A file full of people's names and numbers: none of it reaches what is kept, said or logged."""

import io
import logging
import zipfile
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from stdnum.gb import nhs

from afreflect.domain.extract import Upload
from afreflect.storage.journal import PERSONAL, JournalKeeper
from afreflect.storage.practice import Practice, load
from afreflect.storage.reader import read
from afreflect.storage.remembered_mapping import shape_of
from afreflect.storage.takeout import take_out
from tests.storage.journal.conftest import PASSPHRASE

FIRST = "Quentin Ottilie Barnabas Clementine Drusilla Ezekiel Florinda Gideon Hortensia Ignatius"
LAST = "Vanderquist Abernethy Quillfeather Zimmerlein Oxenbridge Thistlewood Umberland Wrexley"
STREETS = ("Larkspur", "Juniper", "Marigold", "Foxglove")
OWN, OTHER = "Fairweather, Imogen", "Pettigrew, Lysander"
HEADER = (
    "Visit,MRN,Physician,Arrived,Left,Outcome,Reason,Pt First,Pt Last,Whom,Social,Reach,Mailbox,"
    "Lives,Code P,Day,Room"
)


def planted() -> tuple[Upload, set[str]]:
    """A department's file, and every text in it that points to somebody."""
    first, last = FIRST.split(), LAST.split()
    lines, secrets = [HEADER], {"Fairweather", "Imogen", "Pettigrew", "Lysander"}
    health = [str(n) for n in range(9_434_765_000, 9_434_766_000) if nhs.is_valid(str(n))]
    for n in range(60):
        who = f"{first[n % 10]} {last[n % 8]}"
        number = health[n // 2]
        social, phone = f"{401 + n}-{21 + n % 70}-{4310 + n}", f"416-55{n % 10}-{2000 + n}"
        mail, street = f"{who.lower().replace(' ', '.')}@post.example", STREETS[n % 4]
        address, code = f"{100 + n} {street} Street", f"K{n % 10}A {n % 7}B{n % 9}"
        born = f"{1931 + n}-0{n % 9 + 1}-1{n % 10}"
        reason = {
            3: f"Fever; call {phone}", 4: f"Cough, {mail}", 5: f"Fell at {address}",
            6: f"SSN {social} rash", 7: f"seen with {who} earlier", 8: f"born {born} fall",
            9: f"old chart {number} pain", 10: f"sent by {OTHER}",
        }.get(n % 12, "Fever")  # fmt: skip
        physician = OTHER if n % 5 == 0 else OWN
        day = f"2026-0{n % 8 + 1}-{n % 27 + 1:02}"
        lines.append(
            f'V{n},{number},"{physician}",{day} 08:00,{day} 11:00,Discharged,"{reason}",'
            f"{who.replace(' ', ',')},{who},{social},{phone},{mail},{address},{code},{born},"
            f"R{n % 4}"
        )
        secrets |= {number, social, phone, mail, address, code, born, street}
        secrets |= {*who.split()}
    return Upload("department.csv", "\n".join(lines).encode()), secrets


@pytest.fixture(scope="module")
def file() -> tuple[Upload, set[str]]:
    return planted()


@pytest.fixture(scope="module")
def practice(file: tuple[Upload, set[str]]) -> Practice:
    reading = read([file[0]])
    assert not isinstance(reading, list), reading
    loaded = load(reading, replace(reading.mapping, clinician=OWN))
    assert isinstance(loaded, Practice), loaded
    return loaded


def found_in(content: bytes, secrets: set[str]) -> set[str]:
    low = content.lower()
    return {secret for secret in secrets if secret.lower().encode() in low}


def cells(practice: Practice) -> bytes:
    return repr({name: table.to_pylist() for name, table in practice.tables().items()}).encode()


def test_nobody_is_in_the_tables_in_memory(practice: Practice, file: tuple[Upload, set[str]]):
    assert found_in(cells(practice), file[1]) == set()
    visits = practice.tables()["visits"].to_pylist()
    mine = [visit for visit in visits if visit["mine"]]
    assert len(mine) == 48
    assert {visit["physician_id"] for visit in visits} == {"you"}
    assert {"Fever", "Fever; call [left out]"} <= {visit["complaint"] for visit in mine}
    assert len({visit["patient_id"] for visit in mine}) == 30


def test_the_search_would_find_each_of_them(file: tuple[Upload, set[str]]):
    """A search that could find nothing would be no test."""
    upload, secrets = file
    assert found_in(upload.bytes, secrets) == secrets


def test_it_is_said_what_was_left_out_and_why(practice: Practice):
    told = {entry.column: (entry.kind, entry.by) for entry in practice.extract.left_out}
    assert told == {
        "Pt First": ("name", "name"), "Pt Last": ("name", "name"), "Whom": ("name", "content"),
        "Social": ("number", "content"), "Reach": ("phone", "content"),
        "Mailbox": ("email", "content"), "Lives": ("address", "content"),
        "Code P": ("address", "content"), "Day": ("birth", "content"),
    }  # fmt: skip
    assert any("was taken out" in warning.text for warning in practice.extract.warnings)
    extras = practice.tables()["visit_extras"].to_pylist()
    assert {extra["field"] for extra in extras} == {"Room"}


def test_nobody_is_in_the_folder_a_take_out_or_a_log(
    practice: Practice,
    file: tuple[Upload, set[str]],
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
):
    upload, secrets = file
    caplog.set_level(logging.DEBUG)
    keeper = JournalKeeper.at(tmp_path / "home")
    journal, _ = keeper.create(PERSONAL, PASSPHRASE)
    journal.bring_in(practice)
    reading = read([upload])
    assert not isinstance(reading, list)
    journal.keep_mapping(shape_of(reading.sheets), reading.mapping)
    stored = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    taken_out = take_out(journal)
    keeper.close()
    stored += b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert found_in(stored, secrets) == set()
    with zipfile.ZipFile(io.BytesIO(taken_out)) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    unpacked = [
        repr(pq.read_table(io.BytesIO(content)).to_pylist()).encode()
        for name, content in files.items()
        if name.endswith(".parquet")
    ]
    assert found_in(b"".join([*files.values(), *unpacked]), secrets) == set()
    said, complained = capfd.readouterr()
    assert found_in(f"{caplog.text}{said}{complained}".encode(), secrets) == set()
