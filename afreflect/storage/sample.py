"""The synthetic sample extract that ships with the app."""

from pathlib import Path

from afreflect.domain.extract import Upload

SAMPLE = Path(__file__).parents[2] / "sample_data"


def sample_uploads(which: str = "first") -> tuple[Upload, ...]:
    """The files of one sample extract: "first", or the later "second"."""
    files = sorted((SAMPLE / which).glob("*.csv"))
    return tuple(Upload(file.name, file.read_bytes()) for file in files)
