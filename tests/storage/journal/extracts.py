"""Small extracts, made by hand."""

from collections.abc import Sequence

from afreflect.domain.extract import Upload
from afreflect.storage.practice import Practice, load
from afreflect.storage.reader import read

HEADER = "encounter_id,patient_id,physician_id,arrival_ts,departure_ts,disposition,diagnosis"


def row(
    number: int | str, *, patient: str = "", day: str = "2026-03-01", hour: int = 8,
    disposition: str = "discharged", diagnosis: str = "cough",
) -> str:  # fmt: skip
    """One visit of Dr A's."""
    who = patient or f"p{number}"
    return f"{number},{who},DRA,{day} {hour:02}:00,{day} {hour + 2:02}:00,{disposition},{diagnosis}"


def practice(name: str, rows: Sequence[str] = (), visits: int = 0, others: Sequence[Upload] = ()):
    """A practice of these rows, or of so many plain ones."""
    lines = list(rows) or [row(number) for number in range(1, visits + 1)]
    upload = Upload(f"{name}.csv", "\n".join([HEADER, *lines, ""]).encode())
    return practice_of(upload, *others)


def practice_of(*uploads: Upload) -> Practice:
    """A practice of these files, as they are guessed to be meant."""
    reading = read(uploads)
    assert not isinstance(reading, list), reading
    loaded = load(reading, reading.mapping)
    assert isinstance(loaded, Practice), loaded
    return loaded
