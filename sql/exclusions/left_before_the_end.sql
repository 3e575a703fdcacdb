/*---
title = "Patients who left before the end"
leaves_out = "Visits of patients who left unseen, before the end, or against advice."
noun = "patients who left before the end"
noun_one = "patient who left before the end"
unit = "visit"
metrics = ["imaging_use", "ct_use", "admission", "length_of_stay", "time_to_first_assessment"]
needs = [["visits.disposition"]]
---*/
-- one row per visit whose patient left before it was over
select encounter_id as unit_id
from visits
where disposition in ('lwbs', 'eloped', 'ama')
