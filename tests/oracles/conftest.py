"""The command line, run in this process, and the reference figures beside the repository."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from afreflect.__main__ import main

Run = Callable[..., dict[str, Any]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command that must succeed; what it printed as JSON."""

    def run_command(*arguments: object) -> dict[str, Any]:
        code = main([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        assert code == 0, printed.err
        return json.loads(printed.out)

    return run_command


@pytest.fixture
def figures(shared: Path) -> Callable[[str], dict[str, Any]]:
    """The reference figures of a folder, or of one file of messy_a ("messy_a/a1_….csv")."""

    def figures_of(name: str) -> dict[str, Any]:
        folder, _, file = name.partition("/")
        if not file:
            oracle = json.loads((shared / "data" / folder / "oracle.json").read_text("utf-8"))
            return oracle["figures"]
        manifest = json.loads((shared / "data" / folder / "manifest.json").read_text("utf-8"))
        return next(entry["figures"] for entry in manifest["files"] if entry["file"] == file)

    return figures_of
