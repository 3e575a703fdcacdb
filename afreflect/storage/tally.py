"""What is counted of the visits while they go through, share by share."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import duckdb

from afreflect.domain.extract import Attributed, Completeness, SetAside
from afreflect.storage import figures, trust
from afreflect.storage.sql import statement

_SHOWN = 3


@dataclass(frozen=True)
class Unread:
    """The cells of a time column that can't be read, and the first of them in their order."""

    cells: int = 0
    examples: tuple[str, ...] = ()


@dataclass
class Tally:
    """Adds up what each share of the visits holds, as if they had been counted at once.

    `not_used` are the numbers of the rows of each file that are set aside.
    """

    unread: dict[str, Unread] = field(default_factory=dict)
    oddities: dict[str, Any] = field(default_factory=dict)
    figures: Mapping[str, Any] = field(default_factory=dict)
    since: date | None = None
    until: date | None = None
    own_visits: int = 0
    not_used: dict[str, set[int]] = field(default_factory=dict)
    filled: Counter[str] = field(default_factory=Counter)
    _fields: tuple[tuple[Completeness, bool], ...] = ()
    _aside: dict[str, tuple[int, list[tuple[int, str]]]] = field(default_factory=dict)

    def add(self, connection: duckdb.DuckDBPyConnection, with_figures: bool) -> None:
        """The rows in `typed_visits`, with the figures of the usable ones where they are wanted."""
        for reason, rows, examples in _rows(connection, "set_aside_visits"):
            before, shown = self._aside.get(reason, (0, []))
            shown = [*shown, *((example["place"], example["said"]) for example in examples)]
            self._aside[reason] = before + rows, sorted(shown)[:_SHOWN]
        for file, row in _rows(connection, "rows_set_aside"):
            self.not_used.setdefault(file, set()).add(row)
        for name, cells, examples in _rows(connection, "unread_times"):
            known = self.unread.get(name, Unread())
            shown = tuple(sorted({*known.examples, *examples})[:_SHOWN])
            self.unread[name] = Unread(known.cells + cells, shown)
        for name, value in _row(connection, "oddities").items():
            known = self.oddities.get(name)
            if name == "latest":
                days = [day for day in (known, value) if day is not None]
                self.oddities[name] = max(days, default=None)
            else:
                self.oddities[name] = (known or 0) + value
        if with_figures:
            self.figures = figures.together(self.figures, _row(connection, "figures"))

    def let_go(self, connection: duckdb.DuckDBPyConnection) -> None:
        """The visits in `visits`, of which only this is kept."""
        since, until, own, _ = _rows(connection, "span")[0]
        self.since = min((day for day in (self.since, since) if day), default=None)
        self.until = max((day for day in (self.until, until) if day), default=None)
        self.own_visits += own
        self.filled.update(_row(connection, "filled_visits"))
        self._fields += trust.every_field(connection)
        connection.execute(statement("extract/let_go"))

    def completeness(self, connection: duckdb.DuckDBPyConnection) -> tuple[Completeness, ...]:
        """How complete each field is of the rows in the tables, and of those that were let go."""
        rows: Counter[str] = Counter()
        filled: Counter[str] = Counter()
        held: dict[str, bool] = {}
        for field_, is_held in (*self._fields, *trust.every_field(connection)):
            rows[field_.field] += field_.rows
            filled[field_.field] += field_.filled
            held[field_.field] = held.get(field_.field, False) or is_held
        return tuple(Completeness(name, rows[name], filled[name]) for name in held if held[name])

    @property
    def attributed(self) -> Attributed | None:
        """How many usable visits name a clinician; None where none does."""
        named = self.oddities.get("named", 0)
        return Attributed(named, self.oddities["kept"]) if named else None

    @property
    def set_aside(self) -> list[SetAside]:
        """The rows that can't be used, by reason, the most frequent first."""
        found = [
            SetAside(reason, rows, tuple(said for _, said in shown))
            for reason, (rows, shown) in self._aside.items()
        ]
        return sorted(found, key=lambda group: (-group.rows, group.reason))


def _row(connection: duckdb.DuckDBPyConnection, name: str) -> dict[str, Any]:
    found = connection.execute(statement(f"extract/{name}"))
    names = [column[0] for column in found.description or ()]
    return dict(zip(names, found.fetchall()[0], strict=True))


def _rows(connection: duckdb.DuckDBPyConnection, name: str) -> list[tuple]:
    return connection.execute(statement(f"extract/{name}")).fetchall()
