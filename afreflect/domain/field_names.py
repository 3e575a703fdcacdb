"""What the fields of the canonical tables are called within a sentence."""

NAMES = {
    "visits.patient_id": "patient number",
    "visits.physician_id": "physician",
    "visits.arrival_ts": "arrival time",
    "visits.triage_ts": "triage time",
    "visits.seen_by_physician_ts": "time of first assessment",
    "visits.decision_ts": "decision time",
    "visits.departure_ts": "departure time",
    "visits.los_min": "length of stay",
    "visits.wait_min": "wait",
    "visits.disposition": "disposition",
    "visits.complaint": "complaint",
    "visits.diagnosis": "diagnosis",
    "visits.acuity": "triage level",
    "visits.age": "age",
    "visits.sex": "sex",
    "visits.arrival_mode": "mode of arrival",
    "visits.imaging": "imaging",
    "visits.modality": "kind of imaging",
    "visits.ct": "CT",
    "visits.consult": "consultation",
    "visits.planned_return": "planned visit",
    "visits.bring_back_planned": "ordered return",
    "care.item": "list of what was done",
    "feedback.score": "mark",
    "feedback.occurred_on": "date of the form",
    "feedback.rater_id": "learner's code",
    "feedback.scale_max": "scale of the form",
    "counts.numerator": "count",
    "counts.denominator": "total",
    "counts.period": "period",
}
"""By "table.column"; "the ..." fits before each of them."""
MODULES = {
    "triage": ("triage_ts", "acuity", "complaint", "arrival_mode"),
    "physician": ("seen_by_physician_ts", "wait_min", "decision_ts", "consult"),
    "discharge": ("departure_ts", "los_min", "disposition", "diagnosis", "bring_back_planned"),
    "imaging": ("imaging", "modality", "ct"),
    "registration": ("patient_id", "arrival_ts", "age", "sex"),
}
"""Columns of visits that one part of a hospital's system usually writes together (our grouping)."""
MODULE_NAMES = {
    "triage": "triage",
    "physician": "the physician's assessment",
    "discharge": "discharge",
    "imaging": "imaging",
    "registration": "registration",
}


def name(field: str) -> str:
    """A field as a sentence says it; one without a name of its own as it is written."""
    return NAMES.get(field, field.partition(".")[2].replace("_", " "))


def module(field: str) -> str:
    """The part of a system that writes a field; "" where it belongs to none."""
    column = field.removeprefix("visits.")
    return next((part for part, columns in MODULES.items() if column in columns), "")
