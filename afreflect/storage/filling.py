"""The visits files fill the visits table, at once or share by share."""

from collections.abc import Collection
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from afreflect.storage import canonical, further
from afreflect.storage.job import Watching
from afreflect.storage.moments import Clock
from afreflect.storage.shares import Beforehand, Rows, Share
from afreflect.storage.sql import statement
from afreflect.storage.tally import Tally
from afreflect.storage.usable import with_days

_LOOKING = "Telling your visits from the others"
_GOING_THROUGH = "Going through every visit"


@dataclass(frozen=True)
class Wanted:
    """Whose visits fill the table: one clinician's, or everyone's where no id is given.

    Where they are not to be `kept`, everyone's are counted and let go. `figures` says whether those
    of all visits together are wanted: to check a definition, never to compare with.
    """

    clinician: str
    everyone: bool
    kept: bool
    clinicians: Collection[str]
    figures: bool = False


@dataclass(frozen=True)
class Filled:
    """What was counted on the way, and which times turned out to be days."""

    tally: Tally
    only_days: tuple[str, ...]


def fill_visits(
    connection: duckdb.DuckDBPyConnection,
    rows: Rows,
    wanted: Wanted,
    clock: Clock,
    watch: Watching,
) -> Filled:
    """Fills `visits` and `visit_extras`, and counts all rows on the way."""

    def told(share: float) -> None:
        watch.step(_LOOKING, 0.2 + 0.15 * share)

    told(0.0)
    whose = "" if wanted.everyone else wanted.clinician
    known = rows.beforehand(whose, clock, told)
    if known is not None:
        connection.register("own_patients", pa.table({"patient_id": known.patients}))
    let_go = rows.are_large and wanted.everyone and not wanted.kept
    columns = () if let_go else further.named(rows.groups, rows.mapping, wanted.clinicians)
    tally, only_days = Tally(), ()
    for share in rows.shares(known):
        only_days = _typed(connection, rows, share, clock, known)
        tally.add(connection, wanted.figures)
        if let_go:
            connection.execute(statement("extract/keep_visits"))
            tally.let_go(connection)
        else:
            further.keep(connection, share, columns, wanted.clinicians)
            connection.execute(statement("extract/gather_visits")) if known else None
        watch.step(_GOING_THROUGH, 0.35 + 0.45 * share.done)
    if known is not None:
        connection.unregister("own_patients")
    if not let_go:
        connection.execute(statement("extract/gathered_visits")) if known else None
        connection.execute(statement("extract/keep_visits"))
        connection.execute(statement("extract/visits_are_kept"))
    return Filled(tally, only_days)


def _typed(
    connection: duckdb.DuckDBPyConnection,
    rows: Rows,
    share: Share,
    clock: Clock,
    known: Beforehand | None,
) -> tuple[str, ...]:
    """Makes `typed_visits` of a share; the times that hold days alone."""
    tables = [
        canonical.text_table(group, rows.mapping, rows.words, clock).append_column(
            "row_number", share.places(at)
        )
        for at, group in enumerate(share.groups)
    ]
    mapped, only_days = with_days(pa.concat_tables(tables), known.only_days if known else None)
    connection.register("mapped_visits", mapped)
    connection.execute(statement("extract/visits"))
    connection.unregister("mapped_visits")
    return only_days
