/*---
title = "Planned bring-backs"
question = "How often do I arrange for someone I send home to be seen again?"
kind = "proportion"
unit = "%"
better = "neither"
category = "quality"
pace = false
values = ["safe_discharge"]
eligible = "Your visits that ended with the patient sent home, where the extract can tell whether a return was planned."
met = "A return was ordered at discharge, or the same patient's visit within 72 hours of departure is marked as planned."
met_short = "had a return planned"
noun = "discharges"
exclusions = [
    "discharges where neither an order nor the planned visits are recorded",
    "follow-up arranged by another service, as far as the extract marks it so",
]
attribution = "individual"
evidence = "none"
evidence_source = "No source says which share is right. It stands beside unplanned returns, so that good safety-netting is not read as failure."
balancing = ["return_72h_unplanned"]
standards = []
summaries = ["proportion"]
needs = [
    ["visits.disposition", "visits.bring_back_planned"],
    [
        "visits.patient_id",
        "visits.disposition",
        "visits.arrival_ts",
        "visits.departure_ts",
        "visits.planned_return",
    ],
]
n_show = 30
n_compare = 200
owner = "afreflect"
version = "1.0"
review_by = 2027-11-21
too_soon = "last_three_days"

[[objections]]
text = "Does our system code planned returns at all, or only when somebody thinks of the tag?"

[[objections]]
text = "Does this show my judgement, or that there is nowhere else to send people for follow-up?"

[[objections]]
text = "At nights and weekends there is no clinic to send people to: is that what it shows?"
exclusion = "weekend_arrivals"

[[objections]]
text = "Discharges in the last three days of the extract have not had their 72 hours yet."
exclusion = "last_three_days"

[[leading]]
indicator = "Discharges with the return tag filled in, yes or no"
lag = "the same month"

[[ideas]]
text = "Agree on one tag for planned returns, and set it at discharge while the plan is fresh."
kind = "colleague"
source = "A change colleagues describe; we know of no trial."

[[ideas]]
text = "Write down whom the patient is to see, when, and what should be decided then."
kind = "colleague"
source = "A change colleagues describe; we know of no trial."
---*/
-- one row per discharge of the clinician's own where the source tells about planned returns
with own_discharges as (
    select encounter_id, patient_id, occurred_on, departure_ts, bring_back_planned
    from visits
    where mine
        and disposition = 'discharged'
),

discharges_with_a_planned_visit as (
    select distinct own_discharges.encounter_id
    from own_discharges
    inner join visits as later
        on later.patient_id = own_discharges.patient_id
        and later.encounter_id <> own_discharges.encounter_id
        and later.arrival_ts >= own_discharges.departure_ts
        and later.arrival_ts <= own_discharges.departure_ts + interval 72 hours
    where later.planned_return
),

source_marks_planned_visits as (
    select count(planned_return) > 0 as marked
    from visits
)

select
    encounter_id as unit_id,
    patient_id,
    occurred_on,
    coalesce(bring_back_planned, false)
        or encounter_id in (select encounter_id from discharges_with_a_planned_visit) as met
from own_discharges
cross join source_marks_planned_visits
where (
        bring_back_planned is not null
        or (marked and patient_id is not null and departure_ts is not null)
    )
    and ($since::date is null or occurred_on >= $since::date)
    and ($until::date is null or occurred_on < $until::date)
