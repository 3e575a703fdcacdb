/*---
title = "Length of stay, all visits"
question = "How long do my patients stay, whatever happens next?"
kind = "duration"
unit = "min"
better = "neither"
category = "throughput"
pace = true
values = ["no_needless_wait"]
eligible = "All your visits with valid times, however they ended and however long they lasted."
met = "Minutes from the earlier of triage and registration to leaving the department."
met_short = "stayed"
noun = "visits"
exclusions = [
    "a departure recorded before arrival, or no time at all",
]
attribution = "team"
evidence = "none"
evidence_source = "No source says how long a stay should be across all patients: it mixes those who go home with those who wait for a bed."
balancing = ["return_72h_unplanned"]
standards = []
summaries = ["median", "p90"]
needs = [["visits.arrival_ts", "visits.departure_ts"], ["visits.los_min"]]
n_show = 30
n_compare = 100
owner = "afreflect"
version = "1.0"
review_by = 2027-11-21

[[objections]]
text = "Is this mostly the wait of admitted patients for a bed upstairs?"
exclusion = "admitted_patients"

[[objections]]
text = "How much of it is the queue for imaging, the laboratory or a consult?"
exclusion = "with_imaging"

[[objections]]
text = "Is the departure the moment the patient left, or the moment the chart was closed?"
exclusion = "over_24_hours"

[[leading]]
indicator = "Admitted patients waiting for a bed when your shift begins"
lag = "the same shift"

[[ideas]]
text = "Ask for the consult as soon as you know it will be needed, before the last result is back."
kind = "colleague"
source = "A change colleagues describe; we know of no trial."

[[ideas]]
text = "Keep the waits you can't change apart from those you can: note for one shift what each patient was waiting for."
kind = "colleague"
source = "A change colleagues describe; we know of no trial."
---*/
-- one row per visit of the clinician's own, with the minutes in the department
with timed_visits as (
    select
        encounter_id,
        patient_id,
        occurred_on,
        coalesce(
            extract(epoch from departure_ts - least(triage_ts, arrival_ts)) / 60,
            los_min
        ) as minutes
    from visits
    where mine
)

select
    encounter_id as unit_id,
    patient_id,
    occurred_on,
    minutes::double as value
from timed_visits
where minutes >= 0
    and ($since::date is null or occurred_on >= $since::date)
    and ($until::date is null or occurred_on < $until::date)
