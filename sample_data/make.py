"""Make the synthetic emergency department: the committed extracts, or the whole on demand.

python sample_data/make.py                     rewrites first/ and second/ beside this file
python sample_data/make.py --department DIR    writes the same two extracts for all clinicians
"""

import argparse
import sys
from pathlib import Path

# Run as a script, Python looks beside this file; the modules are found from the folder above.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from sample_data.extract import build_system, tables
from sample_data.parameters import Department

HERE = Path(__file__).resolve().parent


def write_extracts(folder: Path, clinician: int | None) -> list[Path]:
    """Write both extracts under a folder, of one clinician (by number from 0) or of all."""
    system = build_system(Department())
    return [
        table.write(folder / cut.folder)
        for cut in system.cuts
        for table in tables(system, cut, clinician)
    ]


def main(arguments: list[str] | None = None) -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="Make the synthetic emergency department.")
    parser.add_argument(
        "--department", type=Path, metavar="DIR", help="write every clinician's data to DIR"
    )
    folder = parser.parse_args(arguments).department
    written = (
        write_extracts(folder, None)
        if folder
        else write_extracts(HERE, Department().hidden.clinician)
    )
    for path in written:
        print(f"{path} ({path.stat().st_size / 1000:,.0f} kB, synthetic)")


if __name__ == "__main__":
    main()
