/*---
title = "CT use"
question = "How often does a visit with me include a CT?"
kind = "proportion"
unit = "%"
better = "neither"
category = "quality"
pace = false
values = ["sound_tests"]
eligible = "Your visits where the extract tells whether a CT was done."
met = "At least one CT was taken at the visit; several count once."
met_short = "had a CT"
noun = "visits"
exclusions = [
    "visits with imaging of a kind that the extract does not tell",
    "visits where imaging itself is blank",
]
attribution = "shared"
evidence = "none"
evidence_source = "No source says which share of all visits is right. Decision rules and Choosing Wisely lists speak of single complaints."
balancing = ["return_72h_unplanned", "admission"]
standards = []
summaries = ["proportion"]
needs = [["visits.ct"], ["visits.modality"]]
n_show = 50
n_compare = 200
owner = "afreflect"
version = "1.0"
review_by = 2027-11-21

[[objections]]
text = "Is this my ordering, or the mix and acuity of patients who come on my shifts?"
exclusion = "most_urgent"

[[objections]]
text = "Across 220 emergency physicians in 11 departments, those who used CT more also admitted more (Scofi 2023): the two can't be judged apart."
exclusion = "admitted_patients"

[[objections]]
text = "Does the figure count scans that another service asked for?"
exclusion = "with_a_consult"

[[leading]]
indicator = "Head CTs for minor injury with the decision rule written down"
lag = "one to two months"

[[ideas]]
text = "In adults with minor head injury, order a head CT only when a validated decision rule, such as the Canadian CT Head Rule, asks for one."
kind = "guideline"
source = "Choosing Wisely Canada, emergency medicine list; rule: Stiell et al., Lancet 2001"

[[ideas]]
text = "In children with minor head injury, go through the PECARN rule with the parents before deciding."
kind = "guideline"
source = "Choosing Wisely Canada, emergency medicine list; rule: Kuppermann et al., Lancet 2009"

[[ideas]]
text = "In suspected pulmonary embolism, settle the risk by a rule and a D-dimer before a CT angiogram."
kind = "guideline"
source = "Choosing Wisely Canada, emergency medicine list"

[[ideas]]
text = "Note in one line why, for each CT of one week, and read the lines at the end of it."
kind = "colleague"
source = "A change colleagues describe; we know of no trial."
---*/
-- one row per visit of the clinician's own where it is known whether a CT was done
with visits_with_what_is_known as (
    select
        encounter_id,
        patient_id,
        occurred_on,
        case
            when ct then true
            when modality is not null
                then list_contains(string_split(replace(upper(modality), ' ', ''), ';'), 'CT')
            when ct is not null then ct
            when not imaging then false
        end as had_ct
    from visits
    where mine
)

select
    encounter_id as unit_id,
    patient_id,
    occurred_on,
    had_ct as met
from visits_with_what_is_known
where had_ct is not null
    and ($since::date is null or occurred_on >= $since::date)
    and ($until::date is null or occurred_on < $until::date)
