"""A file of any size goes through the command line in little memory, and says how far it is."""

import io
import signal
import subprocess
import sys
import time
from argparse import Namespace
from pathlib import Path

import pytest

from afreflect.commands.progress import watching
from benchmarks import big_file, department

SMALL, LARGE = 17, 34
MOST_GROWTH = 5
"""Bytes of memory that a further byte of the file may cost; held whole it costs about twenty.

Not fewer: on a busy machine the allocator gives freed blocks back later, which cost up to two.
"""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    folder = tmp_path_factory.mktemp("large")
    paths = {size: folder / f"{size}.csv" for size in (SMALL, LARGE)}
    for size, path in paths.items():
        department.write(path, size)
    return paths


@pytest.mark.parametrize("command", ["measure", "check"])
def test_memory_does_not_grow_with_the_file(files: dict[int, Path], command: str):
    """FR-40: a department's file is read in blocks, whatever its size."""
    asked = {
        "measure": ("return_72h_unplanned", "--clinician", department.CLINICIAN),
        "check": (),
    }[command]
    held = {}
    for size, path in files.items():
        code, _, held[size] = big_file.run("-m", "afreflect", command, str(path), *asked)
        assert code == 0
    assert held[LARGE] - held[SMALL] < MOST_GROWTH * (LARGE - SMALL) * 1e6


def test_it_says_how_far_it_is_where_that_is_asked_for(files: dict[int, Path]):
    command = [sys.executable, "-m", "afreflect", "check", str(files[SMALL]), "--progress"]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    assert f"Reading {SMALL}.csv: " in told.stderr
    assert "Going through every visit: " in told.stderr
    assert "rows can be used" in told.stdout


def test_it_says_nothing_where_nobody_looks():
    log = io.StringIO()
    with watching(Namespace(progress=False), log) as watch:
        watch.step("Reading visits.csv", 0.25)
    assert log.getvalue() == ""


def test_on_a_terminal_it_is_one_line_that_is_gone_at_the_end():
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    with watching(Namespace(), terminal) as watch:
        watch.step("Reading visits.csv", 0.25)
        watch.step("Reading visits.csv", 0.251)
        watch.step("Reading visits.csv", 0.5)
    assert terminal.getvalue().count("\n") == 0
    assert terminal.getvalue().split("\r\033[K")[1:] == [
        "Reading visits.csv: 25%", "Reading visits.csv: 50%", ""
    ]  # fmt: skip


def test_it_can_be_ended_half_way_and_leaves_nothing(files: dict[int, Path], tmp_path: Path):
    saved = tmp_path / "mapping.toml"
    command = ["check", str(files[LARGE]), "--progress", "--save-mapping", str(saved)]
    process = subprocess.Popen(
        [sys.executable, "-m", "afreflect", *command],
        stderr=subprocess.PIPE,
        text=True,
        # A run in the background ignores Ctrl-C, and hands that on to what it starts.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )
    assert process.stderr is not None
    assert "Reading" in process.stderr.readline()
    time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    said = process.stderr.read()
    assert process.wait(timeout=60) == 130
    assert "Traceback" not in said
    assert not saved.exists()
