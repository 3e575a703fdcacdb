"""Further columns of the visits files: kept as they are where they identify nobody."""

from collections.abc import Collection, Iterable, Sequence

import duckdb
import pyarrow as pa

from afreflect.domain.extract import Mapping
from afreflect.domain.left_out import ColumnLeftOut
from afreflect.storage import canonical
from afreflect.storage.blanking import Blanking
from afreflect.storage.canonical import Group, Source
from afreflect.storage.columns_left_out import is_named
from afreflect.storage.identifying import names_a_clinician
from afreflect.storage.sql import statement


def keep(
    connection: duckdb.DuckDBPyConnection,
    mapping: Mapping,
    visits: Sequence[Group],
    left_out: Iterable[ColumnLeftOut],
    blanking: Blanking,
) -> dict[str, int]:
    """Keeps the further columns for the clinician's own visits, but for cells that name somebody.

    In how many cells of each column something was taken out.
    """
    out = {(entry.file, entry.column) for entry in left_out}
    taken_out: dict[str, int] = {}
    first_row = 1
    for group in visits:
        numbers = pa.array(range(first_row, first_row + group.sheet.table.num_rows), pa.int64())
        first_row += group.sheet.table.num_rows
        for name in further_columns(group, mapping, out):
            value = canonical.distinct(
                group.sheet.table[name],
                lambda cell: None if names_a_clinician(cell, blanking.colleagues) else cell,
                pa.string(),
            )
            # Whoever says that a column identifies nobody gets it as it is.
            if not is_named(mapping.keep, group.sheet.name, name):
                value, blanked = blanking.column(value)
                taken_out[name] = taken_out.get(name, 0) + blanked
            connection.register("further_column", pa.table({"row_number": numbers, "value": value}))
            connection.execute(statement("extract/extras"), {"field": name})
            connection.unregister("further_column")
    return taken_out


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
