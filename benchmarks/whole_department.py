"""A department's file of half a million visits: a group's figures, and a starter file for each.

    python -m benchmarks.whole_department [VISITS]

Makes a synthetic department of that size in a temporary folder, which is removed afterwards. Reads
it, measures eight members on one measure, and runs `split` for all of them, each in a process of
its own, and prints the seconds of processor it took and the most memory that the process held.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import department

VISITS = 500_000
_BYTES_OF_A_VISIT = 129
_A_GROUP = """
import sys
from datetime import date
from pathlib import Path
from time import process_time
from afreflect.domain.extract import FileOnDisk
from afreflect.storage.catalogue import catalogue
from afreflect.storage.department_file import read_department
from afreflect.storage.reader import read
begun = process_time()
reading = read([FileOnDisk.at(Path(sys.argv[1]))])
found = read_department(reading, reading.mapping)
there = process_time()
metric = next(metric for metric in catalogue() if metric.id == "return_72h_unplanned")
figures = found.figures(metric, None, None, found.clinicians[:8])
print(f"read in {there - begun:.1f} s, {len(figures)} members measured in "
      f"{process_time() - there:.1f} s", file=sys.stderr)
found.destroy()
"""
_IN_A_PROCESS_OF_ITS_OWN = """
import json, resource, subprocess, sys
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([code, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024]))
"""


def main(visits: int = VISITS) -> int:
    """Prints time and memory of both; 1 where one of them failed."""
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "department.csv"
        written = department.write(path, visits * _BYTES_OF_A_VISIT / 1e6)
        print(f"{path.stat().st_size / 1e6:,.0f} MB, {written:,} visits", flush=True)
        for name, arguments in {
            "a group of eight": ("-c", _A_GROUP, path),
            "split, everybody": ("-m", "afreflect", "split", path, "--out", Path(folder) / "out"),
        }.items():
            code, seconds, held = _run(*map(str, arguments))
            print(f"{name}: {seconds:,.1f} s, {held / 1e6:,.0f} MB at most", flush=True)
            failed |= code
    return failed


def _run(*arguments: str) -> tuple[int, float, float]:
    command = [sys.executable, "-c", _IN_A_PROCESS_OF_ITS_OWN, sys.executable, *arguments]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True)
    return tuple(json.loads(done.stdout))


if __name__ == "__main__":
    raise SystemExit(main(*map(int, sys.argv[1:])))
