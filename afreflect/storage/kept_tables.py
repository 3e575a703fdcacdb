"""A practice as Parquet bytes, and back into memory."""

from collections.abc import Mapping as Table

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from afreflect.domain.extract import Extract
from afreflect.storage import loading
from afreflect.storage.practice import TABLES_KEPT, Practice
from afreflect.storage.sql import statement


def parquet_of(practice: Practice) -> dict[str, bytes]:
    """Each table of a practice as the bytes of one Parquet file."""
    return {name: parquet(table) for name, table in practice.tables().items()}


def parquet(table: pa.Table) -> bytes:
    """One table as Parquet, compressed."""
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd")
    return sink.getvalue().to_pybytes()


def practice_from(tables: Table[str, bytes], extract: Extract) -> Practice:
    """The practice whose tables `parquet_of` wrote; a table that is missing is empty."""
    return practice_of(
        {name: pq.read_table(pa.BufferReader(tables[name])) for name in tables}, extract
    )


def practice_of(tables: Table[str, pa.Table], extract: Extract) -> Practice:
    """A practice over its own in-memory database, filled from these tables."""
    connection = database_of(tables)
    loading.lock_database(connection)
    return Practice(connection, extract)


def database_of(tables: Table[str, pa.Table]) -> duckdb.DuckDBPyConnection:
    """An in-memory database filled from these tables, and not locked yet."""
    connection = loading.empty_database()
    for name in TABLES_KEPT:
        empty = connection.table(name).to_arrow_table()
        connection.register(f"kept_{name}", tables.get(name, empty))
    connection.execute(statement("extract/kept"))
    for name in TABLES_KEPT:
        connection.unregister(f"kept_{name}")
    return connection
