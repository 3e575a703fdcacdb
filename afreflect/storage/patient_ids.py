"""Patients' numbers become ids that only one vault can make, so that returns still link.

In memory a number is told apart by a digest; what is kept is an HMAC-SHA-256 of it under a key that
is derived from the vault's data key for this alone. Without the vault nobody can try numbers out
against what is kept. The same holds for whoever filled in an evaluation form.
"""

import hashlib
import hmac
import re
from collections.abc import Mapping as Table

import pyarrow as pa
import pyarrow.compute as pc

KEYED = re.compile(r"^(patient|rater)-[0-9a-f]{32}$")
_STAND_IN = re.compile(r"^~[0-9a-f]{20}$")
_BEGINNINGS = ("~", "patient-", "rater-")
_KINDS = {"patient_id": "patient", "rater_id": "rater"}
_TABLES = {"visits": "patient_id", "care": "patient_id", "feedback": "rater_id"}


def stand_in(cell: str) -> str:
    """What stands for a number or name as it was written, the same each time; not secret by itself.

    What is such an id already stays as it is, so that a table of a take-out links when it is
    brought in as a file.
    """
    written = " ".join(cell.split())
    if written.startswith(_BEGINNINGS) and (KEYED.match(written) or _STAND_IN.match(written)):
        return written
    # Most numbers end in a digit: a department has millions of them.
    if not written[-1:].isdigit() and not any(char.isdigit() for char in written):
        # A name is the same however it is cased; an id with digits may not be.
        written = written.lower()
    return "~" + hashlib.sha256(written.encode()).hexdigest()[:20]


def keyed(cell: str, kind: str, key: bytes) -> str:
    """The id that is kept for a number, a name or what stands for it."""
    if KEYED.match(cell):
        return cell
    return f"{kind}-{hmac.digest(key, stand_in(cell).encode(), 'sha256').hex()[:32]}"


def with_keyed_ids(tables: Table[str, pa.Table], key: bytes) -> dict[str, pa.Table]:
    """The tables of a practice with every patient and rater under the id that is kept."""
    return {name: _with_keyed(table, _TABLES.get(name), key) for name, table in tables.items()}


def _with_keyed(table: pa.Table, column: str | None, key: bytes) -> pa.Table:
    if column is None or column not in table.column_names:
        return table
    cells = pc.unique(table[column]).drop_null()
    ids = pa.array([keyed(cell, _KINDS[column], key) for cell in cells.to_pylist()], pa.string())
    anew = ids.take(pc.index_in(table[column], value_set=cells))
    return table.set_column(table.column_names.index(column), column, anew)
