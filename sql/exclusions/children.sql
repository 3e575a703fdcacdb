/*---
title = "Children"
leaves_out = "Visits of patients younger than 18."
noun = "children"
noun_one = "child"
unit = "visit"
metrics = []
needs = [["visits.age"]]
---*/
-- one row per visit of a patient younger than 18
select encounter_id as unit_id
from visits
where age < 18
