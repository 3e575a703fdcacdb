"""What is counted of the visits while they go through, share by share."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

import duckdb

from afreflect.domain.extract import SetAside
from afreflect.storage.sql import statement

_SHOWN = 3


@dataclass(frozen=True)
class Unread:
    """The cells of a time column that can't be read, and the first of them in their order."""

    cells: int = 0
    examples: tuple[str, ...] = ()


@dataclass(frozen=True)
class Oddities:
    """What is strange about the usable visits: how many of each kind; `latest` is a day."""

    kept: int = 0
    left_before_arriving: int = 0
    yet_to_come: int = 0
    latest: date | None = None
    undated: int = 0
    with_an_outcome: int = 0
    left_unseen: int = 0


@dataclass
class Tally:
    """Adds up what each share of the visits holds, as if they had been counted at once."""

    unread: dict[str, Unread] = field(default_factory=dict)
    oddities: Oddities = field(default_factory=Oddities)
    since: date | None = None
    until: date | None = None
    own_visits: int = 0
    filled: Counter[str] = field(default_factory=Counter)
    _aside: dict[str, tuple[int, list[tuple[int, str]]]] = field(default_factory=dict)

    def add(self, connection: duckdb.DuckDBPyConnection) -> None:
        """The rows in `typed_visits`."""
        for reason, rows, examples in _rows(connection, "set_aside_visits"):
            before, shown = self._aside.get(reason, (0, []))
            shown = [*shown, *((example["place"], example["said"]) for example in examples)]
            self._aside[reason] = before + rows, sorted(shown)[:_SHOWN]
        for name, cells, examples in _rows(connection, "unread_times"):
            known = self.unread.get(name, Unread())
            shown = tuple(sorted({*known.examples, *examples})[:_SHOWN])
            self.unread[name] = Unread(known.cells + cells, shown)
        self.oddities = _together(self.oddities, Oddities(*_rows(connection, "oddities")[0]))

    def let_go(self, connection: duckdb.DuckDBPyConnection) -> None:
        """The visits in `visits`, of which only this is kept."""
        since, until, own, _ = _rows(connection, "span")[0]
        self.since = min((day for day in (self.since, since) if day), default=None)
        self.until = max((day for day in (self.until, until) if day), default=None)
        self.own_visits += own
        counted = connection.execute(statement("extract/filled_visits"))
        names = [column[0] for column in counted.description or ()]
        self.filled.update(dict(zip(names, counted.fetchall()[0], strict=True)))
        connection.execute(statement("extract/let_go"))

    @property
    def set_aside(self) -> list[SetAside]:
        """The rows that can't be used, by reason, the most frequent first."""
        found = [
            SetAside(reason, rows, tuple(said for _, said in shown))
            for reason, (rows, shown) in self._aside.items()
        ]
        return sorted(found, key=lambda group: (-group.rows, group.reason))


def _together(one: Oddities, other: Oddities) -> Oddities:
    latest = [day for day in (one.latest, other.latest) if day is not None]
    return Oddities(
        one.kept + other.kept,
        one.left_before_arriving + other.left_before_arriving,
        one.yet_to_come + other.yet_to_come,
        max(latest, default=None),
        one.undated + other.undated,
        one.with_an_outcome + other.with_an_outcome,
        one.left_unseen + other.left_unseen,
    )


def _rows(connection: duckdb.DuckDBPyConnection, name: str) -> list[tuple]:
    return connection.execute(statement(f"extract/{name}")).fetchall()
