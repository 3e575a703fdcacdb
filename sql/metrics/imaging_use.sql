/*---
title = "Imaging use"
question = "How often does a visit with me include imaging?"
kind = "proportion"
unit = "%"
better = "neither"
category = "quality"
pace = false
values = ["sound_tests"]
eligible = "Your visits where the extract tells whether imaging was done."
met = "At least one image of any kind was taken at the visit; several count once."
met_short = "had imaging"
noun = "visits"
exclusions = [
    "visits where imaging is blank, unless the extract comes with a list of all images: then no entry means none",
]
attribution = "shared"
evidence = "none"
evidence_source = "No source says which share of all visits is right. Decision rules and Choosing Wisely lists speak of single complaints."
balancing = ["return_72h_unplanned", "admission"]
standards = []
summaries = ["proportion"]
needs = [["visits.imaging"], ["care.item"]]
n_show = 50
n_compare = 200
owner = "afreflect"
version = "1.0"
review_by = 2027-11-21

[[objections]]
text = "Is this my ordering, or the mix of patients who come on my shifts?"
exclusion = "most_urgent"

[[objections]]
text = "Are images counted that triage or a consultant ordered?"
exclusion = "with_a_consult"

[[objections]]
text = "Imaging moves with other things: across 220 emergency physicians in 11 departments, use of CT went with admission (Scofi 2023)."
exclusion = "admitted_patients"

[[leading]]
indicator = "Images of an ankle or a lower back with the reason by the rule written down"
lag = "one to two months"

[[ideas]]
text = "Write down the Ottawa ankle rules' findings before ordering an ankle or foot film."
kind = "trial"
source = "Stiell et al., BMJ 1995 (Ottawa ankle rules, multicentre trial)"

[[ideas]]
text = "Leave out spine imaging in low back pain without injury and without a red flag."
kind = "guideline"
source = "Choosing Wisely Canada, emergency medicine list"

[[ideas]]
text = "For ten visits note before the image what you expect, and afterwards whether it changed the plan."
kind = "colleague"
source = "A change colleagues describe; we know of no trial."
---*/
-- one row per visit of the clinician's own where it is known whether imaging was done
with imaged_visits as (
    select distinct encounter_id
    from care
    where item = 'imaging'
        and encounter_id is not null
),

source_lists_images as (
    select count(*) > 0 as listed
    from imaged_visits
)

select
    encounter_id as unit_id,
    patient_id,
    occurred_on,
    coalesce(imaging, false)
        or encounter_id in (select encounter_id from imaged_visits) as met
from visits
cross join source_lists_images
where mine
    and (imaging is not null or listed)
    and ($since::date is null or occurred_on >= $since::date)
    and ($until::date is null or occurred_on < $until::date)
