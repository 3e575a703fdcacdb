"""Patients are kept under ids that only one vault can make, and returns still link."""

import hashlib
import io
import json
import zipfile
from pathlib import Path

import pyarrow.parquet as pq
import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from afreflect.domain.extract import Upload
from afreflect.storage import kept_extract, patient_ids, sealed_rows, written
from afreflect.storage.backup import back_up, restore
from afreflect.storage.catalogue import catalogue
from afreflect.storage.journal import PERSONAL, Journal, JournalKeeper
from afreflect.storage.journal_tables import ENTRIES, EXTRACT_PARTS, VAULTS
from afreflect.storage.kept_tables import parquet
from afreflect.storage.merging import import_of, merged
from afreflect.storage.patient_ids import KEYED, keyed, stand_in
from afreflect.storage.takeout import NotATakeOut, bring_in, take_out
from tests.storage.journal.conftest import PASSPHRASE, OpenKeeper
from tests.storage.journal.extracts import practice, practice_of, row

MARCH = [row(1, patient="4411907", day="2026-03-30"), row(2, patient="Doe Jane")]
APRIL = [row(3, patient="4411907", day="2026-03-31"), row(4, patient="doe  jane")]
NEW = "a passphrase on the new laptop"
KEY, OTHER_KEY = b"k" * 32, b"o" * 32


def patients(journal: Journal) -> dict[str, str]:
    kept = journal.extract()
    assert kept is not None
    return {
        visit["encounter_id"]: visit["patient_id"] for visit in kept.tables()["visits"].to_pylist()
    }


def returns(journal: Journal) -> int | None:
    """How many visits were followed by an unplanned return of the same patient."""
    kept = journal.extract()
    assert kept is not None
    [metric] = [metric for metric in catalogue() if metric.id == "return_72h_unplanned"]
    return kept.measure(metric).whole.met


@pytest.fixture
def elsewhere(tmp_path: Path):
    keeper = JournalKeeper.at(tmp_path / "another computer")
    yield keeper
    keeper.close()


def test_a_patient_of_a_later_extract_is_the_same_one(journal: Journal):
    journal.bring_in(practice("march", MARCH))
    journal.bring_in(practice("april", APRIL))
    found = patients(journal)
    assert found["1"] == found["3"] != found["2"] == found["4"]
    assert all(KEYED.match(patient) for patient in found.values())
    assert returns(journal) == 1


def test_one_vault_gives_the_same_ids_and_another_gives_others(
    journal: Journal, elsewhere: JournalKeeper
):
    another, _ = elsewhere.create(PERSONAL, PASSPHRASE)
    for one in (journal, another):
        one.bring_in(practice("march", MARCH))
    mine = patients(journal)
    assert set(mine.values()).isdisjoint(patients(another).values())
    journal.keep_extract(practice("march", MARCH))
    assert patients(journal) == mine


def test_numbers_that_are_tried_out_without_the_vault_find_nobody(journal: Journal):
    """Ten million numbers are hashed in no time: only the key keeps them from being found.

    The bytes that could be stored are made for numbers around the patient's, by every digest that
    needs no key, and for every key that stands in the database.
    """
    journal.bring_in(practice("march", [row(1, patient="4411907")]))
    kept = patients(journal)["1"]
    with journal.database.reading() as connection:
        stored = [
            cell if isinstance(cell, bytes) else str(cell).encode()
            for table in (VAULTS, EXTRACT_PARTS, ENTRIES)
            for stored in connection.execute(sa.select(table)).all()
            for cell in stored
        ]
    everything = b"\n".join(stored)
    assert kept.encode() not in everything
    public = journal.owner.encode()
    for number in range(4_411_800, 4_412_000):
        written_so = str(number)
        made = {hashlib.sha256(text.encode()).hexdigest() for text in (written_so, f"~{number}")}
        made |= {keyed(written_so, "patient", key)[8:] for key in (b"", public, bytes(32))}
        assert not any(found[:32] == kept[8:] for found in made)
        assert stand_in(written_so).encode() not in everything
        assert written_so.encode() not in everything
    assert keyed("4411907", "patient", journal.vault.patient_key) == kept


def test_the_key_is_for_patients_alone(journal: Journal):
    assert journal.vault.patient_key != journal.vault._data_key
    assert len(journal.vault.patient_key) == 32


@given(st.text(max_size=40), st.text(max_size=40))
def test_an_id_says_which_patients_are_the_same_and_nothing_else(one: str, other: str):
    def tidy(text: str) -> str:
        said = " ".join(text.split())
        return said if any(char.isdigit() for char in said) else said.lower()

    same = tidy(one) == tidy(other)
    assert (keyed(one, "patient", KEY) == keyed(other, "patient", KEY)) == same
    assert keyed(one, "patient", KEY) != keyed(one, "patient", OTHER_KEY)
    assert keyed(stand_in(one), "patient", KEY) == keyed(one, "patient", KEY)


@given(st.text(max_size=40))
def test_an_id_is_not_made_twice(cell: str):
    once = keyed(cell, "patient", KEY)
    assert keyed(once, "patient", OTHER_KEY) == once == stand_in(once)


def test_whoever_filled_in_a_form_is_kept_under_such_an_id_too(journal: Journal):
    forms = "form id,date,learner,teacher,item,score\n" + "".join(
        f"f{n},2026-03-0{n},Lea Learner{n},DRA,Clarity,4\n" for n in range(1, 9)
    )
    journal.bring_in(practice_of(Upload("forms.csv", forms.encode())))
    kept = journal.extract()
    assert kept is not None
    raters = kept.tables()["feedback"]["rater_id"].to_pylist()
    assert len(set(raters)) == 8
    assert all(KEYED.match(rater) and rater.startswith("rater-") for rater in raters)


def keep_as_it_was(journal: Journal, *files: list[str]) -> None:
    """Keep extracts as they were kept before patients had ids of their own."""
    entries = []
    for number, rows in enumerate(files):
        entry = import_of(practice(f"file {number}", rows))
        raw = [line.split(",")[1] for line in rows]
        visits = entry.tables["visits"]
        order = [int(one) - 1 - 2 * number for one in visits["encounter_id"].to_pylist()]
        at = visits.column_names.index("patient_id")
        as_it_was = visits.set_column(at, "patient_id", [[raw[place] for place in order]])
        kept = kept_extract.Kept(f"{number:016}", entry.extract.sha256, entry.extract.files, "2026")
        entries.append((kept, type(entry)(entry.extract, {**entry.tables, "visits": as_it_was})))
    everything = kept_extract.import_as_it_is(merged([entry for _, entry in entries]).practice)
    with journal.database.writing() as connection:
        for extract_id, entry, made_of in [
            *((kept.id, entry, None) for kept, entry in entries),
            (kept_extract.MERGED, everything, [vars(kept) for kept, _ in entries]),
        ]:
            facts = {"extract": written.extract_value(entry.extract)}
            facts |= {"imports": made_of} if made_of else {}
            parts = {name: parquet(table) for name, table in entry.tables.items()}
            parts["facts"] = written.sealable(facts)
            rows = sealed_rows.sealed_parts(journal.vault, extract_id, parts)
            sealed_rows.replace_extracts(connection, journal.owner, [], rows)


def opened_bytes(journal: Journal) -> bytes:
    """Everything that is kept of extracts, opened and unpacked."""
    with journal.database.reading() as connection:
        ids = [kept_extract.MERGED, *(kept.id for kept in journal.imports())]
        parts = sealed_rows.extract_parts(connection, journal.vault, ids)
    tables = [
        repr(pq.read_table(io.BytesIO(content)).to_pylist()).encode()
        for extract in parts.values()
        for part, content in extract.items()
        if part != "facts"
    ]
    return b"".join(tables)


@pytest.mark.parametrize(
    "first", ["opened", "kept to", "taken away from", "taken out"], ids=lambda said: said
)
def test_an_extract_kept_before_is_brought_to_such_ids(
    journal: Journal, open_keeper: OpenKeeper, first: str
):
    """Whatever is done with it first; its patients stay linked among themselves and to new ones."""
    keep_as_it_was(journal, [MARCH[0]], [row(3, patient="5512340")])
    assert b"4411907" in opened_bytes(journal)
    again = open_keeper().unlock(PERSONAL, PASSPHRASE)
    if first == "opened":
        assert again.extract() is not None
    elif first == "kept to":
        again.bring_in(practice("april", [row(5, patient="77")]))
    elif first == "taken away from":
        again.take_away(again.imports()[1].id)
    else:
        take_out(again)
    assert b"4411907" not in opened_bytes(again)
    assert b"5512340" not in opened_bytes(again)
    again.bring_in(practice("may", [row(9, patient="4411907", day="2026-03-31")]))
    found = patients(again)
    assert found["1"] == found["9"] == keyed("4411907", "patient", journal.vault.patient_key)
    assert returns(again) == 1


def test_what_is_taken_out_holds_ids_and_their_key_and_no_number(journal: Journal):
    journal.bring_in(practice("march", MARCH))
    with zipfile.ZipFile(io.BytesIO(take_out(journal))) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    assert bytes.fromhex(files["patient.key"].decode()) == journal.vault.patient_key
    assert b"patient.key" in files["README.txt"]
    for name in ("practice/visits.parquet", "imports/1/visits.parquet"):
        column = pq.read_table(io.BytesIO(files[name]))["patient_id"].to_pylist()
        assert all(KEYED.match(patient) for patient in column)
    assert not any(b"4411907" in content or b"Jane" in content for content in files.values())


def test_returns_link_across_a_move_to_another_computer(journal: Journal, elsewhere: JournalKeeper):
    journal.bring_in(practice("march", MARCH))
    moved, _ = bring_in(elsewhere, PERSONAL, NEW, take_out(journal))
    moved.bring_in(practice("april", APRIL))
    found = patients(moved)
    assert found["1"] == found["3"] == patients(journal)["1"]
    assert returns(moved) == 1
    again = elsewhere.unlock(PERSONAL, NEW)
    assert take_out(again)


def test_a_take_out_without_its_key_comes_back_and_links_within_itself(
    journal: Journal, elsewhere: JournalKeeper
):
    journal.bring_in(practice("march", [*MARCH, row(3, patient="4411907", day="2026-03-31")]))
    without = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(take_out(journal))) as packed,
        zipfile.ZipFile(without, "w") as cut,
    ):
        for name in packed.namelist():
            if name != "patient.key":
                cut.writestr(name, packed.read(name))
    moved, _ = bring_in(elsewhere, PERSONAL, NEW, without.getvalue())
    assert returns(moved) == 1


@pytest.mark.parametrize("key", [b"", b"no key", b"ab" * 16, b"\xff\xfe"])
def test_a_take_out_with_a_spoilt_key_is_refused(
    journal: Journal, elsewhere: JournalKeeper, key: bytes
):
    journal.bring_in(practice("march", MARCH))
    spoilt = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(take_out(journal))) as packed,
        zipfile.ZipFile(spoilt, "w") as changed,
    ):
        for name in packed.namelist():
            changed.writestr(name, key if name == "patient.key" else packed.read(name))
    with pytest.raises(NotATakeOut, match="choose another"):
        bring_in(elsewhere, PERSONAL, NEW, spoilt.getvalue())
    assert not elsewhere.has_vault(PERSONAL)


def test_a_restored_backup_gives_the_same_ids(
    journal: Journal, elsewhere: JournalKeeper, tmp_path: Path
):
    journal.bring_in(practice("march", MARCH))
    back_up(journal.database, tmp_path / "sunday.backup")
    restore(tmp_path / "sunday.backup", elsewhere.database)
    restored = elsewhere.unlock(PERSONAL, PASSPHRASE)
    restored.bring_in(practice("april", APRIL))
    found = patients(restored)
    assert found["1"] == found["3"] == patients(journal)["1"]


def test_a_table_of_a_take_out_still_links_as_a_file(journal: Journal):
    """Whoever brings the CSV of their own take-out in again finds the same patients."""
    journal.bring_in(practice("march", MARCH))
    with zipfile.ZipFile(io.BytesIO(take_out(journal))) as packed:
        visits = packed.read("practice/visits.csv")
        assert json.loads(packed.read("afreflect.json"))["format"] == "afreflect take-out"
    before = patients(journal)
    journal.bring_in(practice_of(Upload("mine.csv", visits)))
    assert {visit: patients(journal)[visit] for visit in before} == before


def test_an_id_is_short_enough_and_unlike_any_number():
    assert patient_ids.KEYED.match(keyed("1", "patient", KEY))
    assert not patient_ids.KEYED.match("4411907")
