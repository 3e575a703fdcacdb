/*---
title = "Older patients"
leaves_out = "Visits of patients of 75 and over."
noun = "patients of 75 and over"
noun_one = "patient of 75 or over"
unit = "visit"
metrics = []
needs = [["visits.age"]]
---*/
-- one row per visit of a patient of 75 or over
select encounter_id as unit_id
from visits
where age >= 75
