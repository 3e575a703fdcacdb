"""One clinician's practice: what the extract can answer, and the figures it gives."""

from collections.abc import Callable, Hashable, Iterator
from collections.abc import Mapping as Table
from contextlib import contextmanager
from datetime import date, datetime
from threading import Timer
from typing import Any, TypeVar

import duckdb
import pyarrow as pa

from afreflect.domain import correction, trust
from afreflect.domain.contest import Run
from afreflect.domain.exclusion import NOTHING, Exclusion, LeavingOut
from afreflect.domain.extract import TABLES, Extract, Mapping, Problem
from afreflect.domain.ledger import Corrected, Ledger
from afreflect.domain.metric import (
    GRAINS,
    Grain,
    LeftOut,
    Metric,
    MetricResult,
    Point,
    Unit,
    carries,
)
from afreflect.domain.split import NOT_KNOWN, Part, Split
from afreflect.domain.target import TargetHistory
from afreflect.domain.trust import Trust
from afreflect.storage import leaving, made, splits
from afreflect.storage import trust as counting
from afreflect.storage.job import UNWATCHED, Watching
from afreflect.storage.loading import load_tables
from afreflect.storage.reader import Reading
from afreflect.storage.sql import statement
from afreflect.storage.trust import Counted
from afreflect.storage.wanted import wanted

T = TypeVar("T")
TABLES_KEPT = (*TABLES, "visit_extras")


MOST_REMEMBERED = 100
"""Results a practice keeps at once; each is a few dozen points."""
Asked = tuple[Metric, str, Grain, date | None, date | None, LeavingOut]
LONGEST_QUERY = 60.0
"""Seconds after which a metric's query is taken to be endless."""
_OF_THE_SQL = (duckdb.BinderException, duckdb.CatalogException, duckdb.PermissionException)
"""Faults that DuckDB finds before it has seen a row: its words can't quote anybody's cell."""


class MeasureError(ValueError):
    """A metric whose query can't be run; the text is one plain sentence and holds no data."""


class Practice:
    """The clinician's loaded data, in memory only, and nobody else's identity in it.

    `corrections` are those that hold in it; without any it is as it was imported.
    """

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        extract: Extract,
        figures: Table[str, Any] | None = None,
        corrections: tuple[Corrected, ...] = (),
    ) -> None:
        self._connection = connection
        self.extract = extract
        self.figures = figures or {}
        """What all visits hold, by name: only where every row was loaded to check a definition."""
        self.corrections = corrections
        # The tables never change, and a page asks for the same figures at every click.
        self._measured: dict[Asked, MetricResult] = {}
        self._made: dict[Hashable, Any] = {}

    def why_not(self, metric: Metric | Exclusion | Split) -> str | None:
        """Why the extract can't support a metric or run an exclusion, in plain words, or None."""
        lacking = [
            [column for column in needed if not self._holds(column, metric)]
            for needed in metric.needs
        ]
        if any(not columns for columns in lacking):
            return None
        return f"needs {wanted(lacking[0])}, which this extract does not have"

    def measure(
        self,
        metric: Metric,
        summary: str | None = None,
        grain: Grain = "month",
        since: date | None = None,
        until: date | None = None,
        leaving_out: LeavingOut = NOTHING,
    ) -> MetricResult:
        """The metric's points by grain, and the whole period as one.

        `since` is the first day counted, `until` the first day no longer counted. `summary` is one
        of the metric's own; the first by default. Raises ValueError for another, and MeasureError
        for a query that can't be run.
        """
        chosen = summary or metric.summaries[0]
        if chosen not in metric.summaries:
            raise ValueError(
                f"{metric.title} has no summary {chosen}: choose one of "
                f"{', '.join(metric.summaries)}."
            )
        asked = (metric, chosen, grain, since, until, leaving_out)
        found = self._measured.get(asked)
        if found is None:
            found = self._measure(*asked)
            if len(self._measured) >= MOST_REMEMBERED:
                self._measured.clear()
            # Two threads may have asked at once: both found the same.
            self._measured[asked] = found
        return found

    def _measure(
        self,
        metric: Metric,
        chosen: str,
        grain: Grain,
        since: date | None,
        until: date | None,
        leaving_out: LeavingOut,
    ) -> MetricResult:
        points, left_out = self._points(metric, chosen, grain, (since, until), leaving_out)
        whole = points
        if grain != "all":
            whole, _ = self._points(metric, chosen, "all", (since, until), leaving_out)
        return MetricResult(
            metric_id=metric.id,
            version=metric.version,
            metric_sha256=metric.sha256,
            extract_sha256=self.extract.sha256,
            summary=chosen,
            grain=grain,
            points=points,
            whole=whole[0] if whole else Point(None, 0, None, None, None, None),
            left_out=left_out,
            corrections=len(self.corrections),
            corrections_sha256=correction.fingerprint(self.corrections),
        )

    def measure_readably(
        self,
        metric: Metric,
        summary: str | None = None,
        grain: Grain = "month",
        since: date | None = None,
        until: date | None = None,
        leaving_out: LeavingOut = NOTHING,
    ) -> MetricResult:
        """The metric by the wished grain, or the next wider one whose points can carry a rate."""
        for wider in GRAINS[GRAINS.index(grain) :]:
            result = self.measure(metric, summary, wider, since, until, leaving_out)
            if carries(result.points):
                return result
        return self.measure(metric, summary, "all", since, until, leaving_out)

    def units(
        self,
        metric: Metric,
        start: date | None,
        grain: Grain,
        leaving_out: LeavingOut = NOTHING,
        part: leaving.Part = "kept",
    ) -> tuple[Unit, ...]:
        """The visits or forms behind one point, in order of time.

        `part` is "kept" for those that are measured, "gone" for those that are left out.
        """
        return self._units(metric, _period(start, grain), leaving_out, part)

    def last_day(self, metric: Metric, start: date | None, grain: Grain) -> date | None:
        """The day of the last unit behind one point; None where none has a day."""

        def last() -> date | None:
            days = (unit.occurred_on for unit in self.units(metric, start, grain))
            return max((day for day in days if day), default=None)

        return self.once(("last day", metric, start, grain), last)

    def once(self, what: Hashable, make: Callable[[], T]) -> T:
        """What is made of the tables, which never change; two threads at once may both make it."""
        if what not in self._made:
            self._made[what] = make()
        return self._made[what]

    def with_and_without(
        self,
        metric: Metric,
        leaving_out: LeavingOut,
        named: tuple[str, str],
        summary: str | None = None,
        besides: LeavingOut = NOTHING,
        since: date | None = None,
        until: date | None = None,
    ) -> Run:
        """The whole period with and without what is left out, which is `named`, many and one.

        What is left out `besides` is out of both. Raises what `measure` does.
        """
        period = (since, until)
        both = LeavingOut(
            (*besides.exclusions, *leaving_out.exclusions), (*besides.cases, *leaving_out.cases)
        )
        everything = self.measure(metric, summary, "all", since, until, besides)
        kept = self.measure(metric, summary, "all", since, until, both)
        stay, go = (), ()
        if metric.kind not in ("proportion", "rate"):
            units = self._units(metric, period, both, "kept")
            ids = {unit.unit_id for unit in units}
            all_units = self._units(metric, period, besides, "kept")
            stay = tuple(unit.value for unit in units if unit.value is not None)
            go = tuple(
                unit.value
                for unit in all_units
                if unit.value is not None and unit.unit_id not in ids
            )
        return Run(metric, everything, kept, stay, go, *named)

    def trust(
        self,
        metric: Metric,
        ledger: Ledger = (),
        history: TargetHistory | None = None,
        today: date | None = None,
    ) -> Trust:
        """How far the data can carry a conclusion about a metric; raises MeasureError."""
        return trust.read(metric, self.trust_facts(metric, today).facts, ledger, history)

    def trust_facts(self, metric: Metric, today: date | None = None) -> Counted:
        """What trust in a metric is computed from, and where its fields are blank."""
        # Every unit counts here, also one that is set aside: that tells nothing of the data.
        whole = self.measure(metric, grain="all").whole
        return counting.count(self._connection, self.extract, metric, whole, today or date.today())

    def by_parts(
        self,
        metric: Metric,
        by: Split,
        summary: str | None = None,
        leaving_out: LeavingOut = NOTHING,
        since: date | None = None,
        until: date | None = None,
    ) -> tuple[Part, ...]:
        """The whole period by the parts of a split, those that belong nowhere last.

        `since` and `until` are `measure`'s. Raises what `measure` does.
        """
        chosen = summary or metric.summaries[0]
        cursor = self._connection.cursor()
        cursor.execute("set variable grain = ?", ["all"])
        found = []
        with _watched(cursor, metric):
            eligible = cursor.sql(metric.sql, params={"since": since, "until": until})
            eligible, _ = leaving.parted(cursor, eligible, leaving_out, "kept")
            for name, units in splits.parted(cursor, eligible, by):
                summarised = units.query("eligible", statement(f"summaries/{chosen}"))
                for row in summarised.fetchall() if summarised else ():
                    found.append(Part(name or NOT_KNOWN, made.point(metric, chosen, row)))
        return tuple(found)

    def count(self, exclusion: Exclusion) -> int:
        """How many visits or forms an exclusion names, whatever is measured."""
        cursor = self._connection.cursor()
        return len({unit_id for (unit_id,) in cursor.sql(exclusion.sql).fetchall()})

    def tables(self) -> dict[str, pa.Table]:
        """The canonical tables and the further columns of the visits, as they are in memory."""
        cursor = self._connection.cursor()
        return {name: cursor.table(name).to_arrow_table() for name in TABLES_KEPT}

    def _holds(self, column: str, metric: Metric | Exclusion | Split) -> bool:
        table, _, name = column.partition(".")
        held = name in self.extract.columns.get(table, frozenset())
        if not held or table != "counts":
            return held
        # Counts of admissions say nothing of another metric.
        counted = self._connection.cursor().execute("select distinct metric from counts").fetchall()
        return (metric.id,) in counted

    def _units(
        self,
        metric: Metric,
        period: tuple[date | None, date | None],
        leaving_out: LeavingOut,
        part: leaving.Part,
    ) -> tuple[Unit, ...]:
        cursor = self._connection.cursor()
        since, until = period
        with _watched(cursor, metric):
            eligible = cursor.sql(metric.sql, params={"since": since, "until": until})
            eligible, _ = leaving.parted(cursor, eligible, leaving_out, part)
            names = eligible.columns
            rows = [dict(zip(names, row, strict=True)) for row in eligible.fetchall()]
        units = [made.unit(metric, row) for row in rows]
        return tuple(sorted(units, key=lambda unit: (unit.occurred_on or date.min, unit.unit_id)))

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """Another cursor over the tables: DuckDB refuses one connection to two threads at once."""
        return self._connection.cursor()

    def _points(
        self,
        metric: Metric,
        summary: str,
        grain: Grain,
        period: tuple[date | None, date | None],
        leaving_out: LeavingOut,
    ) -> tuple[tuple[Point, ...], tuple[LeftOut, ...]]:
        # A cursor of its own: DuckDB refuses one connection to two threads at once.
        cursor = self._connection.cursor()
        cursor.execute("set variable grain = ?", [grain])
        since, until = period
        with _watched(cursor, metric):
            eligible = cursor.sql(metric.sql, params={"since": since, "until": until})
            eligible, left_out = leaving.parted(cursor, eligible, leaving_out, "kept")
            summarised = eligible.query("eligible", statement(f"summaries/{summary}"))
            # Not `if summarised`: DuckDB would run the query to count its rows, and then again.
            rows = [] if summarised is None else summarised.fetchall()
        return tuple(made.point(metric, summary, row) for row in rows if row[1]), left_out


def load(
    reading: Reading,
    mapping: Mapping,
    everyone: bool = False,
    now: datetime | None = None,
    watch: Watching = UNWATCHED,
    kept: bool = True,
) -> Practice | list[Problem]:
    """A practice from what was read, whole or not at all.

    `everyone` takes every row for the clinician's own; it exists to check a definition against a
    known figure and no screen offers it. Where only the extract is asked about, its rows need not
    be `kept`. Raises Cancelled where the watch was.
    """
    loaded = load_tables(reading, mapping, everyone, now or datetime.now(), watch, kept=kept)
    if isinstance(loaded, list):
        return loaded
    return Practice(loaded.connection, loaded.extract, loaded.figures)


@contextmanager
def _watched(cursor: duckdb.DuckDBPyConnection, metric: Metric) -> Iterator[None]:
    """Ends a query that never would, and keeps what DuckDB quotes of the data out of errors."""
    watch = Timer(LONGEST_QUERY, cursor.interrupt)
    watch.daemon = True
    watch.start()
    try:
        yield
    except duckdb.InterruptException:
        fault = f"it takes longer than {LONGEST_QUERY:g} seconds"
    except _OF_THE_SQL as error:
        fault = str(error).splitlines()[0]
    except duckdb.Error as error:
        fault = f"DuckDB stops with a {type(error).__name__}"
    else:
        return
    finally:
        watch.cancel()
        # It holds the cursor: were it the last to, Python's end would take both down together.
        watch.join()
    # Raised here and not inside, so that no traceback chains DuckDB's own words to it.
    raise MeasureError(f"{metric.id}.sql can't be measured: correct its SQL ({fault}).")


def _period(start: date | None, grain: Grain) -> tuple[date | None, date | None]:
    """The first day of a point's period, and the first day after it."""
    if start is None or grain == "all":
        return None, None
    months = {"month": 1, "quarter": 3, "year": 12}[grain]
    ahead = start.month - 1 + months
    return start, date(start.year + ahead // 12, ahead % 12 + 1, 1)
