"""Times as somebody wrote them become local times."""

from functools import cached_property

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from afreflect.storage.sql import statement

_PLAIN = r"^(1[89]|2\d)\d{2}-\d{2}-\d{2}[ T]\d{2}:\d{2}(:\d{2})?$"
"""Most extracts write "2025-03-04 14:05" throughout: that needs no working out."""
TIMESTAMP = pa.timestamp("us")


class Clock:
    """Reads written times; each different one is read once.

    A time that names its offset from UTC is told in the zone, if one is given, and stays as
    written if none is. It works `beside` an open database, or in one of its own.
    """

    def __init__(self, beside: duckdb.DuckDBPyConnection | None = None) -> None:
        self._beside = beside

    @cached_property
    def _connection(self) -> duckdb.DuckDBPyConnection:
        # Where every time is plain there is nothing to ask it.
        if self._beside is not None:
            return self._beside.cursor()
        return duckdb.connect(":memory:", config={"temp_directory": ""})

    def read(self, written: pa.Array, day_order: str, zone: str) -> pa.Array:
        """The times of a column of text, null where a cell can't be read as one."""
        return self.read_with_offsets(written, day_order, zone)[0]

    def read_with_offsets(
        self, written: pa.Array, day_order: str, zone: str = ""
    ) -> tuple[pa.Array, pa.Array]:
        """The times of a column of text, and how many minutes ahead of UTC each says it is."""
        encoded = written.dictionary_encode()
        cells = encoded.dictionary
        plain = pc.match_substring_regex(cells, _PLAIN)
        try:
            known = cells.filter(plain).cast(TIMESTAMP)
        except pa.ArrowInvalid:  # There is no 30th of February.
            known, plain = pa.array([], TIMESTAMP), pa.repeat(pa.scalar(False), len(cells))
        offsets = pa.nulls(len(known), pa.int32())
        others = cells.filter(pc.invert(plain))
        if len(others):
            moments, ahead = self._worked_out(others, day_order, zone)
            known = pa.concat_arrays([known, moments])
            offsets = pa.concat_arrays([offsets, ahead])
        # The plain ones come first in `known`: the rank of each cell in that order is its place.
        places = pc.array_sort_indices(pc.array_sort_indices(plain, order="descending"))
        return (
            known.take(places).take(encoded.indices),
            offsets.take(places).take(encoded.indices),
        )

    def _worked_out(self, cells: pa.Array, day_order: str, zone: str) -> tuple[pa.Array, pa.Array]:
        self._connection.execute("set variable day_order = ?", [day_order])
        self._connection.execute("set variable zone = ?", [zone])
        numbered = pa.table({"position": range(len(cells)), "written": cells})
        self._connection.register("written_moments", numbered)
        moments = self._connection.sql(statement("extract/moments")).to_arrow_table()
        self._connection.unregister("written_moments")
        return (
            moments.column("moment").combine_chunks().cast(TIMESTAMP),
            moments.column("minutes_ahead").combine_chunks().cast(pa.int32()),
        )

    def zones(self) -> frozenset[str]:
        """The IANA names of all time zones, as the rules of this computer's database know them."""
        rows = self._connection.execute(statement("extract/zones")).fetchall()
        return frozenset(name for (name,) in rows)

    def through_changes(self, readings: pa.Table) -> pa.Table:
        """What visits' times mean when their zones' clocks change: see extract/clock_changes."""
        self._connection.register("local_times", readings)
        found = self._connection.sql(statement("extract/clock_changes")).to_arrow_table()
        self._connection.unregister("local_times")
        return found
