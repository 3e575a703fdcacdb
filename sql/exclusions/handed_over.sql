/*---
title = "Patients handed over"
leaves_out = "Visits that changed hands between physicians."
noun = "patients handed over"
noun_one = "patient handed over"
unit = "visit"
metrics = []
needs = [["visits.handed_over"]]
---*/
-- one row per visit that was handed over
select encounter_id as unit_id
from visits
where handed_over
