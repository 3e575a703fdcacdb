/*---
title = "Admission"
question = "How many of the people I see are admitted?"
kind = "proportion"
unit = "%"
better = "neither"
category = "quality"
pace = false
values = ["right_bed"]
eligible = "Your visits with a known ending."
met = "The visit ended in admission to this hospital; a transfer to another is none."
met_short = "were admitted"
noun = "visits"
exclusions = [
    "visits without a recorded ending",
    "counts with more admissions than visits",
]
attribution = "shared"
evidence = "none"
evidence_source = "No source says which share is right: it follows who comes, and what the site can offer outside a bed."
balancing = ["return_72h_unplanned"]
standards = []
summaries = ["proportion"]
needs = [["visits.disposition"], ["counts.numerator", "counts.denominator"]]
n_show = 50
n_compare = 200
owner = "afreflect"
version = "1.0"
review_by = 2027-11-21

[[objections]]
text = "Does the site's policy decide more of this than I do?"
exclusion = "other_sites"

[[objections]]
text = "Are my shifts those with the sicker patients?"
exclusion = "most_urgent"

[[objections]]
text = "Is the consultant who takes the patient, or does not, the one who decides?"
exclusion = "with_a_consult"

[[objections]]
text = "Across 220 emergency physicians in 11 departments, those who used CT more also admitted more (Scofi 2023): the two can't be judged apart."
exclusion = "with_imaging"

[[leading]]
indicator = "Low-risk chest pain with a pathway filled in before the call to the ward"
lag = "about two months"

[[ideas]]
text = "Use the HEART pathway in chest pain: in a randomised trial more people went home early."
kind = "trial"
source = "Mahler et al., Circulation: Cardiovascular Quality and Outcomes 2015"

[[ideas]]
text = "Keep a short list of what can be had outside a bed, such as next-day clinics and home care, where you decide."
kind = "colleague"
source = "A change colleagues describe; we know of no trial."

[[ideas]]
text = "Look up how five of the patients you admitted, and five you nearly did, fared."
kind = "colleague"
source = "A change colleagues describe; we know of no trial."
---*/
-- one row per visit of the clinician's own, or per period and unit that was already counted
with endings as (
    select
        encounter_id as unit_id,
        patient_id,
        occurred_on,
        (disposition = 'admitted')::integer::double as met,
        1.0::double as exposure
    from visits
    where mine
        and disposition is not null

    union all

    select
        concat_ws(' ', period, site, unit) as unit_id,
        null as patient_id,
        period as occurred_on,
        numerator as met,
        denominator as exposure
    from counts
    where metric = 'admission'
        and numerator between 0 and denominator
)

select unit_id, patient_id, occurred_on, met, exposure
from endings
where ($since::date is null or occurred_on >= $since::date)
    and ($until::date is null or occurred_on < $until::date)
