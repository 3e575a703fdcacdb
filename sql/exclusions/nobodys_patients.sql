/*---
title = "Patients whom nobody took"
leaves_out = "People who left before anyone took them, and carry nobody's name."
noun = "patients whom nobody took"
noun_one = "patient whom nobody took"
unit = "visit"
metrics = ["left_without_being_seen"]
needs = [["visits.disposition", "shifts.starts_at"]]
---*/
-- one row per visit on the clinician's shifts that nobody took
select encounter_id as unit_id
from visits
where not mine
