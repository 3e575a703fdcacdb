"""A take-out holds everything of mine, needs no app to read, and comes back whole or not at all."""

import csv
import io
import json
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pyarrow.parquet as pq
import pytest

from afreflect.domain.choice import Choice
from afreflect.domain.expectation import Expectation
from afreflect.domain.extract import FileMapping, Mapping
from afreflect.domain.ledger import CaseBroughtBack, CaseSetAside, Questioned, QuestionSettled
from afreflect.domain.questions import window
from afreflect.domain.target import Target
from afreflect.storage.journal import PERSONAL, Journal, JournalKeeper
from afreflect.storage.remembered_mapping import Shape
from afreflect.storage.takeout import SCHEMA, NotATakeOut, bring_in, take_out
from tests.storage.journal.conftest import OpenKeeper
from tests.storage.journal.extracts import practice, row

TARGET = Target(None, 6.0, 0.5, date(2027, 6, 1), "two came back", date(2026, 11, 1))
SET_ASIDE = CaseSetAside("admission", "7", "planned", "for imaging, é")
SHAPE = Shape((("visits.csv", ("a", "b")),))
NEW = "a passphrase on the new laptop"


@pytest.fixture
def filled(journal: Journal) -> Journal:
    journal.keep_choices([Choice("admission", "first thought")])
    journal.keep_choices([Choice("admission", "second thought"), Choice("imaging_use", "")])
    journal.keep_guess("admission", Expectation(21.5))
    journal.keep_guess("imaging_use", None)
    journal.add_target("admission", TARGET)
    journal.record([SET_ASIDE, CaseBroughtBack("admission", "7")])
    journal.keep_mapping(SHAPE, Mapping(files=(FileMapping("visits.csv"),), clinician="DRA"))
    journal.save_draft("reflect/1", "not finished, é", 0)
    journal.bring_in(practice("march", [row(1), row(2, diagnosis="=1+1")]))
    journal.bring_in(practice("april", [row(2, diagnosis="=1+1", disposition="admitted"), row(3)]))
    return journal


@pytest.fixture
def new_home(tmp_path: Path):
    keeper = JournalKeeper.at(tmp_path / "another computer")
    yield keeper
    keeper.close()


def files_of(taken_out: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(taken_out)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def changed(taken_out: bytes, **files: bytes | None) -> bytes:
    """The ZIP with some files replaced, or left out where None."""
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as packed:
        for name, content in {**files_of(taken_out), **files}.items():
            if content is not None:
                packed.writestr(name, content)
    return sink.getvalue()


def test_everything_comes_back_on_an_empty_home(filled: Journal, new_home: JournalKeeper):
    again, code = bring_in(new_home, PERSONAL, NEW, take_out(filled))
    assert again.choices() == filled.choices()
    assert again.guesses() == filled.guesses()
    assert again.targets() == filled.targets()
    assert again.ledger() == filled.ledger()
    assert again.mapping_for(SHAPE) == filled.mapping_for(SHAPE)
    assert again.draft("reflect/1") == filled.draft("reflect/1")
    assert [one.files for one in again.imports()] == [one.files for one in filled.imports()]
    there, here = filled.extract(), again.extract()
    assert there is not None
    assert here is not None
    assert here.extract == there.extract
    order = [("encounter_id", "ascending")]
    assert here.tables()["visits"].sort_by(order) == there.tables()["visits"].sort_by(order)
    assert new_home.unlock(PERSONAL, NEW).choices() == filled.choices()
    assert new_home.unlock_by_recovery_code(PERSONAL, code).choices() == filled.choices()


def test_the_whole_history_comes_along(filled: Journal, new_home: JournalKeeper):
    taken_out = take_out(filled)
    again, _ = bring_in(new_home, PERSONAL, NEW, taken_out)
    before = json.loads(files_of(taken_out)["afreflect.json"])
    after = json.loads(files_of(take_out(again))["afreflect.json"])
    for shelf in ("choices", "guesses", "targets", "mappings", "drafts", "imports"):
        assert _sorted(after[shelf]) == _sorted(before[shelf])
    assert len(before["choices"]) == 2
    assert all(event in after["access_log"] for event in before["access_log"])


def test_what_is_taken_out_obeys_the_published_schema(filled: Journal, journal: Journal):
    files = files_of(take_out(filled))
    assert files["schema.json"] == SCHEMA.read_bytes()
    schema = json.loads(files["schema.json"])
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(files["afreflect.json"]), schema)


def test_a_provisional_measure_says_so_in_what_is_taken_out(
    journal: Journal, new_home: JournalKeeper
):
    """FR-45: provisional wherever it appears, exports included; and nothing reads it back."""
    until = window(date.today())[1]
    asked = Questioned("admission", "Not all are mine", "handed_over", until)
    settled = Questioned("ct_use", "Ordered by others", "", until)
    journal.record([asked, settled, QuestionSettled(settled.id, "They were mine")])
    taken = take_out(journal)
    stated = json.loads(files_of(taken)["afreflect.json"])
    assert stated["provisional"] == [{"metric_id": "admission", "until": until.isoformat()}]
    jsonschema.validate(stated, json.loads(SCHEMA.read_text("utf-8")))
    again, _ = bring_in(new_home, PERSONAL, NEW, taken)
    assert again.ledger() == journal.ledger()


def test_the_tables_can_be_read_without_the_app(filled: Journal):
    files = files_of(take_out(filled))
    table = pq.read_table(io.BytesIO(files["practice/visits.parquet"]))
    assert sorted(table["encounter_id"].to_pylist()) == ["1", "2", "3"]
    rows = list(csv.DictReader(io.StringIO(files["practice/visits.csv"].decode())))
    assert sorted(row["encounter_id"] for row in rows) == ["1", "2", "3"]


def test_a_spreadsheet_takes_no_cell_for_a_formula(filled: Journal):
    files = files_of(take_out(filled))
    rows = csv.DictReader(io.StringIO(files["practice/visits.csv"].decode()))
    assert sorted(row["diagnosis"] for row in rows) == ["'=1+1", "cough", "cough"]
    table = pq.read_table(io.BytesIO(files["practice/visits.parquet"]))
    assert "=1+1" in table["diagnosis"].to_pylist()


def test_an_empty_journal_can_be_taken_out_too(journal: Journal, new_home: JournalKeeper):
    again, _ = bring_in(new_home, PERSONAL, NEW, take_out(journal))
    assert again.extract() is None


def test_taking_out_and_bringing_in_are_in_the_access_log(filled: Journal, new_home: JournalKeeper):
    taken_out = take_out(filled)
    assert filled.access_log()[0].event == "everything was taken out"
    again, _ = bring_in(new_home, PERSONAL, NEW, taken_out)
    assert again.access_log()[0].event == "brought in from a take-out"


def test_nothing_is_brought_in_over_a_journal_that_is_there(
    filled: Journal, open_keeper: OpenKeeper
):
    with pytest.raises(ValueError, match="already"):
        bring_in(open_keeper(), PERSONAL, NEW, take_out(filled))
    assert len(filled.choices()) == 2


def with_value(stated: dict[str, Any], shelf: str, value: Any) -> bytes:
    stated[shelf][0]["value"] = value
    return json.dumps(stated).encode()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda taken, stated: b"",
        lambda taken, stated: b"PK\x03\x04 half a file",
        lambda taken, stated: taken[: len(taken) // 2],
        lambda taken, stated: changed(taken, **{"afreflect.json": None}),
        lambda taken, stated: changed(taken, **{"afreflect.json": b"{}"}),
        lambda taken, stated: changed(taken, **{"afreflect.json": b"\xff not json"}),
        lambda taken, stated: changed(taken, **{"imports/1/visits.parquet": b"PAR1 broken"}),
        lambda taken, stated: changed(
            taken, **{"afreflect.json": with_value(stated, "guesses", "many")}
        ),
        lambda taken, stated: changed(
            taken,
            **{"afreflect.json": with_value(stated, "mappings", {"files": [], "mapping": "="})},
        ),
        lambda taken, stated: changed(
            taken,
            **{
                "afreflect.json": with_value(
                    stated, "targets", stated["targets"][0]["value"] | {"by": "2026-99-99"}
                )
            },
        ),
    ],
    ids=[
        "empty", "no zip", "cut short", "without words", "other words", "not json",
        "broken table", "a guess of words", "a broken mapping", "a day that is none",
    ],
)  # fmt: skip
def test_a_damaged_take_out_is_refused_whole(filled: Journal, new_home: JournalKeeper, spoil):
    taken_out = take_out(filled)
    spoiled = spoil(taken_out, json.loads(files_of(taken_out)["afreflect.json"]))
    with pytest.raises(NotATakeOut, match="choose another"):
        bring_in(new_home, PERSONAL, NEW, spoiled)
    assert not new_home.has_vault(PERSONAL)


def test_a_table_we_do_not_know_leaves_nothing_behind(filled: Journal, new_home: JournalKeeper):
    """What fails after the first checks is as whole as what fails in them."""
    files = files_of(take_out(filled))
    spoiled = changed(
        take_out(filled), **{"imports/1/visits.parquet": files["imports/1/shifts.parquet"]}
    )
    with pytest.raises(ValueError, match="choose another"):
        bring_in(new_home, PERSONAL, NEW, spoiled)
    assert not new_home.has_vault(PERSONAL)


def _sorted(entries: list[Any]) -> list[str]:
    return sorted(json.dumps(entry, sort_keys=True) for entry in entries)
