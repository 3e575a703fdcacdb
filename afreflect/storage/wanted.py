"""Canonical columns as a person asks for them, where an extract lacks them."""

from collections.abc import Sequence

WANTED = {
    "visits.arrival_ts": "the time patients arrived",
    "visits.triage_ts": "the time of triage",
    "visits.seen_by_physician_ts": "the time a physician first saw the patient",
    "visits.decision_ts": "the time of the decision",
    "visits.departure_ts": "the time patients left",
    "visits.los_min": "the length of stay",
    "visits.wait_min": "the wait",
    "visits.disposition": "how visits ended",
    "visits.patient_id": "a patient number",
    "visits.imaging": "whether imaging was done",
    "visits.modality": "the kind of imaging",
    "visits.ct": "whether a CT was done",
    "visits.planned_return": "which visits were planned",
    "visits.bring_back_planned": "which returns were ordered",
    "visits.handed_over": "which visits were handed over",
    "visits.acuity": "the triage level",
    "visits.age": "the patient's age",
    "visits.arrival_mode": "how patients arrived",
    "visits.complaint": "what patients came for",
    "visits.consult": "whether a consult was called",
    "visits.site": "the site of each visit",
    "visits.occurred_on": "the day of each visit",
    "shifts.starts_at": "a list of your shifts",
    "shifts.ends_at": "the end of each shift",
    "feedback.rater_id": "a code for each learner",
    "feedback.score": "marks from evaluation forms",
    "feedback.item": "the items of evaluation forms",
    "counts.numerator": "counts",
    "counts.denominator": "totals",
}


def wanted(columns: Sequence[str]) -> str:
    """Canonical columns as a person would ask for them: "a patient number and how visits ended"."""
    *first, last = [WANTED.get(column, column) for column in columns]
    return f"{', '.join(first)} and {last}" if first else last
