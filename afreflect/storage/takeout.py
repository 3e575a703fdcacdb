"""Everything of one clinician's as one ZIP that needs no app to read, and back in elsewhere.

What is taken out is not sealed any more; landings, taps, places on the grid and the map leave only
where they are asked for. `afreflect.json` obeys `docs/take_out.schema.json`; the
tables are Parquet, and CSV for a spreadsheet.
"""

import io
import json
import zipfile
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import jsonschema
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet as pq
import sqlalchemy as sa

from afreflect.domain import kept_back, ledger, questions
from afreflect.storage import kept_extract, sealed_rows, written
from afreflect.storage.journal import Journal, JournalKeeper
from afreflect.storage.kept_tables import parquet
from afreflect.storage.merging import Import, merged
from afreflect.storage.remembered_mapping import refuse_unusable
from afreflect.storage.sealed_rows import Version, moment
from afreflect.storage.vault import Vault

SCHEMA = Path(__file__).parents[2] / "docs" / "take_out.schema.json"
SHELVES = ("choices", "guesses", "targets", "ledger", "mappings")
MOST_BYTES = 4 * 1024**3
DAMAGED = (
    zipfile.BadZipFile,
    jsonschema.ValidationError,
    pa.ArrowException,
    duckdb.Error,
    ValueError,
    TypeError,
    KeyError,
    EOFError,
    OSError,
    NotImplementedError,
)
"""What reading a damaged or foreign file may raise."""
_FORMAT = "afreflect take-out"
_FACTS = "afreflect.json"
_PATIENT_KEY = "patient.key"
_FORMULA = "^[=+\\-@\t\r]"
_README = """Everything that you kept in afreflect.
None of it is sealed: keep it where only you can read it.

afreflect.json   your measures, guesses, targets, what you did about your data,
                 mappings, drafts and access log
schema.json      what stands where in afreflect.json
practice/        the tables of your practice, as Parquet and as CSV
imports/         each extract as you brought it in, as Parquet
patient.key      the key behind the patients' ids

Patients stand in the tables under ids that were made from their numbers with the key in
patient.key. With it, whoever knows a patient's number can find that patient here; without it nobody
can. It is there so that later extracts still link to these patients on another computer. Delete it
before you give the tables to anybody. Visits keep their own numbers, for looking up a chart.

"with_placements" in afreflect.json says whether how things landed, what you tapped, where you put
yourself on the grid and the map came along. They do only where you ticked it; everything you wrote
otherwise is here.

In the CSV files a text that a spreadsheet would take for a formula has an apostrophe before it.
To bring all of it into another computer:  python -m afreflect bring-in THIS.zip
"""


class NotATakeOut(ValueError):
    """A file can't be brought in; its text is the sentence for the user."""


def take_out(journal: Journal, with_placements: bool = False) -> bytes:
    """The ZIP with everything of this clinician's; placements and the like only where asked for."""
    database, vault = journal.database, journal.vault
    with database.reading() as connection:
        stated: dict[str, Any] = {
            "format": _FORMAT,
            "version": 1,
            "taken_out_at": moment(),
            **{shelf: _stated(sealed_rows.versions(connection, vault, shelf)) for shelf in SHELVES},
            "drafts": _stated(sealed_rows.draft_rows(connection, vault)),
            "access_log": sealed_rows.events(connection, vault),
            "with_placements": with_placements,
        }
    if not with_placements:
        _keep_back(stated)
    stated["provisional"] = _provisional(journal.ledger())
    kept = kept_extract.everything(database, vault)
    stated["imports"] = [
        {
            "sha256": at.sha256,
            "files": list(at.files),
            "kept_at": at.kept_at,
            "extract": written.extract_value(entry.extract),
        }
        for at, entry in kept
    ]
    files: dict[str, bytes] = {
        "README.txt": _README.encode(),
        _FACTS: json.dumps(stated, ensure_ascii=False, indent=1).encode(),
        "schema.json": SCHEMA.read_bytes(),
    }
    for number, (_, entry) in enumerate(kept, start=1):
        files |= {
            f"imports/{number}/{name}.parquet": parquet(t) for name, t in entry.tables.items()
        }
    if kept:
        files[_PATIENT_KEY] = kept_extract.patient_key(database, vault).hex().encode()
    practice = journal.extract()
    for name, table in practice.tables().items() if practice else ():
        files[f"practice/{name}.parquet"] = parquet(table)
        files[f"practice/{name}.csv"] = _csv(table)
    journal.note("everything was taken out")
    return _zip(files)


def bring_in(
    keeper: JournalKeeper, owner: str, passphrase: str, taken_out: bytes
) -> tuple[Journal, str]:
    """A new journal with everything of a take-out, and its recovery code, to be shown once.

    Whole or not at all. Raises NotATakeOut, or ValueError where there is a journal already or the
    passphrase is weak.
    """
    stated, imports, key = _read(taken_out)

    def fill(connection: sa.Connection, vault: Vault) -> None:
        for shelf in SHELVES:
            for version in _versions(stated[shelf]):
                sealed_rows.put_entry(connection, vault, shelf, version)
        for version in _versions(stated["drafts"]):
            sealed_rows.put_draft(connection, vault, version)
        for event in reversed(stated["access_log"]):
            sealed_rows.log_event(connection, owner, event["event"], event["at"])
        if imports:
            kept_extract.put_everything(connection, vault, imports, key)
        sealed_rows.log_event(connection, owner, "brought in from a take-out")

    return keeper.create(owner, passphrase, fill)


def _read(taken_out: bytes) -> tuple[dict[str, Any], list[tuple[str, Import]], bytes | None]:
    """What a take-out states, its imports with when each was kept, and the key of the patients' ids
    where it came along; all of it checked.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(taken_out)) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > MOST_BYTES:
                raise NotATakeOut("This take-out is too large to be one of ours: choose another.")
            stated = json.loads(packed.read(_FACTS))
            # A take-out from before there was a ledger has none.
            stated.setdefault("ledger", [])
            jsonschema.validate(stated, json.loads(SCHEMA.read_text("utf-8")))
            _refuse_unreadable(stated)
            key = _patient_key(packed)
            imports = [
                (at["kept_at"], _import(packed, number, at["extract"]))
                for number, at in enumerate(stated["imports"], start=1)
            ]
            if imports:
                # Tables that can't be put together are found here, before anything is made.
                merged([entry for _, entry in imports])
    except DAMAGED as fault:
        if isinstance(fault, NotATakeOut):
            raise
        raise NotATakeOut(
            "This file is not a take-out of the app, or it is damaged: choose another."
        ) from None
    return stated, imports, key


def _patient_key(packed: zipfile.ZipFile) -> bytes | None:
    """Raises ValueError where it is no key."""
    if _PATIENT_KEY not in packed.namelist():
        return None
    key = bytes.fromhex(packed.read(_PATIENT_KEY).decode().strip())
    if len(key) != 32:
        raise ValueError
    return key


def _keep_back(stated: dict[str, Any]) -> None:
    """Leaves out of what is stated all that its owner did not tick."""
    kept = []
    for entry in stated["ledger"]:
        event = kept_back.without(ledger.from_value(entry["value"]))
        if event is not None:
            kept.append({**entry, "value": ledger.as_value(event)})
    stated["ledger"] = kept
    stated["drafts"] = [entry for entry in stated["drafts"] if kept_back.leaves(entry["about"][0])]


def _provisional(events: ledger.Ledger) -> list[dict[str, str]]:
    """The measures that are provisional on the day of the take-out, each with its last day."""
    asked = {event.metric_id for event in events if isinstance(event, ledger.Questioned)}
    today = date.today()
    until = {name: questions.provisional_until(events, name, today) for name in sorted(asked)}
    return [{"metric_id": name, "until": day.isoformat()} for name, day in until.items() if day]


def _refuse_unreadable(stated: dict[str, Any]) -> None:
    """Raises ValueError where the words fit the schema and make no sense all the same."""
    for version in stated["guesses"]:
        written.expectation_from(version["value"])
    for version in stated["targets"]:
        written.target_from(version["value"])
    for version in stated["ledger"]:
        ledger.from_value(version["value"])
    for version in stated["mappings"]:
        refuse_unusable(version["value"])


def _import(packed: zipfile.ZipFile, number: int, extract: dict[str, Any]) -> Import:
    folder = f"imports/{number}/"
    tables = {
        name.removeprefix(folder).removesuffix(".parquet"): _table(packed.read(name))
        for name in packed.namelist()
        if name.startswith(folder) and name.endswith(".parquet")
    }
    return Import(written.extract_from(extract), tables)


def _table(plain: bytes) -> pa.Table:
    return pq.read_table(pa.BufferReader(plain))


def _stated(versions: Iterable[Version]) -> list[dict[str, Any]]:
    return [asdict(version) for version in versions]


def _versions(stated: list[dict[str, Any]]) -> list[Version]:
    return [
        Version(tuple(entry["about"]), entry["revision"], entry["kept_at"], entry["value"])
        for entry in stated
    ]


def _csv(table: pa.Table) -> bytes:
    for at, field in enumerate(table.schema):
        if pa.types.is_string(field.type):
            cells = table.column(at)
            formula = pc.fill_null(pc.match_substring_regex(cells, _FORMULA), False)
            quoted = pc.binary_join_element_wise("'", cells, "")
            table = table.set_column(at, field.name, pc.if_else(formula, quoted, cells))
    sink = io.BytesIO()
    pyarrow.csv.write_csv(table, sink)
    return sink.getvalue()


def _zip(files: dict[str, bytes]) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return sink.getvalue()
