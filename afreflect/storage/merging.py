"""Several extracts, brought in one after the other, become one practice.

The same visit, form, shift or counted period: the newest import holds. Rows that carry no id of
their own were given one when they were read, made unique here by the extract they come from, so
that none is taken for another: what looks alike is counted, said, and kept.
"""

import hashlib
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Table
from dataclasses import dataclass, replace
from typing import TypeVar

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from afreflect.domain.benchmark import Benchmark
from afreflect.domain.extract import Extract, Problem, SetAside
from afreflect.storage import loading, trust
from afreflect.storage.job import UNWATCHED, Watching
from afreflect.storage.kept_tables import practice_of
from afreflect.storage.practice import TABLES_KEPT, Practice
from afreflect.storage.sql import statement

T = TypeVar("T")
_EARLIER = "an earlier version of a visit that comes again"
_MADE_IDS = {"encounter_id": r"^row [0-9]+$", "form_id": r"^form [0-9]+$"}


@dataclass(frozen=True)
class Import:
    """One extract as it was brought in."""

    extract: Extract
    tables: Table[str, pa.Table]


@dataclass(frozen=True)
class Merged:
    """The practice of all imports, and what the newest of them changed."""

    practice: Practice
    visits_added: int
    visits_replaced: int
    visits_that_look_alike: int
    forms_added: int
    forms_replaced: int
    forms_that_look_alike: int


def import_of(practice: Practice) -> Import:
    """A practice as an import, its made-up ids told apart from those of any other extract."""
    mark = f" of {practice.extract.sha256[:8]}"
    tables = {name: _marked(table, mark) for name, table in practice.tables().items()}
    return Import(practice.extract, tables)


def merged(imports: Sequence[Import], watch: Watching = UNWATCHED) -> Merged:
    """One practice of all imports, the oldest first; at least one."""
    connection = loading.empty_database()
    watch.busy_with(connection)
    _register(connection, imports)
    for name in TABLES_KEPT:
        connection.execute(statement(f"merge/{name}"))
    changed = connection.execute(statement("merge/replaced")).fetchall()[0]
    extract = _together(connection, imports, changed)
    tables = {name: connection.table(name).to_arrow_table() for name in TABLES_KEPT}
    watch.busy_with(None)
    connection.close()
    replaced, added, alike, forms_replaced, forms_added, forms_alike = changed
    return Merged(
        practice_of(tables, extract), added, replaced, alike, forms_added, forms_replaced,
        forms_alike,
    )  # fmt: skip


def _marked(table: pa.Table, mark: str) -> pa.Table:
    for name, made in _MADE_IDS.items():
        if name in table.column_names:
            ids = table[name]
            is_made = pc.fill_null(pc.match_substring_regex(ids, made), False)
            marked = pc.binary_join_element_wise(ids, mark, "")
            at = table.column_names.index(name)
            table = table.set_column(at, name, pc.if_else(is_made, marked, ids))
    return table


def _register(connection: duckdb.DuckDBPyConnection, imports: Sequence[Import]) -> None:
    numbers = pa.array(range(len(imports)), pa.int32())
    connection.register("imports", pa.table({"import": numbers}))
    for name in TABLES_KEPT:
        empty = connection.table(name).to_arrow_table()
        parts = [
            _numbered(entry.tables.get(name, empty), number) for number, entry in enumerate(imports)
        ]
        connection.register(f"imported_{name}", pa.concat_tables(parts, promote_options="default"))


def _numbered(table: pa.Table, number: int) -> pa.Table:
    return table.append_column("import", pa.array([number] * table.num_rows, pa.int32()))


def _together(
    connection: duckdb.DuckDBPyConnection, imports: Sequence[Import], changed: Sequence[int]
) -> Extract:
    """What is to be said of all imports together."""
    newest = imports[-1].extract
    if len(imports) == 1:
        return newest
    extracts = [entry.extract for entry in imports]
    since, until, mine, elsewhere = connection.execute(statement("extract/span")).fetchall()[0]
    aside = _set_aside(extracts, _given_way(connection))
    rows_in = sum(extract.rows_in for extract in extracts)
    return replace(
        newest,
        files=_each_once(name for extract in extracts for name in extract.files),
        since=since,
        until=until,
        rows_in=rows_in,
        rows_kept=rows_in - sum(group.rows for group in aside),
        rows_mine=mine or elsewhere,
        set_aside=aside,
        warnings=_each_once(
            (*(said for extract in extracts for said in extract.warnings), *_alike(changed))
        ),
        left_out=_each_once(name for extract in extracts for name in extract.left_out),
        columns=(columns := loading.filled(connection)),
        sha256=hashlib.sha256("".join(e.sha256 for e in extracts).encode()).hexdigest(),
        rows_read=sum(extract.rows_read for extract in extracts),
        mine_are="visit" if mine else "row" if columns["counts"] else "form",
        attributed=trust.together([extract.attributed for extract in extracts]),
        completeness=trust.completeness(connection),
        benchmarks=_newest_benchmarks(extracts),
    )


def _newest_benchmarks(extracts: Sequence[Extract]) -> tuple[Benchmark, ...]:
    """The benchmark of each metric from the newest extract that gave one: never one of several."""
    found = {each.metric_id: each for extract in extracts for each in extract.benchmarks}
    return tuple(found.values())


def _given_way(connection: duckdb.DuckDBPyConnection) -> int:
    """How many rows of visits of earlier imports are not there any more."""
    return len(connection.table("imported_visits")) - len(connection.table("visits"))


def _set_aside(extracts: Sequence[Extract], given_way: int) -> tuple[SetAside, ...]:
    groups: dict[str, SetAside] = {}
    earlier = [SetAside(_EARLIER, given_way)] if given_way else []
    for group in (*(group for extract in extracts for group in extract.set_aside), *earlier):
        known = groups.get(group.reason, SetAside(group.reason, 0))
        examples = known.examples or group.examples
        groups[group.reason] = SetAside(group.reason, known.rows + group.rows, examples)
    return tuple(groups.values())


def _alike(changed: Sequence[int]) -> tuple[Problem, ...]:
    _, _, visits, _, _, forms = changed
    counted = [f"{visits:,} visits"] if visits else []
    counted += [f"{forms:,} evaluation forms"] if forms else []
    if not counted:
        return ()
    return (
        Problem(
            f"{' and '.join(counted)} without a number of their own look like ones you brought in "
            "before. All are kept, so they may count twice: if they are the same, take the earlier "
            "extract away.",
            refuses=False,
        ),
    )


def _each_once(items: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(items))
