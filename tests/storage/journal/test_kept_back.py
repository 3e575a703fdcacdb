"""What of a conversation leaves in a take-out only where its owner ticked it."""

import io
import json
import zipfile
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from afreflect.domain.ledger import Event, Reacted
from afreflect.domain.occasion import (
    Answered,
    OccasionBegun,
    OccasionEnded,
    OccasionParked,
    Placed,
    Settled,
    Tapped,
)
from afreflect.storage.backup import back_up, restore
from afreflect.storage.journal import PERSONAL, Journal, JournalKeeper
from afreflect.storage.takeout import SCHEMA, bring_in, take_out
from tests.storage.journal.conftest import PASSPHRASE

NEW = "a passphrase on the new laptop"
BEGUN = OccasionBegun(
    "admission", "Admissions", "1.0", "d", "e", date(2025, 1, 1), date(2026, 1, 1),
    400, 0.1, 0.08, 0.12, "One in ten was admitted.",
)  # fmt: skip
GOES: list[Event] = [
    BEGUN,
    Answered(BEGUN.id, "P06", "two colleagues were away"),
    Settled(BEGUN.id, "decision", "try"),
    Settled(BEGUN.id, "barrier", "clinic"),
    OccasionParked(BEGUN.id, date(2026, 12, 1)),
    OccasionEnded(BEGUN.id),
]
STAYS: list[Event] = [
    *(Tapped(BEGUN.id, item, 5) for item in ("landing", "acceptance", "agency", "M1", "F2")),
    Tapped(BEGUN.id, "S3", 1),
    Placed(BEGUN.id, 61.5, 43.25, "self"),
    Placed(BEGUN.id, 61.5, 43.25, "moved", 30.125, 22.875, "Z2", "closer to home", "mdpie 1.0"),
    *(Answered(BEGUN.id, f"P{number}", "a worry of my own") for number in range(49, 55)),
    *(Settled(BEGUN.id, asked, "kept-to-myself") for asked in ("map", "pause", "way", "place")),
    Settled(BEGUN.id, "something thought of later", "kept-to-myself"),
]
SECRETS = (
    "Tapped", "Placed", "landing", "61.5", "43.25", "30.125", "closer to home", "worry", "P49",
    "kept-to-myself", "Uneasy", "half a map", "half a reason",
)  # fmt: skip


@pytest.fixture
def told(journal: Journal) -> Journal:
    journal.record([*GOES, *STAYS, Reacted("admission", "Uneasy", "e")])
    journal.save_draft("reflect/admission/P51", "half a map", 0)
    journal.save_draft("grid/admission", "half a reason", 0)
    journal.save_draft("reflect/admission/P06", "half a sentence", 0)
    return journal


def stated(taken_out: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(taken_out)) as packed:
        return packed.read("afreflect.json").decode()


def everything(taken_out: bytes) -> str:
    """Every file of the ZIP but the published schema and the words that explain it."""
    with zipfile.ZipFile(io.BytesIO(taken_out)) as packed:
        names = set(packed.namelist()) - {"schema.json", "README.txt"}
        return "".join(packed.read(name).decode("latin-1") for name in names)


@pytest.fixture
def new_home(tmp_path: Path):
    keeper = JournalKeeper.at(tmp_path / "another computer")
    yield keeper
    keeper.close()


def test_nothing_of_landing_items_placement_or_map_leaves_unless_ticked(told: Journal):
    """FR-25, FR-42: what is nobody else's business stays on the machine by default."""
    found = everything(take_out(told))
    assert [secret for secret in SECRETS if secret in found] == []
    for word in ("two colleagues were away", "half a sentence", "clinic"):
        assert word in found


def test_ticked_all_of_it_leaves(told: Journal):
    found = everything(take_out(told, with_placements=True))
    assert [secret for secret in SECRETS if secret not in found] == []


@pytest.mark.parametrize("ticked", [False, True])
def test_either_way_it_obeys_the_schema_and_says_which_it_is(told: Journal, ticked: bool):
    value = json.loads(stated(take_out(told, ticked)))
    jsonschema.validate(value, json.loads(SCHEMA.read_text("utf-8")))
    assert value["with_placements"] == ticked


def test_with_all_of_it_the_ledger_comes_back_whole(told: Journal, new_home: JournalKeeper):
    again, _ = bring_in(new_home, PERSONAL, NEW, take_out(told, with_placements=True))
    assert again.ledger() == told.ledger()
    assert again.draft("reflect/admission/P51") == told.draft("reflect/admission/P51")


def test_without_it_the_rest_comes_back_and_a_first_look_was_had(
    told: Journal, new_home: JournalKeeper
):
    again, _ = bring_in(new_home, PERSONAL, NEW, take_out(told))
    *talk, look = again.ledger()
    assert talk == GOES
    assert isinstance(look, Reacted)
    assert look.reaction is None
    assert again.draft("grid/admission").text == ""


def test_a_take_out_from_before_there_was_a_choice_comes_in(told: Journal, new_home: JournalKeeper):
    taken_out = take_out(told, with_placements=True)
    value = json.loads(stated(taken_out))
    del value["with_placements"]
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as packed:
        packed.writestr("afreflect.json", json.dumps(value))
    again, _ = bring_in(new_home, PERSONAL, NEW, sink.getvalue())
    assert again.ledger() == told.ledger()


def test_the_sealed_backup_holds_everything(
    told: Journal, keeper: JournalKeeper, new_home: JournalKeeper, tmp_path: Path
):
    back_up(keeper.database, tmp_path / "sunday.backup")
    restore(tmp_path / "sunday.backup", new_home.database)
    again = new_home.unlock(PERSONAL, PASSPHRASE)
    assert again.ledger() == told.ledger()
    assert again.draft("grid/admission").text == "half a reason"


def test_nothing_of_it_is_in_the_access_log_or_readable_in_the_backup(
    told: Journal, keeper: JournalKeeper, tmp_path: Path
):
    take_out(told, with_placements=True)
    back_up(keeper.database, tmp_path / "sunday.backup")
    written = (tmp_path / "sunday.backup").read_bytes()
    log = " ".join(entry.event for entry in told.access_log())
    for secret in SECRETS:
        assert secret not in log
        assert secret.encode() not in written
