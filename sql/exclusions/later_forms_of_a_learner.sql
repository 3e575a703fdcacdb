/*---
title = "All but each learner's first form"
leaves_out = "Every form of a learner after their first, so that nobody speaks twice."
noun = "further forms of the same learners"
noun_one = "further form of the same learner"
unit = "form"
metrics = []
needs = [["feedback.rater_id"]]
---*/
-- one row per form that was not its learner's first
with forms as (
    select form_id, min(rater_id) as rater_id, min(occurred_on) as occurred_on
    from feedback
    where rater_id is not null
    group by form_id
)

select form_id as unit_id
from forms
qualify row_number() over (partition by rater_id order by occurred_on, form_id) > 1
