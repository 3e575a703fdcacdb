"""A department's file in memory: what each of its clinicians would import, one after the other.

Every row is read once. Each clinician's tables are then made of these rows by the statements of
their own import, so that a figure here is the figure that they see alone. Nothing reaches a disk,
and `destroy` takes everything away.
"""

from collections.abc import Collection, Iterator, Sequence
from collections.abc import Mapping as Table
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

import duckdb
import pyarrow as pa

from afreflect.domain.extract import Extract
from afreflect.domain.metric import Metric
from afreflect.storage import loading, trust
from afreflect.storage.identifying import in_words, names_a_clinician
from afreflect.storage.job import UNWATCHED, Watching
from afreflect.storage.merging import Import
from afreflect.storage.practice import Practice
from afreflect.storage.sql import statement

_A_FILE = "a department's file"
NEARLY_ALL = 0.95
"""Share of a file's patients whom one clinician alone has seen where it was cut around them."""


@dataclass(frozen=True)
class Figure:
    """One clinician's figure on a measure over a period, as their own import gives it."""

    clinician: str
    n: int
    value: float


class Destroyed(ValueError):
    """The rows are gone; the text says what to do."""

    def __init__(self) -> None:
        super().__init__("The department's rows were taken away: bring the file again.")


class Department:
    """All rows of a department's file, in memory only, until they are destroyed."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        others: Table[str, pa.Table],
        extract: Extract,
        known: Sequence[str],
    ) -> None:
        self._connection: duckdb.DuckDBPyConnection | None = connection
        self._filled = {*others, *(("visits",) if _has_visits(connection) else ())}
        self._known = frozenset(in_words(name) for name in known)
        for name, table in others.items():
            connection.register(f"mapped_{name}", table)
        self.extract = extract
        """What is to be said of the file as a whole; no clinician and no case is in it."""
        self.clinicians = _with_rows(connection, self._filled, known)
        """The ids of everyone with a usable row of their own, in their order."""

    def __repr__(self) -> str:
        return "Department()"

    @property
    def of_several(self) -> bool:
        """Whether it is no extract that was cut around one clinician.

        Such a one holds colleagues' visits as well, but only of this one's own patients.
        """
        if len(self.clinicians) < 2 or "visits" not in self._filled:
            return len(self.clinicians) > 1
        rows = self._open().execute(statement("department/patients_seen")).fetchall()
        return len([name for name, seen, of_all in rows if seen >= NEARLY_ALL * of_all]) != 1

    def __reduce__(self) -> tuple[object, ...]:
        raise TypeError("A department is never written anywhere.")

    @property
    def destroyed(self) -> bool:
        """Whether its rows are gone."""
        return self._connection is None

    def destroy(self) -> None:
        """Takes all rows and ids away, for good; a second time does nothing."""
        if self._connection is not None:
            self._connection.close()
        self._connection = None
        self._known = frozenset()
        self.clinicians = ()

    def why_not(self, metric: Metric) -> str | None:
        """Why the file can't support a metric for anybody, in plain words, or None."""
        return Practice(self._open(), self.extract).why_not(metric)

    def figures(
        self,
        metric: Metric,
        since: date | None,
        until: date | None,
        members: Collection[str],
        watch: Watching = UNWATCHED,
    ) -> tuple[Figure, ...]:
        """The figure of each member who has one, by the metric's first summary.

        `since` is the first day counted, `until` the first day no longer counted. Raises
        MeasureError for a metric that can't be measured, Destroyed, and Cancelled.
        """
        found: list[Figure] = []
        with self._busy(watch):
            chosen = [name for name in self.clinicians if name in set(members)]
            for done, name in enumerate(chosen):
                watch.step("Measuring each of you apart", done / len(chosen))
                practice = self._practice_of(name)
                if practice.why_not(metric) is None:
                    whole = practice.measure(metric, None, "all", since, until).whole
                    if whole.n and whole.value is not None:
                        found.append(Figure(name, whole.n, whole.value))
            self._make_room()
        return tuple(found)

    def imports(self, watch: Watching = UNWATCHED) -> Iterator[tuple[str, Import]]:
        """Each clinician's id with what their own import of this file would hold.

        Of others there are the bare visits that returns need, and no benchmark: it is made of
        colleagues' figures, and goes to nobody who did not bring the file.
        """
        with self._busy(watch):
            for done, name in enumerate(self.clinicians):
                watch.step("Making a file for each", done / len(self.clinicians))
                practice = self._practice_of(name, to_keep=True)
                yield name, Import(practice.extract, practice.tables())
            self._make_room()

    def _practice_of(self, clinician: str, to_keep: bool = False) -> Practice:
        """The clinician's practice, until the next one's is made; all that is kept, if it is."""
        connection = self._open()
        self._make_room()
        connection.execute("set variable everyone = false")
        connection.execute("set variable clinician = ?", [clinician])
        connection.execute(statement("extract/tables"))
        # Their shifts decide which patients left unseen are theirs: they come first.
        for name in ("shifts", "visits", "care", "feedback"):
            if name in self._filled:
                source = "keep_visits" if name == "visits" else name
                connection.execute(statement(f"extract/{source}"))
        if to_keep:
            connection.execute(statement("department/visit_extras"))
        connection.execute(statement("extract/without_names"))
        return Practice(connection, self._extract_of(connection, clinician, to_keep))

    def _extract_of(
        self, connection: duckdb.DuckDBPyConnection, clinician: str, to_keep: bool
    ) -> Extract:
        since, until, mine, elsewhere = connection.execute(statement("extract/span")).fetchall()[0]
        return replace(
            _without_colleagues(self.extract, self._known - {in_words(clinician)}),
            since=since,
            until=until,
            rows_mine=mine or elsewhere,
            columns=loading.filled(connection),
            mine_are="visit" if mine else "form",
            completeness=trust.completeness(connection) if to_keep else (),
        )

    def _make_room(self) -> None:
        self._open().execute(statement("department/next_clinician"))

    def _open(self) -> duckdb.DuckDBPyConnection:
        if self._connection is None:
            raise Destroyed
        return self._connection

    @contextmanager
    def _busy(self, watch: Watching) -> Iterator[None]:
        watch.busy_with(self._open())
        try:
            yield
        finally:
            watch.busy_with(None)


def _without_colleagues(extract: Extract, others: Collection[str]) -> Extract:
    """What is said of a department's files, but for what names somebody in them."""

    def names_somebody(text: str) -> bool:
        return names_a_clinician(text, others)

    return replace(
        extract,
        files=tuple(_A_FILE if names_somebody(name) else name for name in extract.files),
        warnings=tuple(each for each in extract.warnings if not names_somebody(each.text)),
        set_aside=tuple(
            replace(each, examples=tuple(e for e in each.examples if not names_somebody(e)))
            for each in extract.set_aside
        ),
        left_out=tuple(
            each for each in extract.left_out if not names_somebody(f"{each.file} {each.column}")
        ),
    )


def _with_rows(
    connection: duckdb.DuckDBPyConnection, filled: Collection[str], known: Sequence[str]
) -> tuple[str, ...]:
    """Those of the ids under which there is a usable visit or form."""
    found: set[str] = set()
    for name in ("visits", "feedback"):
        if name in filled:
            rows = connection.execute(statement(f"department/named_in_{name}")).fetchall()
            found |= {clinician for (clinician,) in rows}
    return tuple(sorted(found & set(known)))


def _has_visits(connection: duckdb.DuckDBPyConnection) -> bool:
    return ("typed_visits",) in connection.execute("show tables").fetchall()
