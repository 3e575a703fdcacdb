"""Times as somebody wrote them become local times."""

import duckdb
import pyarrow as pa

from afreflect.storage.sql import statement

TIMESTAMP = pa.timestamp("us")


class Clock:
    """Reads written times; each different one is read once.

    A time that names its offset from UTC is told in the zone, if one is given, and stays as
    written if none is.
    """

    def __init__(self) -> None:
        self._connection = duckdb.connect(":memory:", config={"temp_directory": ""})

    def read(self, written: pa.Array, day_order: str, zone: str) -> pa.Array:
        """The times of a column of text, null where a cell can't be read as one."""
        encoded = written.dictionary_encode()
        cells = encoded.dictionary
        self._connection.execute("set variable day_order = ?", [day_order])
        self._connection.execute("set variable zone = ?", [zone])
        numbered = pa.table({"position": range(len(cells)), "written": cells})
        self._connection.register("written_moments", numbered)
        moments = self._connection.sql(statement("extract/moments")).to_arrow_table()
        self._connection.unregister("written_moments")
        column = moments.column("moment").combine_chunks().cast(TIMESTAMP)
        return column.take(encoded.indices)
