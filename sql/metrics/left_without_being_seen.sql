/*---
title = "Left without being seen on my shifts"
question = "How many people give up and leave before anyone sees them?"
kind = "proportion"
unit = "%"
better = "lower"
category = "safety"
pace = false
values = ["seen_by_someone"]
eligible = "Your visits with a known ending, and the visits of people who arrived during one of your shifts and left before anyone took them."
met = "The patient left before being assessed by a physician; people who left after it were seen."
met_short = "left unseen"
noun = "arrivals"
exclusions = [
    "visits without a recorded ending",
    "visits on your shifts that a colleague took",
    "counts with more people leaving than arriving",
]
attribution = "team"
evidence = "consensus"
evidence_source = "The term follows the operational definitions agreed at the emergency department operations summit of 2010."
balancing = ["return_72h_unplanned", "imaging_use"]
summaries = ["proportion"]
needs = [["visits.disposition"], ["counts.numerator", "counts.denominator"]]
group_axis = [0, 0.2, 0.01]
n_show = 50
n_compare = 200
owner = "afreflect"
version = "1.1"
review_by = 2027-11-21

[[objections]]
text = "Is this the department's figure rather than mine?"
exclusion = "nobodys_patients"

[[objections]]
text = "Without a list of shifts, patients who left unseen carry nobody's name: are they in my extract at all?"

[[objections]]
text = "A figure of 0 may only mean that the extract does not mark people who left unseen."

[[objections]]
text = "Is someone who left before registering ever recorded?"

[[standards]]
text = "England's quality indicators of 2011 held a department's rate below this to be good practice"
value = 0.05
source = "A&E clinical quality indicators, Department of Health (England), April 2011, as Homerton University Hospital states them (homerton.nhs.uk, Accident and Emergency, Performance indicators)"

[[leading]]
indicator = "The longest wait on the board in the middle of your shift"
lag = "the same shift"

[[ideas]]
text = "Have a physician at triage in the busiest hours: in one trial fewer people left unseen."
kind = "trial"
source = "Holroyd et al., Academic Emergency Medicine 2007"

[[ideas]]
text = "Walk through the waiting room once in a shift, say how long it is likely to be and what to watch for."
kind = "colleague"
source = "A change colleagues describe; we know of no trial."

[[ideas]]
text = "Ask that people who left unseen with a worrying triage note be telephoned the next day."
kind = "colleague"
source = "A change colleagues describe; we know of no trial."
---*/
-- one row per registration on the clinician's shifts, or per period that was already counted
with people_who_left_on_own_shifts as (
    select distinct visits.encounter_id
    from visits
    inner join shifts
        on visits.arrival_ts >= shifts.starts_at
        and visits.arrival_ts < shifts.ends_at
        and (visits.site is null or shifts.site is null or visits.site = shifts.site)
    where not visits.mine
        and visits.disposition = 'lwbs'
),

registrations as (
    select
        encounter_id as unit_id,
        patient_id,
        occurred_on,
        (disposition = 'lwbs')::integer::double as met,
        1.0::double as exposure
    from visits
    where disposition is not null
        and (mine or encounter_id in (select encounter_id from people_who_left_on_own_shifts))

    union all

    select
        concat_ws(' ', period, site, unit) as unit_id,
        null as patient_id,
        period as occurred_on,
        numerator as met,
        denominator as exposure
    from counts
    where metric = 'left_without_being_seen'
        and numerator between 0 and denominator
)

select unit_id, patient_id, occurred_on, met, exposure
from registrations
where ($since::date is null or occurred_on >= $since::date)
    and ($until::date is null or occurred_on < $until::date)
