"""Further columns of the visits files: kept as they are where they identify nobody."""

from collections.abc import Collection, Iterable, Sequence

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from afreflect.domain.extract import Mapping
from afreflect.domain.left_out import ColumnLeftOut
from afreflect.storage import canonical
from afreflect.storage.blanking import Blanking
from afreflect.storage.canonical import Group, Source
from afreflect.storage.columns_left_out import is_named
from afreflect.storage.identifying import names_a_clinician
from afreflect.storage.profile import differ
from afreflect.storage.shares import Share
from afreflect.storage.sql import statement

Kept = tuple[str, ...]
_CELLS_AT_ONCE = 500_000


def named(
    groups: Sequence[Group], mapping: Mapping, left_out: Iterable[ColumnLeftOut]
) -> list[Kept]:
    """The further columns of each of the visits files."""
    out = {(entry.file, entry.column) for entry in left_out}
    return [further_columns(group, mapping, out) for group in groups]


def keep(
    connection: duckdb.DuckDBPyConnection,
    mapping: Mapping,
    share: Share,
    columns: Sequence[Kept],
    blanking: Blanking,
) -> dict[str, int]:
    """Keeps them for the clinician's own visits of a share, but for cells that name somebody.

    In how many cells of each column something was taken out.
    """
    own = connection.sql(statement("extract/own_rows")).to_arrow_table()["place"]
    taken_out: dict[str, int] = {}
    for at, group in enumerate(share.groups):
        places = share.places(at)
        mine = pc.is_in(places, value_set=own.combine_chunks())
        rows, places = group.sheet.rows.filter(mine), places.filter(mine)
        cells: list[pa.Table] = []
        for name in columns[share.at[at]]:
            value = canonical.distinct(
                rows[name],
                lambda cell: None if names_a_clinician(cell, blanking.colleagues) else cell,
                pa.string(),
            )
            # Whoever says that a column identifies nobody gets it as it is.
            if not is_named(mapping.keep, group.sheet.name, name):
                facts = group.sheet.facts[name]
                varied = differ(facts.distinct, facts.filled)
                fitting = blanking if varied else blanking.of_categories
                value, blanked = fitting.column(value)
                taken_out[name] = taken_out.get(name, 0) + blanked
            field = pa.repeat(pa.scalar(name), len(places))
            cells.append(pa.table({"row_number": places, "field": field, "value": value}))
            if len(cells) * len(places) >= _CELLS_AT_ONCE:
                _insert(connection, cells)
        _insert(connection, cells)
    return taken_out


def _insert(connection: duckdb.DuckDBPyConnection, cells: list[pa.Table]) -> None:
    """Keeps several columns at once, since a sheet may have thousands of them."""
    if cells:
        connection.register("further_cells", pa.concat_tables(cells))
        connection.execute(statement("extract/extras"))
        connection.unregister("further_cells")
        cells.clear()


def further_columns(
    group: Group, mapping: Mapping, left_out: Collection[tuple[str, str]]
) -> tuple[str, ...]:
    """The columns of a visits file that nothing is read from and that identify nobody.

    `left_out` are those that identify somebody, each with its file.
    """
    used = {
        source.column
        for names in canonical.columns_of(group, mapping).values()
        for source in canonical.sources(group, names)
        if isinstance(source, Source) and source.sheet is group.sheet
    }
    return tuple(
        name
        for name in group.sheet.columns
        if name not in used and (group.sheet.name, name) not in left_out
    )
