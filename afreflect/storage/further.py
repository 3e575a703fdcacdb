"""Further columns of the visits files: kept as they are where they identify nobody."""

from collections.abc import Collection, Sequence

import duckdb
import pyarrow as pa

from afreflect.domain.extract import Mapping
from afreflect.storage import canonical, profile
from afreflect.storage.canonical import Group, Source
from afreflect.storage.identifying import identifying, in_words, names_a_clinician
from afreflect.storage.reader import Reading, clinicians
from afreflect.storage.sql import statement
from afreflect.storage.vocabulary import vocabulary


def keep(
    connection: duckdb.DuckDBPyConnection,
    reading: Reading,
    mapping: Mapping,
    visits: Sequence[Group],
) -> None:
    """Keeps the further columns for the clinician's own visits, but for cells that name one."""
    known = clinicians(reading, mapping)
    ids = {in_words(name) for name in known}
    first_row = 1
    for group in visits:
        numbers = pa.array(range(first_row, first_row + group.sheet.table.num_rows), pa.int64())
        first_row += group.sheet.table.num_rows
        for name in further_columns(group, mapping, known):
            value = canonical.distinct(
                group.sheet.table[name],
                lambda cell: None if names_a_clinician(cell, ids) else cell,
                pa.string(),
            )
            connection.register("further_column", pa.table({"row_number": numbers, "value": value}))
            connection.execute(statement("extract/extras"), {"field": name})
            connection.unregister("further_column")


def further_columns(
    group: Group, mapping: Mapping, known_clinicians: Collection[str]
) -> tuple[str, ...]:
    """The columns of a visits file that nothing is read from and that identify nobody."""
    used = {
        source.column
        for names in canonical.columns_of(group, mapping).values()
        for source in canonical.sources(group, names)
        if isinstance(source, Source) and source.sheet is group.sheet
    }
    words = vocabulary()
    found = profile.profiles(group.sheet, words).values()
    naming = set(identifying(found, words, known_clinicians))
    return tuple(name for name in group.sheet.columns if name not in used | naming)
