"""kill -9 at random moments: what was acknowledged is there, an import is whole or absent."""

import os
import random
import secrets
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from afreflect.storage.journal import PERSONAL, Journal, JournalKeeper
from tests.conftest import ROOT
from tests.storage.journal.conftest import PASSPHRASE
from tests.storage.journal.using import SIZES

CRASHES = int(os.environ.get("AFREFLECT_CRASHES", "20"))
LONGEST = 0.4
"""Seconds of use before a kill, at the most; long enough for dozens of commits."""


@dataclass
class Known:
    """For each kept thing the value that was acknowledged last, and the one that was under way."""

    kept: dict[tuple[str, str], str] = field(default_factory=dict)
    trying: dict[tuple[str, str], str] = field(default_factory=dict)

    def hear(self, line: str) -> None:
        word, kind, about, value = line.split()
        if word == "trying":
            self.trying = {(kind, about): value}
        else:
            self.kept[kind, about] = value
            self.trying = {}

    def allows(self, kind: str, about: str, value: str) -> bool:
        wanted = {self.kept.get((kind, about), ""), self.trying.get((kind, about))}
        return value in wanted

    def settle(self, kind: str, about: str, value: str) -> None:
        if value:
            self.kept[kind, about] = value


def test_nothing_acknowledged_is_lost_however_often_the_app_is_killed(
    tmp_path: Path, address: str | None
):
    dice = random.Random(7)
    keeper = JournalKeeper.at(tmp_path / "home", address)
    journal, _ = keeper.create(PERSONAL, PASSPHRASE)
    keeper.close()
    crashes = CRASHES if address is None else max(2, CRASHES // 10)
    known, imports_under_way = Known(), 0
    waiting = start(tmp_path / "home", journal, 0, address)
    for number in range(crashes):
        # The next process starts while this one works, and waits to be let in.
        process, waiting = waiting, start(tmp_path / "home", journal, number + 1, address)
        use_until_killed(process, journal, known, dice.uniform(0.0, LONGEST))
        imports_under_way += ("extract", "the") in known.trying
        check(tmp_path / "home", address, known)
    end(waiting)
    assert len(known.kept) >= 4 or crashes < 10
    assert imports_under_way or crashes < 10


def start(home: Path, journal: Journal, seed: int, address: str | None) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "tests.storage.journal.using", str(home), str(seed), address or ""],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def use_until_killed(
    process: "subprocess.Popen[str]", journal: Journal, known: Known, seconds: float
) -> None:
    """Lets a process in, kills it after a while, and hears what it said."""
    assert process.stdin is not None
    assert process.stdout is not None
    secret = secrets.token_bytes(32)
    process.stdin.write(f"{journal.vault.wrapped_by(secret).hex()} {secret.hex()}\n")
    process.stdin.flush()
    assert process.stdout.readline() == "ready\n"
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    said = process.stdout.read()
    end(process)
    for line in said.splitlines(keepends=True):
        if line.endswith("\n"):
            known.hear(line)


def check(home: Path, address: str | None, known: Known) -> None:
    """Opens what was left, as its owner would, and finds all of it."""
    keeper = JournalKeeper.at(home, address)
    journal = keeper.unlock(PERSONAL, PASSPHRASE)
    if keeper.database.is_sqlite:
        with keeper.database.reading() as connection:
            assert connection.exec_driver_sql("pragma integrity_check").scalar() == "ok"
    guesses = journal.guesses()
    found = {("guess", metric): f"{guess.value:.0f}" for metric, guess in guesses.items() if guess}
    for place in ("reflect/1", "reflect/2"):
        found["draft", place] = journal.draft(place).text.removeprefix("text ")
    practice = journal.extract()
    found["extract", "the"] = str(practice.extract.rows_mine) if practice else ""
    if practice:
        assert practice.extract.rows_mine in SIZES
        assert practice.tables()["visits"].num_rows == practice.extract.rows_mine
        assert len(journal.imports()) == 1
    for kind, about in {*known.kept, *found}:
        value = found.get((kind, about), "")
        assert known.allows(kind, about, value), (kind, about, value, known)
        known.settle(kind, about, value)
    known.trying = {}
    keeper.close()


def end(process: "subprocess.Popen[str]") -> None:
    process.kill()
    process.communicate()
