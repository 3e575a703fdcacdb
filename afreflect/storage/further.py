"""Further columns of the visits files: kept as they are where they identify nobody."""

from collections.abc import Collection, Sequence

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from afreflect.domain.extract import Mapping
from afreflect.storage import canonical, profile
from afreflect.storage.canonical import Group, Source
from afreflect.storage.identifying import identifying, in_words, names_a_clinician
from afreflect.storage.shares import Share
from afreflect.storage.sql import statement
from afreflect.storage.vocabulary import vocabulary

Kept = tuple[str, ...]


def named(groups: Sequence[Group], mapping: Mapping, known: Collection[str]) -> list[Kept]:
    """The further columns of each of the visits files."""
    return [further_columns(group, mapping, known) for group in groups]


def keep(
    connection: duckdb.DuckDBPyConnection,
    share: Share,
    columns: Sequence[Kept],
    known: Collection[str],
) -> None:
    """Keeps them for the clinician's own visits of a share, but for cells that name a clinician."""
    ids = {in_words(name) for name in known}
    own = connection.sql(statement("extract/own_rows")).to_arrow_table()["place"]
    for at, group in enumerate(share.groups):
        places = share.places(at)
        mine = pc.is_in(places, value_set=own.combine_chunks())
        rows, places = group.sheet.rows.filter(mine), places.filter(mine)
        for name in columns[share.at[at]]:
            value = canonical.distinct(
                rows[name],
                lambda cell: None if names_a_clinician(cell, ids) else cell,
                pa.string(),
            )
            connection.register("further_column", pa.table({"row_number": places, "value": value}))
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
