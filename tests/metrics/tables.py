"""Small practices written as text tables, so that a spec can be read by a physician.

    visit | patient | arrived          | departed
    ------+---------+------------------+-----------------
    1     | p1      | 2025-03-01 08:00 | 2025-03-01 11:00

A blank cell is a missing value, T and F are yes and no.
"""

from pathlib import Path

import duckdb

from afreflect.domain.extract import Extract
from afreflect.storage.practice import Practice

TABLES = Path(__file__).parents[2] / "sql" / "extract" / "tables.sql"

# Short names for the specs; every other column goes by its canonical name.
SHORT_NAMES = {
    "visits": {
        "visit": "encounter_id",
        "patient": "patient_id",
        "physician": "physician_id",
        "arrived": "arrival_ts",
        "triaged": "triage_ts",
        "seen": "seen_by_physician_ts",
        "decided": "decision_ts",
        "departed": "departure_ts",
        "stayed": "los_min",
        "waited": "wait_min",
        "planned": "planned_return",
        "return_ordered": "bring_back_planned",
    },
    "feedback": {
        "form": "form_id",
        "learner": "rater_id",
        "on": "occurred_on",
        "mark": "score",
        "lowest": "scale_min",
        "highest": "scale_max",
    },
    "shifts": {"shift": "shift_id", "starts": "starts_at", "ends": "ends_at"},
    "care": {"visit": "encounter_id", "patient": "patient_id", "on": "performed_ts"},
    "counts": {"from": "period", "met": "numerator", "of": "denominator"},
}


def rows_of(text: str) -> list[dict[str, str | None]]:
    """The rows of a text table, by the names in its heading."""
    heading, _, *body = [line for line in text.splitlines() if line.strip()]
    names = _cells(heading)
    return [
        {name: cell or None for name, cell in zip(names, _cells(line), strict=True)}
        for line in body
    ]


def practice_tables(texts: dict[str, str]) -> duckdb.DuckDBPyConnection:
    """The five canonical tables in memory, holding the rows of the texts."""
    connection = duckdb.connect()
    connection.execute(TABLES.read_text(encoding="utf-8"))
    for table, text in texts.items():
        columns = connection.table(table).columns
        for row in rows_of(text):
            named = _with_what_is_understood(table, _canonical(table, row))
            unknown = set(named) - set(columns)
            assert not unknown, f"{table} has no column {unknown}"
            connection.table(table).insert([named.get(column) for column in columns])
    return connection


def practice_of(texts: dict[str, str]) -> Practice:
    """A practice that holds the rows of the texts, as if they had been one upload."""
    connection = practice_tables(texts)
    filled = {
        table: frozenset(name for row in rows_of(text) for name in _canonical(table, row))
        for table, text in texts.items()
    }
    rows = sum(len(rows_of(text)) for text in texts.values())
    extract = Extract(
        files=("given.csv",),
        since=None,
        until=None,
        rows_in=rows,
        rows_kept=rows,
        rows_mine=rows,
        set_aside=(),
        warnings=(),
        left_out=(),
        columns=filled,
        sha256="0" * 64,
    )
    return Practice(connection, extract)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")]


def _canonical(table: str, row: dict[str, str | None]) -> dict[str, str | None]:
    return {SHORT_NAMES[table].get(name, name): cell for name, cell in row.items()}


def _with_what_is_understood(table: str, row: dict[str, str | None]) -> dict[str, str | None]:
    """What a spec need not say: visits are the clinician's, and occur on the day of arrival."""
    if table != "visits":
        return row
    arrival = row.get("arrival_ts") or ""
    return {"mine": "T", "occurred_on": arrival[:10] or None, **row}
