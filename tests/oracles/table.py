"""Which public reference figure is which metric, with which switches and which mapping.

`key` is the figure in the folder's oracle.json (or of the file in manifest.json). A row without an
own `mapping` is measured twice: with the mapping stated in STATED, and with none, as guessed.
"""

from dataclasses import dataclass

MIMIC = "mimic_iv_ed_demo"
SYNTHEA = "synthea_a"
NAMCS = "namcs2019_office_visits"
GAZI = "teaching_evaluations_gazi"
MESSY = "messy_a"
MIMIC_FILES = ("edstays.csv", "triage.csv", "birth_year.csv")
ENCOUNTERS = ("encounters.csv", "imaging_studies.csv")
OFFICE_VISITS = ("namcs2019_visits.csv",)
FORMS = ("turkiye-student-evaluation_generic.csv",)
EVERYBODY = ("--all-rows",)


@dataclass(frozen=True)
class Row:
    """One reference figure and the command that must give it; `mapping` is added to the guess."""

    folder: str
    key: str
    metric: str
    files: tuple[str, ...]
    switches: tuple[str, ...] = EVERYBODY
    mapping: str = ""

    def __str__(self) -> str:
        own = ("own mapping",) if self.mapping else ()
        return " ".join((self.folder, self.key, *self.switches, f"{len(self.files)} files", *own))


STATED = {
    MIMIC: """
        [[file]]
        name = "edstays.csv"
        dates = "iso"
        [[file]]
        name = "triage.csv"
        join = "stay_id"
        [[file]]
        name = "birth_year.csv"
        join = "subject_id"
        [[file]]
        name = "vitalsign.csv"
        table = "care"
        columns = { encounter_id = "stay_id", performed_ts = "charttime", item = "rhythm" }
        [columns]
        encounter_id = "stay_id"
        patient_id = "subject_id"
        arrival_ts = "intime"
        departure_ts = "outtime"
        disposition = "disposition"
        acuity = "triage.acuity"
        complaint = "triage.chiefcomplaint"
        birth_year = "birth_year.birth_year"
        [values.disposition]
        "HOME" = "discharged"
        "LEFT WITHOUT BEING SEEN" = "lwbs"
        """,
    SYNTHEA: """
        [[file]]
        name = "encounters.csv"
        [[file]]
        name = "imaging_studies.csv"
        join = "ENCOUNTER"
        to = "Id"
        [columns]
        encounter_id = "encounters.Id"
        patient_id = "encounters.PATIENT"
        physician_id = "PROVIDER"
        arrival_ts = "START"
        departure_ts = "STOP"
        imaging = "imaging_studies.MODALITY_CODE"
        """,
    NAMCS: """
        [columns]
        encounter_id = "VISIT"
        physician_id = "CPSUM"
        age = "AGE"
        sex = "SEX"
        imaging = "ANYIMAGE"
        ct = "CATSCAN"
        """,
    GAZI: "",
}
EMERGENCY = '[only]\nENCOUNTERCLASS = ["emergency"]\n'
EVERY_EMERGENCY_VISIT_ENDS_AT_HOME = STATED[SYNTHEA] + (
    'disposition = "ENCOUNTERCLASS"\n[values.disposition]\nemergency = "discharged"\n' + EMERGENCY
)
NINE_FLAGS = """
    [columns]
    imaging = [
        "ANYIMAGE", "BONEDENS", "CATSCAN", "ECHOCARD", "OTHULTRA",
        "MAMMO", "MRI", "XRAY", "OTHIMAGE",
    ]
    """

# Every row below: folder, oracle key, metric, files, switches, mapping.
ROWS = [
    Row(MIMIC, "los_min.median", "length_of_stay", MIMIC_FILES),
    Row(MIMIC, "los_min.median", "length_of_stay", (*MIMIC_FILES, "vitalsign.csv")),
    Row(MIMIC, "los_min.p90", "length_of_stay", MIMIC_FILES, (*EVERYBODY, "--summary", "p90")),
    Row(MIMIC, "los_median_by_disposition.HOME.median", "length_of_stay_discharged", MIMIC_FILES),
    Row(
        MIMIC, "los_median_by_disposition.ADMITTED.median", "length_of_stay", MIMIC_FILES,
        mapping='[only]\ndisposition = ["ADMITTED"]',
    ),
    Row(
        MIMIC, "los_median_by_acuity.2.median", "length_of_stay", MIMIC_FILES,
        mapping='[only]\n"triage.acuity" = ["2"]',
    ),
    Row(MIMIC, "admission_rate", "admission", MIMIC_FILES),
    Row(MIMIC, "admission_rate", "admission", (*MIMIC_FILES, "vitalsign.csv")),
    Row(MIMIC, "lwbs_rate", "left_without_being_seen", MIMIC_FILES),
    Row(
        MIMIC, "lwbs_or_eloped_rate", "left_without_being_seen", MIMIC_FILES,
        mapping='[values.disposition]\nELOPED = "lwbs"',
    ),
    Row(MIMIC, "return_72h_after_home", "return_72h_unplanned", MIMIC_FILES),
    Row(MIMIC, "return_72h_after_home", "return_72h_unplanned", (*MIMIC_FILES, "vitalsign.csv")),
    Row(SYNTHEA, "los_min_all.median", "length_of_stay", ENCOUNTERS),
    Row(SYNTHEA, "los_min_all.p90", "length_of_stay", ENCOUNTERS, (*EVERYBODY, "--summary", "p90")),
    Row(SYNTHEA, "los_min_emergency.median", "length_of_stay", ENCOUNTERS, mapping=EMERGENCY),
    Row(
        SYNTHEA, "los_min_emergency.p90", "length_of_stay", ENCOUNTERS,
        (*EVERYBODY, "--summary", "p90"), EMERGENCY,
    ),
    Row(SYNTHEA, "imaging_any_encounter", "imaging_use", ENCOUNTERS),
    Row(SYNTHEA, "imaging_ed", "imaging_use", ENCOUNTERS, mapping=EMERGENCY),
    Row(
        SYNTHEA, "ed_return_72h", "return_72h_unplanned", ENCOUNTERS,
        mapping=EVERY_EMERGENCY_VISIT_ENDS_AT_HOME,
    ),
    Row(NAMCS, "imaging_any_unweighted", "imaging_use", OFFICE_VISITS),
    Row(NAMCS, "imaging_any_unweighted", "imaging_use", OFFICE_VISITS, mapping=NINE_FLAGS),
    Row(NAMCS, "ct_unweighted", "ct_use", OFFICE_VISITS),
    Row(
        NAMCS, "xray_unweighted", "imaging_use", OFFICE_VISITS,
        mapping='[columns]\nimaging = "XRAY"',
    ),
    Row(
        NAMCS, "mammography_unweighted", "imaging_use", OFFICE_VISITS,
        mapping='[columns]\nimaging = "MAMMO"',
    ),
    Row(GAZI, "composite_mean.mean", "teaching_evaluation", FORMS),
    *(
        Row(GAZI, f"by_instructor.{own}.mean", "teaching_evaluation", FORMS, ("--clinician", own))
        for own in ("1", "2", "3")
    ),
]  # fmt: skip

# The disorder of messy_a, put into the same stays: none of these needs a mapping.
MESSY_FILES = (
    "a1_urgences_fr.csv",
    "a2_us_export_bom.csv",
    "a3_report_merged_header.xlsx",
    "a4_mixed_dates_utf16.txt",
    "a5_split_hhmm.psv",
    "a6_logical_errors.csv",
    "a8_ambiguous_dmy.csv",
    "a8_ambiguous_mdy.csv",
)
MESSY_KEYS = [
    ("los_valid_min.median", "length_of_stay", EVERYBODY),
    ("los_valid_min.p90", "length_of_stay", (*EVERYBODY, "--summary", "p90")),
    ("admission_rate", "admission", EVERYBODY),
    ("lwbs_rate", "left_without_being_seen", EVERYBODY),
    ("return_72h_after_discharge", "return_72h_unplanned", EVERYBODY),
]
STAYS_OVER_A_WEEK = "a6_logical_errors.csv"
"""Its stays are in `check` alone: the metric counts every stay, since some do last a week."""
MESSY_ROWS = [
    Row(MESSY, key, metric, (file,), switches)
    for file in MESSY_FILES
    for key, metric, switches in MESSY_KEYS
    if not (file == STAYS_OVER_A_WEEK and metric == "length_of_stay")
]
