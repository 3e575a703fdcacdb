/*---
title = "Learners with one form"
leaves_out = "Forms of learners who filled in only one in all."
noun = "forms of learners with only one"
noun_one = "form of a learner with only one"
unit = "form"
metrics = []
needs = [["feedback.rater_id"]]
---*/
-- one row per form of a learner who filled in no other
with forms as (
    select distinct form_id, rater_id
    from feedback
    where rater_id is not null
)

select form_id as unit_id
from forms
qualify count(*) over (partition by rater_id) = 1
