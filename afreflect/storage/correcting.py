"""A practice with what was put right in it, and the visits in which something should be.

The extract that is kept stays as it was imported; corrections are put on top of it in memory.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pyarrow as pa

from afreflect.domain.correctable import FIELDS, Texts, Value, canonical
from afreflect.domain.correction import Place
from afreflect.domain.extract import Extract
from afreflect.domain.ledger import Corrected
from afreflect.domain.metric import Metric
from afreflect.storage import loading
from afreflect.storage.kept_tables import database_of
from afreflect.storage.practice import Practice
from afreflect.storage.sql import statement

MOST_VISITS = 50
"""Visits listed at once, as faulty_visits.sql limits them."""


@dataclass(frozen=True)
class Asked:
    """The correctable fields that a metric's figures rest on.

    Without those `wanted` a visit can't count. `absent` ones would be wanted too, and the extract
    holds them for no visit at all: a task for whoever makes the extract, not for a grid.
    """

    used: tuple[str, ...]
    wanted: tuple[str, ...]
    absent: tuple[str, ...]


@dataclass(frozen=True)
class Faulty:
    """A visit in which something is missing or can't be right: each field with what is wrong."""

    encounter_id: str
    faults: Mapping[str, str]


@dataclass(frozen=True)
class Faults:
    """The visits to put right for one metric, the most useful first, and how many there are.

    `visits` holds fifty at most; `count` says how many have a fault, and so do `by_field` and
    `by_month`, the latest month first.
    """

    visits: tuple[Faulty, ...]
    count: int
    by_field: Mapping[str, int]
    by_month: Mapping[date, int]


def corrected(practice: Practice, corrections: Sequence[Corrected]) -> Practice:
    """Another practice in which these corrections hold; the one given stays as it is.

    Those of visits that it does not hold count for nothing.
    """
    there = places(practice, corrections)
    held = tuple(each for each in corrections if (each.encounter_id, each.column) in there)
    if not held:
        return practice
    connection = database_of(practice.tables())
    connection.register("corrections", _table(held))
    connection.execute(statement("corrections/visits"))
    connection.unregister("corrections")
    since, until, _, _ = connection.execute(statement("extract/span")).fetchall()[0]
    extract = replace(
        practice.extract, since=since, until=until, columns=loading.filled(connection)
    )
    loading.lock_database(connection)
    return Practice(connection, extract, practice.figures, held)


def places(practice: Practice, corrections: Iterable[Corrected]) -> dict[Place, Value]:
    """What a practice says where these corrections are, as far as it holds the visits."""
    wanted = {(each.encounter_id, each.column) for each in corrections}
    visits = fields(practice, {encounter_id for encounter_id, _ in wanted})
    return {
        (encounter_id, column): visits[encounter_id][column]
        for encounter_id, column in wanted
        if encounter_id in visits
    }


def fields(practice: Practice, encounter_ids: Iterable[str]) -> dict[str, Texts]:
    """The correctable fields of these visits and their day, as canonical texts, by their ids."""
    ids = sorted(set(encounter_ids))
    if not ids:
        return {}
    found = practice.cursor().execute(statement("corrections/fields"), {"ids": ids})
    names = [column[0] for column in found.description or ()]
    visits = (dict(zip(names, row, strict=True)) for row in found.fetchall())
    return {visit["encounter_id"]: _texts(visit) for visit in visits}


def asked_of(extract: Extract, metric: Metric) -> Asked:
    """What a metric's figures rest on, of this extract as it was imported."""
    words = set(re.findall(r"\w+", metric.sql))
    held = extract.columns.get("visits", frozenset())
    ways = [
        tuple(column.removeprefix("visits.") for column in way)
        for way in metric.needs
        if all(column.startswith("visits.") for column in way)
    ]
    possible = [way for way in ways if held.issuperset(way)]
    way = (possible or ways or [()])[0]
    needed = [column for column in FIELDS if column in way]
    return Asked(
        used=tuple(column for column in FIELDS if column in words),
        wanted=tuple(column for column in needed if column in held),
        absent=tuple(column for column in needed if column not in held),
    )


def faults(
    practice: Practice, asked: Asked, field: str | None = None, month: date | None = None
) -> Faults:
    """What should be put right for a metric, in one field or month or in all of them."""
    both = {"wanted": list(asked.wanted), "used": list(asked.used)}
    counted = _of_the_faults(
        practice, "corrections/counted_faults", both | {"field": None, "month": None}
    )
    rows = _of_the_faults(
        practice, "corrections/faulty_visits", both | {"field": field, "month": month}
    )
    by_field = {field: count for field, _, count in counted if field}
    return Faults(
        visits=tuple(
            Faulty(encounter_id, {each["field"]: each["fault"] for each in found})
            for encounter_id, found in rows
        ),
        count=max((count for _, _, count in counted), default=0),
        by_field={column: by_field[column] for column in FIELDS if column in by_field},
        by_month={month: count for _, month, count in counted if month},
    )


def _of_the_faults(practice: Practice, query: str, asked: dict[str, Any]) -> list[Any]:
    """The rows of a query over the faults that are asked for."""
    faults = practice.cursor().sql(statement("corrections/faults"), params=asked)
    found = faults.query("faults", statement(query))
    return found.fetchall() if found else []


def _texts(visit: dict[str, Any]) -> Texts:
    texts = {column: canonical(column, visit[column]) for column in FIELDS}
    day = visit["occurred_on"]
    return texts | {"occurred_on": str(day) if day else None}


def _table(corrections: Sequence[Corrected]) -> pa.Table:
    return pa.table(
        {
            "encounter_id": pa.array([each.encounter_id for each in corrections], pa.string()),
            "field": pa.array([each.column for each in corrections], pa.string()),
            "value": pa.array([each.after for each in corrections], pa.string()),
        }
    )
