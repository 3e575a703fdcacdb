"""FR-40: ten layouts as hospitals export them; the right columns are found without a question."""

import pytest

LAYOUTS = {
    "an English department": (
        "Visit ID|MRN|Attending|Registration Date/Time|Triage Time|Physician Initial Assessment"
        "|Disposition Date/Time|Left ED|ED Disposition|CTAS|Chief Complaint",
        "V{n}|8800{n}|D1|2025-03-01 08:00|2025-03-01 08:05|2025-03-01 09:00|2025-03-01 11:00"
        "|2025-03-01 11:30|Discharged|3|Cough",
        {
            "encounter_id": "Visit ID", "patient_id": "MRN", "physician_id": "Attending",
            "arrival_ts": "Registration Date/Time", "triage_ts": "Triage Time",
            "seen_by_physician_ts": "Physician Initial Assessment",
            "decision_ts": "Disposition Date/Time", "departure_ts": "Left ED",
            "disposition": "ED Disposition", "acuity": "CTAS", "complaint": "Chief Complaint",
        },
    ),
    "a French hospital": (
        "N° séjour|IPP|Médecin|Date et heure d'arrivée|Date et heure de sortie|Mode de sortie"
        "|Motif de recours|CCMU|Sexe|Âge",
        "S{n}|7700{n}|M1|01/03/2025 08:00|13/03/2025 09:00|Retour à domicile|Toux|3|F|40",
        {
            "encounter_id": "N° séjour", "patient_id": "IPP", "physician_id": "Médecin",
            "arrival_ts": "Date et heure d'arrivée", "departure_ts": "Date et heure de sortie",
            "disposition": "Mode de sortie", "complaint": "Motif de recours", "acuity": "CCMU",
            "sex": "Sexe", "age": "Âge",
        },
    ),
    "a Quebec department": (
        "No dossier|No visite|Urgentologue|Heure d'inscription|Heure de triage"
        "|Heure de prise en charge|Heure de départ|Orientation|Priorité|Raison de consultation",
        "6600{n}|Q{n}|U1|2025-03-01 08h00|2025-03-01 08h05|2025-03-01 09h00|2025-03-01 11h30"
        "|Congé|3|Toux",
        {
            "patient_id": "No dossier", "encounter_id": "No visite", "physician_id": "Urgentologue",
            "arrival_ts": "Heure d'inscription", "triage_ts": "Heure de triage",
            "seen_by_physician_ts": "Heure de prise en charge", "departure_ts": "Heure de départ",
            "disposition": "Orientation", "acuity": "Priorité",
            "complaint": "Raison de consultation",
        },
    ),
    "names as in the UK's emergency care data set": (
        "EmCare_Attendance_Identifier|Local_Patient_Identifier|EmCare_Arrival_Date_Time"
        "|EmCare_Date_Time_Seen_For_Treatment|EmCare_Departure_Date_Time"
        "|EmCare_Discharge_Destination|EmCare_Acuity|EmCare_Chief_Complaint",
        "A{n}|5500{n}|01/03/2025 08:00|01/03/2025 09:00|13/03/2025 11:00|Home|3|Cough",
        {
            "encounter_id": "EmCare_Attendance_Identifier",
            "patient_id": "Local_Patient_Identifier",
            "arrival_ts": "EmCare_Arrival_Date_Time",
            "seen_by_physician_ts": "EmCare_Date_Time_Seen_For_Treatment",
            "departure_ts": "EmCare_Departure_Date_Time",
            "disposition": "EmCare_Discharge_Destination", "acuity": "EmCare_Acuity",
            "complaint": "EmCare_Chief_Complaint",
        },
    ),
    "a US health record": (
        "CSN|PAT_ID|ED_ARRIVAL_TIME|FIRST_PROVIDER_CONTACT|ED_DISPO_TIME|ED_DEPARTURE_TIME"
        "|ED_DISPOSITION|ESI_LEVEL|ATTENDING_PROV_ID",
        "70000{n}|Z4400{n}|3/13/2025 8:00 AM|3/13/2025 9:00 AM|3/13/2025 11:00 AM"
        "|3/13/2025 11:30 AM|Discharge|3|P100",
        {
            "encounter_id": "CSN", "patient_id": "PAT_ID", "arrival_ts": "ED_ARRIVAL_TIME",
            "seen_by_physician_ts": "FIRST_PROVIDER_CONTACT", "decision_ts": "ED_DISPO_TIME",
            "departure_ts": "ED_DEPARTURE_TIME", "disposition": "ED_DISPOSITION",
            "acuity": "ESI_LEVEL", "physician_id": "ATTENDING_PROV_ID",
        },
    ),
    "camel case from a data warehouse": (
        "encounterId|patientKey|arrivalDateTime|departureDateTime|dischargeDisposition|ctasLevel"
        "|ctOrdered",
        "E{n}|3300{n}|2025-03-01T08:00:00|2025-03-01T11:00:00|Home|3|true",
        {
            "encounter_id": "encounterId", "patient_id": "patientKey",
            "arrival_ts": "arrivalDateTime", "departure_ts": "departureDateTime",
            "disposition": "dischargeDisposition", "acuity": "ctasLevel", "ct": "ctOrdered",
        },
    ),
    "durations in place of times": (
        "Case Number|LOS (min)|Wait Time (min)|Outcome|Triage Category",
        "C{n}|180|45|Admitted|3",
        {
            "encounter_id": "Case Number", "los_min": "LOS (min)", "wait_min": "Wait Time (min)",
            "disposition": "Outcome", "acuity": "Triage Category",
        },
    ),
    "a date and a clock apart": (
        "Visit No|Arrival Date|Arrival Time|Depart Date|Depart Time|Dispo",
        "N{n}|2025-03-01|08:00|2025-03-01|11:00|Home",
        {
            "encounter_id": "Visit No", "arrival_ts": ("Arrival Date", "Arrival Time"),
            "departure_ts": ("Depart Date", "Depart Time"), "disposition": "Dispo",
        },
    ),
    "an Australian department": (
        "URN|Episode Number|Arrival Date/Time|Seen by Doctor|Departure Ready|Departure Date/Time"
        "|Departure Status|ATS Category|Treating Clinician",
        "2200{n}|P{n}|13/03/2025 08:00|13/03/2025 09:00|13/03/2025 10:00|13/03/2025 11:00"
        "|Did not wait|3|C1",
        {
            "patient_id": "URN", "encounter_id": "Episode Number",
            "arrival_ts": "Arrival Date/Time", "seen_by_physician_ts": "Seen by Doctor",
            "departure_ts": "Departure Date/Time", "disposition": "Departure Status",
            "acuity": "ATS Category", "physician_id": "Treating Clinician",
        },
    ),
    "codes in place of words": (
        "Registration Number|Chart No|MRP|Arr Datetime|Dep Datetime|Visit Disposition|Triage Level"
        "|Gender",
        "R{n}|1100{n}|D1|1740816000|1740826800|D/C|2|2",
        {
            "encounter_id": "Registration Number", "patient_id": "Chart No",
            "physician_id": "MRP", "arrival_ts": "Arr Datetime", "departure_ts": "Dep Datetime",
            "disposition": "Visit Disposition", "acuity": "Triage Level",
        },
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_columns_are_found(reading, name: str):
    """FR-40 and FR-18: a first chart needs no mapping by hand."""
    header, row, wanted = LAYOUTS[name]
    found = reading("\n".join([header, *(row.replace("{n}", str(n)) for n in range(1, 4))]))
    guessed = {
        canonical: sources[0] if len(sources) == 1 else sources
        for canonical, sources in found.mapping.columns.items()
    }
    assert {canonical: guessed.get(canonical) for canonical in wanted} == wanted
