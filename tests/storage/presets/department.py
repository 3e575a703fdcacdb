"""One small made-up department, written as six layouts would write it."""

import csv
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

HOUR = timedelta(hours=1)
ENDINGS = (
    "discharged", "discharged", "admitted", "discharged", "transferred", "discharged", "lwbs",
    "discharged", "ama", "died", "discharged", "eloped",
)  # fmt: skip


@dataclass(frozen=True)
class Visit:
    """One visit as it happened; `seen` is missing where nobody saw the patient."""

    id: str
    patient: str
    arrived: datetime
    triaged: datetime
    seen: datetime | None
    left: datetime
    ending: str
    level: int
    ct: bool


def _visit(n: int) -> Visit:
    arrived = datetime(2025, 3, 1, 7, 30) + timedelta(days=n // 2, hours=5 * (n % 4), minutes=7 * n)
    ending = ENDINGS[n % len(ENDINGS)]
    return Visit(
        id=f"v{n:03}",
        # Every fifth visit is the same patient's again, within three days or a little later.
        patient=f"p{n - 5 if n % 5 == 0 and n else n:03}",
        arrived=arrived,
        triaged=arrived + timedelta(minutes=4 + n % 9),
        seen=None if ending == "lwbs" else arrived + timedelta(minutes=20 + 11 * (n % 8)),
        left=arrived + timedelta(minutes=95 + 37 * (n % 11)),
        ending=ending,
        level=1 + n % 5,
        ct=n % 3 == 0,
    )


VISITS = tuple(_visit(n) for n in range(72))
Files = dict[str, str]


def visits(*untold: str) -> tuple[Visit, ...]:
    """The visits but for those whose ending a layout has no word for."""
    return tuple(visit for visit in VISITS if visit.ending not in untold)


def table(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    written = io.StringIO()
    csv.writer(written).writerows([names, *[["" if c is None else c for c in row] for row in rows]])
    return written.getvalue()


def plain(those: Sequence[Visit]) -> Files:
    """No published layout: the names that the guess knows, and our own words."""
    names = ("Visit ID", "Patient ID", "Arrival", "Triage Time", "Seen by MD", "Departure",
             "Disposition", "Triage Level", "CT")  # fmt: skip
    rows = [
        (v.id, v.patient, v.arrived, v.triaged, v.seen, v.left, v.ending, v.level, "NY"[v.ct])
        for v in those
    ]
    return {"visits.csv": table(names, rows)}


def mimic(those: Sequence[Visit]) -> Files:
    said = {
        "discharged": "HOME", "admitted": "ADMITTED", "transferred": "TRANSFER", "died": "EXPIRED",
        "lwbs": "LEFT WITHOUT BEING SEEN", "ama": "LEFT AGAINST MEDICAL ADVICE",
        "eloped": "ELOPED",
    }  # fmt: skip
    stays = ("subject_id", "hadm_id", "stay_id", "intime", "outtime", "gender", "race",
             "arrival_transport", "disposition")  # fmt: skip
    triage = ("subject_id", "stay_id", "temperature", "heartrate", "resprate", "o2sat", "sbp",
              "dbp", "pain", "acuity", "chiefcomplaint")  # fmt: skip
    return {
        "stays 2025.csv": table(
            stays,
            [(v.patient, "", v.id, v.arrived, v.left, "F", "", "WALK IN", said[v.ending])
             for v in those],
        ),
        "first look.csv": table(
            triage,
            [(v.patient, v.id, 98, 80, 16, 99, 120, 70, 0, v.level, "PAIN") for v in those],
        ),
    }  # fmt: skip


def synthea(those: Sequence[Visit]) -> Files:
    names = ("Id", "START", "STOP", "PATIENT", "ORGANIZATION", "PROVIDER", "PAYER",
             "ENCOUNTERCLASS", "CODE", "DESCRIPTION", "BASE_ENCOUNTER_COST", "TOTAL_CLAIM_COST",
             "PAYER_COVERAGE", "REASONCODE", "REASONDESCRIPTION")  # fmt: skip
    images = ("Id", "DATE", "PATIENT", "ENCOUNTER", "BODYSITE_CODE", "BODYSITE_DESCRIPTION",
              "MODALITY_CODE", "MODALITY_DESCRIPTION", "SOP_CODE", "SOP_DESCRIPTION")  # fmt: skip
    encounters = [
        (v.id, f"{v.arrived:%Y-%m-%dT%H:%M:%SZ}", f"{v.left:%Y-%m-%dT%H:%M:%SZ}", v.patient, "o",
         "d1", "x", "emergency", 1, "Emergency", 1, 1, 1, "", "") for v in those
    ]  # fmt: skip
    scans = [
        (f"i{v.id}", v.arrived.date(), v.patient, v.id, 1, "Head", "CT", "Computed Tomography",
         "1.2", "CT Image Storage") for v in those if v.ct
    ]  # fmt: skip
    return {"encounters.csv": table(names, encounters), "imaging_studies.csv": table(images, scans)}


def omop(those: Sequence[Visit]) -> Files:
    ends = {"discharged": 8536, "transferred": 38004279, "ama": 4021968, "died": 4216643}
    names = ("visit_occurrence_id", "person_id", "visit_concept_id", "visit_start_date",
             "visit_start_datetime", "visit_end_date", "visit_end_datetime",
             "visit_type_concept_id", "provider_id", "care_site_id", "visit_source_value",
             "discharged_to_concept_id")  # fmt: skip
    rows = [
        (v.id, v.patient, 262 if v.ending == "admitted" else 9203, v.arrived.date(), v.arrived,
         v.left.date(), v.left, 32817, "d1", "s1", "ED", ends.get(v.ending, 0)) for v in those
    ]  # fmt: skip
    return {"visit_occurrence.csv": table(names, rows)}


def ecds(those: Sequence[Visit]) -> Files:
    status = {"lwbs": "1066301000000103", "eloped": "1066321000000107", "died": "75004002",
              "ama": "1066321000000107"}  # fmt: skip
    led_to = {"discharged": "306689006", "admitted": "306706006", "transferred": "19712007"}
    level = ("1064891000000107", "1064911000000105", "1064901000000108", "1077241000000103",
             "1077251000000100")  # fmt: skip
    names = ("EC_Ident", "Der_Pseudo_NHS_Number", "Arrival_Date", "Arrival_Time",
             "EC_Initial_Assessment_Date", "EC_Initial_Assessment_Time",
             "EC_Seen_For_Treatment_Date", "EC_Seen_For_Treatment_Time", "EC_Departure_Date",
             "EC_Departure_Time", "EC_Discharge_Status_SNOMED_CT",
             "Discharge_Destination_SNOMED_CT", "EC_Chief_Complaint_SNOMED_CT",
             "EC_Acuity_SNOMED_CT", "EC_AttendanceCategory", "Sex")  # fmt: skip
    rows = [
        (v.id, v.patient, *_day_and_time(v.arrived), *_day_and_time(v.triaged),
         *_day_and_time(v.seen), *_day_and_time(v.left), status.get(v.ending, "182992009"),
         led_to.get(v.ending, ""), "29857009", level[v.level - 1], "1", "2") for v in those
    ]  # fmt: skip
    return {"ecds.csv": table(names, rows)}


def nacrs(those: Sequence[Visit]) -> Files:
    code = {"discharged": "01", "admitted": "07", "transferred": "08", "lwbs": "63", "ama": "05",
            "died": "10"}  # fmt: skip
    names = ("AM_CARE_KEY", "Chart Number", "DATE_OF_REGISTRATION", "REGISTRATION_TIME",
             "TRIAGE_DATE", "TRIAGE_TIME", "TRIAGE_LEVEL", "Date of Physician Initial Assessment",
             "Time of Physician Initial Assessment", "DISPOSITION_DATE", "DISPOSITION_TIME",
             "Patient Left ED Date", "Patient Left ED Time", "VISIT_DISPOSITION")  # fmt: skip
    rows = [
        (v.id, v.patient, *_digits(v.arrived), *_digits(v.triaged), v.level, *_digits(v.seen),
         *_digits(v.left), *_digits(v.left), code[v.ending]) for v in those
    ]  # fmt: skip
    return {"NACRS abstracts.csv": table(names, rows)}


def fhir(those: Sequence[Visit]) -> Files:
    return {"Encounter.ndjson": "\n".join(json.dumps(encounter(v)) for v in those)}


def encounter(v: Visit) -> dict[str, Any]:
    """A visit as a FHIR R4 Encounter with everything that the preset reads."""
    snomed = {"lwbs": "1066301000000103", "admitted": "32485007"}
    hl7 = {"discharged": "home", "transferred": "other-hcf", "ama": "aadvice", "died": "exp"}
    coding = {
        "system": "http://terminology.hl7.org/CodeSystem/discharge-disposition",
        "code": hl7.get(v.ending, "oth"),
    }
    if v.ending in snomed:
        coding = {"system": "http://snomed.info/sct", "code": snomed[v.ending]}
    if v.ending == "eloped":
        coding = {"system": "https://hospital.example/ends", "code": "E", "display": "Eloped"}
    history = [("arrived", v.arrived), ("triaged", v.triaged), ("in-progress", v.seen)]
    return {
        "resourceType": "Encounter",
        "id": v.id,
        "status": "finished",
        "class": {"code": "EMER"},
        "subject": {"reference": f"Patient/{v.patient}", "display": "Ann Example"},
        "participant": [
            {
                "type": [{"coding": [{"code": "ATND"}]}],
                "individual": {"reference": "Practitioner/d1", "display": "Dr Bo Example"},
            }
        ],
        "period": {"start": stamp(v.arrived), "end": stamp(v.left)},
        "statusHistory": [
            {"status": status, "period": {"start": stamp(began)}}
            for status, began in history
            if began
        ],
        "hospitalization": {"dischargeDisposition": {"coding": [coding]}},
        "priority": {"coding": [{"code": "EM"}]},
        "extension": [{"url": "https://hospital.example/triage-level", "valueInteger": v.level}],
    }


def stamp(moment: datetime | None) -> str:
    """As FHIR writes an instant, with its offset."""
    return "" if moment is None else f"{moment.isoformat()}-05:00"


def _day_and_time(moment: datetime | None) -> tuple[str, str]:
    return ("", "") if moment is None else (f"{moment:%Y-%m-%d}", f"{moment:%H:%M:%S}")


def _digits(moment: datetime | None) -> tuple[str, str]:
    """As NACRS writes it: "20250301" and "0730"."""
    return ("", "") if moment is None else (f"{moment:%Y%m%d}", f"{moment:%H%M}")


STAYS = ("length_of_stay", "length_of_stay_discharged", "return_72h_unplanned", "admission")
LAYOUTS: dict[str, tuple[Callable[[Sequence[Visit]], Files], tuple[str, ...], tuple[str, ...]]] = {
    # The writer, the endings it has no word for, and the measures it supports.
    "mimic_iv_ed": (mimic, (), (*STAYS, "left_without_being_seen")),
    "synthea_csv": (synthea, (), ("length_of_stay", "ct_use")),
    "omop_visit_occurrence": (omop, ("lwbs", "eloped"), STAYS),
    "nhs_ecds": (ecds, ("ama",),
                 (*STAYS, "left_without_being_seen", "time_to_first_assessment")),
    "cihi_nacrs": (nacrs, ("eloped",),
                   (*STAYS, "left_without_being_seen", "time_to_first_assessment")),
    "fhir_r4": (fhir, (), (*STAYS, "left_without_being_seen", "time_to_first_assessment")),
}  # fmt: skip
