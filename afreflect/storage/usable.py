"""What of a mapped table can be used, before the database sees it."""

import pyarrow as pa
import pyarrow.compute as pc

from afreflect.domain.extract import Problem
from afreflect.storage.vocabulary import MOMENTS


def with_days(visits: pa.Table) -> tuple[pa.Table, tuple[str, ...]]:
    """The visits, and the times that turn out to be days only.

    A column in which every time is midnight holds days: minutes counted from it would be wrong, so
    it counts as missing, and only the day of arrival is kept.
    """
    only_days = tuple(
        name
        for name in MOMENTS
        if _only_midnights(visits[name]) and not _clocks_alone(visits[f"{name}_written"])
    )
    for name in only_days:
        for column in (name, f"{name}_written"):
            nothing = pa.nulls(visits.num_rows, visits.schema.field(column).type)
            visits = visits.set_column(visits.column_names.index(column), column, nothing)
    return visits, only_days


def of_one_clinician(table: pa.Table, clinician: str, what: str) -> tuple[pa.Table, list[Problem]]:
    """Rows that name one person by another kind of id than the visits are that one's own."""
    named = [name for name in pc.unique(table["physician_id"]).to_pylist() if name]
    if not clinician or not named or clinician in named:
        return table, []
    if len(named) == 1:
        own = pc.if_else(pc.is_valid(table["physician_id"]), clinician, None)
        return table.set_column(table.column_names.index("physician_id"), "physician_id", own), []
    text = f'None of the {what} names "{clinician}", so none is counted as yours.'
    return table, [Problem(text, "clinician", refuses=False)]


def _only_midnights(times: pa.ChunkedArray) -> bool:
    known = times.drop_null()
    if len(known) == 0:
        return False
    return bool(pc.all(pc.equal(pc.floor_temporal(known, unit="day"), known)).as_py())


def _clocks_alone(written: pa.ChunkedArray) -> bool:
    """Whether a column is of clocks without a day: midnight is one of them."""
    return bool(pc.any(pc.match_substring_regex(written, r"^\d\d:\d\d:\d\d$")).as_py())
