/*---
title = "Unplanned return within 72 hours"
question = "How often do people I send home come back within three days, unplanned?"
kind = "proportion"
unit = "%"
better = "neither"
category = "safety"
pace = false
values = ["safe_discharge"]
eligible = "Your visits that ended with the patient sent home, with a time of departure and a patient number."
met = "The same patient arrives again, unplanned, from the moment of departure to exactly 72 hours after it, at any site, with any physician in the extract, for whatever problem, and also when they then leave unseen."
met_short = "came back unplanned"
noun = "discharges"
exclusions = [
    "patients who left unseen or against advice, were admitted, transferred or died: you did not send them home",
    "visits whose departure stands before their arrival: one of the two is wrong",
    "returns that were planned: marked as planned, or following a discharge at which a return was ordered",
]
attribution = "shared"
evidence = "none"
evidence_source = "No source says which share is right. A study of the US national survey of emergency visits (NHAMCS) found people who returned no sicker, and did not support the rate as a sign of safety."
balancing = ["planned_bring_backs", "admission"]
standards = []
summaries = ["proportion"]
needs = [["visits.patient_id", "visits.disposition", "visits.arrival_ts", "visits.departure_ts"]]
group_axis = [0, 0.2, 0.01]
n_show = 100
n_compare = 500
owner = "afreflect"
version = "1.1"
review_by = 2027-11-21
too_soon = "last_three_days"

[[objections]]
text = "Returns at community sites are often planned, for imaging or intravenous antibiotics, as an emergency physician said in interviews (Kamhawy 2020)."
exclusion = "planned_returns"

[[objections]]
text = "Returns to other hospitals are missed unless the extract holds them."
exclusion = "returns_elsewhere"

[[objections]]
text = "Discharges in the last three days of the extract have not had their 72 hours yet, so the latest month reads low."
exclusion = "last_three_days"

[[objections]]
text = "A study of the US national survey of emergency visits (NHAMCS) found people who returned no sicker than others."
exclusion = "returns_sent_home_again"

[[objections]]
text = "One series of patients with gastrointestinal complaints (Journal of Emergency Medicine 2016) found no more serious diagnoses in early returns than in later ones."

[[objections]]
text = "A patient may come back for something else altogether."
exclusion = "returns_for_something_else"

[[leading]]
indicator = "Discharges where the patient could say what to come back for"
lag = "about three months, since returns are rare"

[[ideas]]
text = "Ask each patient to say in their own words what would make them come back, before they go."
kind = "guideline"
source = "AHRQ Health Literacy Universal Precautions Toolkit (teach-back)"

[[ideas]]
text = "Tag at discharge every return you order, so that good safety-netting is not read as failure."
kind = "colleague"
source = "A change colleagues describe; we know of no trial."

[[ideas]]
text = "Read the charts of your last five returns with one colleague, looking for what the two of you would do again."
kind = "colleague"
source = "A change colleagues describe; we know of no trial."
---*/
-- one row per discharge of the clinician's own; the return may be anybody's
with own_discharges as (
    select encounter_id, patient_id, occurred_on, departure_ts, bring_back_planned
    from visits
    where mine
        and disposition = 'discharged'
        and patient_id is not null
        and departure_ts is not null
        -- A departure before the arrival is a slip of the pen: nothing can be counted from it.
        and coalesce(departure_ts >= arrival_ts, true)
),

discharges_with_a_return as (
    select distinct own_discharges.encounter_id
    from own_discharges
    inner join visits as later
        on later.patient_id = own_discharges.patient_id
        and later.encounter_id <> own_discharges.encounter_id
        and later.arrival_ts >= own_discharges.departure_ts
        and later.arrival_ts <= own_discharges.departure_ts + interval 72 hours
    where not coalesce(later.planned_return, own_discharges.bring_back_planned, false)
)

select
    encounter_id as unit_id,
    patient_id,
    occurred_on,
    encounter_id in (select encounter_id from discharges_with_a_return) as met
from own_discharges
where ($since::date is null or occurred_on >= $since::date)
    and ($until::date is null or occurred_on < $until::date)
