"""A reading and its mapping become one clinician's practice, whole or not at all."""

import hashlib
from collections.abc import Mapping as Table
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial
from typing import Any

import duckdb
import pyarrow as pa

from afreflect.domain.extract import Extract, File, Mapping, Problem, SetAside
from afreflect.domain.left_out import ColumnLeftOut
from afreflect.storage import (
    benchmarks,
    canonical,
    columns_left_out,
    feedback,
    figures,
    half_days,
    mapping_faults,
    remarks,
)
from afreflect.storage.benchmarks import Department
from afreflect.storage.blanking import blanking_of
from afreflect.storage.canonical import Group
from afreflect.storage.clinician_ids import perhaps_the_same
from afreflect.storage.filling import Filled, Wanted, fill_visits
from afreflect.storage.job import UNWATCHED, Watching
from afreflect.storage.moments import Clock
from afreflect.storage.reader import Reading, clinicians, own_clinician, questions
from afreflect.storage.row_facts import without_other_rows
from afreflect.storage.shares import Rows
from afreflect.storage.sheet import Sheet
from afreflect.storage.sizes import USUAL, Sizes
from afreflect.storage.sql import statement
from afreflect.storage.tally import Tally
from afreflect.storage.usable import of_one_clinician
from afreflect.storage.vocabulary import Vocabulary, vocabulary

_HASHED_AT_ONCE = 1 << 20


@dataclass(frozen=True)
class Loaded:
    """A filled in-memory database of one clinician, and what is to be said of it."""

    connection: duckdb.DuckDBPyConnection
    extract: Extract
    figures: Table[str, Any] = field(default_factory=dict)


def load_tables(
    reading: Reading,
    mapping: Mapping,
    everyone: bool,
    now: datetime,
    watch: Watching = UNWATCHED,
    sizes: Sizes = USUAL,
    kept: bool = True,
) -> Loaded | list[Problem]:
    """Fills the canonical tables, or says every reason why they can't be.

    `everyone` takes all rows for the clinician's own: only for checking a definition. Where the
    tables are not to be `kept`, files too large to hold are counted and leave no visit in them.
    """
    watch.step("Looking at the columns", 0.0)
    problems = before_loading(reading, mapping, everyone)
    if problems:
        return problems
    connection = empty_database()
    watch.busy_with(connection)
    known = clinicians(reading, mapping)
    clinician = own_clinician(reading, mapping)
    wanted = Wanted(clinician, everyone or not known, kept, figures=everyone)
    sha256 = fingerprint(reading.uploads)
    set_variables(
        connection, everyone=wanted.everyone, clinician=wanted.clinician, now=now, mark=sha256[:8]
    )
    out = columns_left_out.left_out(reading, mapping)
    set_aside, warnings, tally, told, department = _fill(
        connection, reading, mapping, wanted, out, sizes, watch
    )
    connection.execute(statement("extract/without_names"))
    watch.step("Counting what can be used", 0.9)
    set_aside = [
        *(group for sheet in row_files(reading, mapping) for group in sheet.set_aside),
        *set_aside,
    ]
    warnings += remarks.on_unused_files(reading, mapping)
    warnings += remarks.on_what_was_not_read(reading)
    warnings += columns_left_out.not_kept(mapping, out)
    warnings += remarks.on_spellings(known)
    if told:
        told["physicians_perhaps_the_same"] = perhaps_the_same(known)
    extract = extract_of(connection, reading, mapping, tally, (set_aside, warnings, out), sha256)
    if extract.rows_kept <= 0:
        return [nothing_usable(set_aside)]
    if extract.rows_mine == 0:
        text = f'No row belongs to clinician "{wanted.clinician}": choose another id.'
        return [Problem(text, "clinician")]
    extract = replace(extract, benchmarks=department.kept(sha256))
    lock_database(connection)
    watch.busy_with(None)
    # The whole department's figures are for checking a definition: nobody keeps them.
    return Loaded(connection, extract, told)


def extract_of(
    connection: duckdb.DuckDBPyConnection,
    reading: Reading,
    mapping: Mapping,
    tally: Tally,
    said: tuple[Sequence[SetAside], Sequence[Problem], tuple[ColumnLeftOut, ...]],
    sha256: str,
) -> Extract:
    """What is to be said of the tables as they are filled, and of the files they were filled from.

    `said` are the rows set aside, the warnings, and the columns left out.
    """
    set_aside, warnings, out = said
    rows_in = sum(sheet.rows_in for sheet in row_files(reading, mapping))
    since, until, mine, elsewhere = _span(connection, tally)
    return Extract(
        files=tuple(upload.name for upload in reading.uploads),
        since=since,
        until=until,
        rows_in=rows_in,
        rows_kept=rows_in - sum(group.rows for group in set_aside),
        rows_mine=mine or elsewhere,
        set_aside=tuple(set_aside),
        warnings=tuple(warnings),
        left_out=out,
        columns=(columns := filled(connection, tally)),
        sha256=sha256,
        rows_read=sum(sheet.rows_in for sheet in reading.sheets),
        mine_are="visit" if mine else "row" if columns["counts"] else "form",
        attributed=tally.attributed,
        completeness=tally.completeness(connection),
    )


def fingerprint(uploads: Sequence[File]) -> str:
    """The SHA-256 of one file's bytes, or of the sorted hexadecimal ones of several."""
    each = sorted(_sha256(upload) for upload in uploads)
    return each[0] if len(each) == 1 else hashlib.sha256("".join(each).encode()).hexdigest()


def _sha256(upload: File) -> str:
    found = hashlib.sha256()
    with upload.open() as file:
        while piece := file.read(_HASHED_AT_ONCE):
            found.update(piece)
    return found.hexdigest()


def before_loading(reading: Reading, mapping: Mapping, everyone: bool) -> list[Problem]:
    """What must be settled before any row is read; whose it is, only where that matters."""
    found = [
        problem
        for table in canonical.FIELDS
        for group in canonical.groups(reading.sheets, mapping, table)
        for problem in mapping_faults.of_columns(group, mapping)
    ]
    found += mapping_faults.of_names(reading.sheets, mapping)
    found += columns_left_out.problems(reading, mapping)
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


def set_variables(connection: duckdb.DuckDBPyConnection, **variables: object) -> None:
    """Tells the statements whose rows are wanted, what day it is, and what marks this extract."""
    connection.execute("set variable everyone = ?", [variables["everyone"]])
    connection.execute("set variable clinician = ?", [variables["clinician"]])
    connection.execute("set variable now = ?", [variables["now"]])
    connection.execute("set variable extract_mark = ?", [variables["mark"]])


def _fill(
    connection: duckdb.DuckDBPyConnection,
    reading: Reading,
    mapping: Mapping,
    wanted: Wanted,
    left_out: Sequence[ColumnLeftOut],
    sizes: Sizes,
    watch: Watching,
) -> tuple[list[SetAside], list[Problem], Tally, dict[str, Any], Department]:
    """Fills every table; what rows are set aside, what is to be said of the others, what was
    counted of the visits on the way, everybody's figures where they are wanted, and what the best
    of a whole department reach, where its rows are held together.
    """
    words, clock, tally = vocabulary(), Clock(connection), Tally()
    department = benchmarks.NOTHING
    found = {table: canonical.groups(reading.sheets, mapping, table) for table in canonical.FIELDS}
    watch.step("Reading the visits", 0.1)
    tables = {
        table: one_table(found[table], mapping, words, clock)
        for table in ("shifts", "care", "counts")
        if found[table]
    }
    set_aside: list[SetAside] = []
    warnings: list[Problem] = []
    known: dict[str, Any] = {}
    if "shifts" in tables:
        tables["shifts"], said = of_one_clinician(tables["shifts"], wanted.clinician, "shifts")
        warnings += said
        set_aside += insert(connection, "shifts", tables["shifts"])
    if found["visits"]:
        rows = Rows.of(
            found["visits"],
            mapping,
            words,
            sizes,
            lambda share: watch.step("Looking at the times", 0.1 + 0.15 * share),
        )
        people = partial(blanking_of, reading, mapping, left_out)
        visits = fill_visits(connection, rows, wanted, left_out, people, clock, watch)
        tally = visits.tally
        set_aside += tally.set_aside
        known |= figures.told(tally.figures)
        watch.step("Looking for what is odd", 0.8)
        warnings += said_of_visits(found["visits"], mapping, visits)
        if not rows.are_large:
            watch.step("Looking at what a department reaches", 0.82)
            department = benchmarks.of_the_department(
                connection, empty_database(), of_everyone(tables), watch
            )
        connection.execute(statement("extract/visits_are_kept"))
    set_aside += insert(connection, "care", tables["care"]) if "care" in tables else []
    if "counts" in tables:
        set_aside += insert(connection, "counts", tables["counts"])
        if wanted.figures:
            known |= counted(connection)
    if found["feedback"]:
        watch.step("Reading the evaluation forms", 0.85)
        marks, aside, said = feedback.marks(found["feedback"], mapping, words, clock)
        marks, unnamed = of_one_clinician(marks, wanted.clinician, "evaluation forms")
        insert(connection, "feedback", marks)
        set_aside += aside
        warnings += said + unnamed
    return set_aside, warnings, tally, known, department


def said_of_visits(visits: Sequence[Group], mapping: Mapping, filled_by: Filled) -> list[Problem]:
    """What is odd about the visits and used all the same."""
    return [
        *remarks.on_visits(filled_by.tally, filled_by.only_days),
        *half_days.remarks(visits, mapping),
        *remarks.on_repeated_ids(visits, mapping),
        *remarks.on_ids_cut_short(visits, mapping),
        *remarks.on_codes(visits, mapping, vocabulary(), filled_by.tally.not_used),
        *remarks.on_what_was_taken_out(filled_by.taken_out),
    ]


def of_everyone(tables: Table[str, pa.Table]) -> dict[str, pa.Table]:
    """The usable shifts and acts of care, whosever they are."""
    return {name: usable(name, tables[name])[0] for name in ("shifts", "care") if name in tables}


def _span(
    connection: duckdb.DuckDBPyConnection, tally: Tally
) -> tuple[date | None, date | None, int, int]:
    """The first and the last day, the own visits, and the other rows."""
    since, until, own, others = connection.execute(statement("extract/span")).fetchall()[0]
    return (
        min((day for day in (since, tally.since) if day), default=None),
        max((day for day in (until, tally.until) if day), default=None),
        own + tally.own_visits,
        others,
    )


def counted(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """What the counts hold: periods and each series, by name."""
    found = connection.execute(statement("extract/counted"))
    names = [column[0] for column in found.description or ()]
    series = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    return {"series": series}


def one_table(
    found: Sequence[Group], mapping: Mapping, words: Vocabulary, clock: Clock
) -> pa.Table:
    """The rows of several files of one kind in our columns."""
    tables = []
    for group in found:
        mapped = canonical.text_table(group, mapping, words, clock)
        if group.entry.metric and "metric" in mapped.column_names:
            metric = pa.repeat(pa.scalar(group.entry.metric), mapped.num_rows)
            mapped = mapped.set_column(mapped.column_names.index("metric"), "metric", metric)
        tables.append(mapped)
    return pa.concat_tables(tables)


def _required(table: str, mapped: pa.Table) -> tuple[str, ...]:
    """What a row of a table must hold; plain counts have no denominator at all."""
    required = canonical.REQUIRED.get(table, ())
    if table == "counts" and mapped["denominator"].null_count == mapped.num_rows:
        return ("period", "numerator")
    return required


def usable(table: str, mapped: pa.Table) -> tuple[pa.Table, list[SetAside]]:
    """The rows of a mapped table that can be used, and the others by reason."""
    return without_other_rows(mapped, _required(table, mapped))


def insert(connection: duckdb.DuckDBPyConnection, table: str, mapped: pa.Table) -> list[SetAside]:
    """Puts the usable rows of a mapped table into ours; the others by reason."""
    rows, aside = usable(table, mapped)
    connection.register(f"mapped_{table}", rows)
    connection.execute(statement(f"extract/{table}"))
    connection.unregister(f"mapped_{table}")
    return aside


def row_files(reading: Reading, mapping: Mapping) -> list[Sheet]:
    """The files whose rows are counted: all that are used, but for those that only add columns."""
    return [
        group.sheet
        for table in canonical.FIELDS
        for group in canonical.groups(reading.sheets, mapping, table)
    ]


def filled(
    connection: duckdb.DuckDBPyConnection, tally: Tally | None = None
) -> dict[str, frozenset[str]]:
    """For each table, the columns that hold at least one value, also in visits that were let go."""
    found = {}
    for table in canonical.FIELDS:
        counted = connection.execute(statement(f"extract/filled_{table}"))
        names = [column[0] for column in counted.description or ()]
        row = counted.fetchall()[0]
        found[table] = frozenset(name for name, cells in zip(names, row, strict=True) if cells)
    if tally is not None:
        found["visits"] |= {name for name, cells in tally.filled.items() if cells}
    return found


def nothing_usable(set_aside: Sequence[SetAside]) -> Problem:
    """Why files that hold rows hold none for us."""
    reasons = "; ".join(f"{group.rows:,} rows: {group.reason}" for group in set_aside[:3])
    return Problem(
        f"No row can be used ({reasons or 'there is none'}): check what each column means, or "
        "export the file again.",
        "columns",
    )
