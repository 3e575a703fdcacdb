"""How long it takes until a kept extract of 25,000 visits can be measured, and what sealing adds.

    python -m benchmarks.open_vault [VISITS]

Prints the least and the median of several runs: unlocking with the passphrase (which is made to
cost), opening the extract from the sealed database into memory, the same bytes without sealing or a
database, and the first figure after it.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from afreflect.storage.catalogue import catalogue
from afreflect.storage.journal import PERSONAL, JournalKeeper
from afreflect.storage.kept_tables import parquet_of, practice_from, practice_of
from afreflect.storage.practice import Practice, load
from afreflect.storage.reader import Reading, read
from afreflect.storage.sample import sample_uploads

VISITS = 25_000
RUNS = 9
PASSPHRASE = "four plain garden words"


def main(visits: int = VISITS) -> None:
    """Prints the table."""
    practice = extract_of(visits)
    metric = next(one for one in catalogue() if one.id == "admission")
    plain = parquet_of(practice)
    with tempfile.TemporaryDirectory() as home:
        keeper = JournalKeeper.at(Path(home))
        journal, _ = keeper.create(PERSONAL, PASSPHRASE)
        journal.keep_extract(practice)

        def opened() -> Practice:
            found = journal.extract()
            assert found is not None
            return found

        said = {
            "unlock with the passphrase": lambda: keeper.unlock(PERSONAL, PASSPHRASE),
            "open the sealed extract": opened,
            "open the same Parquet, unsealed": lambda: practice_from(plain, practice.extract),
            "first figure, by month": lambda: practice.measure(metric),
        }
        size = sum(map(len, plain.values())) / 1e6
        print(f"{practice.extract.rows_mine:,} visits, {size:.1f} MB of Parquet; milliseconds")
        for name, work in said.items():
            least, middle = timed(work)
            print(f"{name:34} least {least:7.1f}   median {middle:7.1f}")
        keeper.close()


def extract_of(visits: int) -> Practice:
    """The sample's practice, its visits repeated under further ids until there are so many."""
    reading = read(sample_uploads())
    if not isinstance(reading, Reading):
        raise SystemExit("The sample data can't be read: make it anew.")
    sample = load(reading, reading.mapping)
    if not isinstance(sample, Practice):
        raise SystemExit("The sample data can't be loaded: make it anew.")
    tables = sample.tables()
    own = tables["visits"].filter(pc.field("mine"))
    repeated = []
    for copy in range(-(-visits // own.num_rows)):
        ids = pc.binary_join_element_wise(own["encounter_id"], f"{copy}", "-")
        at = own.column_names.index("encounter_id")
        repeated.append(own.set_column(at, "encounter_id", ids))
    tables["visits"] = pa.concat_tables(repeated).slice(0, visits)
    return practice_of(tables, replace(sample.extract, rows_mine=visits))


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """The least and the median of several runs, in milliseconds."""
    taken = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        work()
        taken.append((time.perf_counter() - begun) * 1000)
    return min(taken), statistics.median(taken)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
