"""A department's file of a gigabyte through the command line, against a bare pass over it.

    python -m benchmarks.big_file [MEGABYTES]

Makes a synthetic department of that size in a temporary folder, which is removed afterwards. Runs
`measure` for one clinician and `check`, each in a process of its own, and prints the most memory
that the process held and the seconds of processor it took, also as a ratio to pyarrow going through
the same file in blocks and keeping nothing. Ends with 1 where a command held more than a gigabyte.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from benchmarks import department

MEGABYTES = 1000
MOST_MEMORY = 1e9
_METRIC = "return_72h_unplanned"
_BARE_PASS = """
import sys
from pyarrow import csv
for block in csv.open_csv(sys.argv[1]):
    pass
"""
_IN_A_PROCESS_OF_ITS_OWN = """
import json, resource, subprocess, sys
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([code, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024]))
"""


def main(megabytes: float = MEGABYTES) -> int:
    """Prints memory and time of each; 1 where one of our commands held too much or failed."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "department.csv"
        begun = perf_counter()
        visits = department.write(path, megabytes)
        print(f"{path.stat().st_size / 1e6:,.0f} MB, {visits:,} visits", end="")
        print(f" (made in {perf_counter() - begun:.0f} s)", flush=True)
        _, bare, held = run("-c", _BARE_PASS, str(path))
        said("a bare pass of pyarrow", bare, held, bare)
        ours = ("-m", "afreflect")
        failed = 0
        for name, arguments in {
            "measure, one clinician": (
                "measure",
                path,
                _METRIC,
                "--clinician",
                department.CLINICIAN,
            ),
            "check, everybody": ("check", path),
        }.items():
            code, seconds, held = run(*ours, *map(str, arguments))
            said(name, seconds, held, bare)
            failed += code != 0 or held > MOST_MEMORY
    return int(failed > 0)


def run(*arguments: str) -> tuple[int, float, float]:
    """Runs Python with these arguments: its code, seconds of processor, and most bytes held."""
    command = [sys.executable, "-c", _IN_A_PROCESS_OF_ITS_OWN, sys.executable, *arguments]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    code, seconds, held = json.loads(told.stdout)
    return code, seconds, held


def said(name: str, seconds: float, held: float, bare: float) -> None:
    """One line of the result."""
    print(f"{name:<24} {seconds:7.1f} s {held / 1e6:7.0f} MB {seconds / bare:7.1f} x", flush=True)


if __name__ == "__main__":
    sys.exit(main(*map(float, sys.argv[1:])))
