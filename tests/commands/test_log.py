"""The log from the command line: the files and figures of the screen, checked entries alone."""

import csv
import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from docx import Document
from pypdf import PdfReader

from afreflect.domain.cpd_handing import handed
from afreflect.domain.cpd_log import CollegeChosen, LogEntryChecked, LogEntryWritten
from afreflect.domain.ledger import Event, Reacted
from afreflect.reports import log_values
from afreflect.storage.journal import PERSONAL, JournalKeeper
from afreflect.storage.regimes import regimes
from tests.commands.test_private_file import PASSPHRASE, extract, home, run
from tests.domain.cpd_examples import AGAIN
from tests.storage.journal.extracts import row

__all__ = ["home"]
SCHEMA = Path(__file__).parents[2] / "docs" / "log_entry.schema.json"
ROYAL = regimes()["royal_college_moc"]
UNCHECKED = replace(AGAIN, entry_id="two", title="Not yet", id="c" * 32, regimes=ROYAL.id)


@pytest.fixture
def entry(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> LogEntryWritten:
    """Sixty kept discharges with an entry about them, looked through, and one that was not."""
    run("keep", extract(tmp_path / "march.csv", [row(n) for n in range(1, 61)]))
    keeper = JournalKeeper.at()
    journal = keeper.unlock(PERSONAL, PASSPHRASE)
    practice = journal.extract()
    assert practice is not None
    written = replace(
        AGAIN, metric_id="admission", extract_sha256=practice.extract.sha256, regimes=ROYAL.id
    )
    events: list[Event] = [
        CollegeChosen(ROYAL.id, date(2024, 1, 1)),
        written,
        UNCHECKED,
        LogEntryChecked("one", written.fingerprint),
        Reacted("admission", "Humbling", written.extract_sha256),
    ]
    journal.record(events)
    keeper.close()
    capsys.readouterr()
    return written


def test_json_is_the_screens_entry_and_names_what_was_left_out(
    entry: LogEntryWritten, capsys: pytest.CaptureFixture[str]
):
    """FR-10: the figures of the command line are those of the screen."""
    assert run("log", "--vault", "--period", "2026") == 0
    said = capsys.readouterr()
    stated = json.loads(said.out)
    jsonschema.validate(stated, json.loads(SCHEMA.read_text("utf-8")))
    (one,) = stated["entries"]
    assert one["suggested"][0]["sentence"].startswith("Suggested: Section 3, Assessment, 4.5")
    assert "Not looked through yet, and left out: Not yet" in said.err
    each = handed(entry, ROYAL, LogEntryChecked("one", entry.fingerprint))
    (screen,) = json.loads(log_values.as_json([each]))["entries"]
    assert one["fields"] == screen["fields"]
    assert one["extras"] == {}


def test_a_table_a_pdf_and_a_document_are_written_with_the_name_that_is_given(
    entry: LogEntryWritten, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    for form in ("csv", "pdf", "docx"):
        file = tmp_path / f"log.{form}"
        assert run("log", "--vault", "--format", form, "--output", file, "--name", "Dr E") == 0
    (line,) = csv.DictReader(io.StringIO((tmp_path / "log.csv").read_text("utf-8-sig")))
    assert line["name"] == "Dr E"
    pdf = " ".join(page.extract_text() for page in PdfReader(tmp_path / "log.pdf").pages)
    document = [each.text for each in Document(str(tmp_path / "log.docx")).paragraphs]
    assert entry.result in " ".join(pdf.split())
    assert entry.result in document
    assert "Dr E" in document
    capsys.readouterr()
    assert run("log", "--vault", "--output", tmp_path / "log.csv") == 2
    assert "already" in capsys.readouterr().err


def test_what_is_private_is_said_to_be_ordered_by_courts_and_goes_out_only_by_name(
    entry: LogEntryWritten, capsys: pytest.CaptureFixture[str]
):
    assert run("log", "--vault", "--also", "landing") == 0
    said = capsys.readouterr()
    assert json.loads(said.out)["entries"][0]["extras"] == {"landing": "Humbling"}
    assert "court" in said.err


@pytest.mark.parametrize(
    "arguments, why",
    [
        (["--period", "2025"], "No entry of these days is ready"),
        (["--period", "May"], "May is no period"),
        (["--period", "2026-02-30..2026-03-01"], "is no period"),
        (["--college", "rcgp"], "No entry of these days is ready"),
    ],
)
def test_what_cannot_be_written_says_why(
    entry: LogEntryWritten, arguments: list[str], why: str, capsys: pytest.CaptureFixture[str]
):
    assert run("log", "--vault", *arguments) == 2
    assert why in capsys.readouterr().err
