/*---
title = "Forms with one mark throughout"
leaves_out = "Forms of three items or more that all carry the same mark."
noun = "forms with one mark throughout"
noun_one = "form with one mark throughout"
unit = "form"
metrics = []
needs = [["feedback.score", "feedback.item"]]
---*/
-- one row per form of at least three marks that are all the same
select form_id as unit_id
from feedback
where score is not null
group by form_id
having count(*) >= 3
    and min(score) = max(score)
