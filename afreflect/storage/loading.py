"""A reading and its mapping become one clinician's practice, whole or not at all."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import duckdb
import pyarrow as pa

from afreflect.domain.extract import Extract, Mapping, Problem, SetAside, Upload
from afreflect.storage import canonical, feedback, profile
from afreflect.storage.canonical import Group, Source
from afreflect.storage.identifying import identifying
from afreflect.storage.job import UNWATCHED, Watching
from afreflect.storage.moments import Clock
from afreflect.storage.reader import Reading, clinicians, own_clinician, questions
from afreflect.storage.sheet import Sheet
from afreflect.storage.sql import statement
from afreflect.storage.vocabulary import Vocabulary, vocabulary

_SAID = {
    "arrival_ts": "arrival times",
    "triage_ts": "triage times",
    "seen_by_physician_ts": "times of first assessment",
    "decision_ts": "decision times",
    "departure_ts": "departure times",
}
_CODES_SHOWN = 3


@dataclass(frozen=True)
class Loaded:
    """A filled in-memory database of one clinician, and what is to be said of it."""

    connection: duckdb.DuckDBPyConnection
    extract: Extract


def load_tables(
    reading: Reading, mapping: Mapping, everyone: bool, now: datetime, watch: Watching = UNWATCHED
) -> Loaded | list[Problem]:
    """Fills the canonical tables, or says every reason why they can't be.

    `everyone` takes all rows for the clinician's own: only for checking a definition.
    """
    words = vocabulary()
    watch.step("Looking at the columns", 0.0)
    problems = _before_loading(reading, mapping, everyone)
    if problems:
        return problems
    connection = empty_database()
    watch.busy_with(connection)
    clinician = own_clinician(reading, mapping)
    alone = everyone or not clinicians(reading, mapping)
    _set(connection, everyone=alone, clinician=clinician, now=now)
    set_aside, warnings = _fill(connection, reading, mapping, words, clinician, watch)
    watch.step("Counting what can be used", 0.9)
    rows_in = _rows_in(reading, mapping)
    aside = sum(group.rows for group in set_aside)
    if rows_in == 0 or aside >= rows_in:
        return [_nothing_usable(set_aside)]
    since, until, mine, elsewhere = connection.execute(statement("extract/span")).fetchall()[0]
    if mine + elsewhere == 0:
        return [
            Problem(f'No row belongs to clinician "{clinician}": choose another id.', "clinician")
        ]
    extract = Extract(
        files=tuple(upload.name for upload in reading.uploads),
        since=since,
        until=until,
        rows_in=rows_in,
        rows_kept=rows_in - aside,
        rows_mine=mine or elsewhere,
        set_aside=set_aside,
        warnings=warnings,
        left_out=replace(reading, mapping=mapping).left_out,
        columns=filled(connection),
        sha256=fingerprint(reading.uploads),
    )
    lock_database(connection)
    watch.busy_with(None)
    return Loaded(connection, extract)


def fingerprint(uploads: Sequence[Upload]) -> str:
    """The SHA-256 of one file's bytes, or of the sorted hexadecimal ones of several."""
    each = sorted(hashlib.sha256(upload.bytes).hexdigest() for upload in uploads)
    return each[0] if len(each) == 1 else hashlib.sha256("".join(each).encode()).hexdigest()


def _before_loading(reading: Reading, mapping: Mapping, everyone: bool) -> list[Problem]:
    found = [
        problem
        for table in canonical.FIELDS
        for group in canonical.groups(reading.sheets, mapping, table)
        for problem in canonical.missing_columns(group, mapping)
    ]
    if not any(canonical.groups(reading.sheets, mapping, table) for table in canonical.FIELDS):
        found.append(
            Problem(
                "The mapping is about none of these files: correct the names in it.", "file.name"
            )
        )
    if found:
        return found
    open_questions = [
        question
        for question in questions(reading, mapping)
        if not (everyone and question.settles == "clinician")
    ]
    return [Problem(question.text, question.settles) for question in open_questions]


def empty_database() -> duckdb.DuckDBPyConnection:
    """The canonical tables, empty, in memory and nowhere else."""
    # Nothing of a practice may reach the disk: DuckDB spills even in memory unless told not to.
    connection = duckdb.connect(":memory:", config={"temp_directory": ""})
    connection.execute("set enable_external_access = false")
    connection.execute(statement("extract/tables"))
    return connection


def lock_database(connection: duckdb.DuckDBPyConnection) -> None:
    """Let no later statement change how the database is set up."""
    connection.execute("set lock_configuration = true")


def _set(connection: duckdb.DuckDBPyConnection, **variables: object) -> None:
    connection.execute("set variable everyone = ?", [variables["everyone"]])
    connection.execute("set variable clinician = ?", [variables["clinician"]])
    connection.execute("set variable now = ?", [variables["now"]])


def _fill(
    connection: duckdb.DuckDBPyConnection,
    reading: Reading,
    mapping: Mapping,
    words: Vocabulary,
    clinician: str,
    watch: Watching,
) -> tuple[tuple[SetAside, ...], tuple[Problem, ...]]:
    set_aside = [group for sheet in _row_files(reading, mapping) for group in sheet.set_aside]
    warnings: list[Problem] = []
    clock = Clock()
    shift_groups = canonical.groups(reading.sheets, mapping, "shifts")
    _insert(connection, "shifts", shift_groups, mapping, words, clock)
    visits = canonical.groups(reading.sheets, mapping, "visits")
    if visits:
        watch.step("Reading the visits", 0.2)
        mapped = pa.concat_tables(
            canonical.text_table(group, mapping, words, clock) for group in visits
        )
        watch.step("Telling your visits from the others", 0.4)
        set_aside += _fill_visits(connection, mapped)
        watch.step("Looking for what is odd", 0.6)
        warnings += _visit_warnings(connection, visits, mapping, words)
        _keep_extras(connection, mapping, visits, words)
        _insert(
            connection,
            "care",
            canonical.groups(reading.sheets, mapping, "care"),
            mapping,
            words,
            clock,
        )
        connection.execute("drop table typed_visits")
        connection.unregister("mapped_visits")
    _insert(
        connection,
        "counts",
        canonical.groups(reading.sheets, mapping, "counts"),
        mapping,
        words,
        clock,
    )
    forms = canonical.groups(reading.sheets, mapping, "feedback")
    if forms:
        watch.step("Reading the evaluation forms", 0.8)
        mapped, aside, said = feedback.marks(forms, mapping, words, clock, clinician)
        connection.register("mapped_feedback", mapped)
        connection.execute(statement("extract/feedback"))
        connection.unregister("mapped_feedback")
        set_aside += aside
        warnings += said
    return tuple(set_aside), tuple(warnings)


def _insert(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    found: Sequence[Group],
    mapping: Mapping,
    words: Vocabulary,
    clock: Clock,
) -> None:
    for group in found:
        mapped = canonical.text_table(group, mapping, words, clock)
        if table == "counts" and group.entry.metric:
            metric = pa.repeat(pa.scalar(group.entry.metric), mapped.num_rows)
            mapped = mapped.set_column(mapped.column_names.index("metric"), "metric", metric)
        connection.register(f"mapped_{table}", mapped)
        connection.execute(statement(f"extract/{table}"))
        connection.unregister(f"mapped_{table}")


def _fill_visits(connection: duckdb.DuckDBPyConnection, mapped: pa.Table) -> list[SetAside]:
    numbered = mapped.append_column(
        "row_number", pa.array(range(1, mapped.num_rows + 1), pa.int64())
    )
    connection.register("mapped_visits", numbered)
    connection.execute(statement("extract/visits"))
    connection.execute(statement("extract/keep_visits"))
    rows = connection.execute(statement("extract/set_aside_visits")).fetchall()
    return [SetAside(reason, count, tuple(examples)) for reason, count, examples in rows]


def _visit_warnings(
    connection: duckdb.DuckDBPyConnection,
    visits: Sequence[Group],
    mapping: Mapping,
    words: Vocabulary,
) -> list[Problem]:
    said = []
    for field, cells, examples in connection.execute(statement("extract/unread_times")).fetchall():
        shown = ", ".join(f'"{example}"' for example in examples)
        said.append(f"{cells:,} {_SAID[field]} can't be read ({shown}) and count as missing.")
    kept, backwards, to_come, latest, undated = connection.execute(
        statement("extract/oddities")
    ).fetchall()[0]
    if to_come:
        said.append(
            f"{to_come:,} of {kept:,} arrivals lie in the future, up to {latest.year}: the dates "
            "may have been shifted, so months say nothing about the calendar."
        )
    if backwards:
        said.append(
            f"{backwards:,} visits end before they begin: they keep their place, but no stay is "
            "counted for them."
        )
    if undated and undated < kept:
        said.append(
            f"{undated:,} visits have no arrival time: they count only over the whole period."
        )
    return [Problem(text, refuses=False) for text in said] + _unknown_codes(visits, mapping, words)


def _unknown_codes(visits: Sequence[Group], mapping: Mapping, words: Vocabulary) -> list[Problem]:
    """A warning for each coded column that holds words we don't know."""
    found = []
    for canonical_name in ("disposition", "acuity", "sex"):
        unknown: dict[str, int] = {}
        stated = {cell.strip().lower() for cell in mapping.values.get(canonical_name, {})}
        for group in visits:
            names = canonical.columns_of(group, mapping).get(canonical_name, ())
            for source in canonical.sources(group, names):
                if isinstance(source, Source):
                    for cell in source.sheet.table[source.column].value_counts().to_pylist():
                        text = cell["values"]
                        known = words.is_missing(text) or text.strip().lower() in stated
                        if not known and words.code(canonical_name, text) is None:
                            unknown[text] = unknown.get(text, 0) + cell["counts"]
        if unknown:
            shown = ", ".join(f'"{text}"' for text in list(unknown)[:_CODES_SHOWN])
            text = (
                f"{sum(unknown.values()):,} rows hold a {canonical_name} that we don't know "
                f"({shown}), so it counts as missing: say what it means, or leave it."
            )
            found.append(Problem(text, f"values.{canonical_name}", refuses=False))
    return found


def _keep_extras(
    connection: duckdb.DuckDBPyConnection,
    mapping: Mapping,
    visits: Sequence[Group],
    words: Vocabulary,
) -> None:
    """Keeps the further columns of the visits files that identify nobody, for the own visits."""
    first_row = 1
    for group in visits:
        numbers = pa.array(range(first_row, first_row + group.sheet.table.num_rows), pa.int64())
        first_row += group.sheet.table.num_rows
        for name in further_columns(group, mapping, words):
            value = group.sheet.table[name].combine_chunks()
            column = pa.table({"row_number": numbers, "value": value})
            connection.register("further_column", column)
            connection.execute(statement("extract/extras"), {"field": name})
            connection.unregister("further_column")


def further_columns(group: Group, mapping: Mapping, words: Vocabulary) -> tuple[str, ...]:
    """The columns of a visits file that nothing is read from and that identify nobody."""
    used = {
        source.column
        for names in canonical.columns_of(group, mapping).values()
        for source in canonical.sources(group, names)
        if isinstance(source, Source) and source.sheet is group.sheet
    }
    found = profile.profiles(group.sheet, words)
    naming = set(identifying(found.values(), words))
    return tuple(name for name in group.sheet.columns if name not in used | naming)


def _row_files(reading: Reading, mapping: Mapping) -> list[Sheet]:
    """The files whose rows are counted: all that are used, but for those that only add columns."""
    return [
        group.sheet
        for table in canonical.FIELDS
        for group in canonical.groups(reading.sheets, mapping, table)
    ]


def _rows_in(reading: Reading, mapping: Mapping) -> int:
    return sum(sheet.rows_in for sheet in _row_files(reading, mapping))


def filled(connection: duckdb.DuckDBPyConnection) -> dict[str, frozenset[str]]:
    """For each table, the columns that hold at least one value."""
    found = {}
    for table in canonical.FIELDS:
        counted = connection.execute(statement(f"extract/filled_{table}"))
        names = [column[0] for column in counted.description or ()]
        row = counted.fetchall()[0]
        found[table] = frozenset(name for name, cells in zip(names, row, strict=True) if cells)
    return found


def _nothing_usable(set_aside: Sequence[SetAside]) -> Problem:
    reasons = "; ".join(f"{group.rows:,} rows: {group.reason}" for group in set_aside[:3])
    return Problem(
        f"No row can be used ({reasons or 'there is none'}): check what each column means, or "
        "export the file again.",
        "columns",
    )
