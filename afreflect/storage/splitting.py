"""A department's file becomes one sealed starter file a clinician, and a list of which is whose."""

import csv
import io
import os
import secrets
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from afreflect.storage import starter
from afreflect.storage.department import Department
from afreflect.storage.job import UNWATCHED, Watching

LIST = "which-file-is-whose.csv"
_COLUMNS = ("clinician", "file", "code")
_OF_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class CannotSplit(ValueError):
    """Nothing was written; the text is one sentence that says what to do."""


@dataclass(frozen=True)
class _Starter:
    clinician: str
    name: str
    plain: bytes


def refuse_taken(folder: Path) -> None:
    """Raises CannotSplit where there is anything at this place already, but for an empty folder."""
    try:
        taken = os.path.lexists(folder) and (
            folder.is_symlink() or not folder.is_dir() or any(folder.iterdir())
        )
    except OSError:
        taken = True
    if taken:
        raise CannotSplit(f"There is something at {folder} already: name a new folder.")


def split(department: Department, folder: Path, watch: Watching = UNWATCHED) -> int:
    """Write every clinician's starter file into a new folder; how many there are.

    All of it or nothing, and nothing in the place of anything. Folder and files are open to their
    owner alone. Raises CannotSplit.
    """
    refuse_taken(folder)
    starters = [
        _Starter(name, f"starter-{secrets.token_hex(6)}{starter.ENDING}", starter.packed(entry))
        for name, entry in department.imports(watch)
    ]
    watch.step("Sealing them", 0.9)
    try:
        making = Path(tempfile.mkdtemp(prefix=".afreflect-", dir=folder.absolute().parent))
    except OSError as fault:
        raise CannotSplit(f"{folder} can't be written: choose another place.") from fault
    try:
        _write(making, starters)
        watch.last_call()
        refuse_taken(folder)
        if folder.exists():
            folder.rmdir()
        making.rename(folder)
    except OSError as fault:
        raise CannotSplit(f"{folder} can't be written: choose another place.") from fault
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return len(starters)


def _write(folder: Path, starters: list[_Starter]) -> None:
    length = max(len(each.plain) for each in starters)
    # The order in which files were made would tell the order of the ids.
    drawn = secrets.SystemRandom().sample(starters, len(starters))
    codes = {}
    for each in drawn:
        data, codes[each.clinician] = starter.sealed(each.plain, length)
        _put(folder / each.name, data)
    lines = io.StringIO()
    table = csv.writer(lines, lineterminator="\n")
    table.writerow(_COLUMNS)
    table.writerows((_cell(each.clinician), each.name, codes[each.clinician]) for each in starters)
    _put(folder / LIST, lines.getvalue().encode("utf-8-sig"))


def _put(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)


def _cell(clinician: str) -> str:
    """An id that no spreadsheet takes for a formula."""
    return f"'{clinician}" if clinician.startswith(_OF_A_FORMULA) else clinician
