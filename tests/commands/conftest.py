"""Commands run in this process: what they return, print and complain of."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from afreflect.__main__ import main

VISITS = (
    "Visit ID,Patient,Doctor,Arrival,Departure,Disposition\n"
    "1,P1,D1,2025-01-31 08:00,2025-01-31 10:00,Home\n"
    "2,P2,D1,2025-02-01 08:00,2025-02-01 11:00,Admitted\n"
    "3,P3,D1,2025-02-28 23:30,2025-03-01 01:30,Home\n"
    "4,P4,D2,2025-03-01 08:00,2025-03-01 10:00,Admitted\n"
    "5,P5,D2,2025-03-02 08:00,2025-03-02 10:00,Admitted\n"
)


@dataclass(frozen=True)
class Done:
    """One command that has ended."""

    code: int
    printed: str
    complained: str

    @property
    def stated(self) -> Any:
        return json.loads(self.printed)


Run = Callable[..., Done]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run_command(*arguments: object) -> Done:
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Done(code, captured.out, captured.err)

    return run_command


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str, str], Path]:
    """Writes a file and says where it is."""

    def written(text: str, name: str = "visits.csv") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return written
