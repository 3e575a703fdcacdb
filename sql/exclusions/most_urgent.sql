/*---
title = "The most urgent patients"
leaves_out = "Visits with triage level 1 or 2."
noun = "patients at level 1 or 2"
noun_one = "patient at level 1 or 2"
unit = "visit"
metrics = []
needs = [["visits.acuity"]]
---*/
-- one row per visit with one of the two most urgent triage levels
select encounter_id as unit_id
from visits
where acuity <= 2
