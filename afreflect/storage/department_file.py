"""A department's files become rows in memory, whole or not at all, whosever rows they are."""

from collections.abc import Sequence
from datetime import datetime

import duckdb
import pyarrow as pa

from afreflect.domain.extract import Extract, Mapping, Problem
from afreflect.domain.left_out import ColumnLeftOut
from afreflect.storage import canonical, columns_left_out, feedback, loading, remarks
from afreflect.storage.blanking import Blanking, blanking_of, of_people
from afreflect.storage.canonical import Group
from afreflect.storage.department import Department
from afreflect.storage.filling import Filled, Wanted, fill_visits
from afreflect.storage.job import UNWATCHED, Watching
from afreflect.storage.moments import Clock
from afreflect.storage.reader import Reading, clinicians
from afreflect.storage.shares import Rows
from afreflect.storage.sizes import USUAL, Sizes
from afreflect.storage.sql import statement
from afreflect.storage.tally import Tally
from afreflect.storage.vocabulary import vocabulary

_ONE_ALONE = Problem(
    "The file holds the practice of one clinician alone: it is theirs to bring to My data as it is."
)


def read_department(
    reading: Reading,
    mapping: Mapping,
    watch: Watching = UNWATCHED,
    sizes: Sizes = USUAL,
    now: datetime | None = None,
) -> Department | list[Problem]:
    """A department of what was read, whole or not at all.

    Refuses what names fewer than two clinicians, and counts: they are nobody's own. Raises
    Cancelled where the watch was.
    """
    watch.step("Looking at the columns", 0.0)
    known = clinicians(reading, mapping)
    problems = loading.before_loading(reading, mapping, everyone=True) or _no_department(
        reading, mapping, tuple(known)
    )
    if problems:
        return problems
    connection = loading.empty_database()
    watch.busy_with(connection)
    try:
        others, extract = _filled(connection, reading, mapping, sizes, now, watch)
    except BaseException:
        connection.close()
        raise
    watch.busy_with(None)
    if extract.rows_kept <= 0:
        connection.close()
        return [loading.nothing_usable(extract.set_aside)]
    department = Department(connection, others, extract, tuple(known))
    if not department.of_several:
        department.destroy()
        return [_ONE_ALONE]
    return department


def _filled(
    connection: duckdb.DuckDBPyConnection,
    reading: Reading,
    mapping: Mapping,
    sizes: Sizes,
    now: datetime | None,
    watch: Watching,
) -> tuple[dict[str, pa.Table], Extract]:
    """Leaves every usable visit in `typed_visits`, and no other table of rows but their extras.

    The other mapped tables, and what is to be said of all files together.
    """
    sha256 = loading.fingerprint(reading.uploads)
    now = now or datetime.now()
    loading.set_variables(connection, everyone=True, clinician="", now=now, mark=sha256[:8])
    words, clock = vocabulary(), Clock(connection)
    found = {name: canonical.groups(reading.sheets, mapping, name) for name in canonical.FIELDS}
    out = columns_left_out.left_out(reading, mapping)
    watch.step("Reading the visits", 0.1)
    others = {
        name: loading.one_table(found[name], mapping, words, clock)
        for name in ("shifts", "care")
        if found[name]
    }
    aside = [group for sheet in loading.row_files(reading, mapping) for group in sheet.set_aside]
    aside += [group for name, table in others.items() for group in loading.usable(name, table)[1]]
    said: list[Problem] = []
    tally = Tally()
    if found["visits"]:
        filled_by = _fill_visits(connection, reading, mapping, (found["visits"], out), sizes, watch)
        tally = filled_by.tally
        aside += tally.set_aside
        said += loading.said_of_visits(found["visits"], mapping, filled_by)
    if found["feedback"]:
        watch.step("Reading the evaluation forms", 0.85)
        others["feedback"], without, warnings = feedback.marks(
            found["feedback"], mapping, words, clock
        )
        aside += without
        said += warnings
    for name, table in others.items():
        loading.insert(connection, name, table)
    said += remarks.on_unused_files(reading, mapping)
    said += remarks.on_what_was_not_read(reading)
    said += columns_left_out.not_kept(mapping, out)
    said += remarks.on_spellings(clinicians(reading, mapping))
    extract = loading.extract_of(connection, reading, mapping, tally, (aside, said, out), sha256)
    connection.execute(statement("department/set_apart"))
    connection.execute(statement("department/next_clinician"))
    return {name: loading.usable(name, table)[0] for name, table in others.items()}, extract


def _fill_visits(
    connection: duckdb.DuckDBPyConnection,
    reading: Reading,
    mapping: Mapping,
    of: tuple[Sequence[Group], tuple[ColumnLeftOut, ...]],
    sizes: Sizes,
    watch: Watching,
) -> Filled:
    groups, out = of
    rows = Rows.of(
        groups,
        mapping,
        vocabulary(),
        sizes,
        lambda share: watch.step("Looking at the times", 0.1 + 0.15 * share),
    )
    everyone = Wanted("", everyone=True, kept=True)
    return fill_visits(
        connection,
        rows,
        everyone,
        out,
        lambda _: _people(reading, mapping, out),
        Clock(connection),
        watch,
    )


def _people(reading: Reading, mapping: Mapping, out: Sequence[ColumnLeftOut]) -> Blanking:
    """Everybody whom the files name, also in rows that are too many to hold."""
    named: dict[str, set[str]] = {sheet.name: set() for sheet in reading.sheets if sheet.is_large}
    columns = [
        *of_people(out),
        *(
            (source.sheet.name, source.column)
            for source in columns_left_out.sources_of(reading, mapping, "patient_id")
        ),
    ]
    for file, column in columns:
        if file in named:
            named[file].add(column)
    tables = {
        sheet.name: sheet.held(tuple(sorted(named[sheet.name]))).rows
        for sheet in reading.sheets
        if named.get(sheet.name)
    }
    return blanking_of(reading, mapping, out, tables)


def _no_department(reading: Reading, mapping: Mapping, known: Sequence[str]) -> list[Problem]:
    if canonical.groups(reading.sheets, mapping, "counts"):
        text = (
            "A table that is counted already belongs to nobody in particular: leave its file out."
        )
        return [Problem(text)]
    if not known:
        text = (
            "The file names no clinician, so that nobody's rows can be told apart: say which "
            "column names who saw the patient."
        )
        return [Problem(text, "columns")]
    return [] if len(known) > 1 else [_ONE_ALONE]
