"""Leaves eligible units out of a measurement: those of an exclusion, and cases set aside."""

from typing import Literal

import duckdb
import pyarrow as pa

from afreflect.domain.exclusion import LeavingOut, fingerprint
from afreflect.domain.metric import ASIDE, LeftOut
from afreflect.storage.sql import statement

Part = Literal["kept", "gone"]


def parted(
    cursor: duckdb.DuckDBPyConnection,
    eligible: duckdb.DuckDBPyRelation,
    leaving_out: LeavingOut,
    part: Part,
) -> tuple[duckdb.DuckDBPyRelation, tuple[LeftOut, ...]]:
    """One part of the eligible units, and how many of them each reason left out.

    The ids stand in a table of this cursor alone, so that nobody's text becomes SQL.
    """
    if not leaving_out:
        return (eligible if part == "kept" else eligible.limit(0)), ()
    prints = {each.id: each.sha256 for each in leaving_out.exclusions}
    cursor.execute(statement("contest/left_out"))
    for each in leaving_out.exclusions:
        _leave_out(cursor, each.id, cursor.sql(each.sql))
    if leaving_out.cases:
        prints[ASIDE] = fingerprint(leaving_out.cases)
        cases = pa.table({"unit_id": pa.array(leaving_out.cases, pa.string())})
        _leave_out(cursor, ASIDE, cursor.from_arrow(cases))
    counted = dict(_asked(eligible, statement("contest/counted")).fetchall())
    left_out = tuple(LeftOut(name, counted.get(name, 0), sha) for name, sha in prints.items())
    return _asked(eligible, statement(f"contest/{part}")), left_out


def _leave_out(
    cursor: duckdb.DuckDBPyConnection, because: str, units: duckdb.DuckDBPyRelation
) -> None:
    cursor.execute("set variable because = ?", [because])
    units.query("named_units", statement("contest/leave_out"))


def _asked(eligible: duckdb.DuckDBPyRelation, sql: str) -> duckdb.DuckDBPyRelation:
    found = eligible.query("eligible", sql)
    if found is None:
        raise TypeError("The statement yields no rows.")
    return found
