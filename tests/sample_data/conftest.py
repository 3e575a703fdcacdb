"""The whole department, made once by the documented command, and the committed extracts."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.sample_data.columns import Columns, read, where


@dataclass(frozen=True)
class Extract:
    """The four files of one extract."""

    visits: Columns
    orders: Columns
    evaluations: Columns
    shifts: Columns


def extract(folder: Path) -> Extract:
    return Extract(
        visits=read(folder / "SYNTHETIC_ed_visits.csv"),
        orders=read(folder / "SYNTHETIC_imaging_orders.csv"),
        evaluations=read(folder / "SYNTHETIC_teaching_evaluations.csv"),
        shifts=read(folder / "SYNTHETIC_shifts.csv"),
    )


@pytest.fixture(scope="session")
def sample(root: Path) -> Path:
    return root / "sample_data"


@pytest.fixture(scope="session")
def department(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Extract:
    """All clinicians' first three years."""
    folder = tmp_path_factory.mktemp("department")
    command = [sys.executable, str(sample / "make.py"), "--department", str(folder)]
    subprocess.run(command, check=True, capture_output=True)
    return extract(folder / "first")


@pytest.fixture(scope="session")
def first(sample: Path) -> Extract:
    """The committed extract of one clinician."""
    return extract(sample / "first")


@pytest.fixture(scope="session")
def second(sample: Path) -> Extract:
    """The same clinician's extract of three months later."""
    return extract(sample / "second")


@pytest.fixture(scope="session")
def own(first: Extract) -> Columns:
    """The visits of the committed extract that the clinician saw."""
    return where(first.visits, first.visits["Attending"] == "D05")


@pytest.fixture(scope="session")
def seen(department: Extract) -> Columns:
    """Every visit of the department in which a clinician saw the patient."""
    return where(department.visits, department.visits["Attending"] != "")
