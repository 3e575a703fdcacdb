"""What of a mapped table can be used, before the database sees it."""

from collections.abc import Collection, Iterable, Mapping

import pyarrow as pa
import pyarrow.compute as pc

from afreflect.domain.extract import Problem
from afreflect.storage.vocabulary import MOMENTS

_CLOCK = r"^\d\d:\d\d:\d\d$"


class OnlyDays:
    """Which times turn out to be days only, told from one part of the rows after the other.

    A column in which every time is midnight holds days. Beside each time stands what was written.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self.undecided = set(names)
        self._dated: set[str] = set()

    def add(self, times: Mapping[str, pa.Array | pa.ChunkedArray]) -> None:
        """Further rows."""
        for name in self.undecided & times.keys():
            known = times[name].drop_null()
            if len(known):
                self._dated.add(name)
            # In a column of clocks without a day midnight is one of them.
            clocks = pc.any(pc.match_substring_regex(times[f"{name}_written"], _CLOCK)).as_py()
            if clocks or not pc.all(pc.equal(pc.floor_temporal(known, unit="day"), known)).as_py():
                self._dated.discard(name)
                self.undecided.discard(name)

    @property
    def found(self) -> tuple[str, ...]:
        """The columns of which every time so far is midnight."""
        return tuple(name for name in MOMENTS if name in self._dated)


def with_days(
    visits: pa.Table, only_days: Collection[str] | None = None
) -> tuple[pa.Table, tuple[str, ...]]:
    """The visits, and the times that turn out to be days only.

    Minutes counted from these would be wrong, so they count as missing, and only the day of arrival
    is kept. `only_days` names them where they are known from more rows than these.
    """
    if only_days is None:
        told = OnlyDays(MOMENTS)
        told.add({name: visits[name] for name in visits.column_names})
        only_days = told.found
    for name in only_days:
        for column in (name, f"{name}_written"):
            nothing = pa.nulls(visits.num_rows, visits.schema.field(column).type)
            visits = visits.set_column(visits.column_names.index(column), column, nothing)
    return visits, tuple(only_days)


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
