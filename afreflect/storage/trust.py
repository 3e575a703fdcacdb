"""What a practice's own rows say of how far they can be trusted, counted for one metric."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import duckdb

from afreflect.domain.extract import Attributed, Completeness, Extract
from afreflect.domain.field_names import MODULES
from afreflect.domain.metric import Metric, Point
from afreflect.domain.missing import Blanks, Course, courses
from afreflect.domain.trust_facts import Day, Facts, shifted
from afreflect.storage.sql import statement

UNITS = {"visits": "visit", "feedback": "form", "counts": "row"}
ALSO_SHOWN = ("arrival_ts", "triage_ts", "seen_by_physician_ts", "decision_ts", "departure_ts")
"""Times that a metric may read where they are there, without needing them."""


@dataclass(frozen=True)
class Counted:
    """The facts behind a metric's trust, and the course of each field that it reads.

    `needed` are the fields that it can't do without.
    """

    facts: Facts
    courses: tuple[Course, ...]
    needed: tuple[str, ...]


def count(
    connection: duckdb.DuckDBPyConnection,
    extract: Extract,
    metric: Metric,
    whole: Point,
    today: date,
) -> Counted:
    """Counts a metric's rows: complete, named, faulty, and blank by field and month."""
    cursor = connection.cursor()
    table = _table(extract, metric)
    _set(cursor, needs=[_of_rows(needed) for needed in metric.needs], metric=metric.id)
    own_fields = cursor.sql(statement(f"trust/fields_{table}"))
    complete = dict(_rows(own_fields, "own_fields", "trust/complete"))
    needed = _needed(metric, extract, complete)
    shown = (*needed, *_also_shown(metric, extract, needed))
    modules = [[f"visits.{name}", part] for part, names in MODULES.items() for name in names]
    _set(cursor, fields=list(shown), modules=modules)
    blanks = [Blanks(*row) for row in _rows(own_fields, "own_fields", "trust/blanks")]
    own_rows = cursor.sql(statement(f"trust/rows_{table}"))
    days = tuple(Day(*row) for row in _rows(own_rows, "own_rows", "trust/days"))
    faults = _rows(own_rows, "own_rows", "trust/faults")
    worked, with_a_visit = cursor.execute(statement("trust/shifts")).fetchall()[0]
    if not shifted(days, today):
        # A year that was mistyped would stretch the course to the end of the century.
        blanks = [
            entry if _has_been(entry, today) else replace(entry, month=None) for entry in blanks
        ]
    found = courses(shown, blanks)
    facts = Facts(
        unit=UNITS[table],
        days=days,
        complete=complete.get(0, 0),
        lacking=tuple((course.field, course.blank) for course in found if course.field in needed),
        faults=tuple(faults),
        attributed=extract.attributed if table == "visits" else None,
        shifts=worked if table == "visits" and worked else None,
        shifts_filled=with_a_visit,
        whole=whole,
        today=today,
    )
    return Counted(facts, found, needed)


def completeness(connection: duckdb.DuckDBPyConnection) -> tuple[Completeness, ...]:
    """How complete each field of the own rows is that is there at all."""
    return tuple(field for field, held in every_field(connection) if held)


def every_field(connection: duckdb.DuckDBPyConnection) -> tuple[tuple[Completeness, bool], ...]:
    """How complete each field of the own rows is, and whether it is there at all."""
    _set(connection, metric="")
    found = []
    for table in ("visits", "feedback"):
        fields = connection.sql(statement(f"trust/fields_{table}"))
        for *counts, held in _rows(fields, "own_fields", "trust/completeness"):
            found.append((Completeness(*counts), bool(held)))
    return tuple(found)


def together(found: Sequence[Attributed | None]) -> Attributed | None:
    """The same of several extracts: those that name nobody don't count."""
    known = [each for each in found if each is not None]
    if not known:
        return None
    return Attributed(sum(each.named for each in known), sum(each.rows for each in known))


def _rows(source: duckdb.DuckDBPyRelation, name: str, summary: str) -> list[tuple[Any, ...]]:
    """What one of our files makes of rows that it knows by a name."""
    found = source.query(name, statement(summary))
    return found.fetchall() if found else []


def _set(cursor: duckdb.DuckDBPyConnection, **variables: object) -> None:
    for name, statement_ in _VARIABLES.items():
        if name in variables:
            cursor.execute(statement_, [variables[name]])


_VARIABLES = {
    "needs": "set variable needs = ?",
    "fields": "set variable fields = ?",
    "modules": "set variable modules = ?",
    "metric": "set variable metric = ?",
}


def _has_been(entry: Blanks, today: date) -> bool:
    return entry.month is None or entry.month <= today


def _table(extract: Extract, metric: Metric) -> str:
    """The table whose rows the metric counts: of the first list of fields that the extract holds.

    A list of what was done adds to visits.
    """
    named = [_tables(needed) for needed in metric.needs if _holds(extract, needed)]
    return (named or [_tables(metric.needs[0])])[0]


def _tables(needed: Sequence[str]) -> str:
    table = needed[0].partition(".")[0]
    return table if table in ("feedback", "counts") else "visits"


def _holds(extract: Extract, needed: Sequence[str]) -> bool:
    parts = [name.partition(".") for name in needed]
    return all(column in extract.columns.get(table, ()) for table, _, column in parts)


def _needed(metric: Metric, extract: Extract, complete: dict[int, int]) -> tuple[str, ...]:
    """The list of fields that most rows have all of, among those that the extract holds."""
    places = range(1, len(metric.needs) + 1)
    held = [place for place in places if _holds(extract, metric.needs[place - 1])]
    best = max(held or places, key=lambda place: (complete.get(place, 0), -place))
    return tuple(_of_rows(metric.needs[best - 1]))


def _of_rows(needed: Sequence[str]) -> list[str]:
    """Without the fields of shifts: those are no rows that something can be blank in."""
    return [field for field in needed if not field.startswith("shifts.")]


def _also_shown(metric: Metric, extract: Extract, needed: Sequence[str]) -> tuple[str, ...]:
    """Times that the metric's query reads and the extract holds."""
    words = set(re.findall(r"\w+", metric.sql))
    held = extract.columns.get("visits", frozenset())
    return tuple(
        f"visits.{name}"
        for name in ALSO_SHOWN
        if name in words and name in held and f"visits.{name}" not in needed
    )
