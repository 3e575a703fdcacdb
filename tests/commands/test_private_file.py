"""The command line reads and keeps the same private file as the screens."""

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from afreflect import __main__ as command_line
from afreflect.storage import lock
from afreflect.storage.journal import PERSONAL, JournalKeeper
from tests.conftest import ROOT
from tests.storage.journal.extracts import HEADER, row

PASSPHRASE = "four plain garden words"
Run = Callable[..., int]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setitem(lock.ARGON2ID, "memory_kib", 1024)
    monkeypatch.setenv("AFREFLECT_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("AFREFLECT_DATABASE_URL", raising=False)
    return tmp_path / "home"


@pytest.fixture
def march(tmp_path: Path) -> Path:
    return extract(tmp_path / "march.csv", [row(n) for n in range(1, 61)])


def extract(path: Path, rows: list[str]) -> Path:
    path.write_text("\n".join([HEADER, *rows, ""]))
    return path


def run(*arguments: object, passphrase: str | None = PASSPHRASE) -> int:
    """One command, with a passphrase on a file descriptor unless there is none."""
    words = [str(argument) for argument in arguments]
    if passphrase is None:
        return command_line.main(words)
    reading, writing = os.pipe()
    os.write(writing, f"{passphrase}\n".encode())
    os.close(writing)
    try:
        return command_line.main([*words, "--passphrase-fd", str(reading)])
    finally:
        os.close(reading)


def test_a_kept_extract_gives_the_figures_its_files_give(
    march: Path, capsys: pytest.CaptureFixture[str]
):
    assert run("measure", march, "admission", "--format", "csv", passphrase=None) == 0
    from_files = capsys.readouterr().out
    assert run("keep", march) == 0
    said = capsys.readouterr().out
    assert "60 visits are new, 0 replaced; 60 rows of yours are kept." in said
    assert run("measure", "admission", "--vault", "--format", "csv") == 0
    assert capsys.readouterr().out == from_files
    assert next(csv.DictReader(io.StringIO(from_files)))["n"] == "60"


def test_a_later_extract_is_merged_or_takes_the_place_of_all(
    march: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    run("keep", march)
    april = extract(tmp_path / "april.csv", [row(60, disposition="admitted"), row(61)])
    capsys.readouterr()
    run("keep", april)
    assert "1 visits are new, 1 replaced; 61 rows of yours are kept." in capsys.readouterr().out
    run("keep", april, "--instead")
    assert "2 rows of yours are kept, and nothing else." in capsys.readouterr().out


def test_a_wrong_extract_is_taken_away_again(
    march: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    run("keep", march)
    run("keep", extract(tmp_path / "wrong.csv", [row(1, disposition="died"), row(99)]))
    capsys.readouterr()
    run("imports")
    listed = [line.split()[0::2] for line in capsys.readouterr().out.splitlines()]
    assert listed == [["1", "march.csv"], ["2", "wrong.csv"]]
    assert run("take-away", 3) == 2
    assert run("take-away", 2) == 0
    assert "60 rows of yours are kept." in capsys.readouterr().out


def test_the_wrong_passphrase_is_refused_and_logged(
    march: Path, capsys: pytest.CaptureFixture[str]
):
    run("keep", march)
    assert run("measure", "admission", "--vault", passphrase="a stranger's guess") == 2
    assert "This is not your passphrase" in capsys.readouterr().err
    journal = JournalKeeper.at().unlock(PERSONAL, PASSPHRASE)
    assert journal.access_log()[1].event == "a wrong passphrase was tried"


def test_a_backup_and_a_take_out_come_back(
    march: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    run("keep", march)
    assert run("backup", tmp_path / "sunday.backup", passphrase=None) == 0
    assert run("take-out", tmp_path / "mine.zip") == 0
    assert (tmp_path / "mine.zip").stat().st_mode & 0o777 == 0o600
    for home, command, passphrase in (
        ("first", ["restore", tmp_path / "sunday.backup"], None),
        ("second", ["bring-in", tmp_path / "mine.zip"], PASSPHRASE),
    ):
        monkeypatch.setenv("AFREFLECT_HOME", str(tmp_path / home))
        assert run(*command, passphrase=passphrase) == 0
        capsys.readouterr()
        assert run("measure", "admission", "--vault", "--by", "all") == 0
        assert json.loads(capsys.readouterr().out)["whole"]["n"] == 60


def test_erasing_asks_and_then_leaves_nothing(
    march: Path, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    run("keep", march)
    monkeypatch.setattr("builtins.input", lambda prompt: "no")
    assert run("erase") == 2
    assert "Nothing was erased" in capsys.readouterr().err
    monkeypatch.setattr("builtins.input", lambda prompt: "erase")
    assert run("erase") == 0
    assert run("measure", "admission", "--vault") == 2
    assert "There is no private file here" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments, passphrase, said",
    [
        (["measure", "admission"], None, "--vault for the one you kept"),
        (["measure", "admission", "--vault"], PASSPHRASE, "There is no private file here"),
        (["measure", "admission", "--vault", "--all-rows"], PASSPHRASE, "name neither files nor"),
        (["keep", "MARCH"], "short", "at least 12 characters"),
        (["restore", "nothing there"], None, "can't be opened"),
        (["bring-in", "nothing there"], PASSPHRASE, "can't be opened"),
        (["bring-in", "MARCH"], PASSPHRASE, "not a take-out of the app"),
        (["backup", "MARCH"], None, "choose another name"),
        (["erase", "--account", "nobody"], PASSPHRASE, "no account of this name"),
    ],
)
def test_what_cannot_be_done_is_one_plain_sentence(
    march: Path, arguments: list[str], passphrase: str | None, said: str,
    capsys: pytest.CaptureFixture[str],
):  # fmt: skip
    words = [str(march) if word == "MARCH" else word for word in arguments]
    assert run(*words, passphrase=passphrase) == 2
    captured = capsys.readouterr()
    assert said in captured.err
    assert captured.err.count("\n") == 1
    assert "Traceback" not in captured.err


def test_a_file_in_the_way_of_a_take_out_stays(march: Path, capsys: pytest.CaptureFixture[str]):
    run("keep", march)
    before = march.read_bytes()
    assert run("take-out", march) == 2
    assert "choose another name" in capsys.readouterr().err
    assert march.read_bytes() == before


def test_a_passphrase_that_was_typed_differently_the_second_time_keeps_nothing(
    march: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    typed = iter([PASSPHRASE, "four plane garden words"])
    monkeypatch.setattr("afreflect.commands.private_file.getpass", lambda prompt: next(typed))
    assert run("keep", march, passphrase=None) == 2
    assert "not the same" in capsys.readouterr().err
    assert not JournalKeeper.at().has_vault(PERSONAL)


def test_where_nobody_can_type_it_says_so(
    march: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    def nobody(prompt: str) -> str:
        raise EOFError

    monkeypatch.setattr("afreflect.commands.private_file.getpass", nobody)
    assert run("keep", march, passphrase=None) == 2
    assert "Nothing was typed" in capsys.readouterr().err


def test_no_argument_takes_a_passphrase(capsys: pytest.CaptureFixture[str]):
    """What stands in an argument is seen by every user of the machine."""
    for command in ("keep", "measure", "take-out", "bring-in", "erase"):
        with pytest.raises(SystemExit):
            run(command, "--help", passphrase=None)
        options = {word.strip(" ,[]") for word in capsys.readouterr().out.split()}
        assert not options & {"--passphrase", "--password", "--key"}


def test_it_works_as_a_process_of_its_own(march: Path, home: Path):
    result = subprocess.run(
        [sys.executable, "-m", "afreflect", "keep", march, "--passphrase-fd", "0"],
        cwd=ROOT,
        input=f"{PASSPHRASE}\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert "recovery code" in result.stdout
    assert PASSPHRASE not in result.stdout + result.stderr
