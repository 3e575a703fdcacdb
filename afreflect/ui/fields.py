"""What the canonical columns are called on screen, in the groups in which they are shown."""

from collections.abc import Mapping

from afreflect.storage.reader import Guess

VISITS: Mapping[str, Mapping[str, str]] = {
    "Times": {
        "arrival_ts": "Arrival",
        "triage_ts": "Triage",
        "seen_by_physician_ts": "Seen by a physician",
        "decision_ts": "Decision to admit or discharge",
        "departure_ts": "Departure",
        "los_min": "Length of stay, as a number",
        "wait_min": "Wait to be seen, as a number",
        "updated_at": "Row last changed",
    },
    "People": {
        "encounter_id": "Visit number",
        "patient_id": "Patient number",
        "physician_id": "Physician",
        "age": "Age",
        "birth_year": "Year of birth",
        "birth_date": "Date of birth (for the age only)",
        "sex": "Sex",
    },
    "What happened": {
        "disposition": "Disposition",
        "acuity": "Triage level",
        "complaint": "Complaint",
        "diagnosis": "Diagnosis",
        "imaging": "Imaging",
        "modality": "Kind of imaging",
        "ct": "CT",
        "consult": "Consultation",
        "planned_return": "Planned visit",
        "bring_back_planned": "Return ordered at discharge",
        "handed_over": "Handed over",
    },
    "Other": {
        "arrival_mode": "Mode of arrival",
        "site": "Site",
        "unit": "Unit",
        "weight": "Survey weight",
    },
}
FILES: Mapping[str, Mapping[str, str]] = {
    "feedback": {
        "form_id": "Form number",
        "physician_id": "Physician",
        "rater_id": "Learner",
        "occurred_on": "Date of the form",
        "item": "Item",
        "score": "Mark",
        "items": "Items, one column each",
        "scale_min": "Lowest mark",
        "scale_max": "Highest mark",
    },
    "shifts": {
        "shift_id": "Shift number",
        "physician_id": "Physician",
        "starts_at": "Shift begins",
        "ends_at": "Shift ends",
        "site": "Site",
        "kind": "Kind of shift",
    },
    "counts": {
        "period": "Period",
        "unit": "Unit",
        "site": "Site",
        "metric": "Measure",
        "numerator": "Cases",
        "denominator": "Out of",
    },
}
TABLES: Mapping[str, str] = {
    "visits": "Visits",
    "feedback": "Evaluation forms",
    "shifts": "Shifts",
    "care": "Things done",
    "counts": "Counts",
}
CODES: Mapping[str, Mapping[str, str]] = {
    "disposition": {
        "admitted": "Admitted",
        "discharged": "Sent home",
        "transferred": "Transferred",
        "lwbs": "Left without being seen",
        "eloped": "Left before the end of the visit",
        "ama": "Left against advice",
        "died": "Died",
        "other": "Something else",
    },
    "acuity": {
        "1": "1, the most urgent",
        "2": "2",
        "3": "3",
        "4": "4",
        "5": "5, the least urgent",
    },
    "sex": {"F": "Female", "M": "Male", "other": "Other", "unknown": "Unknown"},
}
DATE_ORDERS: Mapping[str, str] = {
    "iso": "Year first, or the month in letters",
    "dmy": "Day first",
    "mdy": "Month first",
}
MOMENTS = tuple(name for name in VISITS["Times"] if name.endswith("_ts"))


def label(table: str, canonical: str) -> str:
    """A canonical column as a person would call it."""
    groups = VISITS.values() if table == "visits" else (FILES.get(table, {}),)
    named = (group[canonical] for group in groups if canonical in group)
    return next(named, canonical.replace("_", " ").capitalize())


def order(guess: Guess) -> tuple[int, int]:
    """Where a field stands on screen: visits first, and in them the order of the groups above."""
    groups = VISITS.values() if guess.table == "visits" else (FILES.get(guess.table, {}),)
    names = [name for group in groups for name in group]
    place = names.index(guess.canonical) if guess.canonical in names else len(names)
    return list(TABLES).index(guess.table), place
