"""The visits files fill the visits table, at once or share by share."""

from collections import Counter
from collections.abc import Callable, Collection
from collections.abc import Mapping as Table
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from afreflect.domain.left_out import ColumnLeftOut
from afreflect.storage import canonical, further
from afreflect.storage.blanking import Blanking, of_people, without_identifiers
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
    figures: bool = False


@dataclass(frozen=True)
class Filled:
    """What was counted on the way, which times turned out to be days, and in how many cells of each
    column something was taken out that identifies somebody.
    """

    tally: Tally
    only_days: tuple[str, ...]
    taken_out: dict[str, int]


def fill_visits(
    connection: duckdb.DuckDBPyConnection,
    rows: Rows,
    wanted: Wanted,
    left_out: Collection[ColumnLeftOut],
    known_people: Callable[[Table[str, pa.Table]], Blanking],
    clock: Clock,
    watch: Watching,
) -> Filled:
    """Fills `visits` and `visit_extras`, and counts all rows on the way.

    `known_people` is asked once for what is to be taken out of texts, with the clinician's own rows
    of large files.

    `typed_visits` is left where every row is in it, or those that the clinician may hold.
    """

    def told(share: float) -> None:
        watch.step(_LOOKING, 0.25 + 0.1 * share)

    told(0.0)
    whose = "" if wanted.everyone else wanted.clinician
    known = rows.beforehand(whose, of_people(left_out), clock, told)
    blanking = known_people(known.own if known else {})
    if known is not None:
        connection.register("own_patients", pa.table({"patient_id": known.patients}))
    let_go = rows.are_large and wanted.everyone and not wanted.kept
    columns = further.named(rows.groups, rows.mapping, left_out)
    tally, only_days = Tally(), ()
    taken_out: Counter[str] = Counter()
    for share in rows.shares(known):
        mapped = _mapped(rows, share, clock)
        bare, out = without_identifiers(mapped, blanking)
        taken_out.update(out)
        only_days = _typed(connection, bare, known)
        tally.add(connection, wanted.figures)
        taken_out.update(further.keep(connection, rows.mapping, share, columns, blanking))
        if let_go:
            connection.execute(statement("extract/keep_visits"))
            tally.let_go(connection)
        elif known is not None:
            connection.execute(statement("extract/gather_visits"))
        watch.step(_GOING_THROUGH, 0.35 + 0.45 * share.done)
    if known is not None:
        connection.unregister("own_patients")
    if not let_go:
        if known is not None:
            connection.execute(statement("extract/gathered_visits"))
        connection.execute(statement("extract/keep_visits"))
    return Filled(tally, only_days, dict(taken_out))


def _mapped(rows: Rows, share: Share, clock: Clock) -> pa.Table:
    """The rows of a share in our columns, each with its place among all rows."""
    tables = [
        canonical.text_table(group, rows.mapping, rows.words, clock).append_column(
            "row_number", share.places(at)
        )
        for at, group in enumerate(share.groups)
    ]
    return pa.concat_tables(tables)


def _typed(
    connection: duckdb.DuckDBPyConnection, mapped: pa.Table, known: Beforehand | None
) -> tuple[str, ...]:
    """Makes `typed_visits`; the times that hold days alone."""
    visits, only_days = with_days(mapped, known.only_days if known else None)
    connection.register("mapped_visits", visits)
    connection.execute(statement("extract/visits"))
    connection.unregister("mapped_visits")
    return only_days
