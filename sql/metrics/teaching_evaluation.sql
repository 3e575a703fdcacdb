/*---
title = "Teaching evaluation"
question = "What do learners say of my teaching?"
kind = "mean"
unit = "of 5"
better = "higher"
category = "education"
pace = false
values = ["teaching"]
eligible = "Forms about you with at least one item marked on a stated scale."
met = "The mean of the form's marks; marks on another scale than 1 to 5 are stretched to it, end to end."
met_short = "were answered"
noun = "forms"
exclusions = [
    "items left blank, or with a mark outside the form's own scale",
    "forms that do not state their scale",
    "everything, while fewer than five learners have answered in all: they could be picked out",
]
attribution = "individual"
evidence = "consensus"
evidence_source = "Keely 2010 found that 17 cards per supervisor give a mean that holds (reliability above 0.8), and that seven give 0.63."
balancing = ["time_to_first_assessment", "length_of_stay"]
standards = []
summaries = ["mean"]
needs = [["feedback.score"]]
n_show = 8
n_compare = 17
owner = "afreflect"
version = "1.0"
review_by = 2027-11-21

[[objections]]
text = "Few learners answer, and those who do may not speak for the rest."
exclusion = "later_forms_of_a_learner"

[[objections]]
text = "Teaching evaluations were among the measures that emergency physicians disputed most in interviews (Kamhawy 2020)."

[[objections]]
text = "Evidence on gender bias in such forms is mixed (Journal of General Internal Medicine 2021)."

[[objections]]
text = "Items of one form move together (alpha 0.965 in Keely 2010): they tell of one overall impression rather than of separate skills."
exclusion = "same_mark_throughout"

[[leading]]
indicator = "Shifts on which you named one teaching point with the learner"
lag = "one rotation"

[[ideas]]
text = "Use the one-minute preceptor: ask for a commitment, ask why, teach one rule, say what was right, correct what was not."
kind = "trial"
source = "Furney et al., Journal of General Internal Medicine 2001"

[[ideas]]
text = "Let the learner lead the case with SNAPPS, and ask you what they are unsure of."
kind = "trial"
source = "Wolpaw et al., Academic Medicine 2009"

[[ideas]]
text = "Ask at the start of the shift what the learner would like to be watched at, and say one thing about it at the end."
kind = "colleague"
source = "A change colleagues describe; we know of no trial."
---*/
-- one row per learner's form, with the mean of its marks on a scale from 1 to 5
with marks_on_one_scale as (
    select
        form_id,
        rater_id,
        occurred_on,
        1 + 4 * (score - scale_min) / (scale_max - scale_min) as mark
    from feedback
    where scale_max > scale_min
        and score between scale_min and scale_max
),

forms as (
    select
        form_id,
        min(rater_id) as rater_id,
        min(occurred_on) as occurred_on,
        favg(mark) as average_mark
    from marks_on_one_scale
    group by form_id
),

learners as (
    select count(distinct coalesce(rater_id, form_id)) as heard
    from forms
)

select
    form_id as unit_id,
    null::varchar as patient_id,
    occurred_on,
    average_mark as value
from forms
cross join learners
where heard >= 5
    and ($since::date is null or occurred_on >= $since::date)
    and ($until::date is null or occurred_on < $until::date)
