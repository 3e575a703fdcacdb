"""What the best of a department reach, while its file is being read: one number each is kept.

Each clinician's cases are measured with the metric's own SQL, in a database that is closed right
after it. Only how many were met of how many leaves it, without an id, and only the benchmark made
of these leaves this module.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from threading import Timer

import duckdb
import pyarrow as pa

from afreflect.domain import benchmark
from afreflect.domain.benchmark import Achievable, Contribution
from afreflect.domain.metric import POINT_NEEDS, Metric
from afreflect.storage.catalogue import CatalogueError, catalogue
from afreflect.storage.job import Watching
from afreflect.storage.sql import statement

OWN_PATIENTS = 0.05
"""Share of a clinician's visits by patients who saw nobody else, below which these visits seem to
be in the file for somebody else's sake: returns to colleagues, say, which are no fair sample."""
MOST_WORK = 50_000_000
"""Visits times clinicians above which none is computed: it would take minutes."""
LONGEST = 60.0
"""Seconds after which a department is taken to be too large after all."""


@dataclass(frozen=True)
class Department:
    """What was found in a department's file: each metric's benchmark, and over which days."""

    found: tuple[tuple[Metric, Achievable], ...] = ()
    since: date | None = None
    until: date | None = None

    def kept(self, extract_sha256: str) -> tuple[benchmark.Benchmark, ...]:
        """The benchmarks as they are kept with the extract."""
        period = (self.since, self.until)
        return tuple(
            benchmark.kept(found, metric, extract_sha256, period) for metric, found in self.found
        )


NOTHING = Department()


def of_the_department(
    connection: duckdb.DuckDBPyConnection,
    apart: duckdb.DuckDBPyConnection,
    others: dict[str, pa.Table],
    watch: Watching,
) -> Department:
    """The benchmarks that all rows of a file give, which stand in `typed_visits`.

    `apart` is an empty database with our tables, to work in; it is closed at the end. `others` are
    the mapped shifts and acts of care of everyone.
    """
    metrics = _metrics()
    clinicians = _clinicians(connection)
    too_much = len(connection.table("typed_visits")) * len(clinicians) > MOST_WORK
    if not metrics or len(clinicians) < benchmark.CONTRIBUTORS or too_much:
        apart.close()
        return NOTHING
    watch.busy_with(apart)
    timer = Timer(LONGEST, apart.interrupt)
    timer.daemon = True
    timer.start()
    try:
        return _measured(connection, apart, others, metrics, clinicians)
    except duckdb.InterruptException:
        # Either too large after all, or cancelled: then the next step says so.
        return NOTHING
    finally:
        timer.cancel()
        apart.close()
        watch.busy_with(connection)


def _metrics() -> list[Metric]:
    try:
        return [metric for metric in catalogue() if benchmark.fits(metric)]
    except CatalogueError:  # Every screen that lists metrics says which file can't be used.
        return []


def _clinicians(connection: duckdb.DuckDBPyConnection) -> list[str]:
    rows = connection.execute(statement("benchmark/clinicians")).fetchall()
    return [
        name
        for name, visits, of_nobody_else in rows
        if visits >= POINT_NEEDS and of_nobody_else >= OWN_PATIENTS * visits
    ]


def _measured(
    connection: duckdb.DuckDBPyConnection,
    apart: duckdb.DuckDBPyConnection,
    others: dict[str, pa.Table],
    metrics: Sequence[Metric],
    clinicians: Sequence[str],
) -> Department:
    apart.register("typed_visits", connection.table("typed_visits").to_arrow_table())
    apart.execute("set variable everyone = true")
    apart.execute("set variable extract_mark = 'this file'")
    apart.execute(statement("extract/keep_visits"))
    apart.unregister("typed_visits")
    apart.execute(statement("benchmark/visits_of_one"))
    for name, table in others.items():
        apart.register(f"mapped_{name}", table)
    apart.execute("set variable everyone = false")
    apart.execute("set variable grain = 'all'")
    on_shifts = _on_shifts(apart) if "shifts" in others else None
    asked = {metric.id: _tables(apart, metric) for metric in metrics}
    filled = others.keys() & frozenset[str]().union(*asked.values())
    contributions: dict[str, list[Contribution]] = {metric.id: [] for metric in metrics}
    for clinician in clinicians:
        _fill(apart, clinician, filled)
        for metric in metrics:
            # Beside shifts in the file, who has none would seem to work without any.
            lacks_shifts = on_shifts is not None and clinician not in on_shifts
            if not (lacks_shifts and "shifts" in asked[metric.id]):
                contributions[metric.id] += _contribution(apart, metric)
    since, until = apart.execute(statement("benchmark/period")).fetchall()[0]
    found = [(metric, _achievable(metric, contributions[metric.id])) for metric in metrics]
    return Department(tuple((metric, best) for metric, best in found if best), since, until)


def _on_shifts(apart: duckdb.DuckDBPyConnection) -> frozenset[str]:
    rows = apart.execute(statement("benchmark/on_shifts")).fetchall()
    return frozenset(name for (name,) in rows)


def _tables(apart: duckdb.DuckDBPyConnection, metric: Metric) -> frozenset[str]:
    """The tables that a metric's SQL reads; none where it can't be read at all."""
    # DuckDB names no tables of SQL with parameters. What is made here is read, and never run.
    without_parameters = metric.sql.replace("$since", "null").replace("$until", "null")
    try:
        return frozenset(apart.get_table_names(without_parameters))
    except duckdb.Error:
        return frozenset()


def _fill(apart: duckdb.DuckDBPyConnection, clinician: str, filled: Collection[str]) -> None:
    """Lets the tables hold what this clinician's own import would."""
    apart.execute(statement("benchmark/next_clinician"))
    apart.execute("set variable clinician = ?", [clinician])
    for name in ("shifts", "care"):
        if name in filled:
            apart.execute(statement(f"extract/{name}"))


def _contribution(apart: duckdb.DuckDBPyConnection, metric: Metric) -> list[Contribution]:
    try:
        eligible = apart.sql(metric.sql, params={"since": None, "until": None})
        summed = eligible.query("eligible", statement("summaries/proportion"))
        rows = [] if summed is None else summed.fetchall()
    except duckdb.InterruptException:
        raise
    except duckdb.Error:  # Whoever measures it is told; a benchmark is no reason to stop.
        return []
    return [Contribution(met, n) for _, n, met, *_ in rows if n and met is not None]


def _achievable(metric: Metric, given: Sequence[Contribution]) -> Achievable | None:
    if metric.better not in ("higher", "lower"):
        return None
    return benchmark.achievable(given, metric.better, metric.n_show)
