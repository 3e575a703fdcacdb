"""The synthetic sample extract that ships with the app."""

from pathlib import Path

from afreflect.domain.extract import Upload

SAMPLE = Path(__file__).parents[2] / "sample_data"


def sample_uploads(which: str = "first") -> tuple[Upload, ...]:
    """The files of one sample extract: "first", or the later "second"."""
    files = sorted((SAMPLE / which).glob("*.csv"))
    return tuple(Upload(file.name, file.read_bytes()) for file in files)


def sample_department() -> tuple[Upload, ...]:
    """The files of the same synthetic department with all of its clinicians, made when asked for.

    Nobody in them is real; what `sample_data/make.py --department` writes.
    """
    from sample_data.extract import build_system, tables
    from sample_data.parameters import Department

    system = build_system(Department())
    return tuple(
        Upload(table.name, table.text().encode()) for table in tables(system, system.cuts[0])
    )
