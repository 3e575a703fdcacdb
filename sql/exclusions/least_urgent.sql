/*---
title = "The least urgent patients"
leaves_out = "Visits with triage level 4 or 5."
noun = "patients at level 4 or 5"
noun_one = "patient at level 4 or 5"
unit = "visit"
metrics = []
needs = [["visits.acuity"]]
---*/
-- one row per visit with one of the two least urgent triage levels
select encounter_id as unit_id
from visits
where acuity >= 4
