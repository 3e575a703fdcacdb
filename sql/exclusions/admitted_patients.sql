/*---
title = "Patients who were admitted"
leaves_out = "Visits that ended in admission, with the wait for a bed in them."
noun = "admitted patients"
noun_one = "admitted patient"
unit = "visit"
metrics = ["length_of_stay", "time_to_first_assessment", "imaging_use", "ct_use"]
needs = [["visits.disposition"]]
---*/
-- one row per visit that ended in admission
select encounter_id as unit_id
from visits
where disposition = 'admitted'
