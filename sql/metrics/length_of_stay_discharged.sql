/*---
title = "Length of stay of patients sent home"
question = "How long do patients I send home stay in the department?"
kind = "duration"
unit = "min"
better = "lower"
category = "throughput"
pace = true
values = ["no_needless_wait"]
eligible = "Your unplanned visits that ended with the patient sent home, with valid times."
met = "Minutes from the earlier of triage and registration to leaving the department."
met_short = "stayed"
noun = "discharges"
exclusions = [
    "patients who were admitted, transferred or died",
    "patients who left before or after being seen without being discharged",
    "visits that were planned at an earlier one",
    "a departure recorded before arrival, or no time at all",
]
attribution = "team"
evidence = "consensus"
evidence_source = "Start and end follow Health Quality Ontario's indicator library, which reports a mean; the median and the time that nine in ten stay within are our choice, because a few very long stays pull a mean."
balancing = ["return_72h_unplanned", "admission"]
standards = []
summaries = ["median", "p90"]
needs = [
    ["visits.disposition", "visits.arrival_ts", "visits.departure_ts"],
    ["visits.disposition", "visits.los_min"],
]
n_show = 30
n_compare = 100
owner = "afreflect"
version = "1.0"
review_by = 2027-11-21

[[objections]]
text = "How much of this stay is the queue for imaging, the laboratory or a consult?"
exclusion = "with_imaging"

[[objections]]
text = "Do admitted patients waiting for a bed hold up everyone else?"

[[objections]]
text = "Do frail patients, who need a plan before they can leave, make up more of my list?"
exclusion = "older_patients"

[[leading]]
indicator = "Time from the last result to your decision"
lag = "the same month"

[[ideas]]
text = "Have a physician at triage in the busiest hours, who begins work-up and sees who can go home."
kind = "trial"
source = "Holroyd et al., Academic Emergency Medicine 2007"

[[ideas]]
text = "Say at the first assessment what would let the patient go home, and who is to tell you when it is there."
kind = "colleague"
source = "A change colleagues describe; we know of no trial."

[[ideas]]
text = "Look through your own board for results that are back at a fixed time, such as every hour."
kind = "colleague"
source = "A change colleagues describe; we know of no trial."
---*/
-- one row per unplanned discharge of the clinician's own, with the minutes in the department
with timed_discharges as (
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
        and disposition = 'discharged'
        and planned_return is distinct from true
)

select
    encounter_id as unit_id,
    patient_id,
    occurred_on,
    minutes::double as value
from timed_discharges
where minutes >= 0
    and ($since::date is null or occurred_on >= $since::date)
    and ($until::date is null or occurred_on < $until::date)
