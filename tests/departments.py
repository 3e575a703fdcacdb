"""A small made-up department's files, with everything in them that could tell of a colleague."""

import random

NAMED = "QUIMBY VANE"
"""One of them stands in the files under a name."""
CLINICIANS = ("DR-0", "DR-1", "DR-2", "DR-3", "DR-4", NAMED)
HEADER = (
    "Visit,Patient,Doctor,Arrival,Seen by Physician,Departure,Disposition,CT done,Complaint,"
    "Signed by,Bed"
)


def department(visits: int = 40, seed: int = 11) -> dict[str, str]:
    """Visits, shifts and evaluation forms of everyone; patients come back, some to a colleague."""
    rng = random.Random(seed)
    rows, shifts = [HEADER], ["Shift,Doctor,Shift Start,Shift End"]
    forms = ["Form,Date,Teacher,Rater,Item,Score,Scale Min,Scale Max"]
    number = 0
    for who, doctor in enumerate(CLINICIANS):
        hour = 7 + 2 * who
        for day in range(1, 29):
            shifts.append(
                f"S{who}-{day},{doctor},2025-03-{day:02d} {hour:02d}:00,"
                f"2025-03-{day:02d} {hour:02d}:59"
            )
        for visit in range(visits):
            number += 1
            day, minute = visit % 28 + 1, rng.randrange(59)
            left = rng.random() < 0.03 * (who + 1)
            name, ending = ("", "LWBS") if left else (doctor, "Home")
            patient = f"P{rng.randrange(visits * 3):05d}"
            seen = "" if left else f"2025-03-{day:02d} {hour + 1:02d}:{minute:02d}"
            said = f"cough told to {NAMED.title()}" if visit == 7 else "cough"
            rows.append(
                f"V{number},{patient},{name},2025-03-{day:02d} {hour:02d}:{minute:02d},{seen},"
                f"2025-03-{day:02d} {hour + 2 + rng.randrange(4):02d}:30,{ending},"
                f"{'Y' if rng.random() < 0.2 else 'N'},{said},{CLINICIANS[who - 1]},B{day}"
            )
        for form in range(12):
            forms.append(
                f"F{who}-{form},2025-03-{form + 1:02d},{doctor},L{form},Teaches,"
                f"{rng.randrange(2, 6)},1,5"
            )
    return {
        "visits.csv": "\n".join(rows),
        "shifts.csv": "\n".join(shifts),
        "forms.csv": "\n".join(forms),
    }
