"""A synthetic department's visits as CSV, of any size: nobody in it is real."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

CLINICIAN = "DR007"
COLUMNS = (
    "Visit ID", "Patient ID", "Physician", "Arrival", "Triage Time", "Seen by Physician",
    "Departure", "Disposition", "CTAS", "Age", "Sex", "Chief Complaint", "CT done", "Site",
)  # fmt: skip
_OUTCOMES = ("Discharged",) * 7 + ("Admitted",) * 2 + ("LWBS", "Transferred")
_COMPLAINTS = ("chest pain", "abdominal pain", "fever", "fall", "headache", "shortness of breath")
_VISITS_A_DAY = 4_000
_CLINICIANS = 150
_PATIENTS = 3_000_000


def write(path: Path, megabytes: float) -> int:
    """Writes about so many megabytes; how many visits they hold."""
    size, visits = 0, 0
    with path.open("w", encoding="utf-8") as file:
        file.write(",".join(COLUMNS) + "\n")
        for day in _days():
            lines = _visits_of(day, visits)
            visits += len(lines)
            size += file.write("".join(lines))
            if size >= megabytes * 1e6:
                return visits
    raise AssertionError("the days never end")


def _days() -> Iterator[date]:
    day = date(2015, 1, 1)
    while True:
        yield day
        day += timedelta(days=1)


def _visits_of(day: date, before: int) -> list[str]:
    chance = random.Random(before)
    days = [f"{day + timedelta(days=n)} " for n in range(3)]
    clocks = [f"{minute // 60:02d}:{minute % 60:02d}" for minute in range(1440)]
    # Every tenth of a percent of the visits stands there twice, as exports have it.
    numbers = [before + n - (n % 1000 == 999) for n in range(_VISITS_A_DAY)]
    lines = []
    for n, number in enumerate(numbers):
        arrived = n * 1440 // _VISITS_A_DAY
        triaged = arrived + chance.randrange(30)
        seen = triaged + chance.randrange(180)
        left = seen + chance.randrange(600)
        times = ",".join(days[m // 1440] + clocks[m % 1440] for m in (arrived, triaged, seen, left))
        said = (
            f"{chance.choice(_OUTCOMES)},{chance.randrange(1, 6)},{chance.randrange(100)},"
            f"{'FM'[n % 2]},{chance.choice(_COMPLAINTS)},{'YN'[n % 3 > 0]},"
            f"{'Main' if n % 4 else 'East'}"
        )
        patient, doctor = chance.randrange(_PATIENTS), chance.randrange(_CLINICIANS)
        lines.append(f"V{number:08d},P{patient:07d},DR{doctor:03d},{times},{said}\n")
    return lines
