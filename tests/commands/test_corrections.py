"""The command line measures what was put right, and lists who, when, why, before and after."""

import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from afreflect.domain.ledger import Corrected, CorrectionUndone
from afreflect.storage.journal import PERSONAL, JournalKeeper
from tests.commands.test_private_file import PASSPHRASE, extract, home, run
from tests.storage.journal.extracts import row

__all__ = ["home"]
AT = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


@pytest.fixture
def kept(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Corrected:
    """Sixty kept discharges, of which one is said to be an admission."""
    run("keep", extract(tmp_path / "march.csv", [row(n) for n in range(1, 61)]))
    capsys.readouterr()
    said = Corrected("7", "disposition", "discharged", "admitted", "the registry", "bed list",
                     at=AT)  # fmt: skip
    record(said)
    return said


def record(*events: Corrected | CorrectionUndone) -> None:
    keeper = JournalKeeper.at()
    keeper.unlock(PERSONAL, PASSPHRASE).record(events)
    keeper.close()


def measured(capsys: pytest.CaptureFixture[str]) -> dict:
    assert run("measure", "admission", "--vault", "--by", "all") == 0
    return json.loads(capsys.readouterr().out)


def test_what_is_kept_is_measured_as_it_was_put_right_until_that_is_undone(
    kept: Corrected, capsys: pytest.CaptureFixture[str]
):
    """FR-39, FR-15: a corrected figure says so, and can be had again from the command line."""
    with_it = measured(capsys)
    assert (with_it["whole"]["met"], with_it["corrections"]) == (1, 1)
    assert len(with_it["corrections_sha256"]) == 64
    record(CorrectionUndone(kept.id))
    without = measured(capsys)
    assert (without["whole"]["met"], without["corrections"]) == (0, 0)
    assert without["corrections_sha256"] == ""
    assert without["extract_sha256"] == with_it["extract_sha256"]


def test_the_log_is_listed_with_who_when_why_before_and_after(
    kept: Corrected, capsys: pytest.CaptureFixture[str]
):
    """FR-39: a change log is kept."""
    assert run("corrections", "--vault") == 0
    assert json.loads(capsys.readouterr().out) == [
        {
            "at": "2026-11-22T08:00:00+00:00",
            "visit": "7",
            "field": "disposition",
            "before": "discharged",
            "after": "admitted",
            "who": "the registry",
            "why": "bed list",
            "holds": True,
            "undone_at": None,
        }
    ]
    record(CorrectionUndone(kept.id))
    assert run("corrections", "--vault", "--format", "csv") == 0
    (line,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert line["holds"] == "False"
    assert line["undone_at"]
