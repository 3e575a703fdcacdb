"""Reads sql/splits, and cuts eligible units into the parts that a split names."""

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import duckdb

from afreflect.domain.metric import Metric
from afreflect.domain.split import MOST_PARTS, Split
from afreflect.storage.front_matter import (
    Read,
    UnfitError,
    check_sql,
    needs,
    one_of,
    read_table,
    split,
    text,
    text_of,
)
from afreflect.storage.sql import statement

SPLITS = Path(__file__).parents[2] / "sql" / "splits"
ORDER = (
    "site",
    "shift",
    "time_of_day",
    "acuity",
    "age_band",
    "arrival_mode",
    "kind_of_shift",
    "site_of_shift",
)
KEYS: dict[str, Read] = {
    "title": text,
    "by": text,
    "unit": one_of("visit", "shift"),
    "needs": needs,
}


class SplitError(ValueError):
    """A split's file that can't be used; the text is one plain sentence naming it."""


@lru_cache(maxsize=1)
def splits() -> tuple[Split, ...]:
    """Every split, in the order in which a clinician is offered them; raises SplitError."""
    return tuple(split_from(text_of(SPLITS / f"{name}.sql"), name) for name in ORDER)


def fitting(metric: Metric) -> tuple[Split, ...]:
    """Those that cut what the metric counts."""
    return tuple(each for each in splits() if each.fits(metric))


def split_from(written: str, split_id: str) -> Split:
    """One split from the text of its file: front matter, then exactly one SELECT."""
    try:
        front_matter, sql = split(written.replace("\r\n", "\n"))
        fields = read_table(front_matter, KEYS, "the front matter")
        check_sql(sql, frozenset(), "no parameter")
    except UnfitError as fault:
        raise SplitError(f"{split_id}.sql: {fault}") from fault
    fingerprint = hashlib.sha256(written.encode()).hexdigest()
    return Split(id=split_id, sql=sql, sha256=fingerprint, **fields)


def parted(
    cursor: duckdb.DuckDBPyConnection, eligible: duckdb.DuckDBPyRelation, by: Split
) -> Iterator[tuple[str | None, duckdb.DuckDBPyRelation]]:
    """Each part's name with its eligible units, in order; None names those that belong nowhere.

    Which unit belongs where stands in a table of this cursor alone, so that no site's name becomes
    SQL.
    """
    cursor.execute(statement("parts/unit_parts"))
    cursor.sql(by.sql).query("named_units", statement("parts/fill"))
    cursor.execute("set variable most_parts = ?", [MOST_PARTS])
    eligible.query("eligible", statement("parts/rest"))
    named = eligible.query("eligible", statement("parts/names"))
    for (name,) in named.fetchall() if named else ():
        cursor.execute("set variable part = ?", [name])
        units = eligible.query("eligible", statement("parts/one"))
        if units is not None:
            yield name, units
